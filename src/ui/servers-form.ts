/**
 * The form for servers in the settings. What is typed stays here until it is saved or tried; then the app says what is wrong with it, if anything is.
 */
import type { ConnectionSettingsView, IceTexts, ServerFault, ServerTexts } from '../app/connection-state.js';
import { h } from './dom.js';
import type { Child, Properties, VNode } from './dom.js';
import { glyph } from './icons.js';
import { button, field, form, iconButton } from './pieces.js';
import type { Request } from './settings-pieces.js';
import { say, sayError } from './strings.js';
import { trialList } from './trial-list.js';

/** More the app does not take. */
const MOST_ROWS = 8;
const NO_ICE: IceTexts = { url: '', username: '', credential: '' };
const EXAMPLES = { signalling: 'https://example.org:9000/', ice: 'turn:example.org:3478' } as const;

/** The form of one element, which `refresh`es when there is something else to show. */
export class ServersForm {
  readonly #refresh: () => void;
  readonly #request: Request;
  /** What is used, as it was when the boxes were filled. */
  #used: ServerTexts | null = null;
  #texts: ServerTexts = { signalling: [], ice: [] };

  constructor(refresh: () => void, request: Request) {
    this.#refresh = refresh;
    this.#request = request;
  }

  /** The form. Other servers in use than before take the place of what was typed. */
  view({ texts, isOwn, fault, saves, trials }: ConnectionSettingsView): VNode {
    if (texts !== this.#used) {
      this.#used = texts;
      this.#texts = texts;
    }
    return form(
      () => this.#request({ type: 'set-servers', texts: this.#texts }),
      // What the browser thinks of an address is of no use here.
      { class: 'stack servers', novalidate: true },
      this.#list('signalling', fault, (index) => this.#signallingRow(index, fault), ''),
      this.#list('ice', fault, (index) => this.#iceRow(index, fault), NO_ICE),
      h('p', { class: 'small soft' }, say('connect.save-hint')),
      h(
        'div',
        { class: 'row' },
        button({ type: 'submit' }, say('connect.save')),
        button({ onclick: () => this.#request({ type: 'try-servers', texts: this.#texts }) }, say('connect.test')),
        isOwn && button({ class: 'quiet', onclick: () => this.#request({ type: 'use-page-servers' }) }, say('connect.page')),
      ),
      h('p', { class: 'small done', 'aria-live': 'polite' }, saves > 0 && fault === null && say('connect.saved')),
      trialList(trials),
    );
  }

  /** A list under its heading, with what is wrong in it below. `fresh`: what a row begins with. */
  #list(list: keyof ServerTexts, fault: ServerFault | null, row: (index: number) => VNode, fresh: ServerTexts[typeof list][number]): VNode {
    return h(
      'div',
      { class: 'switches', role: 'group', 'aria-labelledby': list },
      h('h4', { id: list }, say(`connect.${list}`)),
      h('p', { class: 'small soft' }, say(`connect.${list}-hint`, { example: EXAMPLES[list] })),
      ...this.#texts[list].map((_, index) => row(index)),
      fault?.list === list && h('p', { class: 'error', role: 'alert', id: `${list}-fault` }, glyph('warning'), sayError(fault.error)),
      h(
        'div',
        { class: 'row' },
        this.#texts[list].length < MOST_ROWS &&
          button({ onclick: () => this.#change({ [list]: [...this.#texts[list], fresh] }) }, say('connect.add')),
      ),
    );
  }

  #signallingRow(index: number, fault: ServerFault | null): VNode {
    const { signalling } = this.#texts;
    return this.#row(
      'signalling',
      index,
      { value: signalling[index], 'aria-invalid': isAt(fault, 'signalling', index) && 'true' },
      (value) => this.#type({ signalling: this.#texts.signalling.with(index, value) }),
    );
  }

  #iceRow(index: number, fault: ServerFault | null): VNode {
    const { url, username, credential } = this.#texts.ice[index] ?? NO_ICE;
    const isTurn = url.trim().startsWith('turn');
    const isWrong = isAt(fault, 'ice', index);
    const isLogin = fault?.error === 'turn-login-missing';
    const change = (changes: Partial<IceTexts>): void =>
      this.#type({ ice: this.#texts.ice.with(index, { ...(this.#texts.ice[index] ?? NO_ICE), ...changes }) });
    const takeUrl = (value: string): void => {
      change({ url: value });
      if (value.trim().startsWith('turn') !== isTurn) this.#refresh();
    };
    const login = (what: 'username' | 'credential', more: Properties): Child =>
      isTurn &&
      addressBox(`${what}-${index}`, say(`connect.${what}`), 'ice', { 'aria-invalid': isWrong && isLogin && 'true', ...more }, (value) =>
        change({ [what]: value }),
      );
    return this.#row(
      'ice',
      index,
      { value: url, 'aria-invalid': isWrong && !isLogin && 'true' },
      takeUrl,
      login('username', { value: username }),
      login('credential', { value: credential, type: 'password' }),
    );
  }

  #row(list: keyof ServerTexts, index: number, properties: Properties, take: (value: string) => void, ...more: readonly Child[]): VNode {
    const name = say(`connect.${list}-nth`, { count: index + 1 });
    const remove = (): void => this.#change({ [list]: this.#texts[list].toSpliced(index, 1) });
    return h(
      'div',
      { class: 'server' },
      addressBox(`${list}-${index}`, name, list, properties, take),
      iconButton('close', say('connect.remove', { name }), { onclick: remove }),
      ...more,
    );
  }

  /** Typed: the boxes show it already. */
  #type(changes: Partial<ServerTexts>): void {
    this.#texts = { ...this.#texts, ...changes };
  }

  #change(changes: Partial<ServerTexts>): void {
    this.#type(changes);
    this.#refresh();
  }
}

function isAt(fault: ServerFault | null, list: keyof ServerTexts, index: number): boolean {
  return fault?.list === list && fault.index === index;
}

/** Addresses are written from left to right in every language. */
function addressBox(id: string, label: string, list: keyof ServerTexts, properties: Properties, take: (value: string) => void): VNode {
  return field('input', id, label, null, {
    dir: 'ltr',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': `${list}-fault`,
    oninput: (event: Event) => take((event.currentTarget as HTMLInputElement).value),
    ...properties,
  });
}

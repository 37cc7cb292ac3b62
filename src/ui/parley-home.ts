/**
 * `<parley-home>`: two ways on, "New room" and "Join with an invite", each with a short form in its place.
 *
 * Which form is open is the app's: asks for `show-home-form`, `create-room`, `join`. The focus follows: into the form when it opens, back to the
 * button when it closes. Consent to a foreign meeting point counts only for the very text it was asked about.
 */
import type { HomeView, MainState } from '../app/state.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { ParleyElement } from './element.js';
import { parleyMark } from './icons.js';
import { NAME_LENGTH_LIMIT } from './parley-first-run.js';
import { busyLine, button, errorLine, field, form } from './pieces.js';
import { say } from './strings.js';

export class ParleyHome extends ParleyElement<MainState> {
  /** What is in the box of each form, also while it is closed. */
  readonly #typed = { 'new-room': '', join: '' };

  protected override update({ home }: MainState, previous: MainState | undefined): void {
    const before = previous?.home;
    if (home.inviteText !== '' && home.inviteText !== before?.inviteText) this.#typed.join = home.inviteText;
    this.refresh();
    if (before === undefined || home.form === before.form) return;
    if (home.form === 'none') this.find(`#${before.form}`).focus();
    else this.focus();
  }

  protected override view({ home, me }: MainState): Child[] {
    return [
      h(
        'main',
        {},
        parleyMark(),
        h('h1', { tabindex: -1, 'data-start': home.form === 'none' }, say('home.greeting', { name: me.name })),
        h('p', { class: 'soft lead' }, say('home.lead')),
        home.form === 'none' && h('ul', { class: 'choices', role: 'list' }, this.#choice('new-room', 'primary'), this.#choice('join', '')),
        errorLine(home.error),
        home.form !== 'none' && this.#form(home, home.form),
        busyLine(home.isBusy && say(home.form === 'join' ? 'home.joining' : 'home.creating')),
      ),
    ];
  }

  #choice(way: 'new-room' | 'join', look: string): VNode {
    return h(
      'li',
      { class: 'card choice' },
      button({ id: way, class: look, 'aria-describedby': `${way}-hint`, onclick: () => this.#open(way) }, say(`home.${way}`)),
      h('p', { class: 'soft', id: `${way}-hint` }, say(`home.${way}-hint`)),
    );
  }

  #form(home: HomeView, way: 'new-room' | 'join'): VNode {
    const isJoining = way === 'join';
    const id = isJoining ? 'invite' : 'room-name';
    const onkeydown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') this.#open('none');
      // A link or code has no line breaks of its own: Enter joins.
      if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLTextAreaElement)) return;
      event.preventDefault();
      event.target.form?.requestSubmit();
    };
    return form(
      () => this.#submit(home, way),
      { class: 'stack card', onkeydown },
      field(isJoining ? 'textarea' : 'input', id, say(`home.${id}`), say(`home.${id}-hint`), {
        ...(isJoining ? { rows: 4, spellcheck: 'false', autocapitalize: 'off' } : { maxlength: NAME_LENGTH_LIMIT, dir: 'auto' }),
        required: true,
        autocomplete: 'off',
        value: this.#typed[way],
        oninput: (event) => {
          this.#typed[way] = (event.target as HTMLInputElement).value;
        },
        'data-start': true,
      }),
      home.foreignServer !== null &&
        h(
          'div',
          { class: 'notice', role: 'alert' },
          h(
            'div',
            { class: 'stack' },
            h('h2', {}, say('home.server-heading')),
            h('p', {}, say('home.server', { server: home.foreignServer })),
          ),
        ),
      h(
        'div',
        { class: 'row' },
        button({ type: 'submit', class: 'primary', disabled: home.isBusy }, say(isJoining ? 'home.join-button' : 'home.create')),
        button({ class: 'quiet', onclick: () => this.#open('none') }, say('home.back')),
      ),
    );
  }

  #open(way: HomeView['form']): void {
    this.request({ type: 'show-home-form', form: way });
  }

  #submit({ isBusy, foreignServer, inviteText }: HomeView, way: 'new-room' | 'join'): void {
    const text = this.#typed[way].trim();
    if (isBusy) return;
    if (text === '') this.focus();
    else if (way === 'new-room') this.request({ type: 'create-room', name: text });
    // SECURITY: an invite edited after the question is another invite: parley-home.test.ts, "does not carry consent over to another invite".
    else this.request({ type: 'join', invite: text, isServerAccepted: foreignServer !== null && text === inviteText });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-home': ParleyHome;
  }
}

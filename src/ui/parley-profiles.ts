/**
 * `<parley-profiles>`: "Who is using Parley?": the profiles of this browser, and a new one. Asks for `choose-profile`.
 */
import type { ProfilesState } from '../app/state.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { ParleyElement } from './element.js';
import { parleyMark } from './icons.js';
import { button, errorLine, field, form, nameOf } from './pieces.js';
import { say } from './strings.js';

/** The line that says which profile it is, unless there is one alone, and leads to the others, or a new one. `ask`: to be shown them. */
export function profileLine(profile: string | null, isBusy: boolean, ask: () => void): VNode {
  return h(
    'div',
    { class: 'row' },
    profile !== null && h('p', {}, say('profiles.this', { name: profile })),
    button({ class: 'quiet', disabled: isBusy, onclick: ask }, say('profiles.other')),
  );
}

export class ParleyProfiles extends ParleyElement<ProfilesState> {
  protected override update(state: ProfilesState, previous: ProfilesState | undefined): void {
    this.refresh();
    if (previous === undefined || state.error === null) return;
    this.#name.select();
    this.#name.focus();
  }

  protected override view({ names, error }: ProfilesState): Child[] {
    return [
      h(
        'main',
        {},
        h(
          'div',
          { class: 'plate' },
          parleyMark(),
          h('h1', { tabindex: -1, 'data-start': true }, say('profiles.heading')),
          h('p', { class: 'soft' }, say('profiles.lead')),
          names.length > 0 &&
            h(
              'ul',
              { role: 'list', class: 'profiles', 'aria-label': say('profiles.list') },
              ...names.map((name) =>
                h('li', { 'data-id': name }, button({ onclick: () => this.request({ type: 'choose-profile', name }) }, nameOf(name))),
              ),
            ),
          form(
            () => this.request({ type: 'choose-profile', name: this.#name.value }),
            { class: 'stack' },
            field('input', 'name', say('profiles.new-name'), say('profiles.new-hint'), {
              required: true,
              autocomplete: 'off',
              dir: 'auto',
              'aria-invalid': error !== null && 'true',
            }),
            errorLine(error),
            h('div', { class: 'row' }, button({ type: 'submit', class: 'primary' }, say('profiles.new'))),
          ),
        ),
      ),
    ];
  }

  get #name(): HTMLInputElement {
    return this.find<HTMLInputElement>('#name');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-profiles': ParleyProfiles;
  }
}

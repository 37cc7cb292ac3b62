/**
 * `<parley-invite-dialog>`: dialog "Invite" with "Invite link" and "Invite code" to copy, whether it lets one person in unasked, and what it gives away.
 *
 * Copying is announced in a live region. Asks for `set-invite-token` and `close-dialog`.
 */
import type { InviteDialogView } from '../app/dialog-state.js';
import { ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { glyph } from './icons.js';
import { button } from './pieces.js';
import { say, sayMoment } from './strings.js';

export class ParleyInviteDialog extends ParleyDialog<InviteDialogView> {
  /** What came of copying. */
  #result = '';

  protected override view(view: InviteDialogView): Child[] {
    const { link, code, hasToken, expires, isBusy } = view;
    const hint = hasToken && expires !== null ? say('invite.expires', { date: sayMoment(expires) }) : say('invite.token-hint');
    // The box shows what was asked for; until that is so there is no invite to copy, and when it cannot be, the state takes it back.
    const onchange = (event: Event): void =>
      this.request({ type: 'set-invite-token', hasToken: (event.target as HTMLInputElement).checked });
    return this.dialog(say('invite.heading'), [
      h('p', { class: 'soft' }, say('invite.lead')),
      this.#copyField('link', view),
      this.#copyField('code', view),
      h('p', { class: 'small result', 'aria-live': 'polite' }, this.#result),
      link === code && link !== '' && h('p', { class: 'small soft' }, say('invite.same')),
      h(
        'div',
        { class: 'token' },
        h('input', { type: 'checkbox', id: 'token', 'aria-describedby': 'token-hint', checked: hasToken, disabled: isBusy, onchange }),
        h(
          'div',
          {},
          h('label', { for: 'token' }, say('invite.token')),
          h('p', { class: 'small soft', id: 'token-hint' }, isBusy ? say('invite.busy') : hint),
        ),
      ),
      h(
        'section',
        { class: 'gives' },
        h('h3', {}, say('invite.gives-heading')),
        h('p', { class: 'small' }, say(hasToken ? 'invite.gives-token' : 'invite.gives')),
      ),
    ]);
  }

  /** A text to hand on: a readonly box that marks itself, and a button that copies it. */
  #copyField(id: 'link' | 'code', view: InviteDialogView): VNode {
    const text = view[id];
    return h(
      'div',
      { class: 'field copy' },
      h('label', { for: id }, say(`invite.${id}`)),
      h('textarea', {
        id,
        readonly: true,
        rows: 3,
        spellcheck: 'false',
        dir: 'ltr',
        value: text,
        'aria-busy': view.isBusy && 'true',
        onfocus: () => this.#mark(id),
      }),
      button({ disabled: view.isBusy || text === '', onclick: () => void this.#copy(id, text) }, glyph('copy'), say(`invite.copy-${id}`)),
    );
  }

  #mark(id: 'link' | 'code'): void {
    this.find<HTMLTextAreaElement>(`#${id}`).select();
  }

  async #copy(id: 'link' | 'code', text: string): Promise<void> {
    // Emptied first, so that copying twice is said twice.
    this.#tell('');
    try {
      await navigator.clipboard.writeText(text);
      this.#tell(say(`invite.copied-${id}`));
    } catch {
      // Refused, or not there at all: then the person copies what is marked.
      this.find(`#${id}`).focus();
      this.#mark(id);
      this.#tell(say('invite.copy-failed'));
    }
  }

  #tell(result: string): void {
    this.#result = result;
    this.refresh();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-invite-dialog': ParleyInviteDialog;
  }
}

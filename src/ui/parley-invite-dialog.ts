/**
 * `<parley-invite-dialog>`: dialog "Invite" with "Invite link" and "Invite code" to copy, whether it lets people in unasked, how many and how long, what it
 * gives away, and the invites of that kind that are open.
 *
 * Copying is announced in a live region. Asks for `set-invite-token`, `set-invite-terms`, `withdraw-invite` and `close-dialog`.
 */
import type { InviteDialogView, InviteTerms, OpenInviteView } from '../app/dialog-state.js';
import { ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { glyph } from './icons.js';
import { button, choices } from './pieces.js';
import { qrPicture } from './qr-picture.js';
import { say, sayMoment, sayNumber } from './strings.js';

const USES: readonly InviteTerms['uses'][] = [1, 5, 25];
const DAYS: readonly InviteTerms['days'][] = [1, 7, 30];

/** What is under the box: for whom the token works, as far as it is there. */
function sayToken({ hasToken, expires, terms, isBusy }: InviteDialogView): string {
  if (isBusy) return say('invite.busy');
  if (!hasToken || expires === null) return say('invite.token-hint');
  const date = sayMoment(expires);
  return terms.uses === 1 ? say('invite.expires', { date }) : say('invite.expires-many', { count: terms.uses, date });
}

function sayOpen({ left, expires, by }: OpenInviteView): string {
  const params = { count: left, date: sayMoment(expires) };
  return by === null ? say('invite.open', params) : say('invite.open-by', { ...params, name: by });
}

export class ParleyInviteDialog extends ParleyDialog<InviteDialogView> {
  /** What came of copying. */
  #result = '';

  protected override view(view: InviteDialogView): Child[] {
    const { hasAddress, hasToken, terms, isBusy } = view;
    const { uses, days } = terms;
    const setTerms = (changes: Partial<InviteTerms>): void => this.request({ type: 'set-invite-terms', terms: { ...terms, ...changes } });
    // The box shows what was asked for; until that is so there is no invite to copy, and when it cannot be, the state takes it back.
    const onchange = (event: Event): void =>
      this.request({ type: 'set-invite-token', hasToken: (event.target as HTMLInputElement).checked });
    return this.dialog(say('invite.heading'), [
      h('p', { class: 'soft' }, say('invite.lead')),
      this.#copyField('link', view),
      this.#copyField('code', view),
      h('p', { class: 'small result', 'aria-live': 'polite' }, this.#result),
      // For a phone that stands beside: its camera opens the link. A code without an address leads a phone nowhere.
      hasAddress &&
        h(
          'details',
          {},
          h('summary', {}, say('invite.qr')),
          !isBusy && view.link !== '' && qrPicture(view.link, say('invite.qr-picture')),
          h('p', { class: 'small soft' }, say('invite.qr-hint')),
        ),
      // From the first moment: what is pointed at must not move away.
      !hasAddress && h('p', { class: 'small soft' }, say('invite.same')),
      h(
        'div',
        { class: 'token' },
        h('input', { type: 'checkbox', id: 'token', 'aria-describedby': 'token-hint', checked: hasToken, disabled: isBusy, onchange }),
        h('div', {}, h('label', { for: 'token' }, say('invite.token')), h('p', { class: 'small soft', id: 'token-hint' }, sayToken(view))),
      ),
      hasToken &&
        h(
          'div',
          { class: 'terms' },
          choices(
            'uses',
            say('invite.uses'),
            USES.map((count) => [count, sayNumber(count)]),
            uses,
            isBusy,
            (chosen) => setTerms({ uses: chosen }),
          ),
          choices(
            'days',
            say('invite.days'),
            DAYS.map((count) => [count, say(`invite.days-${count}`)]),
            days,
            isBusy,
            (chosen) => setTerms({ days: chosen }),
          ),
        ),
      h(
        'section',
        { class: 'gives' },
        h('h3', {}, say('invite.gives-heading')),
        h('p', { class: 'small' }, say(hasToken ? (uses === 1 ? 'invite.gives-token' : 'invite.gives-token-many') : 'invite.gives')),
      ),
      view.open.length > 0 && this.#openInvites(view),
    ]);
  }

  #openInvites({ ridHex, open }: InviteDialogView): VNode {
    const rows = open.map((invite, index) => {
      const { tokenHex } = invite;
      const onclick = (): void => this.request({ type: 'withdraw-invite', ridHex, tokenHex });
      return h(
        'li',
        { 'data-id': tokenHex },
        h('p', { class: 'small', id: `open-${index}` }, sayOpen(invite)),
        // Not sooner than any other answer: the list may have moved under the pointer.
        button({ class: 'quiet', 'aria-describedby': `open-${index}`, disabled: this.isNew, onclick }, say('invite.withdraw')),
      );
    });
    return h(
      'section',
      { class: 'open' },
      h('h3', { id: 'open-heading' }, say('invite.open-heading')),
      h('ul', { role: 'list', 'aria-labelledby': 'open-heading' }, ...rows),
    );
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

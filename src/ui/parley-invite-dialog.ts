/**
 * `<parley-invite-dialog>`: dialog "Invite" with "Invite link" and "Invite code" to copy, whether it lets one person in unasked, and what it gives away.
 *
 * Copying is announced in a live region. Asks for `set-invite-token` and `close-dialog`.
 */
import type { InviteDialogView } from '../app/dialog-state.js';
import { CopyField } from './copy-field.js';
import { ParleyDialog } from './dialog-element.js';
import { h, setAttribute, setDisabled, setHidden, setText } from './dom.js';
import { inviteDialogSheet } from './invite-dialog-sheet.js';
import { say, sayMoment } from './strings.js';
import type { MessageKey } from '../i18n/en.js';

type CopiedKey = Extract<MessageKey, `invite.copied-${string}`>;

export class ParleyInviteDialog extends ParleyDialog<InviteDialogView> {
  readonly #link = new CopyField('link', say('invite.link'), say('invite.copy-link'));
  readonly #code = new CopyField('code', say('invite.code'), say('invite.copy-code'));
  readonly #same = h('p', { class: 'small soft', hidden: true }, [say('invite.same')]);
  readonly #result = h('p', { class: 'small result', 'aria-live': 'polite' });
  readonly #token = h('input', { type: 'checkbox', id: 'token', 'aria-describedby': 'token-hint' });
  readonly #tokenHint = h('p', { class: 'small soft', id: 'token-hint' });
  readonly #gives = h('p', { class: 'small' });

  constructor() {
    super(inviteDialogSheet);
    setText(this.heading, say('invite.heading'));
    const token = h('div', { class: 'token' }, [
      this.#token,
      h('div', {}, [h('label', { for: 'token' }, [say('invite.token')]), this.#tokenHint]),
    ]);
    const gives = h('section', { class: 'gives' }, [h('h3', {}, [say('invite.gives-heading')]), this.#gives]);
    this.placeParts(
      [h('p', { class: 'soft' }, [say('invite.lead')]), this.#link.node, this.#code.node, this.#result, this.#same, token, gives],
      [],
    );
  }

  protected override listen(signal: AbortSignal): void {
    super.listen(signal);
    const copy = async (field: CopyField, copied: CopiedKey): Promise<void> => {
      // Emptied first, so that copying twice is said twice.
      setText(this.#result, '');
      const key = (await field.copy()) ? copied : 'invite.copy-failed';
      if (!signal.aborted) setText(this.#result, say(key));
    };
    this.#link.button.addEventListener('click', () => void copy(this.#link, 'invite.copied-link'), { signal });
    this.#code.button.addEventListener('click', () => void copy(this.#code, 'invite.copied-code'), { signal });
    for (const { box } of [this.#link, this.#code]) box.addEventListener('focus', () => box.select(), { signal });
    const toggle = (): void => {
      // The box shows what was asked for; until that is so there is no invite to copy, and when it cannot be, the state takes it back.
      this.request({ type: 'set-invite-token', hasToken: this.#token.checked });
    };
    this.#token.addEventListener('change', toggle, { signal });
  }

  protected override update(view: InviteDialogView): void {
    for (const [field, text] of [
      [this.#link, view.link],
      [this.#code, view.code],
    ] as const) {
      if (field.box.value !== text) field.box.value = text;
      setAttribute(field.box, 'aria-busy', view.isBusy ? 'true' : null);
      setDisabled(field.button, view.isBusy || text === '');
    }
    setHidden(this.#same, view.link !== view.code || view.link === '');
    if (this.#token.checked !== view.hasToken) this.#token.checked = view.hasToken;
    setDisabled(this.#token, view.isBusy);
    const hint =
      view.hasToken && view.expires !== null ? say('invite.expires', { date: sayMoment(view.expires) }) : say('invite.token-hint');
    setText(this.#tokenHint, view.isBusy ? say('invite.busy') : hint);
    setText(this.#gives, say(view.hasToken ? 'invite.gives-token' : 'invite.gives'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-invite-dialog': ParleyInviteDialog;
  }
}

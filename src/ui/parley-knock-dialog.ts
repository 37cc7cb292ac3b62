/**
 * `<parley-knock-dialog>`: dialog "<name> wants to join" with "Verify", "Admit without verifying" and "Refuse"; once compared, "Admit".
 *
 * It says that a name proves nothing and what the newcomer will be able to read. Asks for `open-verify`, `admit`, `refuse`, `close-dialog`.
 */
import type { KnockDialogView } from '../app/dialog-state.js';
import { alarm, ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { glyph } from './icons.js';
import { button } from './pieces.js';
import { say } from './strings.js';

export class ParleyKnockDialog extends ParleyDialog<KnockDialogView> {
  protected override view(view: KnockDialogView): Child[] {
    const { ridHex, fpHex, name, verifiedName, trust, isVerified, earlierMessages } = view;
    const disabled = this.isNew;
    const done = verifiedName === null || verifiedName === name ? say('knock.verified') : say('knock.verified-as', { name: verifiedName });
    return this.dialog(
      say('knock.heading', { name }),
      [
        // SECURITY: said before they are let in: parley-dialogs.test.ts, "warns of somebody under a name that was verified".
        alarm('knock', trust, name),
        h('p', {}, say('knock.lead', { room: view.roomName })),
        isVerified && h('p', { class: 'chip good' }, glyph('check'), done),
        h('p', { class: 'earlier' }, earlierMessages === 0 ? say('knock.earlier-none') : say('knock.earlier', { count: earlierMessages })),
      ],
      [
        !isVerified && button({ class: 'primary', onclick: () => this.request({ type: 'open-verify', fpHex }) }, say('knock.verify')),
        button(
          { class: isVerified && 'primary', disabled, onclick: () => this.request({ type: 'admit', ridHex, fpHex }) },
          say(isVerified ? 'knock.admit' : 'knock.admit-unverified'),
        ),
        button({ class: 'danger', disabled, onclick: () => this.request({ type: 'refuse', ridHex, fpHex }) }, say('knock.refuse')),
      ],
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-knock-dialog': ParleyKnockDialog;
  }
}

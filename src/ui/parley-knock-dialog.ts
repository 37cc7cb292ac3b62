/**
 * `<parley-knock-dialog>`: dialog "<name> wants to join" with "Verify", "Admit without verifying" and "Refuse"; once compared, "Admit".
 *
 * It says that a name proves nothing and what the newcomer will be able to read. Asks for `open-verify`, `admit`, `refuse`, `close-dialog`.
 */
import type { KnockDialogView } from '../app/dialog-state.js';
import { ParleyDialog } from './dialog-element.js';
import { h, setClass, setDisabled, setHidden, setText } from './dom.js';
import { glyph } from './icons.js';
import { knockDialogSheet } from './knock-dialog-sheet.js';
import { say } from './strings.js';

export class ParleyKnockDialog extends ParleyDialog<KnockDialogView> {
  readonly #lead = h('p');
  readonly #earlier = h('p', { class: 'earlier' });
  readonly #alarm = h('p', { class: 'error', role: 'alert', hidden: true });
  readonly #doneText = h('span');
  readonly #done = h('p', { class: 'chip good', hidden: true }, [glyph('check'), this.#doneText]);
  readonly #verify = h('button', { type: 'button', class: 'primary' }, [say('knock.verify')]);
  readonly #admit = h('button', { type: 'button' });
  readonly #refuse = h('button', { type: 'button', class: 'danger' }, [say('knock.refuse')]);

  constructor() {
    super(knockDialogSheet);
    this.placeParts([this.#alarm, this.#lead, this.#done, this.#earlier], [this.#verify, this.#admit, this.#refuse]);
  }

  protected override listen(signal: AbortSignal): void {
    super.listen(signal);
    this.#verify.addEventListener('click', () => this.state && this.request({ type: 'open-verify', fpHex: this.state.fpHex }), { signal });
    const answer = (type: 'admit' | 'refuse'): void => {
      if (this.state !== undefined) this.request({ type, ridHex: this.state.ridHex, fpHex: this.state.fpHex });
    };
    this.#admit.addEventListener('click', () => answer('admit'), { signal });
    this.#refuse.addEventListener('click', () => answer('refuse'), { signal });
  }

  protected override update(view: KnockDialogView): void {
    setText(this.heading, say('knock.heading', { name: view.name }));
    setText(this.#lead, say('knock.lead', { room: view.roomName }));
    setText(this.#earlier, view.earlierMessages === 0 ? say('knock.earlier-none') : say('knock.earlier', { count: view.earlierMessages }));
    const isAlarming = view.trust === 'changed' || view.trust === 'forked';
    // SECURITY: whoever takes the name of somebody verified is told of before they are let in: parley-dialogs.test.ts, "warns of somebody under a name that was verified".
    setText(this.#alarm, isAlarming ? say(`knock.${view.trust}`, { name: view.name }) : '');
    setHidden(this.#alarm, !isAlarming);
    const isRenamed = view.verifiedName !== null && view.verifiedName !== view.name;
    setText(this.#doneText, isRenamed ? say('knock.verified-as', { name: view.verifiedName }) : say('knock.verified'));
    setHidden(this.#done, !view.isVerified);
    setHidden(this.#verify, view.isVerified);
    setText(this.#admit, say(view.isVerified ? 'knock.admit' : 'knock.admit-unverified'));
    setClass(this.#admit, 'primary', view.isVerified);
    this.enableAnswers();
  }

  protected override enableAnswers(): void {
    for (const button of [this.#admit, this.#refuse]) setDisabled(button, this.isNew);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-knock-dialog': ParleyKnockDialog;
  }
}

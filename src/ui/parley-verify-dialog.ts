/**
 * `<parley-verify-dialog>`: dialog "Verify <name>" with the groups "Emoji", "Safety number" and "QR code", what a match means, "They match" and "They don't match".
 *
 * Only a click here verifies, and it can be clicked only while there is something to compare. What the group "Emoji" says while comparing is the same
 * on both sides, word for word, so that it can be compared. Asks for `start-emoji`, `confirm-match`, `deny-match`, `close-dialog`.
 */
import type { VerifyDialogView } from '../app/dialog-state.js';
import { comparisonGroup, digitGroups, emojiList } from './comparison-pieces.js';
import { alarm, ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { glyph } from './icons.js';
import { camera } from './parley-qr-scanner.js';
import type { ScannerState } from './parley-qr-scanner.js';
import { button, errorLine } from './pieces.js';
import { qrPicture } from './qr-picture.js';
import { say, sayTime } from './strings.js';

function sayEmojiStep({ emoji, isLinked }: VerifyDialogView): string {
  if (emoji.step === 'failed' && emoji.retryAt !== null) return say('verify.retry-at', { time: sayTime(emoji.retryAt) });
  if (!isLinked) return say('verify.emoji-away');
  return emoji.step === 'failed' ? '' : say(`verify.emoji-${emoji.step}`);
}

export class ParleyVerifyDialog extends ParleyDialog<VerifyDialogView> {
  #hasCamera = false;
  #isScanning = false;

  protected override listen(signal: AbortSignal): void {
    super.listen(signal);
    // What was seen is told by the state: the camera is off from here on.
    this.addEventListener('parley-intent', ({ intent }) => intent.type === 'scan-code' && this.#scan(false), { signal });
    camera.isThere().then((isThere) => {
      this.#hasCamera = isThere;
      if (!signal.aborted) this.refresh();
    }, reportError);
  }

  #scan(isScanning: boolean): void {
    this.#isScanning = isScanning;
    this.refresh();
  }

  protected override view(view: VerifyDialogView): Child[] {
    const { fpHex, name, trust, safetyNumber, emoji, scanned } = view;
    // SECURITY: said for the trust `verified` only: parley-dialogs.test.ts, "says verified only when it is".
    const isVerified = trust === 'verified';
    const disabled = this.isNew || (safetyNumber === null && emoji.step !== 'comparing' && scanned === null);
    // SECURITY: what was seen not to match cannot be said to match (parley-dialogs.test.ts: "says what was scanned as loudly as it is, and leaves the answer to a click").
    const isWrong = scanned === 'not-me' || scanned === 'not-them';
    return this.dialog(
      say('verify.heading', { name }),
      [
        isVerified && h('p', { class: 'notice done', role: 'status' }, glyph('check'), say('verify.done', { name })),
        alarm('verify', trust, name),
        h('p', {}, say('verify.lead')),
        this.#emojiGroup(view),
        comparisonGroup(
          'number-heading',
          say('verify.number'),
          safetyNumber !== null && digitGroups(safetyNumber),
          h('p', { class: 'small soft' }, say(safetyNumber === null ? 'verify.number-busy' : 'verify.number-hint')),
        ),
        this.#codeGroup(view),
        h('div', { class: 'meaning small soft' }, h('p', {}, say('verify.meaning')), h('p', {}, say('verify.no-meaning'))),
      ],
      [
        !isVerified &&
          button(
            { class: 'primary', disabled: disabled || isWrong, onclick: () => this.request({ type: 'confirm-match', fpHex }) },
            glyph('check'),
            say('verify.match'),
          ),
        button(
          { class: 'danger', disabled, onclick: () => this.request({ type: 'deny-match', fpHex }) },
          glyph('close'),
          say('verify.no-match'),
        ),
      ],
    );
  }

  #emojiGroup(view: VerifyDialogView): VNode {
    const { fpHex, emoji, isLinked } = view;
    return comparisonGroup(
      'emoji-heading',
      say('verify.emoji'),
      emoji.step === 'comparing' && emojiList(emoji.indices),
      errorLine(emoji.step === 'failed' ? emoji.error : null),
      h('p', { class: 'small soft', 'aria-live': 'polite' }, sayEmojiStep(view)),
      emoji.step !== 'waiting' &&
        emoji.step !== 'comparing' &&
        button({ disabled: !isLinked, onclick: () => this.request({ type: 'start-emoji', fpHex }) }, say(`verify.start-${emoji.step}`)),
    );
  }

  #codeGroup({ fpHex, name, code, scanned }: VerifyDialogView): VNode {
    return comparisonGroup(
      'code-heading',
      say('verify.code'),
      scanned !== null &&
        h(
          'p',
          { class: scanned === 'match' ? 'notice done' : 'error', role: scanned === 'match' ? 'status' : 'alert' },
          glyph(scanned === 'match' ? 'check' : 'warning'),
          say(`verify.scanned-${scanned}`, { name }),
        ),
      this.#isScanning
        ? h('parley-qr-scanner', { state: this.#scannerState(fpHex) })
        : qrPicture(code, say('verify.code-picture', { name })),
      !this.#isScanning && h('p', { class: 'small soft' }, say(this.#hasCamera ? 'verify.code-hint' : 'verify.code-only', { name })),
      this.#hasCamera &&
        button({ onclick: () => this.#scan(!this.#isScanning) }, say(this.#isScanning ? 'verify.scan-stop' : 'verify.scan', { name })),
    );
  }

  /** The same object for the same person. */
  #scannerState(fpHex: string): ScannerState {
    return (this.#scanner = this.#scanner?.fpHex === fpHex ? this.#scanner : { fpHex });
  }

  #scanner: ScannerState | null = null;
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-verify-dialog': ParleyVerifyDialog;
  }
}

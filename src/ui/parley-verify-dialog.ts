/**
 * `<parley-verify-dialog>`: dialog "Verify <name>" with the groups "Emoji" and "Safety number", what a match means, "They match" and "They don't match".
 *
 * Only a click here verifies, and it can be clicked only while there is something to compare. Asks for `start-emoji`, `confirm-match`, `deny-match`,
 * `close-dialog`.
 */
import type { VerifyDialogView } from '../app/dialog-state.js';
import { ParleyDialog } from './dialog-element.js';
import { h, setDisabled, setHidden, setText } from './dom.js';
import { EmojiCompare } from './emoji-compare.js';
import { glyph } from './icons.js';
import { say } from './strings.js';
import { verifyDialogSheet } from './verify-dialog-sheet.js';

/** The digits in twelve groups of five. */
function digitGroups(digits: string): HTMLSpanElement[] {
  return (digits.replace(/\D/gu, '').match(/\d{1,5}/gu) ?? []).map((group) => h('span', {}, [`${group} `]));
}

export class ParleyVerifyDialog extends ParleyDialog<VerifyDialogView> {
  readonly #doneText = h('span');
  readonly #done = h('p', { class: 'done', role: 'status', hidden: true }, [glyph('check'), this.#doneText]);
  readonly #alarm = h('p', { class: 'error', role: 'alert', hidden: true });
  readonly #emoji = new EmojiCompare();
  readonly #number = h('p', { class: 'number', dir: 'ltr' });
  readonly #numberHint = h('p', { class: 'small soft' });
  readonly #match = h('button', { type: 'button', class: 'primary' }, [glyph('check'), say('verify.match')]);
  readonly #noMatch = h('button', { type: 'button', class: 'danger' }, [glyph('close'), say('verify.no-match')]);

  constructor() {
    super(verifyDialogSheet);
    const number = h('div', { role: 'group', 'aria-labelledby': 'number-heading', class: 'group' }, [
      h('h3', { id: 'number-heading' }, [say('verify.number')]),
      this.#number,
      this.#numberHint,
    ]);
    const meaning = h('div', { class: 'meaning small' }, [h('p', {}, [say('verify.meaning')]), h('p', {}, [say('verify.no-meaning')])]);
    this.placeParts(
      [this.#done, this.#alarm, h('p', {}, [say('verify.lead')]), this.#emoji.node, number, meaning],
      [this.#match, this.#noMatch],
    );
  }

  protected override listen(signal: AbortSignal): void {
    super.listen(signal);
    const ask = (type: 'start-emoji' | 'confirm-match' | 'deny-match'): void => {
      if (this.state !== undefined) this.request({ type, fpHex: this.state.fpHex });
    };
    this.#emoji.button.addEventListener('click', () => ask('start-emoji'), { signal });
    this.#match.addEventListener('click', () => ask('confirm-match'), { signal });
    this.#noMatch.addEventListener('click', () => ask('deny-match'), { signal });
  }

  protected override update(view: VerifyDialogView, previous: VerifyDialogView | undefined): void {
    const { name, trust, safetyNumber } = view;
    setText(this.heading, say('verify.heading', { name }));
    // SECURITY: "verified" is said for the trust `verified` and for nothing else: parley-dialogs.test.ts, "says verified only when it is".
    setText(this.#doneText, trust === 'verified' ? say('verify.done', { name }) : '');
    setHidden(this.#done, trust !== 'verified');
    if (trust === 'changed' || trust === 'forked') setText(this.#alarm, say(`verify.${trust}`, { name }));
    setHidden(this.#alarm, trust !== 'changed' && trust !== 'forked');
    this.#emoji.show(view, previous?.emoji);
    if (safetyNumber !== previous?.safetyNumber) this.#number.replaceChildren(...digitGroups(safetyNumber ?? ''));
    setHidden(this.#number, safetyNumber === null);
    setText(this.#numberHint, say(safetyNumber === null ? 'verify.number-busy' : 'verify.number-hint'));
    setHidden(this.#match, trust === 'verified');
    this.enableAnswers();
  }

  protected override enableAnswers(): void {
    const hasSomething = this.state !== undefined && (this.state.safetyNumber !== null || this.state.emoji.step === 'comparing');
    for (const button of [this.#match, this.#noMatch]) setDisabled(button, this.isNew || !hasSomething);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-verify-dialog': ParleyVerifyDialog;
  }
}

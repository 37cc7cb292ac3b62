/**
 * The group "Emoji" of the verify dialog. What it says while comparing is the same on both sides, word for word, so that it can be compared.
 */
import type { EmojiView, VerifyDialogView } from '../app/dialog-state.js';
import { shownSasEmoji } from '../i18n/sas-emoji.js';
import { h, setDisabled, setHidden, setText } from './dom.js';
import { ErrorLine } from './error-line.js';
import { say, sayTime } from './strings.js';

function sayEmojiStep(emoji: EmojiView, isLinked: boolean): string {
  if (emoji.step === 'comparing') return say('verify.emoji-compare');
  if (emoji.step === 'waiting') return say('verify.emoji-waiting');
  if (emoji.step === 'failed' && emoji.retryAt !== null) return say('verify.retry-at', { time: sayTime(emoji.retryAt) });
  if (!isLinked) return say('verify.emoji-away');
  if (emoji.step === 'failed') return '';
  return say(emoji.step === 'offered' ? 'verify.emoji-offered' : 'verify.emoji-idle');
}

function emojiItem(index: number): HTMLLIElement {
  const [picture, name] = [shownSasEmoji[index], say('emoji.names').split(', ')[index]];
  // A number outside the table would be a fault of the app; nothing is better than a wrong picture.
  if (picture === undefined || name === undefined) throw new RangeError(`indices: ${index} is not in the table of 64`);
  return h('li', {}, [h('span', { class: 'picture', 'aria-hidden': 'true' }, [picture]), ' ', h('span', { class: 'word' }, [name])]);
}

export class EmojiCompare {
  /** Asks to start, or to answer. */
  readonly button = h('button', { type: 'button' });
  readonly #text = h('p', { class: 'small soft', 'aria-live': 'polite' });
  readonly #list = h('ol', { class: 'emoji', role: 'list', hidden: true });
  readonly #error = new ErrorLine();
  /** The node to place. */
  readonly node = h('div', { role: 'group', 'aria-labelledby': 'emoji-heading', class: 'group' }, [
    h('h3', { id: 'emoji-heading' }, [say('verify.emoji')]),
    this.#list,
    this.#error.node,
    this.#text,
    this.button,
  ]);

  /** Writes where the comparison stands. */
  show({ emoji, isLinked }: VerifyDialogView, previous: EmojiView | undefined): void {
    setText(this.#text, sayEmojiStep(emoji, isLinked));
    this.#error.show(emoji.step === 'failed' ? emoji.error : null);
    setHidden(this.button, emoji.step === 'waiting' || emoji.step === 'comparing');
    setDisabled(this.button, !isLinked);
    const label = emoji.step === 'offered' ? 'verify.emoji-answer' : emoji.step === 'failed' ? 'verify.emoji-again' : 'verify.emoji-start';
    setText(this.button, say(label));
    setHidden(this.#list, emoji.step !== 'comparing');
    const shown = previous?.step === 'comparing' ? previous.indices : [];
    const indices = emoji.step === 'comparing' ? emoji.indices : [];
    if (indices.join(' ') !== shown.join(' ')) this.#list.replaceChildren(...indices.map(emojiItem));
  }
}

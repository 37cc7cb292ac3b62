/**
 * `<parley-poll-dialog>`: dialog "Ask everybody": a question, two to ten answers, and whether one may choose several. Asks for `send-poll` and
 * `close-dialog`. What was typed stays in this element until it was sent.
 */
import type { PollDialogView } from '../app/poll-state.js';
import { ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { button, errorLine, field, form } from './pieces.js';
import { tickLine } from './settings-pieces.js';
import { say } from './strings.js';

const OPTIONS_MIN = 2;
const OPTIONS_MAX = 10;
/** What a poll says has to go into one message, in characters. */
const QUESTION_LENGTH_LIMIT = 300;
const OPTION_LENGTH_LIMIT = 100;

export class ParleyPollDialog extends ParleyDialog<PollDialogView> {
  #boxes = 3;
  /** What is wrong with what was typed. */
  #problem: 'poll.incomplete' | 'poll.same' | null = null;

  protected override view({ ridHex, roomName, error }: PollDialogView): Child[] {
    const boxes = Array.from({ length: this.#boxes }, (_, place) =>
      field('input', `option-${place}`, say('poll.option', { number: place + 1 }), null, {
        maxlength: OPTION_LENGTH_LIMIT,
        autocomplete: 'off',
        dir: 'auto',
      }),
    );
    return this.dialog(say('poll.heading'), [
      form(
        () => this.#send(ridHex),
        { class: 'stack' },
        h('p', { class: 'soft' }, say('poll.lead', { room: roomName })),
        field('input', 'question', say('poll.question'), null, { maxlength: QUESTION_LENGTH_LIMIT, autocomplete: 'off', dir: 'auto' }),
        ...boxes,
        this.#boxes < OPTIONS_MAX && h('div', { class: 'row' }, button({ class: 'quiet', onclick: () => this.#more() }, say('poll.more'))),
        tickLine('several', say('poll.several'), null, {}),
        this.#problem === null ? errorLine(error) : h('p', { class: 'error', role: 'alert', id: 'error' }, say(this.#problem)),
        h('div', { class: 'row' }, button({ type: 'submit', class: 'primary', disabled: this.isNew }, say('poll.send'))),
      ),
    ]);
  }

  #more(): void {
    this.#boxes += 1;
    this.refresh();
    this.#box(`option-${this.#boxes - 1}`).focus();
  }

  #send(ridHex: string): void {
    if (this.isNew) return;
    const textOf = (id: string): string => this.#box(id).value.trim();
    const question = textOf('question');
    const options = Array.from({ length: this.#boxes }, (_, place) => textOf(`option-${place}`)).filter((text) => text !== '');
    this.#problem = question === '' || options.length < OPTIONS_MIN ? 'poll.incomplete' : null;
    if (new Set(options).size < options.length) this.#problem = 'poll.same';
    this.refresh();
    if (this.#problem !== null) return;
    this.request({ type: 'send-poll', ridHex, question, options, isMany: this.#box('several').checked });
  }

  #box(id: string): HTMLInputElement {
    return this.find<HTMLInputElement>(`#${id}`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-poll-dialog': ParleyPollDialog;
  }
}

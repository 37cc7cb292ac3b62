/**
 * `<parley-poll-dialog>`: dialog "Ask everybody": a question, two to ten answers, and whether one may choose several. Asks for `change-poll`
 * with every change, so that what was typed is still there when the dialog was closed without having asked, `send-poll` and `close-dialog`.
 */
import type { PollDialogView, PollDraft } from '../app/poll-state.js';
import { ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { button, errorLine, field, form } from './pieces.js';
import { tickLine } from './settings-pieces.js';
import { say } from './strings.js';

const OPTIONS_MIN = 2;
const OPTIONS_MAX = 10;
/** What a poll says has to go into one message, in characters. */
const QUESTION_LENGTH_LIMIT = 300;
const OPTION_LENGTH_LIMIT = 100;

export class ParleyPollDialog extends ParleyDialog<PollDialogView> {
  /** What is in the boxes: the state follows it. */
  #draft: PollDraft | null = null;
  /** What is wrong with what was typed. */
  #problem: 'poll.incomplete' | 'poll.same' | null = null;

  protected override view({ ridHex, roomName, draft: kept, error }: PollDialogView): Child[] {
    const draft = this.#draft ?? kept;
    const { question, options, isMany } = draft;
    const change = (changes: Partial<PollDraft>): void => {
      this.#draft = { ...draft, ...changes };
      this.refresh();
      this.request({ type: 'change-poll', ridHex, ...this.#draft });
    };
    const line = (id: string, label: string, maxlength: number, value: string, took: (text: string) => void): VNode =>
      field('input', id, label, null, {
        maxlength,
        autocomplete: 'off',
        dir: 'auto',
        value,
        oninput: (event) => took((event.target as HTMLInputElement).value),
      });
    const more = (): void => {
      change({ options: [...options, ''] });
      this.find(`#option-${options.length}`).focus();
    };
    return this.dialog(say('poll.heading'), [
      form(
        () => this.#send(ridHex, draft),
        { class: 'stack' },
        h('p', { class: 'soft' }, say('poll.lead', { room: roomName })),
        line('question', say('poll.question'), QUESTION_LENGTH_LIMIT, question, (text) => change({ question: text })),
        ...options.map((option, place) =>
          line(`option-${place}`, say('poll.option', { number: place + 1 }), OPTION_LENGTH_LIMIT, option, (text) =>
            change({ options: options.with(place, text) }),
          ),
        ),
        options.length < OPTIONS_MAX && h('div', { class: 'row' }, button({ class: 'quiet', onclick: more }, say('poll.more'))),
        tickLine('several', say('poll.several'), null, { checked: isMany, onchange: () => change({ isMany: !isMany }) }),
        this.#problem === null ? errorLine(error) : h('p', { class: 'error', role: 'alert', id: 'error' }, say(this.#problem)),
        h('div', { class: 'row' }, button({ type: 'submit', class: 'primary', disabled: this.isNew }, say('poll.send'))),
      ),
    ]);
  }

  #send(ridHex: string, draft: PollDraft): void {
    if (this.isNew) return;
    const question = draft.question.trim();
    const options = draft.options.map((option) => option.trim()).filter((option) => option !== '');
    this.#problem = question === '' || options.length < OPTIONS_MIN ? 'poll.incomplete' : null;
    if (new Set(options).size < options.length) this.#problem = 'poll.same';
    this.refresh();
    if (this.#problem === null) this.request({ type: 'send-poll', ridHex, question, options, isMany: draft.isMany });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-poll-dialog': ParleyPollDialog;
  }
}

/**
 * `<parley-composer>`: who is writing, whether messages disappear, and textbox "Message" and button "Send", or why one cannot write.
 *
 * Enter sends and Shift+Enter begins a new line, or Enter does that and Ctrl or Command with it sends, as the person chose; an Enter that ends a
 * composition of an input method does neither. What is too long for one message cannot be sent, and how much is left, or too much, is said before that comes. The box
 * empties itself at once when it sends; the app gives a text back by a new `draftVersion` when it could not be stored, and then it is put before what was typed since, so that
 * nothing is lost. Behind an `@` it offers the people of the room (`mention-picker.ts`). Above it stands what is answered or edited: Escape leaves that, and the arrow up in an empty box edits one's last message. Asks for `send`,
 * `change-draft`, `begin-edit`, `open-poll`, `stop-about`, `open-verify`, `accept-unverified`.
 */
import type { ComposerView, RoomView } from '../app/room-state.js';
import type { DraftWords } from '../app/mention-state.js';
import { aboutLine, sayWriting } from './composer-about.js';
import { charactersLeft, sayLeft } from './composer-limit.js';
import { growWithText } from './growing-box.js';
import { lockSection, whyNot } from './composer-lock.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { ParleyElement } from './element.js';
import { glyph } from './icons.js';
import { MentionPicker, mentionedLine } from './mention-picker.js';
import { movedMentions, withMention, wordFields, wordsBefore } from './mention-text.js';
import { button, errorLine, form, iconButton } from './pieces.js';
import { say } from './strings.js';
import { timerLine } from './timer-pieces.js';
import { typeOver } from './type-over.js';

/** The message that is being edited, or `null`. */
function editedId({ about }: ComposerView): string | null {
  return about?.mode === 'edit' ? about.id : null;
}

const NO_DRAFT: DraftWords = { text: '', mentions: [] };

export class ParleyComposer extends ParleyElement<RoomView> {
  /** What is in the box. */
  #words: DraftWords = NO_DRAFT;
  readonly #picker = new MentionPicker({
    refresh: () => this.refresh(),
    choose: (sought, person) => {
      const { words, typed, caret } = withMention(this.#words, sought, person);
      this.focus();
      typeOver(this.#box, sought.at, sought.at + 1 + sought.sought.length, typed);
      // To the box it is only text.
      this.#change(words);
      this.#box.setSelectionRange(caret, caret);
      this.#lookForPeople();
    },
  });
  /** What was sent already: the state may still say that it is being answered. */
  #spent: ComposerView['about'] = null;

  protected override update({ composer }: RoomView, previous: RoomView | undefined): void {
    const before = previous?.composer;
    const isTurning = before !== undefined && editedId(composer) !== editedId(before);
    this.refresh();
    if (composer.draftVersion !== before?.draftVersion) {
      const draft = { text: composer.draft, mentions: composer.draftMentions };
      if (isTurning) this.#setWords(draft);
      else this.#takeDraft(draft);
    }
    if (this.#picker.isOpen) this.#lookForPeople();
    if (composer.about !== null && before !== undefined && composer.about.id !== before.about?.id) this.#begin();
  }

  protected override view(room: RoomView): Child[] {
    const { lock } = room.composer;
    return [
      // No live region: it would speak over and over. Its line is always there, so that nothing jumps.
      h(
        'div',
        { class: 'above small soft', hidden: lock === 'not-in' },
        h('p', { class: 'writing' }, sayWriting(room.typing)),
        timerLine(room),
      ),
      lock === 'unverified' && lockSection(room, (intent) => this.request(intent)),
      lock === 'not-in' && h('p', { class: 'soft' }, say(whyNot(room.phase))),
      this.#form(room),
    ];
  }

  #form({ ridHex, composer, messages, later, people }: RoomView): VNode {
    const { lock, error, isEnterSending } = composer;
    const left = charactersLeft(this.#words, composer);
    const about = composer.about === this.#spent ? null : composer.about;
    const stop = (): void => {
      this.request({ type: 'stop-about', ridHex });
      this.focus();
    };
    const send = (): void => {
      const words = { ...this.#words, text: this.#words.text.trimEnd() };
      if (lock !== null) return;
      this.focus();
      if (words.text.trim() === '' || left < 0) return;
      this.#spent = composer.about;
      this.#setWords(NO_DRAFT);
      this.#lookForPeople();
      this.request({ type: 'send', ridHex, ...wordFields(words), ...(about !== null && { about: { mode: about.mode, id: about.id } }) });
    };
    const oninput = (event: Event): void => {
      const { value, selectionEnd } = event.target as HTMLTextAreaElement;
      this.#change({ text: value, mentions: movedMentions(this.#words.mentions, this.#words.text, value, selectionEnd) });
      this.#lookForPeople();
    };
    const onkeydown = (event: KeyboardEvent): void => {
      if (this.#picker.press(event)) return;
      if (event.key === 'Escape' && about !== null && !event.isComposing) stop();
      if (event.key === 'ArrowUp' && this.#words.text === '' && about === null && later === 0) {
        const id = messages.findLast(({ isMine, kind }) => isMine && kind === 'text')?.id;
        if (id !== undefined) this.request({ type: 'begin-edit', ridHex, id });
      }
      // 229 is what engines report for a key that an input method has taken, also right after a composition ended.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      if (!isEnterSending && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      send();
    };
    return form(
      send,
      { hidden: lock === 'not-in' },
      errorLine(error),
      about !== null && aboutLine(about, stop),
      // Told once, when it becomes so; the number beside the box would be told with every key.
      h('p', { class: 'visually-hidden', 'aria-live': 'polite' }, left < 0 && say('composer.too-long')),
      h('p', { class: left < 0 ? 'left small warning' : 'left small soft', id: 'left' }, sayLeft(left)),
      mentionedLine(this.#words, people),
      this.#picker.nodes(),
      h(
        'div',
        { class: 'entry' },
        h('textarea', {
          rows: 1,
          dir: 'auto',
          'aria-label': say('composer.label'),
          'aria-describedby': 'timer about error left mentioned',
          ...this.#picker.boxProperties,
          placeholder: say('composer.placeholder'),
          enterkeyhint: isEnterSending ? 'send' : 'enter',
          autocomplete: 'off',
          disabled: lock !== null,
          value: this.#words.text,
          oninput,
          onkeydown,
          onkeyup: () => this.#lookForPeople(),
          onclick: () => this.#lookForPeople(),
          onblur: () => this.#lookForPeople(),
          'data-start': true,
        }),
        about === null &&
          iconButton('poll', say('composer.poll'), { disabled: lock !== null, onclick: () => this.request({ type: 'open-poll', ridHex }) }),
        button(
          { type: 'submit', class: 'primary send', disabled: lock !== null || left < 0 },
          glyph('send'),
          h('span', { class: 'label' }, say('composer.send')),
        ),
      ),
    );
  }

  get #box(): HTMLTextAreaElement {
    return this.find<HTMLTextAreaElement>('textarea');
  }

  /** The person has changed what is in the box. */
  #change(words: DraftWords): void {
    this.#setWords(words);
    if (this.state !== undefined) this.request({ type: 'change-draft', ridHex: this.state.ridHex, ...wordFields(words) });
  }

  /** Offers people while somebody is sought where the caret is. */
  #lookForPeople(): void {
    if (this.state !== undefined) this.#picker.look(this.#box, this.#words, this.state);
  }

  #setWords(words: DraftWords): void {
    this.#words = words;
    this.refresh();
    growWithText(this.#box);
  }

  /** Something is answered or edited from now on. */
  #begin(): void {
    this.focus();
    const box = this.#box;
    box.setSelectionRange(box.value.length, box.value.length);
  }

  #takeDraft(draft: DraftWords): void {
    const { text } = this.#words;
    const isWorthKeeping = text !== '' && text !== draft.text && draft.text !== '';
    this.#setWords(isWorthKeeping ? wordsBefore(draft, this.#words) : draft);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-composer': ParleyComposer;
  }
}

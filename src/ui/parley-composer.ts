/**
 * `<parley-composer>`: who is writing, whether messages disappear, and textbox "Message" and button "Send", or why one cannot write.
 *
 * Enter sends and Shift+Enter begins a new line, or Enter does that and Ctrl or Command with it sends, as the person chose; an Enter that ends a
 * composition of an input method does neither. What is too long for one message cannot be sent, and how much is left, or too much, is said before that comes. The box
 * empties itself at once when it sends; the app gives a text back by a new `draftVersion` when it could not be stored, and then it is put before what was typed since, so that
 * nothing is lost. Above it stands what is answered or edited: Escape leaves that, and the arrow up in an empty box edits one's last message. Asks for `send`,
 * `change-draft`, `begin-edit`, `open-poll`, `stop-about`, `open-verify`, `accept-unverified`.
 */
import type { ComposerView, RoomPhase, RoomView } from '../app/room-state.js';
import { jsonTextBytes } from '../lib/json-text.js';
import { aboutLine } from './composer-about.js';
import { lockSection } from './composer-lock.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { ParleyElement } from './element.js';
import { glyph } from './icons.js';
import { isRoomOver } from './parley-room.js';
import { button, errorLine, form, iconButton } from './pieces.js';
import { say } from './strings.js';
import { timerLine } from './timer-pieces.js';

// What older engines need a script for.
const isGrowingNatively = CSS.supports('field-sizing', 'content');

/** From so many characters on it is said how many are left. */
const SOON_FULL = 500;

function sayWriting(names: readonly string[]): string {
  if (names.length === 0) return '';
  return names.length > 2 ? say('composer.writing-several') : say('composer.writing', { count: names.length, names });
}

/**
 * About how many characters more the box may hold, if they are like those in it; negative when there are too many. `Infinity` while it is nowhere near full, which is not
 * looked at closely.
 */
function charactersLeft(text: string, maxBytes: number): number {
  // No character takes more than six bytes.
  if (text.length * 6 < maxBytes - SOON_FULL * 6) return Number.POSITIVE_INFINITY;
  const trimmed = text.trimEnd();
  const bytes = jsonTextBytes(trimmed);
  const left = (maxBytes - bytes) / (bytes / Math.max(1, trimmed.length));
  return left < 0 ? Math.floor(left) : Math.trunc(left);
}

/** Why one cannot write in a room that one is not in. */
function whyNot(phase: RoomPhase): 'composer.opening' | 'composer.gone' | 'composer.not-in' {
  if (phase === 'opening') return 'composer.opening';
  return isRoomOver(phase) || phase === 'leaving' ? 'composer.gone' : 'composer.not-in';
}

/** The message that is being edited, or `null`. */
function editedId({ about }: ComposerView): string | null {
  return about?.mode === 'edit' ? about.id : null;
}

export class ParleyComposer extends ParleyElement<RoomView> {
  /** What is in the box. */
  #text = '';
  /** What was sent already: the state may still say that it is being answered. */
  #spent: ComposerView['about'] = null;

  protected override update({ composer }: RoomView, previous: RoomView | undefined): void {
    const before = previous?.composer;
    const isTurning = before !== undefined && editedId(composer) !== editedId(before);
    this.refresh();
    if (composer.draftVersion !== before?.draftVersion) {
      if (isTurning) this.#setText(composer.draft);
      else this.#takeDraft(composer.draft);
    }
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

  #form({ ridHex, composer, messages, later }: RoomView): VNode {
    const { lock, error, isEnterSending, maxBytes } = composer;
    const left = charactersLeft(this.#text, maxBytes);
    const about = composer.about === this.#spent ? null : composer.about;
    const stop = (): void => {
      this.request({ type: 'stop-about', ridHex });
      this.focus();
    };
    const send = (): void => {
      const text = this.#text.trimEnd();
      if (lock !== null) return;
      this.focus();
      if (text.trim() === '' || left < 0) return;
      this.#spent = composer.about;
      this.#setText('');
      this.request({ type: 'send', ridHex, text, ...(about !== null && { about: { mode: about.mode, id: about.id } }) });
    };
    const oninput = (event: Event): void => {
      this.#setText((event.target as HTMLTextAreaElement).value);
      this.request({ type: 'change-draft', ridHex, text: this.#text });
    };
    const onkeydown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && about !== null && !event.isComposing) stop();
      if (event.key === 'ArrowUp' && this.#text === '' && about === null && later === 0) {
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
      h('p', { class: left < 0 ? 'left small warning' : 'left small soft', id: 'left' }, this.#sayLeft(left)),
      h(
        'div',
        { class: 'entry' },
        h('textarea', {
          rows: 1,
          dir: 'auto',
          'aria-label': say('composer.label'),
          'aria-describedby': 'timer about error left',
          placeholder: say('composer.placeholder'),
          enterkeyhint: isEnterSending ? 'send' : 'enter',
          autocomplete: 'off',
          disabled: lock !== null,
          value: this.#text,
          oninput,
          onkeydown,
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

  #sayLeft(left: number): Child {
    if (left > SOON_FULL) return null;
    return left < 0 ? say('composer.over', { count: -left }) : say('composer.left', { count: left });
  }

  #setText(text: string): void {
    this.#text = text;
    this.refresh();
    if (isGrowingNatively) return;
    const box = this.find('textarea');
    box.style.blockSize = 'auto';
    box.style.blockSize = `${box.scrollHeight + 2}px`;
  }

  /** Something is answered or edited from now on. */
  #begin(): void {
    this.focus();
    const box = this.find<HTMLTextAreaElement>('textarea');
    box.setSelectionRange(box.value.length, box.value.length);
  }

  #takeDraft(draft: string): void {
    const isWorthKeeping = this.#text !== '' && this.#text !== draft && draft !== '';
    this.#setText(isWorthKeeping ? `${draft}\n${this.#text}` : draft);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-composer': ParleyComposer;
  }
}

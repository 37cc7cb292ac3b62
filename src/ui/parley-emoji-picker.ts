/**
 * `<parley-emoji-picker>`: what to react with, chosen from a list that can be searched by name, or typed. Opens over the page beside what asked for it.
 *
 * One stop for the Tab key is the box, one the list, in which the arrows lead on. Enter in the box takes what was typed, or the first of what was found. Asks for
 * `react`.
 */
import type { RoomView } from '../app/room-state.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { ParleyElement } from './element.js';
import { emojiLike, typedEmoji } from './emoji-list.js';
import type { NamedEmoji } from './emoji-list.js';
import { button } from './pieces.js';
import { PopoverPart } from './popover-part.js';
import { say } from './strings.js';

export class ParleyEmojiPicker extends ParleyElement<RoomView> {
  readonly #popover = new PopoverPart(this.root);
  /** The message to react to; `null` while it is closed. */
  #id: string | null = null;
  #sought = '';
  /** Which of the list the Tab key leads to. */
  #place = 0;

  /** Opens the picker for a message, beside what was pressed. */
  open(id: string, opener: HTMLElement): void {
    this.#id = id;
    this.#seek('');
    this.#popover.open(opener);
    this.find('input').focus();
  }

  protected override view(_room: RoomView): Child[] {
    return [
      h(
        'div',
        {
          class: 'picker',
          role: 'dialog',
          popover: 'auto',
          'aria-label': say('reactions.picker'),
          ontoggle: (event) => event.newState === 'closed' && this.#closed(),
        },
        ...(this.#id === null ? [] : this.#content()),
      ),
    ];
  }

  #content(): Child[] {
    const found = emojiLike(this.#sought);
    const typed = typedEmoji(this.#sought);
    const first = typed ?? (this.#sought.trim() === '' ? undefined : found[0]?.emoji);
    return [
      h('input', {
        type: 'text',
        'aria-label': say('reactions.search'),
        placeholder: say('reactions.search'),
        autocomplete: 'off',
        value: this.#sought,
        oninput: (event) => this.#seek((event.target as HTMLInputElement).value),
        onkeydown: (event) => {
          if (event.key === 'ArrowDown') this.#walkTo(event, 0);
          if (event.key !== 'Enter' || event.isComposing || first === undefined) return;
          // Firefox presses with it what has the focus by then: the button that brought this.
          event.preventDefault();
          this.#pick(first);
        },
      }),
      typed !== null && button({ onclick: () => this.#pick(typed) }, say('reactions.typed', { sentence: typed })),
      typed === null && found.length === 0 && h('p', { class: 'small soft', role: 'status' }, say('reactions.none')),
      h(
        'div',
        { class: 'grid', role: 'group', 'aria-label': say('reactions.label'), onkeydown: (event) => this.#walk(event) },
        ...found.map((each, at) => this.#emoji(each, at)),
      ),
    ];
  }

  #emoji({ emoji, name }: NamedEmoji, at: number): VNode {
    return button(
      {
        class: 'emoji',
        'data-id': emoji,
        'aria-label': name,
        title: name,
        tabindex: at === this.#place ? 0 : -1,
        onclick: () => this.#pick(emoji),
      },
      emoji,
    );
  }

  #seek(sought: string): void {
    this.#sought = sought;
    this.#place = 0;
    this.refresh();
  }

  #pick(emoji: string): void {
    const { state } = this;
    const id = this.#id;
    this.#popover.close();
    this.#closed();
    if (state !== undefined && id !== null) this.request({ type: 'react', ridHex: state.ridHex, id, emoji, isOn: true });
  }

  #closed(): void {
    if (this.#popover.isOpen) return;
    this.#popover.giveFocusBack();
    this.#id = null;
    this.refresh();
  }

  #walk(event: KeyboardEvent): void {
    const all = this.#all;
    const forward = this.matches(':dir(rtl)') ? -1 : 1;
    // As many as stand in the first line.
    const columns = Math.max(1, all.filter(({ offsetTop }) => offsetTop === all[0]?.offsetTop).length);
    const steps: Readonly<Record<string, number>> = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: columns, ArrowUp: -columns };
    const step = steps[event.key];
    if (step !== undefined) this.#walkTo(event, this.#place + step);
    else if (event.key === 'Home') this.#walkTo(event, 0);
    else if (event.key === 'End') this.#walkTo(event, all.length - 1);
  }

  /** Leads to one of the list; from its first line up leads to the box. */
  #walkTo(event: KeyboardEvent, place: number): void {
    event.preventDefault();
    if (place < 0) this.find('input').focus();
    const next = this.#all[place];
    if (next === undefined) return;
    this.#place = place;
    this.refresh();
    next.focus();
  }

  get #all(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('.emoji')];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-emoji-picker': ParleyEmojiPicker;
  }
}

/**
 * Choosing whom to mention: a listbox over the box for a message, which opens behind an `@` and follows what is typed.
 *
 * The box keeps the focus and stays a textbox, since no other role is allowed for a text of several lines (ARIA in HTML): it names the list (`aria-controls`) and
 * the one who is chosen by Enter or Tab (`aria-activedescendant`), and how many there are is said. Escape closes the list until another `@`. Keys that belong to an
 * input method are left to it.
 */
import type { DraftWords } from '../app/mention-state.js';
import type { MemberView } from '../app/people-state.js';
import type { RoomView } from '../app/room-state.js';
import { namesakesAmong } from '../lib/readable-name.js';
import { h } from './dom.js';
import type { Child, Properties, VNode } from './dom.js';
import { shortFp } from './mention-nodes.js';
import { peopleLike, soughtAt } from './mention-text.js';
import type { SoughtMention } from './mention-text.js';
import { avatar, nameOf } from './pieces.js';
import { say } from './strings.js';
import { trustChip } from './trust-chip.js';

/** So many people are listed; of how many more there are, it is said. */
const LISTED_MAX = 20;

/** Of somebody the id of their option. */
function optionId(fpHex: string): string {
  return `mention-${fpHex}`;
}

/** What the picker needs of the composer. */
export interface PickerHost {
  /** Shows what has changed. */
  refresh(): void;
  /** Somebody was chosen for what is sought. */
  choose(sought: SoughtMention, person: MemberView): void;
}

/** The list of one composer. */
export class MentionPicker {
  readonly #host: PickerHost;
  #sought: SoughtMention | null = null;
  #people: readonly MemberView[] = [];
  #found: readonly MemberView[] = [];
  #place = 0;
  /** Where the `@` stands whose list was closed. */
  #closedAt: number | null = null;

  constructor(host: PickerHost) {
    this.#host = host;
  }

  get isOpen(): boolean {
    return this.#found.length > 0;
  }

  /** Looks whether somebody is sought where the caret is in the box, which holds these words, and shows whom that fits. */
  look(box: HTMLTextAreaElement, words: DraftWords, { people, composer }: RoomView): void {
    const { selectionStart, selectionEnd } = box;
    const isHere = (box.getRootNode() as ShadowRoot).activeElement === box && selectionStart === selectionEnd;
    const sought = isHere && words.mentions.length < composer.mentionsMax ? soughtAt(words, selectionEnd) : null;
    if (sought?.at !== this.#closedAt) this.#closedAt = null;
    const isSame = sought !== null && sought.at === this.#sought?.at && sought.sought === this.#sought.sought;
    const chosen = this.#found[this.#place]?.fpHex;
    const wasOpen = this.isOpen;
    this.#sought = sought;
    this.#people = people;
    this.#found = sought === null || this.#closedAt !== null ? [] : peopleLike(people, sought.sought);
    // Who comes or goes meanwhile does not change whom Enter chooses.
    const place = isSame ? this.#listed.findIndex(({ fpHex }) => fpHex === chosen) : 0;
    this.#place = Math.max(0, place);
    if (wasOpen || this.isOpen) this.#host.refresh();
  }

  /** Closes the list until another `@`. */
  close(): void {
    this.#closedAt = this.#sought?.at ?? null;
    this.#found = [];
    this.#host.refresh();
  }

  /** Takes a key of the box; whether it was for the list. */
  press(event: KeyboardEvent): boolean {
    const { key, isComposing, keyCode, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (!this.isOpen || isComposing || keyCode === 229 || shiftKey || ctrlKey || metaKey || altKey) return false;
    const listed = this.#listed;
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      this.#place = (this.#place + step + listed.length) % listed.length;
      this.#host.refresh();
    } else if (key === 'Enter' || key === 'Tab') this.#choose(listed[this.#place]);
    else if (key === 'Escape') this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  /** What the box says of the list. */
  get boxProperties(): Properties {
    const chosen = this.#found[this.#place];
    return {
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      'aria-controls': this.isOpen && 'mentions',
      'aria-activedescendant': chosen !== undefined && optionId(chosen.fpHex),
    };
  }

  /** The list, and how many there are, which is said. */
  nodes(): VNode {
    const more = this.#found.length - this.#listed.length;
    const namesakes = this.isOpen ? namesakesAmong(this.#people) : new Set<string>();
    return h(
      'div',
      { class: 'mentions' },
      h('p', { class: 'visually-hidden', role: 'status' }, this.isOpen && say('mention.found', { count: this.#found.length })),
      this.isOpen &&
        h(
          'div',
          // Whoever presses in it goes on typing.
          { class: 'mention-list', tabindex: 0, onmousedown: (event) => event.preventDefault() },
          h(
            'ul',
            { role: 'listbox', id: 'mentions', 'aria-label': say('mention.list') },
            ...this.#listed.map((person, place) => this.#option(person, place === this.#place, namesakes.has(person.fpHex))),
          ),
          more > 0 && h('p', { class: 'small soft' }, say('mention.more', { count: more })),
        ),
    );
  }

  #option(person: MemberView, isChosen: boolean, hasNamesake: boolean): VNode {
    const { fpHex, name, trust } = person;
    return h(
      'li',
      {
        role: 'option',
        id: optionId(fpHex),
        'data-id': fpHex,
        'aria-selected': String(isChosen),
        onclick: () => this.#choose(person),
      },
      avatar(fpHex, name),
      h('span', { class: 'who' }, nameOf(name), ' ', trustChip(trust), hasNamesake && ' ', hasNamesake && shortFp(fpHex)),
    );
  }

  get #listed(): readonly MemberView[] {
    return this.#found.slice(0, LISTED_MAX);
  }

  #choose(person: MemberView | undefined): void {
    if (this.#sought !== null && person !== undefined) this.#host.choose(this.#sought, person);
  }
}

/** Whom the words in the box mention: in a box that holds only text nobody sees that else. Its id is `mentioned`, for `aria-describedby`. */
export function mentionedLine({ mentions }: DraftWords, people: readonly MemberView[]): Child {
  const names = new Map(
    mentions.flatMap(({ fpHex }) => people.find((person) => person.fpHex === fpHex) ?? []).map((each) => [each.fpHex, each.name]),
  );
  return names.size > 0 && h('p', { class: 'mentioned small soft', id: 'mentioned' }, say('mention.line', { names: [...names.values()] }));
}

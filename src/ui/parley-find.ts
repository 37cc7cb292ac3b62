/**
 * `<parley-find>`: a box to look for messages, in one room or in all, with what was found below it.
 *
 * Arrow keys go through what was found while the focus stays in the box, Enter goes to the message; in a room two buttons go on from there, and a date leads
 * to its first message. Asks for `find`, `find-more`, `show-message`, `show-date`. In a room it tells by a `close` event that nobody wants it any more.
 */
import type { FindView, FoundView } from '../app/find-state.js';
import { goToDate } from './date-form.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { ParleyElement } from './element.js';
import { foundRow, foundRowId } from './found-row.js';
import { button, iconButton } from './pieces.js';
import { say } from './strings.js';

/** Nobody looks for more than this. */
const QUERY_MAX = 100;

/** How the search stands. */
function sayFound({ query, found, isBusy, share, hasMore }: FindView): string {
  if (query === '') return '';
  if (share !== null) return say('find.share', { share: Math.floor(share * 100) });
  if (isBusy) return found.length === 0 ? say('find.looking') : say('find.found', { count: found.length });
  if (found.length === 0) return say('find.none');
  return say(hasMore ? 'find.first' : 'find.found', { count: found.length });
}

export class ParleyFind extends ParleyElement<FindView> {
  /** The message that Enter goes to, or that was gone to. */
  #activeId: string | null = null;
  #isListOpen = false;

  protected override update(find: FindView, previous: FindView | undefined): void {
    if (find.query !== previous?.query) this.#activeId = null;
    this.refresh();
  }

  protected override view(find: FindView): Child[] {
    const { roomHex, found, hasMore, unopened } = find;
    const isInRoom = roomHex !== null;
    const label = say(isInRoom ? 'find.in-room' : 'find.everywhere');
    const isOpen = found.length > 0 && (this.#isListOpen || !isInRoom);
    const place = found.findIndex(({ id }) => id === this.#activeId);
    const isGoneTo = isInRoom && !this.#isListOpen && place >= 0;
    return [
      h(
        'search',
        { class: isInRoom ? 'bar' : 'everywhere', onkeydown: (event) => this.#noteKey(event) },
        h(
          'div',
          { class: 'line' },
          h('input', {
            type: 'search',
            role: 'combobox',
            'data-start': true,
            'aria-label': label,
            'aria-expanded': String(isOpen),
            'aria-controls': isOpen && 'found',
            'aria-autocomplete': 'list',
            'aria-activedescendant': isOpen && place >= 0 && foundRowId(this.#activeId ?? ''),
            placeholder: label,
            maxlength: QUERY_MAX,
            autocomplete: 'off',
            spellcheck: 'false',
            enterkeyhint: 'search',
            oninput: (event) => this.#look((event.currentTarget as HTMLInputElement).value),
            onfocus: () => this.#openList(true),
          }),
          isInRoom && iconButton('up', say('find.older'), { 'aria-disabled': String(!this.#hasNext(1)), onclick: () => this.#goOn(1) }),
          isInRoom && iconButton('down', say('find.newer'), { 'aria-disabled': String(!this.#hasNext(-1)), onclick: () => this.#goOn(-1) }),
          isInRoom && iconButton('close', say('find.close'), { onclick: () => this.#close() }),
        ),
        h(
          'p',
          { class: 'small soft status', role: 'status' },
          isGoneTo ? say('find.place', { place: place + 1, count: found.length }) : sayFound(find),
          unopened > 0 && find.query !== '' && ` · ${say('find.unopened', { count: unopened })}`,
        ),
        isInRoom && goToDate((time) => this.#goToDate(roomHex, time)),
        isOpen &&
          h(
            'div',
            { class: 'list', tabindex: 0 },
            h(
              'ul',
              { id: 'found', role: 'listbox', 'aria-label': say('find.results') },
              ...found.map((each) => foundRow(each, each.id === this.#activeId, !isInRoom, () => this.#show(each))),
            ),
            hasMore && button({ class: 'quiet', onclick: () => this.request({ type: 'find-more' }) }, say('find.more')),
          ),
      ),
    ];
  }

  #look(query: string): void {
    this.#isListOpen = true;
    this.request({ type: 'find', roomHex: this.state?.roomHex ?? null, query });
  }

  #openList(isOpen: boolean): void {
    if (this.#isListOpen === isOpen) return;
    this.#isListOpen = isOpen;
    this.refresh();
  }

  /** The result so many further back from the one that is active, in a list that begins with the newest. */
  #next(step: number): FoundView | undefined {
    const found = this.state?.found ?? [];
    const place = found.findIndex(({ id }) => id === this.#activeId);
    return place < 0 ? found[0] : found[place + step];
  }

  #hasNext(step: number): boolean {
    return this.#next(step) !== undefined;
  }

  #noteKey(event: KeyboardEvent): void {
    const isInBox = event.target instanceof HTMLInputElement && event.target.type === 'search';
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if (isInBox && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      this.#openList(true);
      this.#activate(this.#next(event.key === 'ArrowDown' ? 1 : -1));
    } else if (isInBox && event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      const active = this.state?.found.find(({ id }) => id === this.#activeId) ?? this.#next(0);
      if (active !== undefined) this.#show(active);
    }
  }

  #activate(found: FoundView | undefined): void {
    if (found === undefined) return;
    this.#activeId = found.id;
    this.refresh();
    this.root.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
    // What comes next is looked for before it is asked for.
    const { state } = this;
    if (state !== undefined && state.hasMore && found === state.found.at(-1)) this.request({ type: 'find-more' });
  }

  /** Goes to a message; the focus goes there, too. */
  #show(found: FoundView): void {
    this.#isListOpen = false;
    this.#activate(found);
    this.request({ type: 'show-message', ridHex: found.ridHex, id: found.id });
  }

  /** Goes to the next result; the focus stays on the button. */
  #goOn(step: number): void {
    const next = this.#next(step);
    if (next === undefined) return;
    this.#isListOpen = false;
    this.#activate(next);
    this.request({ type: 'show-message', ridHex: next.ridHex, id: next.id, isFocusKept: true });
  }

  #goToDate(ridHex: string, time: number): void {
    this.#openList(false);
    this.request({ type: 'show-date', ridHex, time });
  }

  #close(): void {
    this.find<HTMLInputElement>('input').value = '';
    if (this.state?.query !== '') this.#look('');
    this.dispatchEvent(new Event('close'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-find': ParleyFind;
  }
}

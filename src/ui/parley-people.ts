/**
 * `<parley-people>`: list "People", one item each with name and trust in words, and who waits to be let in.
 *
 * Rows survive by fingerprint, so a "Verify" button that has the focus keeps it. Asks for `open-verify` and `open-knock`.
 */
import type { KnockSummary, PersonView, RoomView } from '../app/room-state.js';
import { h, setAttribute, setHidden, setText } from './dom.js';
import { ParleyElement } from './element.js';
import { peopleSheet } from './people-sheet.js';
import { changePersonRow, createPersonRow } from './person-row.js';
import { RowList } from './reconcile.js';
import { say } from './strings.js';
import { initialOf, toneOf, visibleName } from './visible-text.js';

function changeKnockRow(row: HTMLLIElement, knock: KnockSummary): void {
  const [avatar, name, button] = [row.querySelector('.avatar'), row.querySelector('bdi'), row.querySelector('button')];
  if (avatar !== null) setText(avatar, initialOf(knock.name));
  if (name !== null) setText(name, visibleName(knock.name));
  if (button !== null) setAttribute(button, 'aria-label', say('people.knock-answer', { name: knock.name }));
}

function createKnockRow(knock: KnockSummary): HTMLLIElement {
  const row = h('li', {}, [
    h('span', { class: `avatar tone-${toneOf(knock.fpHex)}`, 'aria-hidden': 'true' }),
    h('bdi'),
    h('button', { type: 'button', 'data-fp': knock.fpHex }, [say('people.knock-answer-short')]),
  ]);
  changeKnockRow(row, knock);
  return row;
}

export class ParleyPeople extends ParleyElement<RoomView> {
  readonly #list = h('ul', { role: 'list', 'aria-label': say('people.label') });
  readonly #knockList = h('ul', { role: 'list', 'aria-label': say('people.knocks') });
  readonly #knocks = h('section', { class: 'knocks', hidden: true }, [h('h3', {}, [say('people.knocks')]), this.#knockList]);
  readonly #rows = new RowList<PersonView, HTMLLIElement>(this.#list, {
    keyOf: (person) => person.fpHex,
    create: createPersonRow,
    change: changePersonRow,
  });
  readonly #knockRows = new RowList<KnockSummary, HTMLLIElement>(this.#knockList, {
    keyOf: (knock) => knock.fpHex,
    create: createKnockRow,
    change: changeKnockRow,
  });

  constructor() {
    super(peopleSheet);
    this.root.append(this.#knocks, this.#list);
  }

  protected override listen(signal: AbortSignal): void {
    const fpOf = (event: Event): string | undefined =>
      event.target instanceof Element ? event.target.closest('button')?.dataset['fp'] : undefined;
    const verify = (event: Event): void => {
      const fpHex = fpOf(event);
      if (fpHex !== undefined) this.request({ type: 'open-verify', fpHex });
    };
    const answer = (event: Event): void => {
      const fpHex = fpOf(event);
      if (fpHex !== undefined && this.state !== undefined) this.request({ type: 'open-knock', ridHex: this.state.ridHex, fpHex });
    };
    this.#list.addEventListener('click', verify, { signal });
    this.#knockList.addEventListener('click', answer, { signal });
  }

  protected override update(room: RoomView, previous: RoomView | undefined): void {
    if (room.people !== previous?.people) this.#rows.show(room.people);
    if (room.knocks !== previous?.knocks) this.#knockRows.show(room.knocks ?? []);
    setHidden(this.#knocks, (room.knocks ?? []).length === 0);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-people': ParleyPeople;
  }
}

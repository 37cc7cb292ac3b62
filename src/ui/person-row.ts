/**
 * One person in the people list: name, how they are known, whether they are connected, and the button to verify them.
 */
import type { PersonView } from '../app/room-state.js';
import { h, setAttribute, setClass, setHidden, setText, spaced } from './dom.js';
import { say } from './strings.js';
import { isDoubtful, trustChip } from './trust-chip.js';
import { initialOf, toneOf, visibleName } from './visible-text.js';

function sayTrustDetail(person: PersonView): string {
  if (person.isMismatched) return say('trust.mismatch');
  return person.trust === 'self' ? '' : say(`trust.${person.trust}-detail`);
}

/** What is known besides. Who let them in is said where the trust rests on it: a row is about one person and names no other without need. */
function sayPersonFacts(person: PersonView): string {
  const facts: string[] = [];
  if (person.trust !== 'self') facts.push(say(person.isLinked ? 'people.linked' : 'people.away'));
  if (person.admittedBy === null) facts.push(say('people.founder'));
  else if (person.trust === 'vouched') facts.push(say('people.admitted-by', { name: person.admittedBy }));
  return facts.join(' · ');
}

/** Writes what differs from `previous` (`null` for a new row). */
export function changePersonRow(row: HTMLLIElement, person: PersonView, previous: PersonView | null): void {
  const part = (selector: string): HTMLElement => row.querySelector<HTMLElement>(selector) ?? row;
  setText(part('.avatar'), initialOf(person.name));
  setText(part('bdi'), visibleName(person.name));
  setText(part('.facts'), sayPersonFacts(person));
  setText(part('.detail'), sayTrustDetail(person));
  setHidden(part('.detail'), sayTrustDetail(person) === '');
  setAttribute(part('button'), 'aria-label', say('people.verify', { name: person.name }));
  setHidden(part('button'), person.trust === 'self');
  setClass(row, 'linked', person.isLinked || person.trust === 'self');
  setClass(row, 'loud', person.isMismatched || person.trust === 'changed' || person.trust === 'forked');
  // The button is loud where something is to be done, and quiet where it is done.
  setClass(part('button'), 'primary', isDoubtful(person.trust));
  setClass(part('button'), 'quiet', person.trust === 'verified');
  if (person.trust !== previous?.trust) part('.trust').replaceChildren(trustChip(person.trust));
}

/** A new row. Its button carries the fingerprint as `data-fp`. */
export function createPersonRow(person: PersonView): HTMLLIElement {
  const row = h(
    'li',
    {},
    spaced([
      h('span', { class: `avatar tone-${toneOf(person.fpHex)}`, 'aria-hidden': 'true' }),
      h(
        'div',
        { class: 'words' },
        spaced([
          h('p', { class: 'head' }, [h('bdi', { class: 'name' }), ' ', h('span', { class: 'trust' })]),
          h('p', { class: 'facts small soft' }),
          h('p', { class: 'detail small' }),
          // On screen the name stands right above; the accessible name says it all.
          h('button', { type: 'button', 'data-fp': person.fpHex }, [say('people.verify-short')]),
        ]),
      ),
    ]),
  );
  changePersonRow(row, person, null);
  return row;
}

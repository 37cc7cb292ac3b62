/**
 * `<parley-people>`: list "People", one item each with name, trust, presence and role in words, how they are known and through whom, and the button to
 * verify them; and who waits to be let in.
 *
 * What one may do with somebody stands beside it, and nothing else. Rows survive by fingerprint, so a button that has the focus keeps it. Asks for
 * `open-verify`, `open-knock`, `open-remove`, `set-role`.
 */
import type { KnockSummary, MemberView, PersonView } from '../app/people-state.js';
import type { RoomView } from '../app/room-state.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { ParleyElement } from './element.js';
import { avatar, button, nameOf } from './pieces.js';
import { say, sayDay, sayMoment } from './strings.js';
import { isAlarming, isDoubtful, trustChip } from './trust-chip.js';

function sayAdmitter({ admittedBy, isAdmittedByMe }: PersonView): string {
  if (isAdmittedByMe) return say('people.admitted-by-me');
  return admittedBy === null ? '' : say('people.admitted-by', { name: admittedBy });
}

function sayPresence({ presence, lastSeen }: MemberView): string {
  if (presence === 'here') return say('people.linked');
  if (presence !== 'offline') return say(`people.${presence}`);
  return lastSeen === null ? say('people.never-seen') : say('people.last-seen', { moment: sayMoment(lastSeen) });
}

/** How somebody is known, and through whom where it rests on that: a row is about one person and names no other without need. */
function sayHowKnown(person: MemberView): string {
  const { isElsewhereToo, isMismatched, trust, name, verifiedName, verifiedAt, admittedBy } = person;
  if (isMismatched) return say('trust.mismatch');
  switch (trust) {
    case 'self':
      return isElsewhereToo ? say('people.elsewhere-too') : '';
    case 'verified': {
      const date = sayDay(verifiedAt ?? 0);
      return verifiedName === null || verifiedName === name
        ? say('trust.verified-detail', { date })
        : say('trust.verified-detail-as', { date, name: verifiedName });
    }
    case 'vouched':
      return say('trust.vouched-detail', { name: admittedBy ?? '' });
    case 'unverified':
      return `${sayAdmitter(person)} ${say('trust.unverified-detail')}`.trim();
    case 'changed':
      return verifiedName === null ? say('trust.changed-detail') : say('trust.changed-detail-as', { name: verifiedName });
    default:
      return say(`trust.${trust}-detail`);
  }
}

/** What is known besides. */
function sayPersonFacts(person: MemberView): string {
  const { trust, role } = person;
  const facts: string[] = [];
  if (trust !== 'self') facts.push(sayPresence(person));
  if (role !== 'member') facts.push(say(`people.${role}`));
  return facts.join(' · ');
}

export class ParleyPeople extends ParleyElement<RoomView> {
  protected override view({ ridHex, people, knocks = [] }: RoomView): Child[] {
    return [
      knocks.length > 0 &&
        h(
          'section',
          { class: 'knocks' },
          h('h3', {}, say('people.knocks')),
          h('ul', { role: 'list', 'aria-label': say('people.knocks') }, ...knocks.map((knock) => this.#knockRow(ridHex, knock))),
        ),
      h('ul', { role: 'list', 'aria-label': say('people.label') }, ...people.map((person) => this.#personRow(ridHex, person))),
    ];
  }

  #knockRow(ridHex: string, { fpHex, name }: KnockSummary): VNode {
    const onclick = (): void => this.request({ type: 'open-knock', ridHex, fpHex });
    return h(
      'li',
      { 'data-id': fpHex },
      avatar(fpHex, name),
      nameOf(name),
      button({ 'aria-label': say('people.knock-answer', { name }), onclick }, say('people.knock-answer-short')),
    );
  }

  #personRow(ridHex: string, person: MemberView): VNode {
    const { fpHex, name, presence, trust } = person;
    const isSelf = trust === 'self';
    const isLoud = person.isMismatched || isAlarming(trust);
    const detail = sayHowKnown(person);
    return h(
      'li',
      { 'data-id': fpHex, class: `${presence} ${isLoud ? 'loud' : ''}` },
      avatar(fpHex, name),
      ' ',
      h(
        'div',
        { class: 'words' },
        h('p', { class: 'head' }, nameOf(name), ' ', trustChip(trust)),
        ' ',
        h('p', { class: 'facts small soft' }, !isSelf && h('span', { class: 'sign', 'aria-hidden': 'true' }), sayPersonFacts(person)),
        ' ',
        detail !== '' && h('p', { class: 'detail small soft' }, detail),
        ' ',
        person.heldUp !== null && h('p', { class: 'held-up small' }, say(`people.held-up-${person.heldUp}`)),
        ' ',
        // On screen the name stands right above; the accessible name says it all.
        !isSelf && h('div', { class: 'actions' }, this.#verifyButton(person), ...this.#powerButtons(ridHex, person)),
      ),
    );
  }

  #powerButtons(ridHex: string, { fpHex, name, powers }: PersonView): VNode[] {
    return powers.map((power) => {
      const words = say(`people.${power}`, { name });
      const look = { 'data-id': power, class: 'quiet' };
      if (power === 'remove') {
        const onclick = (): void => this.request({ type: 'open-remove', ridHex, fpHex });
        return button({ ...look, 'aria-label': words, onclick }, say('people.remove-short'));
      }
      const role = power === 'promote' ? 'admin' : 'member';
      return button({ ...look, onclick: () => this.request({ type: 'set-role', ridHex, fpHex, role }) }, words);
    });
  }

  #verifyButton({ fpHex, name, trust }: PersonView): VNode {
    // Loud where something is to be done, and quiet where it is done.
    const look = isDoubtful(trust) ? 'primary' : trust === 'verified' ? 'quiet' : null;
    const onclick = (): void => this.request({ type: 'open-verify', fpHex });
    return button({ class: look, 'aria-label': say('people.verify', { name }), onclick }, say('people.verify-short'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-people': ParleyPeople;
  }
}

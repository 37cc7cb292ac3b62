/**
 * One room as the interface shows it. Pure projection: reads the room and the vault's records, changes nothing.
 */
import { hexOf } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import type { Room } from '../room/room.js';
import type { Vault } from '../vault/vault.js';
import { forkKeysIn } from './fork-keys.js';
import { MessageWindow } from './message-views.js';
import { readAccepted, readPerson, verifiedPeople } from './records.js';
import type { RoomRecord } from './records.js';
import { reuse, reuseList } from './reuse.js';
import type { ComposerView, ConnectionView, PersonView, RoomSummary, RoomView, Trust } from './room-state.js';
import { locksComposer, trustIn } from './trust.js';
import type { TrustEvidence } from './trust.js';

/** A draft that is to be put into the box. */
export interface Draft {
  readonly text: string;
  readonly version: number;
  readonly error: ComposerView['error'];
}

/** Projects one room. */
export class RoomProjector {
  readonly #room: Room;
  readonly #record: () => RoomRecord;
  readonly #vault: Vault;
  readonly #clock: Clock;
  readonly #ownFpHex: string;
  readonly messages: MessageWindow;
  #people: ReadonlyMap<string, PersonView> = new Map();
  #peopleList: readonly PersonView[] = [];
  #summary: RoomSummary | null = null;
  #view: RoomView | null = null;

  constructor(
    room: Room,
    parts: { readonly record: () => RoomRecord; readonly vault: Vault; readonly clock: Clock; readonly ownFpHex: string },
  ) {
    this.#room = room;
    this.#record = parts.record;
    this.#vault = parts.vault;
    this.#clock = parts.clock;
    this.#ownFpHex = parts.ownFpHex;
    this.messages = new MessageWindow(room);
  }

  /** The line in the list of rooms. */
  summary(): RoomSummary {
    this.#summary = reuse(this.#summary, {
      ridHex: this.#room.ridHex,
      name: this.#room.history.log.name ?? this.#record().label,
      unread: this.#room.history.receipts.unread,
      online: this.#room.linkedCount,
      phase: this.#room.standing.phase,
    });
    return this.#summary;
  }

  /** The whole room. */
  view(draft: Draft): RoomView {
    this.#projectPeople();
    const { phase, error } = this.#room.standing;
    const others = this.#peopleList.filter(({ trust }) => trust !== 'self');
    this.#view = reuse(this.#view, {
      ridHex: this.#room.ridHex,
      name: this.#room.history.log.name ?? this.#record().label,
      phase,
      error,
      connection: reuse(this.#view?.connection, this.#connection(others.length)),
      people: this.#peopleList,
      knocks: reuseList(
        this.#view?.knocks,
        this.#room.knocks.waiting.map(({ fpHex, name }) => ({ fpHex, name })),
      ),
      messages: this.messages.view({ ownFpHex: this.#ownFpHex, people: this.#people }),
      earlier: this.messages.earlier,
      composer: reuse(this.#view?.composer, this.#composer(draft)),
      isVerified: others.length > 0 && others.every(({ trust }) => trust === 'verified'),
    });
    return this.#view;
  }

  /** How this person knows somebody who is, or asks to become, a member. */
  trustIn(fpHex: string, name: string, admittedByFpHex: string | null): Trust {
    return trustIn({ fpHex, name, admittedByFpHex, isMismatched: readPerson(this.#vault, fpHex).isMismatched }, this.#evidence());
  }

  /** Members now, without oneself, whom the composer waits for. */
  unaccepted(): readonly PersonView[] {
    this.#projectPeople();
    const accepted = readAccepted(this.#vault, this.#room.ridHex);
    return this.#peopleList.filter((person) => locksComposer(person.trust) && !accepted.has(acceptanceOf(person)));
  }

  #evidence(): TrustEvidence {
    const record = this.#record();
    return {
      ownFpHex: this.#ownFpHex,
      pinned: this.#pinned(record),
      verified: verifiedPeople(this.#vault),
      forked: this.#forked(),
    };
  }

  /** The invite names the inviter and the founder. */
  #pinned(record: RoomRecord): ReadonlySet<string> {
    if (record.inviterFp === null) return new Set();
    const founder = this.#room.people.all.get(hexOf(record.founderPk));
    return new Set([hexOf(record.inviterFp), ...(founder === undefined ? [] : [founder.fpHex])]);
  }

  #forked(): ReadonlySet<string> {
    const forked = new Set<string>();
    for (const [fpHex, keys] of forkKeysIn(this.#room)) {
      const { clearedForks } = readPerson(this.#vault, fpHex);
      if (keys.some((key) => !clearedForks.includes(key))) forked.add(fpHex);
    }
    return forked;
  }

  #projectPeople(): void {
    const evidence = this.#evidence();
    const everybody = this.#room.people.all;
    const people = new Map<string, PersonView>();
    const present: PersonView[] = [];
    for (const person of everybody.values()) {
      const admitter = person.admittedByPkHex === null ? null : (everybody.get(person.admittedByPkHex) ?? null);
      const { isMismatched } = readPerson(this.#vault, person.fpHex);
      const view = reuse(this.#people.get(person.pkHex), {
        fpHex: person.fpHex,
        name: person.name,
        verifiedName: evidence.verified.get(person.fpHex)?.name ?? null,
        trust: trustIn({ fpHex: person.fpHex, name: person.name, admittedByFpHex: admitter?.fpHex ?? null, isMismatched }, evidence),
        isLinked: this.#room.isLinked(person.fpHex),
        isMismatched,
        admittedBy: admitter?.name ?? null,
      });
      people.set(person.pkHex, view);
      if (person.isPresent) present.push(view);
    }
    present.sort((a, b) => Number(b.trust === 'self') - Number(a.trust === 'self') || a.name.localeCompare(b.name));
    const list = reuseList(this.#peopleList, present);
    // The same map while nobody has changed, come or gone, so that messages need not be looked at again.
    const isSame = list === this.#peopleList && [...people].every(([pkHex, view]) => this.#people.get(pkHex) === view);
    if (!isSame) this.#people = people;
    this.#peopleList = list;
  }

  #connection(others: number): ConnectionView {
    const { rendezvous, warning } = this.#room.connection;
    const state = rendezvous.signalling;
    const { nextAttemptAt } = rendezvous;
    return {
      signalling: state === 'online' || state === 'connecting' ? state : 'offline',
      retryInSeconds: nextAttemptAt === null ? null : Math.max(0, Math.ceil((nextAttemptAt - this.#clock.now()) / 1000)),
      linked: this.#room.linkedCount,
      others,
      isDialling: rendezvous.isDialling,
      warning,
    };
  }

  #composer(draft: Draft): ComposerView {
    const unaccepted = this.unaccepted();
    const isIn = this.#room.standing.phase === 'in';
    return {
      lock: !isIn ? 'not-in' : unaccepted.length > 0 ? 'unverified' : null,
      unverifiedNames: reuse(
        this.#view?.composer.unverifiedNames,
        unaccepted.map(({ name }) => name),
      ),
      acceptanceKeys: reuse(this.#view?.composer.acceptanceKeys, unaccepted.map(acceptanceOf)),
      draft: draft.text,
      draftVersion: draft.version,
      error: draft.error,
    };
  }
}

/** What exactly is accepted: a person in one state of trust. When it gets worse, the question is asked again. */
export function acceptanceOf({ fpHex, trust, isMismatched }: PersonView): string {
  return `${fpHex} ${trust}${isMismatched ? ' mismatched' : ''}`;
}

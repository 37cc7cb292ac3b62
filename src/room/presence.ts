/**
 * Being there, in one room: what the members are told of the person here, and what is known here of them. Nothing of it but when somebody was last
 * linked is kept.
 */
import { Alarm } from '../lib/clock.js';
import { ENTRY_KINDS } from '../log/payload.js';
import type { LogChange } from '../log/log-change.js';
import { LastSeen } from './last-seen.js';
import type { RoomContext, RoomTelling } from './room-setup.js';
import type { Session } from './session.js';

/** While the person goes on writing the members are told again, in milliseconds. */
const TYPING_AGAIN_MS = 4_000;

/** Who has typed nothing for so long does not write any more. */
const TYPING_PAUSE_MS = 5_000;

/** How somebody is online: `here` or `away` at the other end of their links; `elsewhere`: not linked with this side, but with members who are. */
export type OnlineAs = 'here' | 'away' | 'elsewhere';

/** One link, as presence sees it. */
export type PresenceSession = Pick<Session, 'link' | 'status' | 'isRemoteMember' | 'isTelling'> & {
  readonly online: readonly { readonly fpHex: string }[];
};

/** What presence needs of its room. */
export interface PresenceRoom extends Pick<RoomContext, 'setup' | 'failed' | 'isIn'> {
  readonly telling: RoomTelling;
  /** `members`: what is said with each member who is linked now. */
  readonly links: { readonly members: readonly PresenceSession[] };
}

/** One room's presence. */
export class Presence {
  readonly lastSeen: LastSeen;
  readonly #room: PresenceRoom;
  readonly #again: Alarm;
  readonly #pause: Alarm;
  #isAway = false;
  #isTyping = false;

  constructor(room: PresenceRoom) {
    this.#room = room;
    this.lastSeen = new LastSeen(room);
    this.#again = new Alarm(room.setup.clock);
    this.#pause = new Alarm(room.setup.clock);
  }

  /** Everybody who is online, by fingerprint in hexadecimal. Who is at one of their installations is here; who is only elsewhere is so by the word of a member. */
  get online(): ReadonlyMap<string, OnlineAs> {
    const { members } = this.#room.links;
    const found = new Map<string, OnlineAs>();
    for (const { online } of members) for (const { fpHex } of online) found.set(fpHex, 'elsewhere');
    const isAway = ({ status }: PresenceSession): boolean => status.shown.isAway;
    for (const session of members) if (isAway(session)) found.set(session.link.remote.fpHex, 'away');
    for (const session of members) if (!isAway(session)) found.set(session.link.remote.fpHex, 'here');
    return found;
  }

  /** Fingerprints, in hexadecimal, of those who are writing a message. */
  get typing(): ReadonlySet<string> {
    const typing = this.#room.links.members.filter(({ status }) => status.shown.isTyping);
    return new Set(typing.map(({ link }) => link.remote.fpHex));
  }

  /** Whether the person here has left the page alone. */
  setAway(isAway: boolean): void {
    this.#isAway = isAway;
    this.tell();
  }

  /** The person here types. */
  typed(): void {
    this.#pause.set(TYPING_PAUSE_MS, () => this.stoppedTyping());
    if (this.#isTyping) return;
    this.#isTyping = true;
    this.#tellAgain();
  }

  /** The person here has sent or cleared what they wrote, or pauses. */
  stoppedTyping(): void {
    this.#pause.stop();
    this.#again.stop();
    this.#isTyping = false;
    this.tell();
  }

  /** Tells the members how the person here is there, as far as it is news to them; `isAgain`: writing is said again. */
  tell(isAgain = false): void {
    const { isIn, links, telling } = this.#room;
    const status = { isAway: this.#isAway, isTyping: this.#isTyping && telling.typing };
    // SECURITY: only who is in has anything to say to members (presence.test.ts: "tells nobody anything while one is not in, and then only who may be told something").
    if (isIn) for (const session of links.members) if (session.isTelling) session.status.tell(status, isAgain && status.isTyping);
  }

  /** Entries came: who wrote a message does not write it any more. */
  logChanged({ shown }: Pick<LogChange, 'shown'>): void {
    const authors = new Set(shown.filter(({ kind }) => kind === ENTRY_KINDS.text).map(({ authorHex }) => authorHex));
    for (const { link, status } of this.#room.links.members) if (authors.has(link.remote.pk.toHex())) status.stoppedTyping();
  }

  /** A link has ended. */
  ended({ isRemoteMember, link, status }: PresenceSession): void {
    status.ended();
    if (isRemoteMember) this.lastSeen.note(link.remote.fpHex);
  }

  /** Ends all waiting and writes out what waits. */
  close(): void {
    this.#pause.stop();
    this.#again.stop();
    this.lastSeen.close();
  }

  #tellAgain(): void {
    this.tell(true);
    this.#again.set(TYPING_AGAIN_MS, () => this.#tellAgain());
  }
}

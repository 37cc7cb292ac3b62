/**
 * Dialling: at most four ids at once, each at most once at a time; and the tries that follow when somebody was lost, or nobody was there to knock at.
 *
 * Those already in never poll the absent: tries for somebody who was lost end after a while. Only one who still wants to get in keeps trying.
 */
import type { Cancel } from '../lib/clock.js';
import type { Channel, Endpoint } from '../transport/transport.js';
import { hasLinkTo, installationKey } from './mesh.js';
import type { Neighbourhood } from './neighbourhood.js';
import type { OnlinePeer } from './room-frames.js';
import { spreadWait } from './room-setup.js';
import type { RoomContext } from './room-setup.js';

const DIALS_AT_ONCE = 4;
/** Waits before somebody who was lost is dialled, in milliseconds. */
const REDIAL_AFTER_MS = [500, 2_000, 6_000, 20_000];
/** The side that was dialled lets the one that dialled try first. */
const SECOND_REDIAL_MS = 2_000;
/** Waits between the tries to get in, in milliseconds, and the wait of all that follow. */
const ENTER_AGAIN_MS = [1_000, 3_000, 8_000, 15_000];
const ENTER_AGAIN_LATER_MS = 30_000;

/** Whose installation is dialled. */
export interface DialTarget {
  readonly fpHex: string;
  readonly slot: number;
}

/** What dialling needs of the room's links. */
export interface DialLinks {
  /** The links that count, by installation. */
  readonly mesh: { readonly current: ReadonlyMap<string, unknown> };
  /** Whom to look for: members, or while entering the inviter; whoever is most likely online first. */
  sought(): readonly OnlinePeer[];
  readonly ring: Pick<Neighbourhood, 'isWanted'>;
  /** Makes a link of a fresh channel; resolves with whether that succeeded. `null` expects nobody in particular. */
  connect(channel: Channel, expectedFpHex: string | null): Promise<boolean>;
  /** A dial failed before there was a channel. */
  warn(error: unknown): void;
  /** Something that people see has changed. */
  changed(): void;
}

/** Dials for one room. */
export class Dialling {
  /** From where: always the own id, since the other side checks that the id fits the identity. */
  from: Endpoint | null = null;
  readonly #room: Pick<RoomContext, 'setup' | 'address' | 'isIn' | 'isLeaving'>;
  readonly #links: DialLinks;
  /** Dials by id, those that wait for their turn among them. */
  readonly #dials = new Map<string, Promise<boolean>>();
  /** Who waits for a turn: those who are said to be online, the newest first; and those of whom nobody has said so. */
  readonly #online: (() => void)[] = [];
  readonly #others: (() => void)[] = [];
  /** How many of those others are being dialled. */
  #dialledOthers = 0;
  readonly #waits = new Map<string, Cancel>();
  readonly #stop = new AbortController();
  #tries = 0;

  constructor(room: Pick<RoomContext, 'setup' | 'address' | 'isIn' | 'isLeaving'>, links: DialLinks) {
    this.#room = room;
    this.#links = links;
  }

  /** Whether a dial is under way or waits for its turn. */
  get isDialling(): boolean {
    return this.#dials.size > 0;
  }

  /**
   * Dials, or joins the dial to the same id that is under way. `target` is `null` for the lobby, where any member may be; it comes first, as does
   * whoever `isOnline`, but for one of the dials, which is for others as long as some wait. Whoever is not wanted when their turn comes is not dialled. Resolves with whether there is a link now.
   */
  dial(peerId: string, target: DialTarget | null, isOnline = target === null): Promise<boolean> {
    const same = this.#dials.get(peerId);
    if (same !== undefined) return same;
    const isLinked = (): boolean => target !== null && this.#isLinked(target);
    const hasTurn = this.#dials.size - this.#online.length - this.#others.length < DIALS_AT_ONCE;
    const isUnwanted = (): boolean => target !== null && !this.#links.ring.isWanted(target.fpHex);
    const wait = (turn: () => void): unknown => (isOnline ? this.#online.unshift(turn) : this.#others.push(turn));
    const dial = (hasTurn ? Promise.resolve() : new Promise<void>(wait))
      .then(() => (this.#dialledOthers += Number(!isOnline)))
      .then(() => isLinked() || (!isUnwanted() && this.#dialNow(peerId, target?.fpHex ?? null)))
      .finally(() => {
        this.#dials.delete(peerId);
        this.#dialledOthers -= Number(!isOnline);
        this.#nextTurn();
        this.#links.changed();
      })
      .catch((error: unknown) => {
        // Meanwhile they may have been reached under another id, or have dialled us: then this failure means nothing any more.
        if (!isLinked()) this.#links.warn(error);
        return isLinked();
      });
    this.#dials.set(peerId, dial);
    return dial;
  }

  /** SECURITY: a member who calls everybody online keeps nobody from being dialled (dialling.test.ts: "keeps one dial for those of whom nobody says that they are online"). */
  #nextTurn(): void {
    const others = this.#dialledOthers === 0 ? this.#others.shift() : undefined;
    (others ?? this.#online.shift() ?? this.#others.shift())?.();
  }

  /** Dials whoever of these is wanted and not linked, other installations of one's own identity among them. */
  async seek(peers: readonly OnlinePeer[], areOnline = false): Promise<void> {
    for (const { fp, slot } of peers) {
      const target = { fpHex: fp.toHex(), slot };
      if (this.#isLinked(target)) continue;
      const peerId = await this.#room.address.peerIdOf(fp, slot);
      if (peerId !== this.from?.peerId) void this.dial(peerId, target, areOnline);
    }
  }

  /** A link to this installation was lost: a few tries, later and later. */
  async redial(peer: OnlinePeer, wasInitiator: boolean): Promise<void> {
    const target = { fpHex: peer.fp.toHex(), slot: peer.slot };
    let extra = wasInitiator ? 0 : SECOND_REDIAL_MS;
    for (const ms of REDIAL_AFTER_MS) {
      await this.#wait(installationKey(target.fpHex, target.slot), extra + spreadWait(ms, this.#room.setup));
      if (this.#isLinked(target)) return;
      await this.seek([peer]);
      extra = 0;
    }
  }

  /** Tries to get in, or to find a member to take leave of: the lobby first, then the ids of whom to look for. The waits begin with the shortest again. */
  enter(): void {
    this.#tries = 0;
    void this.#tryToEnter();
  }

  /** Tries to get in after a while: nobody was there, or somebody was and is gone. */
  async enterAgain(): Promise<void> {
    const ms = ENTER_AGAIN_MS[this.#tries++] ?? ENTER_AGAIN_LATER_MS;
    await this.#wait('entering', spreadWait(ms, this.#room.setup));
    // Whoever is linked is being asked already; when that link ends, this is called again. One who leaves wants a member, whoever else is linked.
    if (!this.#room.isIn && (this.#room.isLeaving || this.#links.mesh.current.size === 0)) await this.#tryToEnter();
  }

  /** Gives up everything under way; later dials come to nothing. */
  stop(): void {
    this.#stop.abort();
  }

  #isLinked({ fpHex, slot }: DialTarget): boolean {
    return hasLinkTo(this.#links.mesh.current, fpHex, slot);
  }

  async #dialNow(peerId: string, expectedFpHex: string | null): Promise<boolean> {
    const { signal } = this.#stop;
    if (this.from === null || signal.aborted) return false;
    this.#links.changed();
    return this.#links.connect(await this.from.dial(peerId, signal), expectedFpHex);
  }

  async #tryToEnter(): Promise<void> {
    this.#waits.get('entering')?.();
    const { address, isLeaving } = this.#room;
    // Whoever holds the lobby may not be the one to let anybody in, and says goodbye then: from the second try on the inviter is asked as well.
    const isSeeking = isLeaving || this.#tries > 0;
    const isMet = isLeaving && this.#links.mesh.current.size > 0 ? false : await this.dial(address.lobbyId, null);
    if (!isMet || isSeeking) await this.seek(this.#links.sought());
    if (!this.#stop.signal.aborted) void this.enterAgain();
  }

  /** One wait for each name: a newer one takes the place of the older, whose promise never resolves. */
  #wait(name: string, ms: number): Promise<void> {
    this.#waits.get(name)?.();
    return new Promise((resolve) => this.#waits.set(name, this.#room.setup.clock.after(ms, resolve)));
  }
}

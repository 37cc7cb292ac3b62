/**
 * A member whose four ids the kit holds and whom Ana dials whenever she is told that they are online (docs/PROTOCOL.md section 6, "Who is dialled when"): so
 * that she is the one who begins a handshake, and the kit answers as it likes.
 */
import { answerAll } from './dialling.js';
import type { Bound } from './dialling.js';
import { TYPE } from './frames.js';
import type { Link } from './link.js';
import { Queue } from './queue.js';
import { writePeers } from './room-frames.js';
import type { Identity } from './room.js';
import type { Stage } from './stage.js';

/** She dials several ids at once, and gives a handshake ten seconds: what has waited for longer than this is not worth beginning with, in milliseconds. */
const FRESH_MS = 3_000;

export class Decoy {
  readonly identity: Identity;
  readonly #tell: Link;
  readonly #slots: readonly number[];
  readonly #dialled = new Queue<{ readonly bound: Bound; readonly at: number }>();

  private constructor(identity: Identity, tell: Link, slots: readonly number[]) {
    this.identity = identity;
    this.#tell = tell;
    this.#slots = slots;
  }

  /** `tell` is a link of another member to Ana, over which she is told. */
  static async set(stage: Stage, identity: Identity, tell: Link, slots: readonly number[] = [0, 1, 2, 3]): Promise<Decoy> {
    const decoy = new Decoy(identity, tell, slots);
    for (const slot of slots) {
      const bound = answerAll(await stage.serverOf(identity, slot), stage.rtc);
      void (async () => {
        for (let next; (next = await bound.next(null)) !== null;) {
          // Others hear of it from her, and dial as well.
          if (next.binding.idI === stage.anaId) decoy.#dialled.push({ bound: next, at: performance.now() });
        }
      })();
    }
    return decoy;
  }

  /** Whether she has opened no channel that was not given out. */
  get isQuiet(): boolean {
    return this.#dialled.isEmpty;
  }

  /** Says to Ana that the decoy is online, with every id. */
  async lure(): Promise<void> {
    const slots = this.#slots.map((slot) => ({ fp: this.identity.fp, slot }));
    await this.#tell.send(TYPE.PEERS, writePeers(false, [{ fp: this.#tell.identity.fp, slot: 0 }, ...slots]));
  }

  /** The next channel that Ana opens; she is lured as often as it takes. */
  async next(): Promise<Bound> {
    for (let tries = 0; tries < 20; tries++) {
      if (this.#dialled.isEmpty) await this.lure();
      const dialled = await this.#dialled.next(1_500).catch(() => null);
      if (dialled !== null && performance.now() - dialled.at < FRESH_MS) return dialled.bound;
      // Ana gives up on it soon, or has already.
      await dialled?.bound.channel.close();
    }
    throw new Error('Ana dials nobody');
  }
}

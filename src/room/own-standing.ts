/**
 * Where one stands with a room now: moved by answers at the door and by the log, told of whenever it has changed.
 */
import { hexOf } from '../lib/bytes.js';
import type { KnockAnswer } from './room-frames.js';
import type { RoomHistory } from './room-history.js';
import type { RoomPeople } from './room-people.js';
import { isPhaseOver, standingAfterAnswer, standingAfterLog } from './room-phase.js';
import type { RoomStanding } from './room-phase.js';
import type { RoomSetup } from './room-setup.js';

/** Keeps the standing of one room. */
export class OwnStanding {
  readonly #ownPkHex: string;
  readonly #inviterFpHex: string | null;
  readonly #entered: (standing: RoomStanding) => void;
  #standing: RoomStanding = { phase: 'entering', error: null };

  /** `entered` is called with each new standing. */
  constructor({ identity, inviterFp }: Pick<RoomSetup, 'identity' | 'inviterFp'>, entered: (standing: RoomStanding) => void) {
    this.#ownPkHex = hexOf(identity.pk);
    this.#inviterFpHex = inviterFp === null ? null : hexOf(inviterFp);
    this.#entered = entered;
  }

  get now(): RoomStanding {
    return this.#standing;
  }

  get isIn(): boolean {
    return this.#standing.phase === 'in';
  }

  /** Whether nothing will change any more without the person doing something. */
  get isOver(): boolean {
    return isPhaseOver(this.#standing.phase);
  }

  /** A member has answered our knock. */
  answered(answer: KnockAnswer): void {
    this.#enter(standingAfterAnswer(this.#standing, answer));
  }

  /** The log may have changed: reads from it who is there, and judges it anew. */
  async review({ log }: Pick<RoomHistory, 'log'>, people: RoomPeople): Promise<void> {
    await people.refresh();
    const own = log.members().get(this.#ownPkHex)?.state;
    this.#enter(
      standingAfterLog(this.#standing, {
        isFounded: log.name !== null,
        isForked: log.isStopped,
        isMember: own === 'member',
        isRemoved: own === 'removed' || own === 'left',
        isInviterKnown: this.#inviterFpHex === null || people.by(this.#inviterFpHex) !== null,
      }),
    );
  }

  /** All there was to fetch was fetched and judged. */
  caughtUp(): void {
    if (this.#standing.phase === 'syncing') this.#enter({ phase: 'broken', error: 'room-not-as-invited' });
  }

  #enter(standing: RoomStanding): void {
    const before = this.#standing;
    if (standing.phase === before.phase && standing.error === before.error) return;
    this.#standing = standing;
    this.#entered(standing);
  }
}

/**
 * Whether the other side is still there (DESIGN section 4, "Liveness"; WebRTC itself takes up to a minute to notice).
 *
 * A ping goes out when for 5 s nothing was sent or nothing was heard, at most one in 5 s: so each side hears something every 5 s, even from one that is
 * busy sending or whose timers the browser slows down. A link is dead when nothing was heard for 15 s. When a tick comes much too late the machine slept
 * or the page was frozen, and silence proves nothing: then a ping goes out and the other side has 5 s more.
 */
import { randomBytes } from '../crypto/primitives.js';
import type { Bytes } from '../lib/bytes.js';
import type { Cancel, Clock } from '../lib/clock.js';
import type { FrameSender } from './frame-sender.js';
import { LINK_FRAME } from './frame-types.js';

/** Silence, in either direction, after which a ping goes out; also how late a tick is when the machine slept. In milliseconds. */
const PING_AFTER_MS = 5_000;

/** Silence of the other side after which the link is dead, in milliseconds. */
const DEAD_AFTER_MS = 15_000;

/** What a heartbeat has to be told, and does. */
export interface Heartbeat {
  /** Something came from the other side. */
  heard(): void;
  /** Sends a ping: eight random bytes, which it returns, so that its answer can be told from that of another. */
  ping(): Bytes;
  /** Sends a ping and says whether its own answer came within `ms` milliseconds, and before `stop`. */
  isAnsweredWithin(ms: number): Promise<boolean>;
  /** A PONG came. One that nobody waits for, or not any more, means nothing. */
  answered(data: Bytes): void;
  /** No beat any more. */
  stop(): void;
}

/** Beats until `stop`, or until it calls `dead`. */
export function startHeartbeat(clock: Clock, sender: Pick<FrameSender, 'lastSentAt' | 'sendUrgent'>, dead: () => void): Heartbeat {
  /** Who waits for the answer to a ping, by the ping's bytes. */
  const waiters = new Map<string, (isAnswered: boolean) => void>();
  let heardAt = clock.now();
  let pingedAt = heardAt;
  let mercyUntil = Number.NEGATIVE_INFINITY;
  let stopTimer: Cancel;

  function ping(): Bytes {
    const data = randomBytes(8);
    pingedAt = clock.now();
    sender.sendUrgent(LINK_FRAME.ping, data);
    return data;
  }

  function settle(name: string, isAnswered: boolean): void {
    waiters.get(name)?.(isAnswered);
    waiters.delete(name);
  }

  const nextPingAt = (): number => Math.max(pingedAt, Math.min(sender.lastSentAt, heardAt)) + PING_AFTER_MS;
  const deadAt = (): number => Math.max(heardAt + DEAD_AFTER_MS, mercyUntil);

  function schedule(): void {
    const dueAt = Math.max(clock.now(), Math.min(nextPingAt(), deadAt()));
    const wait = dueAt - clock.now();
    const dueWall = clock.wall() + wait;
    stopTimer = clock.after(wait, () => {
      // Not every browser's `now` counts the time asleep; the wall clock does.
      const late = Math.max(clock.now() - dueAt, clock.wall() - dueWall);
      tick(clock.now(), late >= PING_AFTER_MS);
    });
  }

  function tick(now: number, hasSlept: boolean): void {
    // Once in a silence: a page whose timers are always late must still notice an end.
    if (hasSlept && mercyUntil <= heardAt) mercyUntil = now + PING_AFTER_MS;
    if (now >= deadAt()) {
      dead();
      return;
    }
    if (hasSlept || now >= nextPingAt()) ping();
    schedule();
  }

  schedule();
  return {
    ping,
    heard() {
      heardAt = clock.now();
    },
    isAnsweredWithin: (ms) =>
      new Promise((resolve) => {
        const name = ping().toHex();
        waiters.set(name, resolve);
        clock.after(ms, () => settle(name, false));
      }),
    answered: (data) => settle(data.toHex(), true),
    stop() {
      stopTimer();
      for (const name of waiters.keys()) settle(name, false);
    },
  };
}

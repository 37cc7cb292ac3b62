/**
 * How the two ends of one link are there, as they said over it: away or not, writing or not. Kept nowhere else: with the link it is gone.
 */
import type { Link } from '../link/link.js';
import { Alarm } from '../lib/clock.js';
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import { encodeStatusFrame, parseStatusFrame, ROOM_FRAME } from './room-frames.js';
import type { StatusFrame } from './room-frames.js';

/** Writing ends so long after the last word of it, in milliseconds. */
const TYPING_ENDS_MS = 6_000;

/** What is shown changes at most so often: nobody makes another's screen flicker, nor has it drawn without end. */
const CALM_MS = 500;

/** The other side is told at most so often, so that somebody who sends one message after the other says no more of it than of the messages. */
const TOLD_EVERY_MS = 500;

/** Of whom nothing was said. */
const HERE: StatusFrame = { isAway: false, isTyping: false };

/** What was said of themselves over one link, by either side. */
export class LinkStatus {
  /** The other side, as it is shown. */
  shown = HERE;
  readonly #link: Pick<Link, 'send'>;
  readonly #changed: () => void;
  readonly #ending: Alarm;
  readonly #calm: Alarm;
  #isCalming = false;
  #heard = HERE;
  readonly #quiet: Alarm;
  #isQuiet = false;
  #told = HERE;
  /** What is to be told, and whether also when that was told last. */
  #own = HERE;
  #isAgain = false;

  /** `changed`: what is shown is another. */
  constructor(link: Pick<Link, 'send'>, clock: Clock, changed: () => void) {
    this.#link = link;
    this.#changed = changed;
    this.#ending = new Alarm(clock);
    this.#calm = new Alarm(clock);
    this.#quiet = new Alarm(clock);
  }

  /** Tells how one is here oneself, if that is not what was told last; `isAgain`: also when it is. At once, and then as it is by then. */
  tell(status: StatusFrame, isAgain: boolean): void {
    this.#own = status;
    this.#isAgain ||= isAgain;
    if (!this.#isQuiet) this.#say();
  }

  /** Takes STATUS: the other side says how they are there. Throws `ParleyError('malformed')`. */
  receive(data: Bytes): void {
    this.#heard = parseStatusFrame(data);
    if (this.#heard.isTyping) this.#ending.set(TYPING_ENDS_MS, () => this.stoppedTyping());
    // SECURITY: a flood of it changes next to nothing here (link-status.test.ts: "shows what a flood says at most twice a second, and its last word").
    if (!this.#isCalming) this.#show();
  }

  /** The other side writes no more: what they wrote is here, or nothing more was heard of it. Shown at once. */
  stoppedTyping(): void {
    this.#heard = { ...this.#heard, isTyping: false };
    if (this.shown.isTyping) this.#show();
  }

  /** The link has ended. */
  ended(): void {
    this.#ending.stop();
    this.#calm.stop();
    this.#quiet.stop();
  }

  #say(): void {
    if (!this.#isAgain && isSameStatus(this.#own, this.#told)) return;
    this.#told = this.#own;
    this.#isAgain = false;
    this.#isQuiet = true;
    this.#quiet.set(TOLD_EVERY_MS, () => {
      this.#isQuiet = false;
      this.#say();
    });
    this.#link.send(ROOM_FRAME.status, encodeStatusFrame(this.#told));
  }

  #show(): void {
    if (isSameStatus(this.#heard, this.shown)) return;
    this.shown = this.#heard;
    this.#isCalming = true;
    this.#calm.set(CALM_MS, () => {
      this.#isCalming = false;
      this.#show();
    });
    this.#changed();
  }
}

function isSameStatus(a: StatusFrame, b: StatusFrame): boolean {
  return a.isAway === b.isAway && a.isTyping === b.isTyping;
}

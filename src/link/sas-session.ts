/**
 * The emoji comparison over one link (DESIGN section 4, "Verification"): frames in, frames and states out.
 *
 * Invariants: the committer is bound to its nonce before it sees the starter's, and the starter shows emoji only after checking that; one try a minute with a
 * person, whoever starts it and over however many links and reloads, so that somebody in the middle gets one blind guess at 42 bits a minute and nobody can be
 * worn down; a frame out of order ends the try on both sides. Nothing here marks anybody as verified: only a click does.
 */
import { randomBytes } from '../crypto/primitives.js';
import { sasCommitment, sasIndices } from '../crypto/sas.js';
import { compareBytes, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { Alarm } from '../lib/clock.js';
import type { ErrorCode } from '../lib/errors.js';
import { SAS_CANCEL_CODES, SAS_FRAME, sasFrameLength } from './sas-frames.js';
import type { SasCancelReason } from './sas-frames.js';
import type { SasSetup, SasState } from './sas-setup.js';

/** How long a try may take until there are emoji, in milliseconds. */
const SAS_STEP_MS = 30_000;

/** The time between the beginnings of two tries, in milliseconds. */
const SAS_TRY_EVERY_MS = 60_000;

/** The same for a START of the other side: its minute began before ours by the time its frames took, which varies. */
const SAS_ACCEPT_AFTER_MS = 55_000;

/** Refusals go out at most this often, in milliseconds, so that a flood of STARTs is not answered with another. */
const SAS_REFUSE_EVERY_MS = 1_000;

interface SasTry {
  readonly isStarter: boolean;
  /** One's own nonce, 32 random bytes. */
  readonly nonce: Bytes;
  /** The type of the frame that has to come next; `null` while something is computed. */
  expects: number | null;
  /** The starter: what the other side is bound to. */
  commitment: Bytes;
  /** The other side's START, which crossed ours and does not count, was seen. */
  hasIgnoredStart: boolean;
}

/** One per link. */
export class SasSession {
  /** Where it stands. */
  state: SasState = { kind: 'idle' };
  readonly #setup: SasSetup;
  #try: SasTry | null = null;
  #lastTryAt: number | null = null;
  #lastRefusalAt = Number.NEGATIVE_INFINITY;
  readonly #timer: Alarm;

  constructor(setup: SasSetup) {
    this.#setup = setup;
    this.#timer = new Alarm(setup.clock);
  }

  /** The local person starts. Too early, the state becomes `failed('sas-too-soon')`; while waiting, or while emoji are shown and it is too early, nothing happens. */
  start(): void {
    if (this.#try !== null) return;
    if (this.#isLastTryOlderThan(SAS_TRY_EVERY_MS)) {
      this.#begin(true);
      this.#send(SAS_FRAME.start);
    } else if (this.state.kind !== 'comparing') this.#enter({ kind: 'failed', code: 'sas-too-soon' });
  }

  /** The local person stops, or says that the emoji differ; the other side is told. */
  cancel(reason: 'stopped' | 'different'): void {
    if (!this.#isOn) return;
    this.#sendCancel(reason);
    this.#enter({ kind: 'idle' });
  }

  /** The link is over: a try that has no emoji yet fails with `code`; emoji that are shown stay true. */
  linkClosed(code: ErrorCode): void {
    if (this.#try !== null) this.#enter({ kind: 'failed', code });
  }

  /** A frame for which `isSasFrameType` holds. */
  frame(type: number, data: Bytes): void {
    const attempt = this.#try;
    if (data.length !== sasFrameLength(type)) this.#break();
    else if (type === SAS_FRAME.start) this.#onStart(attempt);
    else if (type === SAS_FRAME.cancel) this.#onCancel(data[0] as number);
    else if (attempt === null) this.#onStray();
    else if (type !== attempt.expects) this.#break();
    else if (type === SAS_FRAME.commit) {
      attempt.commitment = data;
      attempt.expects = SAS_FRAME.reveal;
      this.#send(SAS_FRAME.nonce, attempt.nonce);
    } else {
      if (type === SAS_FRAME.nonce) this.#send(SAS_FRAME.reveal, attempt.nonce);
      void this.#show(attempt, data);
    }
  }

  get #isOn(): boolean {
    return this.#try !== null || this.state.kind === 'comparing';
  }

  #onStart(own: SasTry | null): void {
    const { fpOwn, fpOther, clock } = this.#setup;
    if (own === null && !this.#isLastTryOlderThan(SAS_ACCEPT_AFTER_MS)) {
      if (clock.now() - this.#lastRefusalAt < SAS_REFUSE_EVERY_MS) return;
      this.#lastRefusalAt = clock.now();
      this.#sendCancel('tooSoon');
    } else if (own !== null && (own.expects !== SAS_FRAME.commit || own.hasIgnoredStart)) this.#break();
    else if (own !== null && compareBytes(fpOwn, fpOther) < 0) own.hasIgnoredStart = true;
    else void this.#commit();
  }

  async #commit(): Promise<void> {
    const { link, fpOwn, fpOther } = this.#setup;
    const attempt = this.#begin(false);
    const commitment = await sasCommitment(link.firstTranscript, fpOwn, fpOther, attempt.nonce);
    if (this.#try !== attempt) return;
    attempt.expects = SAS_FRAME.nonce;
    this.#send(SAS_FRAME.commit, commitment);
  }

  /** Both nonces are there. */
  async #show(attempt: SasTry, nonceOfOther: Bytes): Promise<void> {
    attempt.expects = null;
    const { link, fpOwn, fpOther } = this.#setup;
    const { firstTranscript: h0, firstExporter: exp0 } = link;
    const [own, other] = [[attempt.nonce, fpOwn] as const, [nonceOfOther, fpOther] as const];
    const [[nonceStarter, fpStarter], [nonceCommitter, fpCommitter]] = attempt.isStarter ? [own, other] : [other, own];
    // SECURITY: without this the other side could choose its nonce after ours, and with it the emoji (sas-session.test.ts: "refuses a nonce that was not committed to").
    const isBound = !attempt.isStarter || equalBytes(attempt.commitment, await sasCommitment(h0, fpOther, fpOwn, nonceOfOther));
    const indices = await sasIndices({ exp0, h0, nonceStarter, nonceCommitter, fpStarter, fpCommitter });
    if (this.#try !== attempt) return;
    if (isBound) this.#enter({ kind: 'comparing', indices });
    else this.#break();
  }

  #onCancel(reason: number): void {
    if (this.#isOn) this.#enter({ kind: 'failed', code: Object.values(SAS_CANCEL_CODES)[reason] ?? 'sas-failed' });
  }

  // After a try that was cancelled here, the other side's next frame may still have been on its way.
  #onStray(): void {
    if (this.#lastTryAt === null || this.#isOn) this.#break();
  }

  #begin(isStarter: boolean): SasTry {
    const { clock } = this.#setup;
    // A START that crossed ours makes us the committer of the same try.
    if (this.#try === null) {
      this.#lastTryAt = clock.wall();
      this.#setup.tryBegins(this.#lastTryAt);
    }
    const expects = isStarter ? SAS_FRAME.commit : null;
    const attempt: SasTry = { isStarter, nonce: randomBytes(32), expects, commitment: new Uint8Array(0), hasIgnoredStart: false };
    this.#try = attempt;
    this.#timer.set(SAS_STEP_MS, () => this.#break('sas-stopped'));
    this.#enter({ kind: 'waiting' });
    return attempt;
  }

  #isLastTryOlderThan(ms: number): boolean {
    const now = this.#setup.clock.wall();
    // A time in the future means that the clock was set back: within the minute it counts, beyond it says nothing.
    return [this.#lastTryAt, this.#setup.lastTryAt].every((at) => at === null || Math.abs(now - at) >= ms);
  }

  #break(code: ErrorCode = 'sas-failed'): void {
    // Once is enough: whoever goes on sending nonsense is not answered each time.
    if (this.#try === null && this.state.kind === 'failed') return;
    this.#enter({ kind: 'failed', code });
    this.#sendCancel('broken');
  }

  /** Every state but `waiting` is the end of a try. */
  #enter(state: SasState): void {
    if (state.kind !== 'waiting') {
      this.#timer.stop();
      this.#try = null;
    }
    this.state = state;
    this.#setup.changed(state);
  }

  #send(type: number, data: Bytes = new Uint8Array(0)): void {
    this.#setup.link.send(type, data);
  }

  #sendCancel(reason: SasCancelReason): void {
    this.#send(SAS_FRAME.cancel, Uint8Array.of(Object.keys(SAS_CANCEL_CODES).indexOf(reason)));
  }
}

/**
 * The emoji comparison over one link (DESIGN section 4, "Verification"): frames in, frames and states out.
 *
 * Invariants: the committer is bound to its nonce before it sees the starter's, and the starter shows emoji only after checking that; one try a minute, whoever
 * starts; a frame out of order ends the try on both sides. Nothing here marks anybody as verified: only a click does.
 */
import { compareBytes, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { Cancel } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import { SasExchange } from './sas-exchange.js';
import { SAS_CANCEL_REASON, SAS_FRAME, requireSasFrame } from './sas-frames.js';
import type { SasCancelReason } from './sas-frames.js';
import type { SasSetup, SasState } from './sas-setup.js';
import { SasTryLimit } from './sas-try-limit.js';

/** How long a try may take until there are emoji, in milliseconds. */
export const SAS_STEP_MS = 30_000;

/** Frames that may wait for a computation before them. */
const SAS_WAITING_LIMIT = 16;

/** What a CANCEL of the other side means here, by its byte. */
const SAS_CANCEL_CODES: ReadonlyMap<number | undefined, ErrorCode> = new Map([
  [SAS_CANCEL_REASON.stopped, 'sas-stopped'],
  [SAS_CANCEL_REASON.tooSoon, 'sas-too-soon'],
  [SAS_CANCEL_REASON.different, 'sas-different'],
]);

interface SasTry {
  readonly exchange: SasExchange;
  /** What has to come next. */
  expects: 'commit' | 'nonce' | 'reveal';
  /** The other side's START, which crossed ours and does not count, was seen. */
  hasIgnoredStart: boolean;
}

/** One per link. Throws `RangeError` when both fingerprints are the same: there is nobody to compare with. */
export class SasSession {
  readonly #setup: SasSetup;
  readonly #limit: SasTryLimit;
  #state: SasState = { kind: 'idle' };
  #try: SasTry | null = null;
  #hasTried = false;
  #stopTimer: Cancel = () => undefined;
  #work: Promise<void> = Promise.resolve();
  #waitingFrames = 0;

  constructor(setup: SasSetup) {
    if (equalBytes(setup.fpOwn, setup.fpOther)) throw new RangeError('fpOther is fpOwn');
    this.#setup = setup;
    this.#limit = new SasTryLimit(setup);
  }

  get state(): SasState {
    return this.#state;
  }

  /** The local person starts. Too early, the state becomes `failed('sas-too-soon')`; while waiting, or while emoji are shown and it is too early, nothing happens. */
  start(): void {
    if (this.#try !== null) return;
    if (!this.#limit.mayStart()) {
      if (this.#state.kind !== 'comparing') this.#enter({ kind: 'failed', code: 'sas-too-soon' });
      return;
    }
    this.#begin('commit');
    this.#send(SAS_FRAME.start);
  }

  /** The local person stops, or says that the emoji differ; the other side is told. */
  cancel(reason: 'stopped' | 'different'): void {
    if (this.#try === null && this.#state.kind !== 'comparing') return;
    this.#sendCancel(reason);
    this.#end({ kind: 'idle' });
  }

  /** The link is over: a try that has no emoji yet fails with `code`; emoji that are shown stay true. */
  linkClosed(code: ErrorCode): void {
    if (this.#try !== null) this.#end({ kind: 'failed', code });
  }

  /** A frame for which `isSasFrameType` holds. Throws `ParleyError('too-large')` when they come faster than they can be looked at: the link should close. */
  frame(type: number, data: Bytes): void {
    if (this.#waitingFrames >= SAS_WAITING_LIMIT) throw new ParleyError('too-large', 'frames of an emoji comparison');
    this.#waitingFrames += 1;
    this.#work = this.#work
      .then(() => this.#handle(type, data))
      .then(
        () => {
          this.#waitingFrames -= 1;
        },
        (error: unknown) => {
          this.#waitingFrames -= 1;
          if (!(error instanceof ParleyError)) reportError(error);
          this.#break();
        },
      );
  }

  async #handle(type: number, data: Bytes): Promise<void> {
    requireSasFrame(type, data);
    const attempt = this.#try;
    if (type === SAS_FRAME.start) await this.#onStart(attempt);
    else if (type === SAS_FRAME.cancel) this.#onCancel(data[0]);
    else if (attempt === null) this.#onStray();
    else if (type === SAS_FRAME.commit && attempt.expects === 'commit') {
      attempt.exchange.takeCommitment(data);
      attempt.expects = 'reveal';
      this.#send(SAS_FRAME.nonce, attempt.exchange.nonce);
    } else if (type === SAS_FRAME.nonce && attempt.expects === 'nonce') {
      this.#send(SAS_FRAME.reveal, attempt.exchange.nonce);
      await this.#show(attempt, data);
    } else if (type === SAS_FRAME.reveal && attempt.expects === 'reveal') await this.#show(attempt, data);
    else this.#break();
  }

  async #onStart(own: SasTry | null): Promise<void> {
    if (own === null) {
      if (this.#limit.mayAccept()) await this.#commit();
      else if (this.#limit.mayRefuse()) this.#sendCancel('tooSoon');
    } else if (own.expects !== 'commit' || own.hasIgnoredStart) {
      this.#break();
    } else if (compareBytes(this.#setup.fpOwn, this.#setup.fpOther) < 0) {
      own.hasIgnoredStart = true;
    } else {
      await this.#commit();
    }
  }

  async #commit(): Promise<void> {
    const attempt = this.#begin('nonce');
    const commitment = await attempt.exchange.makeCommitment();
    if (this.#try === attempt) this.#send(SAS_FRAME.commit, commitment);
  }

  async #show(attempt: SasTry, nonceOfOther: Bytes): Promise<void> {
    const indices = await attempt.exchange.indicesWith(nonceOfOther);
    if (this.#try !== attempt) return;
    if (indices === null) this.#break();
    else this.#end({ kind: 'comparing', indices });
  }

  #onCancel(reason: number | undefined): void {
    if (this.#try === null && this.#state.kind !== 'comparing') return;
    this.#end({ kind: 'failed', code: SAS_CANCEL_CODES.get(reason) ?? 'sas-failed' });
  }

  // After a try that was cancelled here, the other side's next frame may still have been on its way.
  #onStray(): void {
    if (!this.#hasTried || this.#state.kind === 'comparing') this.#break();
  }

  #begin(expects: 'commit' | 'nonce'): SasTry {
    const { link, fpOwn, fpOther, clock } = this.#setup;
    const context = { h0: link.firstTranscript, exp0: link.firstExporter, fpOwn, fpOther };
    const attempt: SasTry = { exchange: new SasExchange(context, expects === 'commit'), expects, hasIgnoredStart: false };
    // A START that crossed ours makes us the committer of the same try.
    if (this.#try === null) this.#limit.tryBegins();
    this.#try = attempt;
    this.#hasTried = true;
    this.#stopTimer();
    this.#stopTimer = clock.after(SAS_STEP_MS, () => this.#break('sas-stopped'));
    this.#enter({ kind: 'waiting' });
    return attempt;
  }

  #break(code: ErrorCode = 'sas-failed'): void {
    // Once is enough: whoever goes on sending nonsense is not answered each time.
    if (this.#try === null && this.#state.kind === 'failed') return;
    this.#end({ kind: 'failed', code });
    this.#sendCancel('broken');
  }

  #end(state: SasState): void {
    this.#stopTimer();
    this.#try = null;
    this.#enter(state);
  }

  #enter(state: SasState): void {
    this.#state = state;
    this.#setup.changed(state);
  }

  #send(type: number, data: Bytes = new Uint8Array(0)): void {
    this.#setup.link.send(type, data);
  }

  #sendCancel(reason: SasCancelReason): void {
    this.#send(SAS_FRAME.cancel, Uint8Array.of(SAS_CANCEL_REASON[reason]));
  }
}

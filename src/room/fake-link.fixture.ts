/**
 * A link without a wire: says who is at the other end, keeps what is sent, and answers pings when a test says so.
 */
import { randomBytes } from '../crypto/primitives.js';
import type { Bytes } from '../lib/bytes.js';
import type { CloseReason } from '../link/frame-types.js';
import type { LinkRemote } from '../link/link-parts.js';
import type { Link } from '../link/link.js';

/** What a test may want otherwise. */
export interface FakeLinkSetup {
  readonly pk?: Bytes;
  /** 32 bytes; a number makes one whose bytes are all that number. */
  readonly fp?: Bytes | number;
  /** 8 bytes; a number makes one whose bytes are all that number. */
  readonly run?: Bytes | number;
  readonly isInitiator?: boolean;
}

/** One end of nothing. */
export class FakeLink {
  readonly remote: LinkRemote;
  readonly isInitiator: boolean;
  readonly sent: { readonly type: number; readonly data: Bytes }[] = [];
  readonly saidGoodbye = Promise.resolve();
  /** Why it was closed, or `null`. */
  closedWith: CloseReason | null = null;
  /** Told when `close` is called, as a link tells its room. */
  onClose: (link: Link) => void = () => undefined;
  /** Ping questions that were not answered yet. */
  readonly pings: { readonly ms: number; readonly answer: (isAlive: boolean) => void }[] = [];

  constructor({ pk = randomBytes(32), fp = 1, run = 1, isInitiator = true }: FakeLinkSetup = {}) {
    const fpBytes = typeof fp === 'number' ? new Uint8Array(32).fill(fp) : fp;
    const runBytes = typeof run === 'number' ? new Uint8Array(8).fill(run) : run;
    this.isInitiator = isInitiator;
    this.remote = { pk, fp: fpBytes, fpHex: fpBytes.toHex(), run: runBytes, caps: 0, peerId: 'remote', isInitiator: !isInitiator };
  }

  get isClosed(): boolean {
    return this.closedWith !== null;
  }

  get asLink(): Link {
    return this as unknown as Link;
  }

  send(type: number, data: Bytes): void {
    if (!this.isClosed) this.sent.push({ type, data });
  }

  ready(): Promise<void> {
    return Promise.resolve();
  }

  answersWithin(ms: number): Promise<boolean> {
    return new Promise((answer) => this.pings.push({ ms, answer }));
  }

  close(reason: CloseReason = 'bye'): void {
    if (this.isClosed) return;
    this.closedWith = reason;
    this.onClose(this.asLink);
  }

  closeAfterSending(reason: CloseReason): void {
    this.close(reason);
  }

  /** Data of all frames of one type that were sent, in order. */
  of(type: number): Bytes[] {
    return this.sent.filter((frame) => frame.type === type).map(({ data }) => data);
  }
}

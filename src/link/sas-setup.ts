/**
 * What an emoji comparison needs from outside, and what it says.
 */
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import type { ErrorCode } from '../lib/errors.js';
import type { Link } from './link.js';

/** Where a comparison stands. `indices` are seven numbers into the table of 64 emoji. */
export type SasState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'comparing'; readonly indices: readonly number[] }
  | { readonly kind: 'failed'; readonly code: ErrorCode };

/** What a comparison needs. */
export interface SasSetup {
  readonly link: Pick<Link, 'firstTranscript' | 'firstExporter' | 'send'>;
  /** One's own fingerprint, 32 bytes. */
  readonly fpOwn: Bytes;
  /** The fingerprint of who is at the other end of the link, 32 bytes. */
  readonly fpOther: Bytes;
  readonly clock: Clock;
  /** When the last try with this person began, over whatever link, in milliseconds since 1970; read anew each time. */
  readonly lastTryAt: number | null;
  /** A try begins now: to be kept for `lastTryAt`, also across reloads. */
  tryBegins(at: number): void;
  changed(state: SasState): void;
}

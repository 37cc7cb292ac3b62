/**
 * How the last link to an installation ended, and so whether it is called back.
 */
import type { ErrorCode } from '../lib/errors.js';

/** Nobody meant it; the other side did; we did; the other side has a newer link to our installation, which is none of ours. */
export type Parting = 'lost' | 'theirs' | 'ours' | 'replaced';

/** Ends of a link that nobody meant, and in which no rule was broken: whoever breaks one is not called back, the next frame would break it again. */
const LOST: ReadonlySet<ErrorCode> = new Set(['channel-closed', 'link-dead', 'rekey-overdue']);

/** `isOwnSlot`: whether the link was made under the slot by which we still go. Else whoever took its place has that slot, and we can call from ours. */
export function partingOf(code: ErrorCode, isOwnSlot: boolean): Parting {
  if (code === 'link-replaced') return isOwnSlot ? 'replaced' : 'lost';
  if (LOST.has(code)) return 'lost';
  return code === 'link-closed' ? 'ours' : 'theirs';
}

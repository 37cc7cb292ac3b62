/**
 * What the segments of a history come to: its items in order, and which segments are not as they should be.
 */
import { equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { mergeRuns } from './ordinal-runs.js';
import type { OrdinalRun } from './ordinal-runs.js';
import type { OpenedSegment } from './segment.js';
import type { StreamMark } from './vault-index.js';

/** Everything readable, and what was not: `damage` names segments of which something is lost, `healed` those whose items are all found elsewhere. */
export interface StreamContent {
  readonly items: Bytes[];
  readonly damage: string[];
  readonly healed: string[];
}

/**
 * Puts together the segments that are there (`null` for one that does not open), by number in ascending order, and the runs that wait. What the mark says
 * has to be there and is not counts as one that does not open. A segment that does not follow the one before it is always damage: one of the two is
 * from another time.
 */
export function contentOf(
  segments: ReadonlyMap<number, OpenedSegment | null>,
  waiting: readonly OrdinalRun[],
  mark: StreamMark,
  nameOf: (index: number) => string,
): StreamContent {
  const lost: string[] = [];
  const unchained: string[] = [];
  for (let index = mark.first; index < mark.next; index++) {
    const segment = segments.get(index) ?? null;
    const before = segments.get(index - 1) ?? null;
    if (segment === null) lost.push(nameOf(index));
    // SECURITY: segments of two different times do not pass for one history (damage.test.ts: "names a segment that does not follow the one before it").
    else if (before !== null && !equalBytes(before.tag, segment.previousTag)) unchained.push(nameOf(index));
  }
  for (const [index, segment] of segments) if (index >= mark.next && segment === null) lost.push(nameOf(index));
  const runs = [...segments.values()].filter((segment) => segment !== null);
  const { items, hasHoles } = mergeRuns([...runs, ...waiting], mark.base, mark.end);
  return hasHoles ? { items, damage: [...lost, ...unchained], healed: [] } : { items, damage: unchained, healed: lost };
}

/**
 * Items in place of others, in what is stored: how the payload of an erased message really goes.
 */
import type { Bytes } from '../lib/bytes.js';
import { rewriteSegments } from './compaction.js';
import type { RewriteWork } from './rewriting.js';
import type { StoredSegments } from './stored-segments.js';

/**
 * Work that puts each of `wanted` (by the codec's key) in the place of the stored item of that key, segment by segment, the newest first, until all were found. Segments that do not open stay as
 * they are. `progress` hears before each segment which share was found.
 */
export function replacingWork(stored: StoredSegments, wanted: ReadonlyMap<string, Bytes>, progress: (share: number) => void): RewriteWork {
  const { keyOf, thin } = stored.places.codec;
  const keys = stored.keys().toReversed();
  const left = new Set(wanted.keys());
  const change = (items: readonly Bytes[]): Promise<Bytes[]> | null => {
    const changed = items.map((item) => {
      const key = keyOf(item);
      left.delete(key);
      return wanted.get(key) ?? item;
    });
    // It is a compacted segment from now on, of those that go through no other compaction.
    return changed.every((item, i) => item === items[i]) ? null : thin(changed);
  };
  return async () => {
    for (let key = keys.shift(); key !== undefined && left.size > 0; key = keys.shift()) {
      progress((wanted.size - left.size) / wanted.size);
      const write = await rewriteSegments(stored, [key], change);
      if (typeof write === 'function') return write;
    }
    return null;
  };
}

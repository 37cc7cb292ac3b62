/**
 * All segments of a profile in localStorage: which there are, and their texts. Nothing is opened here.
 */
import type { StorageMeter } from './storage-meter.js';
import type { VaultNames } from './vault-names.js';

/** Knows the numbers of all segments from one look at the keys. */
export class SegmentShelf {
  readonly #meter: StorageMeter;
  readonly #names: VaultNames;
  readonly #indexes = new Map<string, Set<number>>();

  /** Looks once at all keys. Throws as `StorageMeter`. */
  constructor(meter: StorageMeter, names: VaultNames) {
    this.#meter = meter;
    this.#names = names;
    for (const key of meter.keys(names.segmentPrefix)) {
      const place = names.placeOf(key);
      if (place !== null) this.#note(place.stream, place.index);
    }
  }

  #note(stream: string, index: number): void {
    const known = this.#indexes.get(stream);
    if (known === undefined) this.#indexes.set(stream, new Set([index]));
    else known.add(index);
  }

  /** Whether there is any segment at all. */
  get isEmpty(): boolean {
    return this.#indexes.size === 0;
  }

  /** The numbers of a stream's segments, ascending. */
  indexes(stream: string): number[] {
    return [...(this.#indexes.get(stream) ?? [])].toSorted((a, b) => a - b);
  }

  /** The key of a segment, which is also the name under which it is reported as damaged. */
  keyOf(stream: string, index: number): string {
    return this.#names.segment({ stream, index });
  }

  /** A segment's text, or `null` when it is not there. */
  read(stream: string, index: number): string | null {
    return this.#meter.read(this.keyOf(stream, index));
  }

  /** Stores a segment. Throws as `StorageMeter.write`. */
  write(stream: string, index: number, text: string): void {
    this.#meter.write(this.keyOf(stream, index), text);
    this.#note(stream, index);
  }
}

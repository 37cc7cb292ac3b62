/**
 * Where an entry's bytes are, and what is read of them: whole, as they travel, or packed with others, as they rest (`packed-items.ts`).
 */
import type { Bytes } from '../lib/bytes.js';
import { isErasedItem, isSignedItem, citedIdsOf, parseEntryItem } from './entry-item.js';

/** The bytes of one entry. What is asked for is read, or made, anew each time: rooms have many. */
export interface ItemSource {
  /** The PUSH item. */
  readonly bytes: Bytes;
  /** How many bytes that has. */
  readonly size: number;
  /** Whether its own signature is there. */
  readonly isSigned: boolean;
  /** Whether the payload is gone. */
  readonly isErased: boolean;
  /** Empty when it is gone. */
  readonly payloadBytes: Bytes;
  /** What it cites, in hexadecimal: `prev`, which is zeros in a first entry, then the parents. */
  readonly cited: readonly string[];
}

/** A PUSH item in one piece, which `parseEntryItem` takes. */
export class WholeItem implements ItemSource {
  readonly bytes: Bytes;

  constructor(bytes: Bytes) {
    this.bytes = bytes;
  }

  get size(): number {
    return this.bytes.length;
  }

  get isSigned(): boolean {
    return isSignedItem(this.bytes);
  }

  get isErased(): boolean {
    return isErasedItem(this.bytes);
  }

  get payloadBytes(): Bytes {
    return parseEntryItem(this.bytes).payloadBytes;
  }

  get cited(): readonly string[] {
    return citedIdsOf(this.bytes);
  }
}

/**
 * Cutting what is to be kept into chunks, however it comes, without holding more of it in memory than one chunk and the piece at hand.
 */
import type { Bytes } from '../lib/bytes.js';

/** Bytes of a chunk; the last one has fewer, or as many. */
export const BLOB_CHUNK_BYTES = 262_144;

/** Where the bytes of a blob come from: what a person picked, or what arrives little by little. */
export type BlobSource = Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** One chunk. `bytes` are good until the next one is asked for. */
export interface BlobChunk {
  readonly bytes: Bytes;
  readonly isFinal: boolean;
}

/** How many chunks so many bytes make: one at least. */
export function chunkCount(size: number): number {
  return Math.max(1, Math.ceil(size / BLOB_CHUNK_BYTES));
}

/** The chunks of a source, in order; one, empty, when there is nothing. Throws what the source throws; a stream that is left early is cancelled. */
export async function* chunksOf(source: BlobSource): AsyncGenerator<BlobChunk> {
  const buffer = new Uint8Array(BLOB_CHUNK_BYTES);
  let filled = 0;
  for await (const piece of piecesOf(source)) {
    for (let at = 0; at < piece.length;) {
      // Only now it is known that this is not the last.
      if (filled === buffer.length) {
        yield { bytes: buffer, isFinal: false };
        filled = 0;
      }
      const part = piece.subarray(at, at + buffer.length - filled);
      buffer.set(part, filled);
      filled += part.length;
      at += part.length;
    }
  }
  yield { bytes: buffer.subarray(0, filled), isFinal: true };
}

async function* piecesOf(source: BlobSource): AsyncGenerator<Uint8Array> {
  if (source instanceof Blob) {
    for (let at = 0; at < source.size; at += BLOB_CHUNK_BYTES) {
      yield new Uint8Array(await source.slice(at, at + BLOB_CHUNK_BYTES).arrayBuffer());
    }
  } else if (source instanceof ReadableStream) {
    // Not every browser can walk a stream.
    const reader = source.getReader();
    try {
      for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
    } finally {
      await reader.cancel();
    }
  } else yield* source;
}

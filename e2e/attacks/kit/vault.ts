/**
 * What rests in localStorage, from docs/VAULT.md alone: header, keys, records, segments and compacted segments; read with a passphrase, and written where
 * nonces are given. The journal in IndexedDB is not looked at.
 */
import { pbkdf2Sync } from 'node:crypto';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { Reader, base64url, fromBase64url, isSame, join, lp, uint, utf8 } from './bytes.js';
import { unpackItems } from './packed-items.js';
import { pack, unpack } from './packing.js';
import { decrypt, encrypt, hkdfSha256, sha256 } from './primitives.js';

const FORMAT = Uint8Array.of(1);
const EMPTY: Uint8Array = new Uint8Array();
export const NO_TAG: Uint8Array = new Uint8Array(16);

/** `nonce12 ‖ AES-256-GCM ciphertext ‖ tag16`. */
export function sealWith(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Uint8Array {
  return join(nonce, encrypt(key, nonce, aad, plaintext));
}

/** Throws when the tag does not fit. */
export function openSealed(key: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Uint8Array {
  return decrypt(key, sealed.slice(0, 12), aad, sealed.slice(12));
}

/** What a passphrase comes to. */
export function passphraseKey(passphrase: string, salt: Uint8Array, rounds: number): Uint8Array {
  return new Uint8Array(pbkdf2Sync(passphrase.normalize('NFKC'), salt, rounds, 32, 'sha256'));
}

/** What a header is made of. */
export interface VaultHeader {
  readonly rounds: number;
  readonly salt: Uint8Array;
  readonly passphrase: string;
  readonly master: Uint8Array;
  readonly nonce: Uint8Array;
}

function headerAad(rounds: number, salt: Uint8Array): Uint8Array {
  return join('parley/1 vault header', FORMAT, Uint8Array.of(0), uint(rounds, 4), salt);
}

export function writeHeader({ rounds, salt, passphrase, master, nonce }: VaultHeader): string {
  const wrapped = sealWith(passphraseKey(passphrase, salt, rounds), nonce, master, headerAad(rounds, salt));
  const kdf = { name: 'PBKDF2-HMAC-SHA-256', rounds, salt: base64url(salt) };
  const fields = { parley: 'vault', format: 1, kdf, wrapped: base64url(wrapped) };
  const check = sha256('parley/1 vault header check', JSON.stringify(fields)).slice(0, 8);
  return JSON.stringify({ ...fields, check: base64url(check) });
}

/** The master key of a header that a passphrase opens; throws when it is another. */
export function openHeader(text: string, passphrase: string): Uint8Array {
  interface Fields {
    readonly kdf: { readonly rounds: number; readonly salt: string };
    readonly wrapped: string;
    readonly check: string;
  }
  const { check, ...fields } = JSON.parse(text) as Fields;
  if (base64url(sha256('parley/1 vault header check', JSON.stringify(fields)).slice(0, 8)) !== check) throw new RangeError('check');
  const { rounds } = fields.kdf;
  const salt = fromBase64url(fields.kdf.salt);
  return openSealed(passphraseKey(passphrase, salt, rounds), fromBase64url(fields.wrapped), headerAad(rounds, salt));
}

/** "Item lists". */
export function writeItems(items: readonly Uint8Array[]): Uint8Array {
  return join(uint(items.length, 4), ...items.flatMap((item) => [uint(item.length, 4), item]));
}

export function readItems(reader: Reader): readonly Uint8Array[] {
  return Array.from({ length: reader.number(4) }, () => reader.take(reader.number(4)));
}

/** Consecutive items of a history, in place `n` of its segments, after the one whose tag is `previous`. */
export interface Segment {
  readonly n: number;
  readonly previous: Uint8Array;
  readonly start: number;
  readonly items: readonly Uint8Array[];
  readonly isRepair: boolean;
}

/** Everything that a master key opens. */
export class VaultKeys {
  readonly #master: Uint8Array;

  constructor(master: Uint8Array) {
    this.#master = master;
  }

  #key(info: string, ...context: readonly Uint8Array[]): Uint8Array {
    return hkdfSha256(this.#master, EMPTY, join(`parley/1 vault ${info}`, ...context.map(lp)), 32);
  }

  /** The opaque id of a record or a history. */
  idOf(kind: 'record' | 'history', name: string): Uint8Array {
    return hmac(nobleSha256, this.#key('names'), utf8(`parley/1 vault ${kind} name${name}`)).slice(0, 16);
  }

  writeRecord(name: string, seq: number, value: unknown, nonce: Uint8Array): string {
    const plaintext = join(lp(name), uint(seq, 6), JSON.stringify(value));
    const aad = join('parley/1 vault record', FORMAT, this.idOf('record', name));
    return pack(join(FORMAT, sealWith(this.#key('records'), nonce, plaintext, aad)));
  }

  readRecord(id: Uint8Array, text: string): { readonly name: string; readonly seq: number; readonly value: unknown } {
    const plaintext = openSealed(this.#key('records'), stored(text), join('parley/1 vault record', FORMAT, id));
    const reader = new Reader(plaintext);
    const [name, seq] = [new TextDecoder().decode(reader.lp()), reader.number(6)];
    if (!isSame(this.idOf('record', name), id)) throw new RangeError('id of a record');
    return { name, seq, value: JSON.parse(new TextDecoder().decode(reader.rest())) as unknown };
  }

  writeSegment(stream: Uint8Array, { n, previous, start, items, isRepair }: Segment, nonce: Uint8Array): string {
    const plaintext = join(Uint8Array.of(Number(isRepair)), uint(start, 6), writeItems(items));
    return pack(join(FORMAT, previous, sealWith(this.#key('history', stream), nonce, plaintext, segmentAad(stream, n, previous))));
  }

  readSegment(stream: Uint8Array, n: number, text: string): Segment & { readonly tag: Uint8Array } {
    const bytes = stored(text);
    const previous = bytes.slice(0, 16);
    const reader = new Reader(openSealed(this.#key('history', stream), bytes.slice(16), segmentAad(stream, n, previous)));
    const [flags, start, items] = [reader.number(1), reader.number(6), readItems(reader)];
    reader.end();
    return { n, previous, start, items, isRepair: flags === 1, tag: bytes.slice(-16) };
  }

  /** What a compacted segment stands for: ordinals and the packed items of all. */
  readCompacted(
    stream: Uint8Array,
    first: number,
    last: number,
    text: string,
  ): { readonly ordinals: readonly number[]; readonly packed: Reader } {
    const bytes = stored(text);
    const previous = bytes.slice(0, 16);
    const aad = join('parley/1 vault compacted', FORMAT, stream, uint(first, 4), uint(last, 4), previous);
    const reader = new Reader(openSealed(this.#key('history', stream), bytes.slice(16), aad));
    reader.take(17);
    const runs = Array.from({ length: reader.number(4) }, () => ({ start: reader.number(6), count: reader.number(4) }));
    return { ordinals: runs.flatMap(({ start, count }) => Array.from({ length: count }, (_, i) => start + i)), packed: reader };
  }
}

function segmentAad(stream: Uint8Array, n: number, previous: Uint8Array): Uint8Array {
  return join('parley/1 vault segment', FORMAT, stream, uint(n, 4), previous);
}

/** What is stored in format 1. */
function stored(text: string): Uint8Array {
  const bytes = unpack(text);
  if (bytes[0] !== 1) throw new RangeError('format');
  return bytes.slice(1);
}

/** A profile's localStorage, opened. */
export interface OpenedStorage {
  /** Records by name. */
  readonly records: ReadonlyMap<string, unknown>;
  /** The items of a history, in order, whether or not its segments were compacted. Throws when one does not follow the one before. */
  history(name: string): readonly Uint8Array[];
}

/** Opens what a page has stored: the keys and texts of localStorage. */
export function openStorage(entries: ReadonlyMap<string, string>, passphrase: string, root = 'parley/default'): OpenedStorage {
  const keys = new VaultKeys(openHeader(entries.get(`${root}/vault`) ?? '', passphrase));
  const below = (kind: string): readonly (readonly [string, string])[] =>
    [...entries].filter(([key]) => key.startsWith(`${root}/${kind}/`)).map(([key, text]) => [key.slice(root.length + 3), text] as const);
  const records = new Map(
    below('r').map(([id, text]) => {
      const { name, value } = keys.readRecord(fromBase64url(id), text);
      return [name, value] as const;
    }),
  );
  const history = (name: string): readonly Uint8Array[] => {
    const stream = keys.idOf('history', name);
    const prefix = `${base64url(stream)}/`;
    const byOrdinal = new Map<number, Uint8Array>();
    for (const [key, text] of below('c').filter(([id]) => id.startsWith(prefix))) {
      const [first = 0, last = 0] = key.slice(prefix.length).split('-').map(Number);
      const { ordinals, packed } = keys.readCompacted(stream, first, last, text);
      const items = unpackItems(packed);
      if (items.length !== ordinals.length) throw new RangeError('runs');
      for (const [i, ordinal] of ordinals.entries()) byOrdinal.set(ordinal, items[i] ?? EMPTY);
    }
    const segments = below('s')
      .filter(([id]) => id.startsWith(prefix))
      .map(([id, text]) => keys.readSegment(stream, Number(id.slice(prefix.length)), text))
      .toSorted((a, b) => a.n - b.n);
    for (const [i, segment] of segments.entries()) {
      const before = segments[i - 1];
      if (before?.n === segment.n - 1 && !isSame(before.tag, segment.previous)) throw new RangeError('chain');
      for (const [at, item] of segment.items.entries()) byOrdinal.set(segment.start + at, item);
    }
    return [...byOrdinal].toSorted(([a], [b]) => a - b).map(([, item]) => item);
  };
  return { records, history };
}

/**
 * Entries of docs/PROTOCOL.md section 13: body, id, signature, item; and the JSON of their payloads (section 14).
 */
import { Reader, base64url, compare, fromBase64url, hex, isSame, join, lp, uint, utf8 } from './bytes.js';
import { isSignedBy, random, sha256, sign } from './primitives.js';

export const KIND = {
  create: 1,
  invite: 2,
  admit: 3,
  remove: 4,
  leave: 5,
  role: 6,
  revoke: 7,
  settings: 8,
  timer: 9,
  text: 16,
  profile: 17,
} as const;

export const ZERO_ID = new Uint8Array(32);
const NO_SIGNATURE = new Uint8Array(64);

/** What an author decides, but for the payload. */
export interface Body {
  readonly rid: Uint8Array;
  readonly pk: Uint8Array;
  readonly feed: Uint8Array;
  readonly seq: number;
  readonly prev: Uint8Array;
  readonly parents: readonly Uint8Array[];
  readonly time: number;
  readonly kind: number;
}

export interface Entry extends Body {
  readonly id: Uint8Array;
  readonly bodyBytes: Uint8Array;
  readonly sig: Uint8Array;
  readonly salt: Uint8Array;
  readonly payload: Uint8Array;
}

/** `pk ‖ feed` as a key. */
export function feedKey({ pk, feed }: Pick<Body, 'pk' | 'feed'>): string {
  return hex(join(pk, feed));
}

function payloadHash(salt: Uint8Array, payload: Uint8Array): Uint8Array {
  return sha256('parley/1 payload', salt, payload);
}

/** The bytes of a body with this payload hash. */
export function writeBody(body: Body, ph: Uint8Array): Uint8Array {
  const { rid, pk, feed, seq, prev, parents, time, kind } = body;
  return join(
    Uint8Array.of(1),
    rid,
    pk,
    feed,
    uint(seq, 4),
    prev,
    Uint8Array.of(parents.length),
    ...parents,
    uint(time, 6),
    Uint8Array.of(kind),
    ph,
  );
}

export function entryId(bodyBytes: Uint8Array): Uint8Array {
  return sha256('parley/1 entry id', bodyBytes);
}

/** An entry with zeros in the place of its signature: one that another is to cover (section 13, Runs). */
export function unsignedEntry(body: Body, payload: Uint8Array, salt = random(16)): Entry {
  const bodyBytes = writeBody(body, payloadHash(salt, payload));
  return { ...body, id: entryId(bodyBytes), bodyBytes, sig: NO_SIGNATURE, salt, payload };
}

/** Signs with any key, also with one that is not the author's. */
export function signEntry(seed: Uint8Array, body: Body, payload: Uint8Array, salt = random(16)): Entry {
  const entry = unsignedEntry(body, payload, salt);
  return { ...entry, sig: sign(seed, 'parley/1 entry sig', entry.id) };
}

/** An entry as it travels. */
export function writeItem({ bodyBytes, sig, salt, payload }: Pick<Entry, 'bodyBytes' | 'sig' | 'salt' | 'payload'>): Uint8Array {
  return join(lp(bodyBytes), sig, salt, lp(payload));
}

function readBody(bodyBytes: Uint8Array): Body & { readonly ph: Uint8Array } {
  const reader = new Reader(bodyBytes);
  if (reader.number(1) !== 1) throw new RangeError('version of an entry');
  const [rid, pk, feed, seq, prev] = [reader.take(16), reader.take(32), reader.take(8), reader.number(4), reader.take(32)];
  const count = reader.number(1);
  if (count > 8 || seq > 2 ** 32 - 2) throw new RangeError('parents or seq');
  const parents = Array.from({ length: count }, () => reader.take(32));
  const body = { rid, pk, feed, seq, prev, parents, time: reader.number(6), kind: reader.number(1), ph: reader.take(32) };
  reader.end();
  const isSorted = parents.every((parent, i) => compare(parents[i - 1] ?? ZERO_ID, parent) < 0 && !isSame(parent, prev));
  if (!isSorted || isSame(prev, ZERO_ID) !== (seq === 0) || body.kind === 0) throw new RangeError('prev, parents or kind');
  if (body.kind === KIND.create && (seq > 0 || count > 0)) throw new RangeError('create');
  return body;
}

/** Reads an item; throws `RangeError` unless it has the form of one. The signature is not looked at. */
export function readItem(reader: Reader): Entry {
  const bodyBytes = reader.lp();
  const [sig, salt, payload] = [reader.take(64), reader.take(16), reader.lp()];
  const { ph, ...body } = readBody(bodyBytes);
  const isErased = payload.length === 0 && salt.every((byte) => byte === 0);
  if (!isErased && !isSame(ph, payloadHash(salt, payload))) throw new RangeError('payload hash');
  return { ...body, id: entryId(bodyBytes), bodyBytes, sig, salt, payload };
}

/** Whether the entry is signed by its author, or covered by one of `others` that is (section 13, Runs). */
export function isProved(entry: Entry, others: readonly Entry[]): boolean {
  if (!isSame(entry.sig, NO_SIGNATURE)) return isSignedBy(entry.pk, entry.sig, 'parley/1 entry sig', entry.id);
  const cover = others.find((other) => feedKey(other) === feedKey(entry) && other.seq === entry.seq + 1 && isSame(other.prev, entry.id));
  return cover !== undefined && isProved(cover, others);
}

/** JSON of the fields, bytes as base64url, in the order given. */
export function writePayload(fields: Readonly<Record<string, unknown>>): Uint8Array {
  return utf8(JSON.stringify(fields, (_key, value: unknown) => (value instanceof Uint8Array ? base64url(value) : value)));
}

/** The fields of a payload; none of one that was erased. */
export function readPayload({ payload }: Pick<Entry, 'payload'>): Readonly<Record<string, unknown>> {
  return payload.length === 0 ? {} : (JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)) as Record<string, unknown>);
}

/** A field that is bytes. */
export function bytesIn(entry: Entry, field: string): Uint8Array {
  return fromBase64url(String(readPayload(entry)[field]));
}

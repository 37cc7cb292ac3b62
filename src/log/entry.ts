/**
 * One signed item of a room's history (DESIGN section 4, "Entry").
 *
 * Invariant: an `Entry` exists only for bytes that were verified, that came from the sealed vault, or that this machine has just signed. It holds its
 * bytes and little else (rooms have many), so whatever else is read anew each time it is asked for.
 */
import { verifyEd25519 } from '../crypto/ed25519.js';
import { verifyRedeem } from '../crypto/invite-token.js';
import { hashLabelled } from '../crypto/primitives.js';
import { ByteReader } from '../lib/byte-reader.js';
import { equalBytes, labelledBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { erasedItemOf, joinEntryItem, parseEntryBody, parseEntryItem, readSignedBody } from './entry-item.js';
import type { EntryBody, EntryItem } from './entry-item.js';
import { WholeItem } from './item-source.js';
import type { ItemSource } from './item-source.js';
import { isErasableKind, parsePayload } from './payload.js';
import type { KnownPayload } from './payload.js';

/** Whose an entry is, and where in the room: `authorHex` and `feedKey` are lower-case hexadecimal. */
export interface EntryPlace {
  /** `pk`, 64 digits. The graph puts its own copy of this and the next here, since few feeds write many entries. */
  authorHex: string;
  /** `pk ‖ feed`, 80 digits. */
  feedKey: string;
  readonly seq: number;
  /** Milliseconds since 1970, as the author's machine believed. */
  readonly time: number;
  /** The number of the kind. */
  readonly kind: number;
}

/** An entry. */
export class Entry implements EntryPlace {
  /** The id, 64 hexadecimal digits: the key under which everything knows this entry. */
  readonly idText: string;
  authorHex: string;
  feedKey: string;
  readonly seq: number;
  readonly time: number;
  readonly kind: number;
  /** The entry after this in its feed, whose signature, or cover, covers this one too. Known of all that have none of their own, unless it was lost. */
  cover: Entry | null = null;
  readonly #source: ItemSource;

  /** For this folder: others get entries from `verifyEntryItem`, `loadEntry` and `Author`. */
  constructor(source: ItemSource, idText: string, { authorHex, feedKey, seq, time, kind }: EntryPlace) {
    this.#source = source;
    this.idText = idText;
    this.authorHex = authorHex;
    this.feedKey = feedKey;
    this.seq = seq;
    this.time = time;
    this.kind = kind;
  }

  /** The PUSH item: what a PUSH frame carries and the vault stores. */
  get itemBytes(): Bytes {
    return this.#source.bytes;
  }

  /** How many bytes `itemBytes` has. */
  get size(): number {
    return this.#source.size;
  }

  /** 32 bytes. */
  get id(): Bytes {
    return Uint8Array.fromHex(this.idText);
  }

  get body(): EntryBody {
    return parseEntryBody(parseEntryItem(this.itemBytes).bodyBytes).body;
  }

  /** Ids of what the body cites, hexadecimal: `prev`, which is zeros in a first entry, then the parents. */
  get cited(): readonly string[] {
    return this.#source.cited;
  }

  /** Whether its own signature is here. Old entries are kept without, see `covering.ts`. */
  get isSigned(): boolean {
    return this.#source.isSigned;
  }

  /** Whether the payload is gone. */
  get isErased(): boolean {
    return this.#source.isErased;
  }

  /** The payload's fields; `null` when it was erased, and when this version does not know the kind ("needs a newer Parley"). */
  get payload(): KnownPayload | null {
    const { payloadBytes } = this.#source;
    return payloadBytes.length === 0 ? null : parsePayload(this.kind, payloadBytes);
  }

  /** The same entry in other bytes: without its payload, say. Those of before can go then. */
  as(itemBytes: Bytes): Entry {
    const entry = new Entry(new WholeItem(itemBytes), this.idText, this);
    entry.cover = this.cover;
    return entry;
  }

  /** The same entry without its payload. */
  withoutPayload(): Entry {
    return this.as(erasedItemOf(readSignedBody(new ByteReader(this.itemBytes))));
  }
}

/** The entry that whole bytes are, by their id and what was read of them. */
export function entryOf(itemBytes: Bytes, id: Bytes, { pk, feed, seq, time, kind }: EntryBody): Entry {
  const authorHex = pk.toHex();
  return new Entry(new WholeItem(itemBytes), id.toHex(), { authorHex, feedKey: authorHex + feed.toHex(), seq, time, kind });
}

/** The same entry with the signature of `other`, which is it too, if it has none of its own. */
export function signedAs(entry: Entry, other: Entry): Entry {
  if (entry.isSigned || !other.isSigned) return entry;
  const { sig } = parseEntryItem(other.itemBytes);
  return entry.as(joinEntryItem({ ...parseEntryItem(entry.itemBytes), sig }));
}

/** `id = SHA-256("parley/1 entry id" ‖ body)`. */
export function entryIdOf(bodyBytes: Bytes): Promise<Bytes> {
  return hashLabelled('parley/1 entry id', bodyBytes);
}

/** What the author signs: `"parley/1 entry sig" ‖ id`. */
export function entrySigMessage(id: Bytes): Bytes {
  return labelledBytes('parley/1 entry sig', id);
}

/** `ph = SHA-256("parley/1 payload" ‖ salt16 ‖ payload)`. */
export function payloadHashOf(salt: Bytes, payloadBytes: Bytes): Promise<Bytes> {
  return hashLabelled('parley/1 payload', salt, payloadBytes);
}

/** An item that was read once, with all that verifying looks at: a history is verified item by item. For this folder. */
export interface ReadItem {
  readonly entry: Entry;
  readonly item: EntryItem;
  readonly body: EntryBody;
  readonly id: Bytes;
}

/** Reads an item of this room, with nothing verified. Throws `ParleyError` like `verifyEntryItem`. */
export async function readItem(itemBytes: Bytes, rid: Bytes): Promise<ReadItem> {
  const item = parseEntryItem(itemBytes);
  const parsed = parseEntryBody(item.bodyBytes);
  if (!equalBytes(parsed.rid, rid)) throw new ParleyError('not-authentic');
  const id = await entryIdOf(item.bodyBytes);
  return { entry: entryOf(itemBytes, id, parsed.body), item, body: parsed.body, id };
}

/** Throws `ParleyError('not-authentic')` unless the author signed the entry. */
export async function verifySignature({ id, item, body }: ReadItem): Promise<void> {
  // SECURITY: nothing is believed that its author did not sign (entry.test.ts: "refuses an item with any byte changed").
  if (!(await verifyEd25519(body.pk, entrySigMessage(id), item.sig))) throw new ParleyError('not-authentic');
}

/** Verifies that what an item says beside its signed body fits that: payload hash, schema, and the redemption that an `admit` carries. Throws like `verifyEntryItem`. */
export async function verifyPayload({ entry, item, body }: ReadItem, rid: Bytes): Promise<void> {
  const { salt, payloadBytes } = item;
  if (payloadBytes.length === 0) {
    if (!isErasableKind(entry.kind)) throw new ParleyError('malformed');
    return;
  }
  // SECURITY: the signature covers the payload only through this hash (entry.test.ts: "refuses an item with any byte changed").
  if (!equalBytes(await payloadHashOf(salt, payloadBytes), body.ph)) throw new ParleyError('not-authentic');
  const payload = parsePayload(entry.kind, payloadBytes);
  if (payload?.kind === 'admit' && payload.token !== null && payload.redeem !== null) {
    // SECURITY: only who holds the token can redeem it (entry.test.ts: "refuses an admit whose redemption is not the newcomer's").
    if (!(await verifyRedeem(payload.token, rid, payload.pk, payload.redeem))) throw new ParleyError('not-authentic');
  }
}

/**
 * Verifies a PUSH item from outside that is signed itself completely: form, room, signature, payload hash, schema, and the redemption that an `admit` carries.
 * Throws `ParleyError` `malformed`, `too-large`, `version-unknown` or `not-authentic`. Whether the author had the right to write it is the log's business.
 */
export async function verifyEntryItem(itemBytes: Bytes, rid: Bytes): Promise<Entry> {
  const read = await readItem(itemBytes, rid);
  await verifySignature(read);
  await verifyPayload(read, rid);
  return read.entry;
}

// For whoever writes an `admit` and may not touch cryptography itself: others refuse one whose redemption is not the newcomer's.
export { verifyRedeem };

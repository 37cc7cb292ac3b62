/**
 * One signed item of a room's history (DESIGN section 4, "Entry").
 *
 * Invariant: an `Entry` exists only for bytes that were verified, that came from the sealed vault, or that this machine has just signed. It holds its
 * bytes and little else (rooms have many), so `body`, `payload` and the byte fields are read anew each time they are asked for.
 */
import { verifyEd25519 } from '../crypto/ed25519.js';
import { verifyRedeem } from '../crypto/invite-token.js';
import { hashLabelled } from '../crypto/primitives.js';
import { asciiBytes, bytesFromHex, concatBytes, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { parseEntryBody } from './entry-body.js';
import type { EntryBody } from './entry-body.js';
import { joinEntryItem, parseEntryItem } from './entry-item.js';
import type { EntryItem } from './entry-item.js';
import { isErasableKind, parsePayload } from './payload.js';
import type { KnownPayload } from './payload.js';

/** An entry. `idText`, `authorHex`, `feedKey` are lower-case hexadecimal. */
export class Entry {
  /** The id, 64 hexadecimal digits: the key under which everything knows this entry. */
  readonly idText: string;
  /** `pk ‖ feed`, 80 digits. */
  readonly feedKey: string;
  /** `pk`, 64 digits. */
  readonly authorHex: string;
  readonly seq: number;
  /** Milliseconds since 1970, as the author's machine believed. */
  readonly time: number;
  /** The number of the kind. */
  readonly kind: number;
  readonly #itemBytes: Bytes;

  /** For this folder: others get entries from `verifyEntryItem`, `loadEntryItem` and `Author`. */
  constructor(itemBytes: Bytes, id: Bytes, body: EntryBody) {
    this.#itemBytes = itemBytes;
    this.idText = id.toHex();
    this.feedKey = sharedFeedKey(body.pk.toHex() + body.feed.toHex());
    this.authorHex = this.feedKey.slice(0, 64);
    this.seq = body.seq;
    this.time = body.time;
    this.kind = body.kind;
  }

  /** 32 bytes. */
  get id(): Bytes {
    return bytesFromHex(this.idText);
  }

  get #parts(): EntryItem {
    return parseEntryItem(this.#itemBytes);
  }

  get body(): EntryBody {
    return parseEntryBody(this.bodyBytes).body;
  }

  get bodyBytes(): Bytes {
    return this.#parts.bodyBytes;
  }

  /** 64 bytes. */
  get sig(): Bytes {
    return this.#parts.sig;
  }

  /** 16 bytes, or `null` when erased. */
  get salt(): Bytes | null {
    return this.#parts.salt;
  }

  /** The payload as it travelled, or `null` when erased. */
  get payloadBytes(): Bytes | null {
    return this.#parts.payloadBytes;
  }

  /** Whether the payload is gone. */
  get isErased(): boolean {
    return this.payloadBytes === null;
  }

  /** The payload's fields; `null` when it was erased, and when this version does not know the kind ("needs a newer Parley"). */
  get payload(): KnownPayload | null {
    const { payloadBytes } = this;
    return payloadBytes === null ? null : parsePayload(this.kind, payloadBytes);
  }

  /** The PUSH item. Not to be changed. */
  get itemBytes(): Bytes {
    return this.#itemBytes;
  }

  /** The same entry without its payload, in bytes of its own so that the old ones can go. */
  withoutPayload(): Entry {
    const { bodyBytes, sig } = this.#parts;
    return new Entry(joinEntryItem({ bodyBytes, sig, salt: null, payloadBytes: null }), this.id, parseEntryBody(bodyBytes).body);
  }
}

/** Few feeds write many entries: each feed's key is kept once. Bounded, since keys come from outside. */
const sharedFeedKeys = new Map<string, string>();
const SHARED_FEED_KEYS_MAX = 4096;

function sharedFeedKey(feedKey: string): string {
  const shared = sharedFeedKeys.get(feedKey);
  if (shared !== undefined) return shared;
  if (sharedFeedKeys.size >= SHARED_FEED_KEYS_MAX) sharedFeedKeys.clear();
  sharedFeedKeys.set(feedKey, feedKey);
  return feedKey;
}

/** The PUSH item of an entry: what a PUSH frame carries and the vault stores. */
export function encodeEntryItem(entry: Entry): Bytes {
  return entry.itemBytes;
}

/** `id = SHA-256("parley/1 entry id" ‖ body)`. */
export function entryIdOf(bodyBytes: Bytes): Promise<Bytes> {
  return hashLabelled('parley/1 entry id', bodyBytes);
}

/** What the author signs: `"parley/1 entry sig" ‖ id`. */
export function entrySigMessage(id: Bytes): Bytes {
  return concatBytes(asciiBytes('parley/1 entry sig'), id);
}

/** `ph = SHA-256("parley/1 payload" ‖ salt16 ‖ payload)`. */
export function payloadHashOf(salt: Bytes, payloadBytes: Bytes): Promise<Bytes> {
  return hashLabelled('parley/1 payload', salt, payloadBytes);
}

/** Verifies a body and its author's signature, and that it belongs to this room; gives its id. Throws `ParleyError` as `verifyEntryItem`. */
export async function verifyEntryBody(bodyBytes: Bytes, sig: Bytes, rid: Bytes): Promise<{ readonly id: Bytes; readonly body: EntryBody }> {
  const parsed = parseEntryBody(bodyBytes);
  if (!equalBytes(parsed.rid, rid)) throw new ParleyError('not-authentic', 'an entry of another room');
  const id = await entryIdOf(bodyBytes);
  // SECURITY: nothing is believed that its author did not sign (entry.test.ts: "refuses an item with any byte changed").
  if (!(await verifyEd25519(parsed.body.pk, entrySigMessage(id), sig))) throw new ParleyError('not-authentic', 'signature of an entry');
  return { id, body: parsed.body };
}

/**
 * Verifies a PUSH item from outside completely: form, room, signature, payload hash, schema, and the redemption that an `admit` carries.
 * Throws `ParleyError` `malformed`, `too-large`, `version-unknown` or `not-authentic`. Whether the author had the right to write it is the log's business.
 */
export async function verifyEntryItem(itemBytes: Bytes, rid: Bytes): Promise<Entry> {
  const { bodyBytes, sig, salt, payloadBytes } = parseEntryItem(itemBytes);
  const { id, body } = await verifyEntryBody(bodyBytes, sig, rid);
  if (salt === null || payloadBytes === null) {
    if (!isErasableKind(body.kind)) throw new ParleyError('malformed', `kind ${body.kind} cannot be erased`);
    return new Entry(itemBytes, id, body);
  }
  // SECURITY: the signature covers the payload only through this hash (entry.test.ts: "refuses an item with any byte changed").
  if (!equalBytes(await payloadHashOf(salt, payloadBytes), body.ph)) throw new ParleyError('not-authentic', 'payload of an entry');
  const payload = parsePayload(body.kind, payloadBytes);
  if (payload?.kind === 'admit' && payload.token !== null && payload.redeem !== null) {
    // SECURITY: only who holds the token can redeem it (entry.test.ts: "refuses an admit whose redemption is not the newcomer's").
    if (!(await verifyRedeem(payload.token, rid, payload.pk, payload.redeem)))
      throw new ParleyError('not-authentic', 'redemption of a token');
  }
  return new Entry(itemBytes, id, body);
}

/**
 * Reads an entry back from the sealed vault. The id is computed again; signature and payload hash are not checked again: the vault's seal authenticates
 * exactly the bytes that this machine wrote, and it writes only what `verifyEntryItem` took or `Author` signed. Whoever could forge the seal holds the
 * vault key, and with it everything that the check would protect. Throws `ParleyError` like `verifyEntryItem` when the form is wrong.
 */
export async function loadEntryItem(itemBytes: Bytes, rid: Bytes): Promise<Entry> {
  const { bodyBytes } = parseEntryItem(itemBytes);
  const parsed = parseEntryBody(bodyBytes);
  if (!equalBytes(parsed.rid, rid)) throw new ParleyError('not-authentic', 'an entry of another room');
  return new Entry(itemBytes, await entryIdOf(bodyBytes), parsed.body);
}

/**
 * What an entry says: the kinds, their JSON, and the schema every payload is checked against once, when it comes in (docs/PROTOCOL.md, "Kinds").
 *
 * Payload bytes are never re-serialised: reading gives values, and the bytes stay what they were, with fields that this version does not know.
 */
import { base64UrlOf } from '../lib/base-text.js';
import { decodeUtf8 } from '../lib/byte-reader.js';
import { utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import {
  bytesReader,
  choiceReader,
  integerReader,
  readBoolean,
  readChoices,
  readEmoji,
  readHeads,
  readName,
  readOptions,
  readOrNull,
  readText,
} from './field-readers.js';
import type { FieldReader } from './field-readers.js';
import { readMentions } from './mentions.js';
import type { Mention } from './mentions.js';
import { INVITE_USES_MAX, PAYLOAD_MAX_BYTES, TIMER_HOURS_MAX } from './log-limits.js';

/** The numbers of the kinds. 1 to 15 are control kinds: they may change who is in and who may do what, and cannot be erased. */
export const ENTRY_KINDS = {
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
  erase: 18,
  edit: 19,
  react: 20,
  pin: 21,
  poll: 22,
  vote: 23,
} as const;

/** The name of a kind that this version knows. */
export type EntryKind = keyof typeof ENTRY_KINDS;

/** What each kind holds, keys, ids and signatures as bytes. The same type is read and written. */
export interface PayloadFields {
  /** The room begins: its name, and how its founder is called. */
  readonly create: { readonly name: string; readonly by: string };
  /** A token is good for `uses` people until `expires` (milliseconds since 1970). `token` is its public key, 32 bytes. */
  readonly invite: { readonly token: Bytes; readonly uses: number; readonly expires: number };
  /** `pk` is let in under a name. With a token: its public key (32 bytes) and the newcomer's redemption (64 bytes); else both `null`. */
  readonly admit: { readonly pk: Bytes; readonly name: string; readonly token: Bytes | null; readonly redeem: Bytes | null };
  /** `pk` is put out. What lies beyond `heads` (ids of the last entry of each of their feeds) does not count. */
  readonly remove: { readonly pk: Bytes; readonly heads: readonly Bytes[] };
  /** The author goes. Nothing more to say. */
  readonly leave: object;
  /** `pk` may from now on do what that role may. */
  readonly role: { readonly pk: Bytes; readonly role: 'admin' | 'member' };
  /** The token with this public key is worth nothing from now on. */
  readonly revoke: { readonly token: Bytes };
  /** Who may invite and admit. */
  readonly settings: { readonly admission: 'any' | 'admins' };
  /** Messages whose authors know of this disappear after so many hours; 0: they stay. */
  readonly timer: { readonly hours: number };
  /** A message; `re` is the id of the one that it answers, 32 bytes. Read, `re` is `null` when it answers none, and `mentions` is a list, perhaps empty. */
  readonly text: { readonly text: string; readonly re?: Bytes | null; readonly mentions?: readonly Mention[] };
  /** The author wants to be called so. */
  readonly profile: { readonly name: string };
  /** The payload of this entry is to go, everywhere. */
  readonly erase: { readonly entry: Bytes };
  /** The message with this id now says this. */
  readonly edit: { readonly entry: Bytes; readonly text: string; readonly mentions?: readonly Mention[] };
  /** The author meets the entry with this emoji, or does not any more. */
  readonly react: { readonly entry: Bytes; readonly emoji: string; readonly on: boolean };
  /** The entry is to be found at the top of the room, or not any more. */
  readonly pin: { readonly entry: Bytes; readonly on: boolean };
  /** A question to everybody; `many`: several answers may be given. */
  readonly poll: { readonly question: string; readonly options: readonly string[]; readonly many: boolean };
  /** The author's answer to the poll with this id: places in its options, from 0. */
  readonly vote: { readonly entry: Bytes; readonly choices: readonly number[] };
}

/** A payload that was read, with the name of its kind. */
export type KnownPayload = { readonly [Kind in EntryKind]: { readonly kind: Kind } & PayloadFields[Kind] }[EntryKind];

const readBytes32 = bytesReader(32);

const FIELD_READERS: {
  readonly [Kind in EntryKind]: { readonly [Field in keyof PayloadFields[Kind]]-?: FieldReader<PayloadFields[Kind][Field]> };
} = {
  create: { name: readName, by: readName },
  invite: { token: readBytes32, uses: integerReader(1, INVITE_USES_MAX), expires: integerReader(0, 2 ** 48 - 1) },
  admit: { pk: readBytes32, name: readName, token: readOrNull(readBytes32), redeem: readOrNull(bytesReader(64)) },
  remove: { pk: readBytes32, heads: readHeads },
  leave: {},
  role: { pk: readBytes32, role: choiceReader('admin', 'member') },
  revoke: { token: readBytes32 },
  settings: { admission: choiceReader('any', 'admins') },
  timer: { hours: integerReader(0, TIMER_HOURS_MAX) },
  text: { text: readText, re: readOrNull(readBytes32), mentions: readMentions },
  profile: { name: readName },
  erase: { entry: readBytes32 },
  edit: { entry: readBytes32, text: readText, mentions: readMentions },
  react: { entry: readBytes32, emoji: readEmoji, on: readBoolean },
  pin: { entry: readBytes32, on: readBoolean },
  poll: { question: readText, options: readOptions, many: readBoolean },
  vote: { entry: readBytes32, choices: readChoices },
};

/** Whether entries of this kind can bear on membership; `true` for kinds 1 to 15 that are not invented yet, too. */
export function isControlKind(kind: number): boolean {
  return kind >= 1 && kind <= 15;
}

/** Whether the payload of such an entry may be erased: everything but control kinds, and `erase` itself, without which nothing would explain the gap. */
export function isErasableKind(kind: number): boolean {
  return !isControlKind(kind) && kind !== ENTRY_KINDS.erase;
}

/** Whether entries of this kind can be dropped from a device, or disappear: what can be erased, but not what people call themselves. */
export function isDroppableKind(kind: number): boolean {
  return isErasableKind(kind) && kind !== ENTRY_KINDS.profile;
}

/** Whether such an entry only says something about another, and so is no row of its own in what a room shows. */
export function isAnnotationKind(kind: number): boolean {
  const { edit, react, pin, vote } = ENTRY_KINDS;
  return kind === edit || kind === react || kind === pin || kind === vote;
}

/** Whether such an entry is something said, which is counted, unread at first, and delivered to people. */
export function isMessageKind(kind: number): boolean {
  return kind === ENTRY_KINDS.text || kind === ENTRY_KINDS.poll;
}

/**
 * Reads and checks a payload. `null` for a kind that this version does not know, as long as it is a JSON object. Throws `ParleyError`: `too-large` above
 * 12 KiB, `malformed` when it is not UTF-8, not a JSON object, or a field is missing or outside its limits. Fields that are not known are let pass.
 */
export function parsePayload(kind: number, payloadBytes: Bytes): KnownPayload | null {
  if (payloadBytes.length > PAYLOAD_MAX_BYTES) throw new ParleyError('too-large');
  const json = parseJsonObject(decodeUtf8(payloadBytes));
  const name = (Object.keys(ENTRY_KINDS) as EntryKind[]).find((known) => ENTRY_KINDS[known] === kind);
  if (name === undefined) return null;
  const payload: Record<string, unknown> = { kind: name };
  for (const [field, read] of Object.entries<FieldReader<unknown>>(FIELD_READERS[name])) {
    payload[field] = read(json[field], json);
    if (payload[field] === undefined) throw new ParleyError('malformed');
  }
  if ((payload['token'] === null) !== (payload['redeem'] === null)) throw new ParleyError('malformed');
  return payload as unknown as KnownPayload;
}

/**
 * The JSON of a payload, fields in the order of docs/PROTOCOL.md. Throws `ParleyError('message-too-long')` above 12 KiB, and `malformed` for values
 * outside the limits, exactly as `parsePayload` would at the others.
 */
export function encodePayload<Kind extends EntryKind>(kind: Kind, fields: PayloadFields[Kind]): Bytes {
  const payloadBytes = utf8Bytes(JSON.stringify(fields, writeJsonValue));
  if (payloadBytes.length > PAYLOAD_MAX_BYTES) throw new ParleyError('message-too-long');
  const payload = parsePayload(ENTRY_KINDS[kind], payloadBytes);
  // What others would not heed is not written either.
  const mentions = 'mentions' in fields ? (fields.mentions as readonly Mention[] | undefined) : undefined;
  if (mentions !== undefined && payload !== null && 'mentions' in payload && payload.mentions?.length !== mentions.length)
    throw new ParleyError('malformed');
  return payloadBytes;
}

function writeJsonValue(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? base64UrlOf(value) : (value ?? undefined);
}

function parseJsonObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch {
    // Refused below, as is all that is no object.
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ParleyError('malformed');
  return value as Readonly<Record<string, unknown>>;
}

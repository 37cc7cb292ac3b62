/**
 * What an entry says: the kinds, their JSON, and the schema every payload is checked against once, when it comes in (docs/PROTOCOL.md, "Kinds").
 *
 * Payload bytes are never re-serialised: reading gives values, and the bytes stay what they were, with fields that this version does not know.
 */
import { base64UrlOf, bytesFromBase64Url } from '../lib/base-text.js';
import { decodeUtf8 } from '../lib/byte-reader.js';
import { utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { INVITE_USES_MAX, NAME_MAX_CODE_POINTS, PAYLOAD_MAX_BYTES, REMOVE_HEADS_MAX } from './log-limits.js';

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
  text: 16,
  profile: 17,
  erase: 18,
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
  /** A message. */
  readonly text: { readonly text: string };
  /** The author wants to be called so. */
  readonly profile: { readonly name: string };
  /** The payload of this entry is to go, everywhere. */
  readonly erase: { readonly entry: Bytes };
}

/** A payload that was read, with the name of its kind. */
export type KnownPayload = { readonly [Kind in EntryKind]: { readonly kind: Kind } & PayloadFields[Kind] }[EntryKind];

const KIND_NAMES = new Map<number, EntryKind>(Object.entries(ENTRY_KINDS).map(([name, number]) => [number, name as EntryKind]));

/** The name of a kind, or `null` when this version does not know it. */
export function kindNameOf(kind: number): EntryKind | null {
  return KIND_NAMES.get(kind) ?? null;
}

/** Whether entries of this kind can bear on membership; `true` for kinds 1 to 15 that are not invented yet, too. */
export function isControlKind(kind: number): boolean {
  return kind >= 1 && kind <= 15;
}

/** Whether the payload of such an entry may be erased: everything but control kinds, and `erase` itself, without which nothing would explain the gap. */
export function isErasableKind(kind: number): boolean {
  return !isControlKind(kind) && kind !== ENTRY_KINDS.erase;
}

type JsonFields = Readonly<Record<string, unknown>>;

/**
 * Reads and checks a payload. `null` for a kind that this version does not know, as long as it is a JSON object. Throws `ParleyError`: `too-large` above
 * 12 KiB, `malformed` when it is not UTF-8, not a JSON object, or a field is missing or outside its limits. Fields that are not known are let pass.
 */
export function parsePayload(kind: number, payloadBytes: Bytes): KnownPayload | null {
  if (payloadBytes.length > PAYLOAD_MAX_BYTES) throw new ParleyError('too-large', `payload of ${payloadBytes.length} bytes`);
  const fields = parseJsonFields(decodeUtf8(payloadBytes));
  const name = kindNameOf(kind);
  return name === null ? null : PAYLOAD_READERS[name](fields);
}

/**
 * The JSON of a payload, fields in the order of docs/PROTOCOL.md. Throws `ParleyError('message-too-long')` above 12 KiB, and `malformed` for values
 * outside the limits, exactly as `parsePayload` would at the others.
 */
export function encodePayload<Kind extends EntryKind>(kind: Kind, fields: PayloadFields[Kind]): Bytes {
  const payloadBytes = utf8Bytes(JSON.stringify(fields, writeJsonValue));
  if (payloadBytes.length > PAYLOAD_MAX_BYTES) throw new ParleyError('message-too-long', `payload of ${payloadBytes.length} bytes`);
  parsePayload(ENTRY_KINDS[kind], payloadBytes);
  return payloadBytes;
}

function writeJsonValue(_name: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return base64UrlOf(value);
  return value === null ? undefined : value;
}

function parseJsonFields(text: string): JsonFields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ParleyError('malformed', 'payload is not JSON', { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ParleyError('malformed', 'payload is not an object');
  return value as JsonFields;
}

const PAYLOAD_READERS: Readonly<Record<EntryKind, (fields: JsonFields) => KnownPayload>> = {
  create: (fields) => ({ kind: 'create', name: readName(fields, 'name'), by: readName(fields, 'by') }),
  invite: (fields) => ({
    kind: 'invite',
    token: readFieldBytes(fields, 'token', 32),
    uses: readInteger(fields, 'uses', 1, INVITE_USES_MAX),
    expires: readInteger(fields, 'expires', 0, 2 ** 48 - 1),
  }),
  admit: readAdmit,
  remove: (fields) => ({ kind: 'remove', pk: readFieldBytes(fields, 'pk', 32), heads: readHeads(fields) }),
  leave: () => ({ kind: 'leave' }),
  role: (fields) => ({ kind: 'role', pk: readFieldBytes(fields, 'pk', 32), role: readChoice(fields, 'role', ['admin', 'member']) }),
  revoke: (fields) => ({ kind: 'revoke', token: readFieldBytes(fields, 'token', 32) }),
  settings: (fields) => ({ kind: 'settings', admission: readChoice(fields, 'admission', ['any', 'admins']) }),
  text: (fields) => ({ kind: 'text', text: readWellFormed(fields, 'text') }),
  profile: (fields) => ({ kind: 'profile', name: readName(fields, 'name') }),
  erase: (fields) => ({ kind: 'erase', entry: readFieldBytes(fields, 'entry', 32) }),
};

function readAdmit(fields: JsonFields): KnownPayload {
  const hasToken = Object.hasOwn(fields, 'token');
  if (hasToken !== Object.hasOwn(fields, 'redeem')) throw new ParleyError('malformed', 'token without redeem, or the reverse');
  return {
    kind: 'admit',
    pk: readFieldBytes(fields, 'pk', 32),
    name: readName(fields, 'name'),
    token: hasToken ? readFieldBytes(fields, 'token', 32) : null,
    redeem: hasToken ? readFieldBytes(fields, 'redeem', 64) : null,
  };
}

function readHeads(fields: JsonFields): readonly Bytes[] {
  const list = fields['heads'];
  if (!Array.isArray(list) || list.length > REMOVE_HEADS_MAX) throw new ParleyError('malformed', 'heads');
  if (new Set(list).size !== list.length) throw new ParleyError('malformed', 'heads are not distinct');
  return list.map((id: unknown) => bytesOfText(id, 'heads', 32));
}

function readFieldBytes(fields: JsonFields, name: string, length: number): Bytes {
  return bytesOfText(fields[name], name, length);
}

function bytesOfText(value: unknown, name: string, length: number): Bytes {
  const bytes = typeof value === 'string' ? bytesFromBase64Url(value) : null;
  if (bytes?.length !== length) throw new ParleyError('malformed', `${name} is not ${length} bytes`);
  return bytes;
}

function readInteger(fields: JsonFields, name: string, least: number, most: number): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least || value > most) throw new ParleyError('malformed', name);
  return value;
}

function readChoice<Choice extends string>(fields: JsonFields, name: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === fields[name]);
  if (found === undefined) throw new ParleyError('malformed', name);
  return found;
}

/** Text that is not empty and has no lone surrogates, which JSON can smuggle in and UTF-8 cannot carry. */
function readWellFormed(fields: JsonFields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '' || !value.isWellFormed()) throw new ParleyError('malformed', name);
  return value;
}

/** A name: one line of 1 to 64 code points, not only space. */
function readName(fields: JsonFields, name: string): string {
  const value = readWellFormed(fields, name);
  if (value.trim() === '' || /\p{Cc}/u.test(value) || [...value].length > NAME_MAX_CODE_POINTS) throw new ParleyError('malformed', name);
  return value;
}

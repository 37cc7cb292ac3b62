/**
 * What the app keeps in the vault beside the histories, read and written in one place: who I am, my rooms, the people I know.
 *
 * Record names are sealed like their contents, so they may say what they are about.
 */
import { base64UrlOf, bytesFromBase64Url } from '../lib/base-text.js';
import { hexOf } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import type { Json, Vault } from '../vault/vault.js';
import { parseServerUrl, serverUrlOf } from './config.js';
import type { SignallingServer } from './config.js';

type JsonObject = { readonly [key: string]: Json };

/** Who uses this vault. */
export interface MeRecord {
  readonly name: string;
  /** The Ed25519 private key, PKCS#8. */
  readonly pkcs8: Bytes;
}

/** A room as this installation knows it. */
export interface RoomRecord {
  readonly roomSecret: Bytes;
  readonly founderPk: Bytes;
  /** The fingerprint that the invite named, 32 bytes, or `null` for the founder. */
  readonly inviterFp: Bytes | null;
  /** The token of the invite, until this side is in. */
  readonly token: Bytes | null;
  /** The name in the invite, shown until the log says the name. */
  readonly label: string;
  /** Where the room meets, when the invite said so and it was accepted, or `null` for the configured servers. */
  readonly server: SignallingServer | null;
  /** Milliseconds since 1970 when it was made or joined. */
  readonly since: number;
  /** Slot and tokens of the PeerJS ids (DESIGN section 4, "Rendezvous"). */
  readonly slot: number;
  readonly slotToken: string;
  readonly lobbyToken: string;
}

/** What this person has decided about another, by fingerprint, in every room. */
export interface PersonRecord {
  /** The name they had when they were verified. */
  readonly name: string;
  /** Milliseconds since 1970 of "They match", or `null`. */
  readonly verifiedAt: number | null;
  /** Whether "They don't match" was pressed after that. */
  readonly isMismatched: boolean;
  /** Milliseconds since 1970 of the last comparison of emoji: one try a minute, also across reloads. */
  readonly lastSasAt: number | null;
  /** Forks of theirs, by feed, that were known when they were verified: verifying the person again clears them. */
  readonly clearedForks: readonly string[];
}

/** A person of whom nothing was decided yet. */
export const UNKNOWN_PERSON: PersonRecord = { name: '', verifiedAt: null, isMismatched: false, lastSasAt: null, clearedForks: [] };

function recordFields(value: Json): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ParleyError('vault-damaged', 'record');
  return value as JsonObject;
}

function textField(fields: JsonObject, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new ParleyError('vault-damaged', name);
  return value;
}

function numberField(fields: JsonObject, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number') throw new ParleyError('vault-damaged', name);
  return value;
}

function textList(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** The own record, or `null` in a new vault. Throws `vault-damaged` when it is not readable. */
export function readMe(vault: Vault): MeRecord | null {
  const value = vault.get('me');
  if (value === null) return null;
  const fields = recordFields(value);
  return { name: textField(fields, 'name'), pkcs8: bytesFromBase64Url(textField(fields, 'pkcs8')) };
}

/** Stores the own record; resolves when durable. */
export function writeMe(vault: Vault, me: MeRecord): Promise<void> {
  return vault.put('me', { name: me.name, pkcs8: base64UrlOf(me.pkcs8) });
}

/** The ids of all rooms, hexadecimal. */
export function roomIds(vault: Vault): readonly string[] {
  return vault.names('room/').map((name) => name.slice('room/'.length));
}

/** A room's record, or `null`. */
export function readRoom(vault: Vault, ridHex: string): RoomRecord | null {
  const value = vault.get(`room/${ridHex}`);
  if (value === null) return null;
  const fields = recordFields(value);
  const inviter = fields['inviter'];
  const token = fields['token'];
  const server = fields['server'];
  return {
    roomSecret: bytesFromBase64Url(textField(fields, 'secret')),
    founderPk: bytesFromBase64Url(textField(fields, 'founder')),
    inviterFp: typeof inviter === 'string' ? bytesFromBase64Url(inviter) : null,
    token: typeof token === 'string' ? bytesFromBase64Url(token) : null,
    label: textField(fields, 'label'),
    server: typeof server === 'string' ? parseServerUrl(server) : null,
    since: numberField(fields, 'since'),
    slot: numberField(fields, 'slot'),
    slotToken: textField(fields, 'slotToken'),
    lobbyToken: textField(fields, 'lobbyToken'),
  };
}

/** Stores a room's record, or removes it with `null`; resolves when durable. */
export function writeRoom(vault: Vault, ridHex: string, room: RoomRecord | null): Promise<void> {
  if (room === null) return vault.put(`room/${ridHex}`, null);
  return vault.put(`room/${ridHex}`, {
    secret: base64UrlOf(room.roomSecret),
    founder: base64UrlOf(room.founderPk),
    inviter: room.inviterFp === null ? null : base64UrlOf(room.inviterFp),
    token: room.token === null ? null : base64UrlOf(room.token),
    label: room.label,
    server: room.server === null ? null : serverUrlOf(room.server),
    since: room.since,
    slot: room.slot,
    slotToken: room.slotToken,
    lobbyToken: room.lobbyToken,
  });
}

/** What was decided about somebody; `UNKNOWN_PERSON` when nothing was. */
export function readPerson(vault: Vault, fpHex: string): PersonRecord {
  const value = vault.get(`person/${fpHex}`);
  if (value === null) return UNKNOWN_PERSON;
  const fields = recordFields(value);
  const verifiedAt = fields['verifiedAt'];
  const lastSasAt = fields['lastSasAt'];
  return {
    name: textField(fields, 'name'),
    verifiedAt: typeof verifiedAt === 'number' ? verifiedAt : null,
    isMismatched: fields['isMismatched'] === true,
    lastSasAt: typeof lastSasAt === 'number' ? lastSasAt : null,
    clearedForks: textList(fields['clearedForks']),
  };
}

/** Stores what was decided about somebody; resolves when durable. */
export function writePerson(vault: Vault, fpHex: string, person: PersonRecord): Promise<void> {
  return vault.put(`person/${fpHex}`, { ...person });
}

/** Everybody who was verified, by fingerprint in hexadecimal. */
export function verifiedPeople(vault: Vault): ReadonlyMap<string, PersonRecord> {
  const people = new Map<string, PersonRecord>();
  for (const name of vault.names('person/')) {
    const fpHex = name.slice('person/'.length);
    const person = readPerson(vault, fpHex);
    if (person.verifiedAt !== null) people.set(fpHex, person);
  }
  return people;
}

/** What was knowingly accepted in this room: see `acceptanceOf`. */
export function readAccepted(vault: Vault, ridHex: string): ReadonlySet<string> {
  return new Set(textList(vault.get(`accepted/${ridHex}`)));
}

/** Stores what was knowingly accepted; resolves when durable. */
export function writeAccepted(vault: Vault, ridHex: string, accepted: ReadonlySet<string>): Promise<void> {
  return vault.put(`accepted/${ridHex}`, [...accepted]);
}

/** The name of a room's history in the vault. */
export function historyName(rid: Bytes): string {
  return `history/${hexOf(rid)}`;
}

/**
 * What the app keeps in the vault beside the histories, read and written in one place: who I am, my rooms, the people I know.
 *
 * Record names are sealed like their contents, so they may say what they are about.
 */
import { base64UrlOf, bytesFromBase64Url } from '../lib/base-text.js';
import type { Bytes } from '../lib/bytes.js';
import type { RoomTelling } from '../room/room-setup.js';
import type { Json, Vault } from '../vault/vault.js';
import { readAs } from './code-to-show.js';
import { parseServerUrl, serverUrlOf } from './config.js';
import type { SignallingServer } from './config.js';

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
  /** What the members are told beside what is written. */
  readonly telling: RoomTelling;
  /** Whether what was found was another room than that of the invite. */
  readonly isUnfit?: boolean;
}

/** What is told unless the person switches it off. */
export const TELLING_ALL: RoomTelling = { read: true, typing: true };

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

/** A room's record as it is kept: bytes as base64url, the server as an address. */
interface StoredRoom extends Omit<RoomRecord, 'roomSecret' | 'founderPk' | 'inviterFp' | 'token' | 'server' | 'telling'> {
  readonly secret: string;
  readonly founder: string;
  readonly inviter: string | null;
  readonly token: string | null;
  readonly server: string | null;
  /** Not there in records of earlier versions. */
  readonly telling?: Partial<RoomTelling>;
}

/** Reads a record, if there is one. `read` throws when it is not as it should be. */
function readRecord<Read>(vault: Vault, name: string, read: (stored: never) => Read): Read | null {
  return orNull(vault.get(name), (value) => readAs('vault-damaged', () => read(value as never)));
}

function orNull<Value, Other>(value: Value | null, convert: (value: Value) => Other): Other | null {
  return value === null ? null : convert(value);
}

/** What the records of one kind are about. */
function idsOf(vault: Vault, kind: 'room/' | 'person/'): readonly string[] {
  return vault.names(kind).map((name) => name.slice(kind.length));
}

/** The own record, or `null` in a new vault. Throws `vault-damaged` when it is not readable. */
export function readMe(vault: Vault): MeRecord | null {
  return readRecord(vault, 'me', ({ name, pkcs8 }: Record<'name' | 'pkcs8', string>) => ({ name, pkcs8: bytesFromBase64Url(pkcs8) }));
}

/** Stores the own record; resolves when durable. */
export function writeMe(vault: Vault, { name, pkcs8 }: MeRecord): Promise<void> {
  return vault.put('me', { name, pkcs8: base64UrlOf(pkcs8) });
}

/** The ids of all rooms, hexadecimal. */
export function roomIds(vault: Vault): readonly string[] {
  return idsOf(vault, 'room/');
}

/** A room's record as it is kept, read. Throws when it is not as it should be. */
function roomOf({ secret, founder, inviter, token, server, telling, ...plain }: StoredRoom): RoomRecord {
  return {
    ...plain,
    telling: { ...TELLING_ALL, ...telling },
    roomSecret: bytesFromBase64Url(secret),
    founderPk: bytesFromBase64Url(founder),
    inviterFp: orNull(inviter, bytesFromBase64Url),
    token: orNull(token, bytesFromBase64Url),
    server: orNull(server, parseServerUrl),
  };
}

/** A room's record, or `null`. Throws `vault-damaged` when it is not readable. */
export function readRoom(vault: Vault, ridHex: string): RoomRecord | null {
  return readRecord(vault, `room/${ridHex}`, roomOf);
}

/** A room's record that comes from elsewhere. Throws `malformed` when it is not readable. */
export function parseRoom(stored: Json): RoomRecord {
  return readAs('malformed', () => roomOf(stored as unknown as StoredRoom));
}

/** Stores a room's record, or removes it with `null`; resolves when durable. */
export function writeRoom(vault: Vault, ridHex: string, room: RoomRecord | null): Promise<void> {
  const stored = orNull(room, ({ roomSecret, founderPk, inviterFp, token, server, telling, ...plain }) => ({
    ...plain,
    telling: { ...telling },
    secret: base64UrlOf(roomSecret),
    founder: base64UrlOf(founderPk),
    inviter: orNull(inviterFp, base64UrlOf),
    token: orNull(token, base64UrlOf),
    server: orNull(server, serverUrlOf),
  }));
  return vault.put(`room/${ridHex}`, stored);
}

/** Changes a room's record, if there still is one; resolves when durable. */
export async function changeRoom(vault: Vault, ridHex: string, changes: Partial<RoomRecord>): Promise<void> {
  const room = readRoom(vault, ridHex);
  if (room !== null) await writeRoom(vault, ridHex, { ...room, ...changes });
}

/** What is kept of a room besides its history. */
const ROOM_RECORDS = ['accepted', 'delivery', 'draft', 'feed', 'floor', 'forks', 'known', 'mended', 'muted', 'room', 'seen'] as const;

/** Makes everything go that the vault has of a room, in one step; resolves when that is durable. What was decided about people stays. */
export async function forgetRoom(vault: Vault, ridHex: string): Promise<void> {
  // All in the same moment: they are committed together, so that a crash leaves the whole room or nothing of it.
  await Promise.all([vault.history(`history/${ridHex}`).forgetAll(), ...ROOM_RECORDS.map((kind) => vault.put(`${kind}/${ridHex}`, null))]);
}

/** What was decided about somebody; `UNKNOWN_PERSON` when nothing was. What a record does not say is as there. */
export function readPerson(vault: Vault, fpHex: string): PersonRecord {
  return { ...UNKNOWN_PERSON, ...(vault.get(`person/${fpHex}`) as Partial<PersonRecord> | null) };
}

/** Changes what was decided about somebody; resolves when durable. */
export function writePerson(vault: Vault, fpHex: string, changes: Partial<PersonRecord>): Promise<void> {
  return vault.put(`person/${fpHex}`, { ...readPerson(vault, fpHex), ...changes });
}

/** Everybody who was verified, by fingerprint in hexadecimal. */
export function verifiedPeople(vault: Vault): ReadonlyMap<string, PersonRecord> {
  const people = idsOf(vault, 'person/').map((fpHex) => [fpHex, readPerson(vault, fpHex)] as const);
  return new Map(people.filter(([, { verifiedAt }]) => verifiedAt !== null));
}

/** Names of damage to a room's history of which the others have sent again what they had. */
export function readMended(vault: Vault, ridHex: string): readonly string[] {
  return (vault.get(`mended/${ridHex}`) as readonly string[] | null) ?? [];
}

/** Changes that; resolves when durable. */
export function writeMended(vault: Vault, ridHex: string, names: readonly string[]): Promise<void> {
  return vault.put(`mended/${ridHex}`, names);
}

/** What was knowingly accepted in this room: see `acceptanceOf`. */
export function readAccepted(vault: Vault, ridHex: string): readonly string[] {
  return (vault.get(`accepted/${ridHex}`) as readonly string[] | null) ?? [];
}

/** Stores what was knowingly accepted; resolves when durable. */
export function writeAccepted(vault: Vault, ridHex: string, accepted: readonly string[]): Promise<void> {
  return vault.put(`accepted/${ridHex}`, accepted);
}

/**
 * What comes of a record that is here and the same record of a backup. Pure.
 *
 * Invariants, for everything that decides who is trusted and what was received: merging the same backup again changes nothing, and the order of two
 * backups does not matter. What was found out about somebody, a mismatch or a fork, is never lost.
 */
import { base32Of, base64UrlOf } from '../lib/base-text.js';
import { randomBytes } from '../crypto/primitives.js';
import type { Json } from '../vault/vault.js';
import { UNKNOWN_PERSON } from './records.js';
import type { PersonRecord } from './records.js';

/** A record's parts, by name. */
type JsonObject = { readonly [key: string]: Json };

/** What a room's record says of one installation alone: it stays out of every backup, or two would go by one id. */
const INSTALLATION_FIELDS: ReadonlySet<string> = new Set(['slot', 'slotToken', 'lobbyToken']);

function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A room's record as a backup holds it. */
export function roomForBackup(room: Json): Json {
  return isJsonObject(room) ? Object.fromEntries(Object.entries(room).filter(([name]) => !INSTALLATION_FIELDS.has(name))) : room;
}

/** A room's record as another installation begins with it. */
export function roomFromBackup(room: JsonObject): JsonObject {
  // SECURITY: with the tokens of the other installation each would take the other's place at the server (backup.test.ts: "goes by no id of the installation that it was made by").
  return { ...room, slot: 0, slotToken: base32Of(randomBytes(20)), lobbyToken: base32Of(randomBytes(20)) };
}

/** The name of a feed in which nothing is written yet. */
export function freshFeedName(): string {
  return base64UrlOf(randomBytes(8));
}

/**
 * Of two decisions about one person the one that counts: "They don't match" before any verification, since nobody can tell which came later; else the newer
 * verification, with the forks that it cleared and no others.
 */
export function mergePersons(a: PersonRecord, b: PersonRecord): PersonRecord {
  const lastSasAt = a.lastSasAt === null ? b.lastSasAt : Math.max(a.lastSasAt, b.lastSasAt ?? 0);
  return { ...(comparePersons(a, b) >= 0 ? a : b), lastSasAt };
}

function comparePersons(a: PersonRecord, b: PersonRecord): number {
  // SECURITY: a mismatch is not undone by a file (backup-merge.test.ts: "never loses that somebody did not match").
  if (a.isMismatched !== b.isMismatched) return Number(a.isMismatched) - Number(b.isMismatched);
  const byTime = (a.verifiedAt ?? -1) - (b.verifiedAt ?? -1);
  if (byTime !== 0) return byTime;
  // The same moment, or none at all: any rule will do that does not depend on which is here.
  const [textA, textB] = [a, b].map(({ name, clearedForks }) => JSON.stringify([name, clearedForks])) as [string, string];
  return textA < textB ? -1 : Number(textA > textB);
}

/** A person's record, whatever is there of it. */
export function personOf(value: Json | null): PersonRecord {
  return { ...UNKNOWN_PERSON, ...(value as Partial<PersonRecord> | null) };
}

/** The greater of numbers at the same place; what only one of them has. */
export function mergeGreatest(a: Json, b: Json): Json {
  if (a === null || b === null) return a ?? b;
  if (typeof a === 'number' && typeof b === 'number') return Math.max(a, b);
  if (Array.isArray(a) && Array.isArray(b))
    return Array.from({ length: Math.max(a.length, b.length) }, (_, i) =>
      mergeGreatest((a as Json[])[i] ?? null, (b as Json[])[i] ?? null),
    );
  if (!isJsonObject(a) || !isJsonObject(b)) return a;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...names].sort().map((name) => [name, mergeGreatest(a[name] ?? null, b[name] ?? null)]));
}

/** Everything that either list holds, once, sorted. */
export function mergeLists(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])].sort();
}

/** The texts of a record that is a list. */
export function textListOf(value: Json | null): string[] {
  return Array.isArray(value) ? (value as Json[]).filter((each) => typeof each === 'string') : [];
}

/** Of what was knowingly accepted, what may come from elsewhere: nothing of people in whom something is wrong. That is asked anew. */
export function acceptedFromBackup(accepted: readonly string[]): string[] {
  // SECURITY: a file does not open the box against a warning (backup-merge.test.ts: "asks anew about everybody in whom something is wrong").
  return accepted.filter((key) => /^[0-9a-f]{64} unverified$/u.test(key));
}

/**
 * What a room was called, and who was in it, when it was last shown: for while it is being opened, which takes a moment when its history is long.
 */
import { ParleyError } from '../lib/errors.js';
import type { Vault } from '../vault/vault.js';
import type { Trust } from './people-state.js';

/** A room as it was known. */
export interface KnownRoom {
  readonly name: string;
  /** The shortest time, in hours, after which messages were ever set to disappear in it; 0 when they never were. */
  readonly shortestHours?: number;
  /** Everybody who was or had been in it, by public key in hexadecimal. */
  readonly people: { readonly [pkHex: string]: { readonly fpHex: string; readonly name: string; readonly trust: Trust } };
}

/** What is kept of that; `null` when it was never shown. */
export function readKnown(vault: Vault, ridHex: string): KnownRoom | null {
  return vault.get(`known/${ridHex}`) as KnownRoom | null;
}

/**
 * Whether a message may have disappeared, whose author says that it is of this time, milliseconds since 1970: which timer it has, only the whole log can say.
 *
 * SECURITY: nothing that has disappeared is shown while the log is read (opening-rooms.test.ts: "shows nothing ahead that may have disappeared").
 */
export function mayHaveVanished(known: KnownRoom | null, time: number, now: number): boolean {
  const hours = known?.shortestHours ?? 0;
  return hours > 0 && time + hours * 60 * 60 * 1000 <= now;
}

/** Keeps what is known now, unless that is kept already. When the browser refuses, names are missing for a moment next time; whoever writes what counts is told. */
export async function keepKnown(
  vault: Vault,
  ridHex: string,
  roomName: string,
  people: KnownRoom['people'],
  shortestHours: number,
): Promise<void> {
  const known = Object.entries(people).map(([pkHex, { fpHex, name, trust }]) => [pkHex, { fpHex, name, trust }] as const);
  const record = { name: roomName, ...(shortestHours > 0 && { shortestHours }), people: Object.fromEntries(known) };
  if (JSON.stringify(readKnown(vault, ridHex)) === JSON.stringify(record)) return;
  await vault.put(`known/${ridHex}`, record).catch((error: unknown) => {
    if (!(error instanceof ParleyError)) throw error;
  });
}

/**
 * What a room was called, and who was in it, when it was last shown: for while it is being opened, which takes a moment when its history is long.
 */
import type { Vault } from '../vault/vault.js';
import type { Trust } from './people-state.js';
import type { PersonViews } from './person-views.js';

/** A room as it was known. */
export interface KnownRoom {
  readonly name: string;
  /** Everybody who was or had been in it, by public key in hexadecimal. */
  readonly people: { readonly [pkHex: string]: { readonly fpHex: string; readonly name: string; readonly trust: Trust } };
}

/** What is kept of that; `null` when it was never shown. */
export function readKnown(vault: Vault, ridHex: string): KnownRoom | null {
  return vault.get(`known/${ridHex}`) as KnownRoom | null;
}

/** Keeps what is known now, unless that is kept already; resolves when durable. */
export async function keepKnown(vault: Vault, ridHex: string, roomName: string, people: PersonViews): Promise<void> {
  const known = Object.entries(people).map(([pkHex, { fpHex, name, trust }]) => [pkHex, { fpHex, name, trust }] as const);
  const record = { name: roomName, people: Object.fromEntries(known) };
  if (JSON.stringify(readKnown(vault, ridHex)) !== JSON.stringify(record)) await vault.put(`known/${ridHex}`, record);
}

/**
 * When emoji were last compared with somebody: one try a minute with each person, also when the page is opened anew.
 */
import type { Vault } from '../vault/vault.js';
import { readPerson, UNKNOWN_PERSON, writePerson } from './records.js';

/** How long a try matters, in milliseconds. */
const SAS_TRY_MATTERS_MS = 60_000;

/** Notes a try down, milliseconds since 1970; resolves when that is durable. Of people of whom nothing else is known, older ones are forgotten. */
export async function noteSasTry(vault: Vault, fpHex: string, at: number): Promise<void> {
  // SECURITY: whoever comes under one name after the other fills nobody's storage (sas-tries.test.ts: "are forgotten after a minute, of people of whom nothing else is known").
  const own = `person/${fpHex}`;
  const past = vault.names('person/').filter((name) => {
    const person = readPerson(vault, name.slice('person/'.length));
    const isUnknown = JSON.stringify({ ...person, lastSasAt: null }) === JSON.stringify(UNKNOWN_PERSON);
    return name !== own && isUnknown && Math.abs(at - (person.lastSasAt ?? 0)) >= SAS_TRY_MATTERS_MS;
  });
  await Promise.all([writePerson(vault, fpHex, { lastSasAt: at }), ...past.map((name) => vault.put(name, null))]);
}

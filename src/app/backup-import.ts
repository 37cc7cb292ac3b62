/**
 * Taking a backup in: into a vault in which nothing is yet, or into one of the same identity, with which it is merged (`backup-merge.ts`).
 *
 * The file is read twice: whole, before anything is changed, so that one that was cut or changed changes nothing; and to take it in. What is stopped in
 * between is made whole by taking the same file in again.
 *
 * SECURITY: no feed is written by two installations: after an import the own feed is a new one (backup.test.ts: "goes on in a feed of its own, so that
 * nobody sees a fork").
 */
import { importIdentity } from '../crypto/identity.js';
import { deriveRoom } from '../crypto/room-keys.js';
import { bytesFromBase64Url } from '../lib/base-text.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { readableName } from '../lib/readable-name.js';
import { newItems, provenForks } from '../room/imported-items.js';
import { openBackup } from '../vault/backup-file.js';
import { readBackupParts } from '../vault/backup-parts.js';
import type { BackupPart } from '../vault/backup-parts.js';
import type { Json, Vault } from '../vault/vault.js';
import {
  acceptedFromBackup,
  freshFeedName,
  mergeGreatest,
  mergeLists,
  mergePersons,
  personOf,
  roomFromBackup,
  textListOf,
} from './backup-merge.js';
import { parseRoom, readMe, verifiedPeople } from './records.js';

/** What came of an import. */
export interface ImportOutcome {
  /** Entries, and rooms, that were not here. */
  readonly entries: number;
  readonly rooms: number;
  /** How many items and records could not be believed, and were left out. */
  readonly refused: number;
  /** Names under which somebody else is verified here: the verifications of the backup under them were not taken over. */
  readonly notVerified: readonly string[];
}

/** A backup of which every byte was read, and proved to be as it was made. */
export interface ReadBackup {
  /** Milliseconds since 1970 when it was made. */
  readonly made: number;
  /** Takes it in. Rejects with `backup-of-another` when somebody else is in the vault, as the vault does, and with an `AbortError`. */
  mergeInto(vault: Vault): Promise<ImportOutcome>;
}

/** A share of the work is the first reading. */
const CHECKING_SHARE = 0.1;

/** So many entries become one batch of the journal at most. */
const APPENDED_TOGETHER = 2_000;

/** Opens a backup and reads it through. `progress` hears which share is done of all, from 0 to 1, merging included. Rejects as `openBackup`. */
export async function readBackup(
  file: Blob,
  passphrase: string,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<ReadBackup> {
  const backup = await openBackup(file, passphrase);
  const parts = (report: (share: number) => void): AsyncGenerator<BackupPart> =>
    readBackupParts(backup.read(signal, (done, total) => report(done / total)));
  let pkHex: string | null = null;
  for await (const part of parts((share) => progress(share * CHECKING_SHARE))) pkHex ??= await ownerOf(part);
  if (pkHex === null) throw new ParleyError('backup-damaged');
  const owner = pkHex;
  return {
    made: backup.made,
    async mergeInto(vault) {
      const me = readMe(vault);
      // SECURITY: nobody's history is mixed with somebody else's (backup.test.ts: "refuses the backup of somebody else, and changes nothing").
      if (me !== null && (await importIdentity(me.pkcs8)).pk.toHex() !== owner) throw new ParleyError('backup-of-another');
      const merging = new Merging(vault, owner, signal, (share) => progress(CHECKING_SHARE + share * (1 - CHECKING_SHARE)));
      let share = 0;
      for await (const part of parts((read) => (share = read))) await merging.take(part, share);
      return merging.finish();
    },
  };
}

/** The public key of whom the backup is of, which its first part says; hexadecimal. */
async function ownerOf(part: BackupPart): Promise<string> {
  try {
    if (part.kind === 'record' && part.name === 'me')
      return (await importIdentity(bytesFromBase64Url((part.value as { pkcs8: string }).pkcs8))).pk.toHex();
  } catch {
    // Not as this version writes it.
  }
  throw new ParleyError('backup-damaged');
}

/** Whether a record is that of the room with this id. */
async function isRoomOf(record: Json, ridHex: string): Promise<boolean> {
  try {
    const { roomSecret, founderPk } = parseRoom(record);
    return roomSecret.length === 32 && (await deriveRoom(roomSecret, founderPk)).rid.toHex() === ridHex;
  } catch {
    return false;
  }
}

/** One backup on its way into a vault. */
class Merging {
  readonly #vault: Vault;
  readonly #ownPkHex: string;
  readonly #signal: AbortSignal;
  readonly #progress: (share: number) => void;
  /** Items of the history that is being read: they are verified together. */
  #history: { readonly name: string; readonly items: Bytes[]; readonly start: number } | null = null;
  #entries = 0;
  #rooms = 0;
  #refused = 0;
  readonly #notVerified: string[] = [];

  constructor(vault: Vault, ownPkHex: string, signal: AbortSignal, progress: (share: number) => void) {
    this.#vault = vault;
    this.#ownPkHex = ownPkHex;
    this.#signal = signal;
    this.#progress = progress;
  }

  /** Takes in what waits, and says what came of it all. */
  async finish(): Promise<ImportOutcome> {
    await this.#finishHistory(1);
    this.#progress(1);
    return { entries: this.#entries, rooms: this.#rooms, refused: this.#refused, notVerified: this.#notVerified };
  }

  /** Takes the next part in; `share` of the file is read. */
  async take(part: BackupPart, share: number): Promise<void> {
    if (part.kind === 'items') {
      if (this.#history?.name !== part.name) {
        await this.#finishHistory(share);
        this.#history = { name: part.name, items: [], start: share };
      }
      this.#history?.items.push(...part.items);
      return;
    }
    await this.#finishHistory(share);
    this.#progress(share);
    await this.#takeRecord(part.name, part.value);
  }

  async #put(name: string, value: Json): Promise<void> {
    const here = this.#vault.get(name);
    if (JSON.stringify(here) !== JSON.stringify(value)) await this.#vault.put(name, value);
  }

  async #takeRecord(name: string, value: Json): Promise<void> {
    const [kind = '', id = ''] = name.split('/');
    const here = this.#vault.get(name);
    if (name === 'me') await this.#put(name, here ?? value);
    else if (kind === 'person') await this.#takePerson(name, value);
    else if (kind === 'room') await this.#takeRoom(id, value);
    else if (kind === 'accepted') await this.#put(name, mergeLists(textListOf(here), acceptedFromBackup(textListOf(value))));
    else if (kind === 'delivery' || kind === 'seen') await this.#put(name, mergeGreatest(here, value));
    else if (kind === 'forks')
      await this.#put(name, mergeLists(textListOf(here), await provenForks(textListOf(value), Uint8Array.fromHex(id))));
  }

  async #takePerson(name: string, value: Json): Promise<void> {
    const merged = mergePersons(personOf(this.#vault.get(name)), personOf(value));
    const others = [...verifiedPeople(this.#vault)].filter(([fpHex]) => name !== `person/${fpHex}`);
    const isTaken = others.some(([, other]) => readableName(other.name) === readableName(merged.name));
    // SECURITY: whoever is seen here as somebody else under a known name is not verified by a file (backup.test.ts: "verifies nobody under the name of somebody who is verified here").
    if (merged.verifiedAt !== null && isTaken) {
      if (merged.verifiedAt !== personOf(this.#vault.get(name)).verifiedAt) this.#notVerified.push(merged.name);
      return;
    }
    await this.#put(name, { ...merged });
  }

  async #takeRoom(ridHex: string, value: Json): Promise<void> {
    const name = `room/${ridHex}`;
    if (this.#vault.get(name) !== null) return;
    if (!(await isRoomOf(value, ridHex))) {
      this.#refused++;
      return;
    }
    // A room in which nothing was written is new here, too.
    if (this.#vault.get(`feed/${ridHex}`) === null) await this.#vault.put(`feed/${ridHex}`, freshFeedName());
    await this.#vault.put(name, roomFromBackup(value as { readonly [key: string]: Json }));
    this.#rooms++;
  }

  async #finishHistory(share: number): Promise<void> {
    if (this.#history === null) return;
    const { name, items, start } = this.#history;
    this.#history = null;
    const ridHex = /^history\/([0-9a-f]{32})$/u.exec(name)?.[1];
    if (ridHex === undefined) return;
    const history = this.#vault.history(name);
    const { added, refused } = await newItems(await history.load(), items, Uint8Array.fromHex(ridHex), (count) => {
      this.#signal.throwIfAborted();
      this.#progress(start + ((share - start) * count) / items.length);
    });
    this.#refused += refused;
    if (added.length === 0) return;
    // Before the first entry is there of a feed that may be going on elsewhere.
    const isOwnAdded = added.some(({ authorHex }) => authorHex === this.#ownPkHex);
    if (isOwnAdded) await this.#vault.put(`feed/${ridHex}`, freshFeedName());
    for (let at = 0; at < added.length; at += APPENDED_TOGETHER) {
      this.#signal.throwIfAborted();
      await history.append(added.slice(at, at + APPENDED_TOGETHER).map(({ itemBytes }) => itemBytes));
    }
    this.#entries += added.length;
  }
}

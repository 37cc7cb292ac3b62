/**
 * A backup on its way into a vault, part by part: records by the rules of `backup-merge.ts`, histories by what is new in them and can be believed.
 *
 * SECURITY: no feed is written by two installations: after an import the own feed is a new one (backup.test.ts: "goes on in a feed of its own, so that
 * nobody sees a fork").
 */
import { deriveRoom } from '../crypto/room-keys.js';
import type { Bytes } from '../lib/bytes.js';
import { readableName } from '../lib/readable-name.js';
import { parseFloor } from '../room/floor-record.js';
import { newItems, provenForks } from '../room/imported-items.js';
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
import { parseRoom, verifiedPeople } from './records.js';

/** What came of an import. */
export interface ImportOutcome {
  /** Entries, and rooms, that were not here. */
  readonly entries: number;
  readonly rooms: number;
  /** How many items and records could not be believed, and were left out. */
  readonly refused: number;
  /** How many messages were dropped here, and stay so. */
  readonly dropped: number;
  /** The rooms in which something could not be believed, hexadecimal. */
  readonly refusedIn: readonly string[];
  /** Names under which somebody else is verified here: the verifications of the backup under them were not taken over. */
  readonly notVerified: readonly string[];
}

/** So many entries become one batch of the journal at most. */
const APPENDED_TOGETHER = 2_000;

/** Whether a record is that of the room with this id. */
async function isRoomOf(record: Json, ridHex: string): Promise<boolean> {
  try {
    const { roomSecret, founderPk } = parseRoom(record);
    return roomSecret.length === 32 && (await deriveRoom(roomSecret, founderPk)).rid.toHex() === ridHex;
  } catch {
    return false;
  }
}

/** One backup on its way into a vault. Everything rejects as the vault does, and with an `AbortError` once the signal says so. */
export class BackupMerging {
  readonly #vault: Vault;
  readonly #ownPkHex: string;
  readonly #signal: AbortSignal;
  readonly #progress: (share: number) => void;
  /** Items of the history that is being read: they are verified together. */
  #history: { readonly name: string; readonly items: Bytes[]; readonly start: number } | null = null;
  #entries = 0;
  #rooms = 0;
  #refused = 0;
  #dropped = 0;
  readonly #refusedIn = new Set<string>();
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
    return {
      entries: this.#entries,
      rooms: this.#rooms,
      refused: this.#refused,
      dropped: this.#dropped,
      refusedIn: [...this.#refusedIn],
      notVerified: this.#notVerified,
    };
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

  #refuse(ridHex: string, count: number): void {
    this.#refused += count;
    if (count > 0) this.#refusedIn.add(ridHex);
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
      this.#refuse(ridHex, 1);
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
    const checked = (count: number): void => {
      this.#signal.throwIfAborted();
      this.#progress(start + ((share - start) * count) / items.length);
    };
    const floor = parseFloor(this.#vault.get(`floor/${ridHex}`))?.floor;
    const { added, refused, dropped } = await newItems(await history.load(), items, Uint8Array.fromHex(ridHex), checked, floor);
    this.#refuse(ridHex, refused);
    this.#dropped += dropped;
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

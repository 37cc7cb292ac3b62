/**
 * Runs in a page: a vault on the browser's own storage with a room of many messages by four people, as they come from a link, and what opening and writing cost.
 */
import { createIdentity, importIdentity } from '../../src/crypto/identity.js';
import { systemClock } from '../../src/lib/clock.js';
import { Author } from '../../src/log/author.js';
import type { Entry } from '../../src/log/entry.js';
import { entryCodec } from '../../src/room/entry-codec.js';
import { makeRoom, openKnownRoom } from '../../src/app/rooms.js';
import { writeDraft } from '../../src/app/lock-records.js';
import { readMe, readRoom, roomIds } from '../../src/app/records.js';
import type { MainState } from '../../src/app/state.js';
import { createMe, openWorkspace } from '../../src/app/workspace.js';
import type { AppContext } from '../../src/app/app-parts.js';
import type { Room } from '../../src/room/room.js';
import type { OpenVault } from '../../src/vault/open-vault.js';
import { VaultDatabase, resultOf } from '../../src/vault/vault-database.js';
import { vaultNames } from '../../src/vault/vault-names.js';
import { VaultDoor, browserVaultPorts } from '../../src/vault/vault-door.js';
import { benchContext, localConfig, noIce, nowhere, prepared, quietPage } from './bench-app.js';

const PROFILE = 'bench';
const AUTHORS = 4;
/** Entries that come together over a link. */
const BATCH = 200;
/** Appends, and bare transactions, before the others have their turn. */
const TURN = 100;
const PORTS = { ...browserVaultPorts, codec: entryCodec };

let context: AppContext | null = null;
let room: Room | null = null;
let opened: OpenVault | null = null;

/** Makes a vault and in it a room with so many messages of fifty characters. Resolves with how many characters of localStorage that takes. */
export async function fill(count: number): Promise<{ readonly used: number; readonly troubles: readonly string[]; readonly kept: number }> {
  const vault = await VaultDoor.create(PROFILE, null, systemClock, PORTS);
  const troubles: string[] = [];
  vault.onTrouble((trouble) => troubles.push(trouble));
  await createMe(vault, 'Ana');
  const identity = await importIdentity(prepared(readMe(vault)).pkcs8);
  context = { ...(await benchContext('Ana', null, () => nowhere, vault)), vault, identity };
  const made = await makeRoom(context, 'Room of many');
  const { log } = made.history;
  const identities = [context.identity, ...(await Promise.all(Array.from({ length: AUTHORS - 1 }, createIdentity)))];
  for (const [i, { pk }] of identities.entries())
    if (i > 0) await made.history.write('admit', { pk, name: `Member ${i}`, token: null, redeem: null });
  const rid = Uint8Array.fromHex(made.ridHex);
  const authors = identities.map((identity) => new Author(identity, rid, log, () => Date.now()));
  for (const author of authors) author.resume(null);
  const history = vault.history(`history/${made.ridHex}`);
  for (let done = 0; done < count; done += BATCH) {
    const entries: Entry[] = [];
    for (let i = 0; i < Math.min(BATCH, count - done); i++) {
      const entry = await prepared(authors[Math.floor((done + i) / 3) % AUTHORS]).write('text', {
        text: `message ${done + i} `.padEnd(50, 'of what people say to each other every day '),
      });
      log.add(entry);
      entries.push(entry);
    }
    await history.append(entries.map(({ itemBytes }) => itemBytes));
  }
  // On screen when the page went, so it is when it comes again.
  await writeDraft(vault, made.ridHex, { text: 'half a sentence', about: null, aside: '', wasOpen: true });
  await vault.flush();
  room = made;
  const kept = log.timeline.length;
  return { used: vault.usage().used, troubles, kept };
}

/** Closes everything, as a page does that goes. All but the newest batch leaves the journal, as it has half an hour later. */
export async function leave(): Promise<void> {
  await prepared(room).close();
  await prepared(context).vault.close();
  const database = await VaultDatabase.open(browserVaultPorts.factory, vaultNames(PROFILE).root, true);
  await database.transact(async ({ journal }) => {
    const newest = await resultOf(journal.openKeyCursor(null, 'prev'));
    if (newest !== null) journal.delete(IDBKeyRange.upperBound(newest.key, true));
  });
  database.close();
}

/** Opens the vault as the page does, with the room on screen, and waits until all of it is there. Milliseconds: to the vault, to its newest messages, to the whole room. */
export async function reopen(): Promise<{
  readonly unlock: number;
  readonly screenful: number;
  readonly room: number;
  readonly kept: number;
}> {
  const startedAt = performance.now();
  const since = (): number => performance.now() - startedAt;
  const vault = await VaultDoor.unlock(PROFILE, null, systemClock, PORTS);
  const unlock = since();
  let screenful = 0;
  const whole = Promise.withResolvers<{ readonly room: number; readonly kept: number }>();
  const show = ({ room: shown }: MainState): void => {
    const texts = [...(shown?.messages ?? []), ...(shown?.backfill?.preview ?? [])].filter(({ kind }) => kind === 'text');
    if (screenful === 0 && texts.length > 0) screenful = since();
    if (shown?.phase === 'in') whole.resolve({ room: since(), kept: shown.earlier + shown.messages.length + shown.later });
  };
  const workspace = await openWorkspace({
    vault,
    hasPassphrase: false,
    changePassphrase: () => Promise.resolve(),
    lockIdle: () => undefined,
    config: localConfig(null),
    clock: systemClock,
    page: quietPage,
    transportFor: () => nowhere,
    ice: noIce,
    show,
  });
  // What the page does with it at once.
  show(workspace.state());
  opened = vault;
  return { unlock, ...(await whole.promise), screenful };
}

/** Drops all messages but so many, everybody having all of them; how many characters localStorage held before and after, and how long the page stood still at most. */
export async function drop(
  keep: number,
): Promise<{ readonly count: number; readonly before: number; readonly after: number; readonly took: number; readonly longest: number }> {
  const vault = await VaultDoor.unlock(PROFILE, null, systemClock, PORTS);
  const identity = await importIdentity(prepared(readMe(vault)).pkcs8);
  const ridHex = prepared(roomIds(vault)[0]);
  const made = { ...(await benchContext('Ana', null, () => nowhere, vault)), identity };
  const { history } = await openKnownRoom(made, prepared(readRoom(vault, ridHex)));
  for (const pkHex of history.log.members().keys()) history.receipts.told(pkHex, { acks: history.log.feeds(), reads: null });
  history.receipts.markRead();
  await vault.flush();
  const before = vault.usage().used;
  const startedAt = performance.now();
  let [longest, last] = [0, startedAt];
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const count = await history.dropping.drop(keep, () => undefined);
  clearInterval(timer);
  return { count, before, after: vault.usage().used, took: performance.now() - startedAt, longest };
}

/**
 * Appends so many entries one after the other to a history beside the room, which is opened again later; milliseconds of each until it is durable. In turn with some, so that both have the same disk: a transaction of the
 * browser's that makes as many bytes durable and does nothing else.
 */
export async function append(count: number): Promise<{ readonly times: readonly number[]; readonly bare: readonly number[] }> {
  const [times, bare]: [number[], number[]] = [[], []];
  const vault = prepared(opened);
  const history = vault.history('appended');
  const opening = indexedDB.open('bare', 1);
  opening.onupgradeneeded = () => void opening.result.createObjectStore('bare', { autoIncrement: true });
  const database = await resultOf(opening);
  const timed = async (into: number[], work: () => Promise<unknown>): Promise<void> => {
    for (let i = 0; i < TURN; i++) {
      const startedAt = performance.now();
      await work();
      into.push(performance.now() - startedAt);
    }
  };
  const item = crypto.getRandomValues(new Uint8Array(310));
  while (times.length < count) {
    await timed(times, () => history.append([item]));
    await timed(bare, () => {
      const transaction = database.transaction(['bare'], 'readwrite', { durability: 'strict' });
      transaction.objectStore('bare').add(item);
      return new Promise((resolve) => (transaction.oncomplete = resolve));
    });
  }
  database.close();
  return { times, bare };
}

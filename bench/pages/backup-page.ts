/**
 * Runs in a page: a vault with one long history, the backup of it, and that backup taken in by an empty vault; both vaults over the browser's own storage.
 */
import { wholeScope } from '../../src/app/backup-contents.js';
import { readBackup } from '../../src/app/backup-import.js';
import { makeBackup } from '../../src/app/backup-making.js';
import { writeMe, writeRoom } from '../../src/app/records.js';
import { createIdentity } from '../../src/crypto/identity.js';
import { randomBytes } from '../../src/crypto/primitives.js';
import { deriveRoom } from '../../src/crypto/room-keys.js';
import { Author } from '../../src/log/author.js';
import { systemClock } from '../../src/lib/clock.js';
import { RoomLog } from '../../src/log/log.js';
import { entryCodec } from '../../src/room/entry-codec.js';
import { eraseVault } from '../../src/vault/erase-vault.js';
import { VaultDoor, browserVaultPorts } from '../../src/vault/vault-door.js';
import { COMPACT_QUIET_MS } from '../../src/vault/write-out.js';
import type { OpenVault } from '../../src/vault/open-vault.js';
import { prepared } from './bench-app.js';

/** Written at once while the history is made. */
const WRITTEN_TOGETHER = 1_000;

const SOURCE = 'bench-source';
const PASSPHRASE = 'open sesame';
const PORTS = { ...browserVaultPorts, codec: entryCodec };
const signal = new AbortController().signal;

let source: OpenVault | null = null;
let file: Blob | null = null;

/** Makes a vault with one room of so many messages of 50 characters. */
export async function makeHistory(messages: number): Promise<void> {
  const vault = await VaultDoor.create(SOURCE, null, systemClock, PORTS);
  source = vault;
  const identity = await createIdentity();
  await writeMe(vault, { name: 'Ana', pkcs8: await identity.exportPkcs8() });
  const roomSecret = randomBytes(32);
  const { rid } = await deriveRoom(roomSecret, identity.pk);
  const author = new Author(identity, rid, new RoomLog(rid, identity.pk), () => Date.now());
  author.resume(null);
  const history = vault.history(`history/${rid.toHex()}`);
  await history.append([(await author.write('create', { name: 'Kitchen', by: 'Ana' })).itemBytes]);
  for (let made = 0; made < messages; made += WRITTEN_TOGETHER) {
    const texts = Array.from({ length: WRITTEN_TOGETHER }, (_, i) => `message ${made + i} `.padEnd(50, 'x'));
    const entries = await Promise.all(texts.map((text) => author.write('text', { text })));
    await history.append(entries.map(({ itemBytes }) => itemBytes));
  }
  await writeRoom(vault, rid.toHex(), {
    roomSecret,
    founderPk: identity.pk,
    inviterFp: null,
    token: null,
    label: 'Kitchen',
    server: null,
    since: Date.now(),
    slot: 0,
    slotToken: 'a',
    lobbyToken: 'b',
    telling: { read: true, typing: true },
  });
  // At rest as it is when nobody has written for a while.
  await vault.flush();
  await new Promise((resolve) => setTimeout(resolve, 2 * COMPACT_QUIET_MS));
}

/** Milliseconds until the backup of all of it is a file, and how many bytes that has. */
export async function makeFile(): Promise<{ readonly ms: number; readonly bytes: number }> {
  const vault = prepared(source);
  const startedAt = performance.now();
  const wish = { scope: wholeScope(vault), passphrase: PASSPHRASE, made: 1, rounds: 600_000 };
  file = await makeBackup(vault, wish, signal, () => undefined);
  const ms = performance.now() - startedAt;
  // Both have one localStorage, which holds one of them.
  await vault.close();
  await eraseVault(SOURCE, browserVaultPorts);
  return { ms, bytes: file.size };
}

/** Milliseconds until an empty vault has all of it, durable, and how many entries those are. */
export async function takeFile(): Promise<{ readonly ms: number; readonly checkedMs: number; readonly entries: number }> {
  const vault = await VaultDoor.create('bench-target', null, systemClock, PORTS);
  const startedAt = performance.now();
  const backup = await readBackup(prepared(file), PASSPHRASE, signal, () => undefined);
  const checkedMs = performance.now() - startedAt;
  const { entries } = await backup.mergeInto(vault);
  return { ms: performance.now() - startedAt, checkedMs, entries };
}

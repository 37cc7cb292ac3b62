/**
 * Test vectors of what is stored and handed out: docs/VAULT.md and docs/BACKUP.md, with fixed nonces, salts and keys.
 */
import { writeBackup } from './backup.js';
import type { BackupPart } from './backup.js';
import { base64url } from './bytes.js';
import { pack } from './packing.js';
import { sha256 } from './primitives.js';
import { NO_TAG, VaultKeys, writeHeader } from './vault.js';

function fixed(label: string, length: number): Uint8Array {
  return sha256(`vector ${label}`).slice(0, length);
}

const PASSPHRASE = 'correct horse ﬁve'; // NFKC makes two letters of the ligature.
const ROUNDS = 600_000;

/** Header, records and three segments of one history, the second in place of a damaged one. `items`: whatever bytes the items are. */
export function vaultVectors(items: readonly Uint8Array[]): object {
  const master = fixed('master', 32);
  const header = { rounds: ROUNDS, salt: fixed('vault salt', 16), passphrase: PASSPHRASE, master, nonce: fixed('header nonce', 12) };
  const keys = new VaultKeys(master);
  const [room, history] = ['room/00112233445566778899aabbccddeeff', 'history/00112233445566778899aabbccddeeff'];
  const values: readonly (readonly [string, number, unknown])[] = [
    ['me', 1, { name: 'Zoë 🦊', pkcs8: base64url(fixed('pkcs8', 32)) }],
    [room, 2 ** 40, { secret: null, list: [1, 'two', true] }],
  ];
  const records = values.map(([name, seq, value], i) => {
    const nonce = fixed(`record nonce ${String(i)}`, 12);
    return { name, seq, value, nonce, id: base64url(keys.idOf('record', name)), text: keys.writeRecord(name, seq, value, nonce) };
  });
  const stream = keys.idOf('history', history);
  let previous = NO_TAG;
  const segments = [items.slice(0, 1), items.slice(1), []].map((ofSegment, n) => {
    const segment = { n, previous, start: n === 2 ? 2 ** 41 : n, items: ofSegment, isRepair: n === 1 };
    const nonce = fixed(`segment nonce ${String(n)}`, 12);
    const text = keys.writeSegment(stream, segment, nonce);
    previous = keys.readSegment(stream, n, text).tag;
    return { ...segment, nonce, text };
  });
  return { header: { ...header, text: writeHeader(header) }, records, history: { name: history, stream, segments } };
}

/** Bytes of each length up to one more than makes eight whole characters. */
export function packingVectors(): object {
  return Array.from({ length: 17 }, (_, length) => fixed('packed', length)).map((bytes) => ({ bytes, text: pack(bytes) }));
}

/** A small file, and one of two chunks, of which the contents are counted up. */
export function backupVectors(items: readonly Uint8Array[]): object {
  const lock = {
    made: 1_790_000_000_000,
    rounds: ROUNDS,
    salt: fixed('backup salt', 16),
    passphrase: PASSPHRASE,
    fileKey: fixed('file key', 32),
    nonce: fixed('backup nonce', 12),
  };
  const parts: readonly BackupPart[] = [
    { name: 'me', value: { name: 'Zoë 🦊' } },
    { name: 'history/00112233445566778899aabbccddeeff', items },
    { name: 'history/00112233445566778899aabbccddeeff', items: [new Uint8Array()] },
    { name: 'room/00112233445566778899aabbccddeeff', value: null },
  ];
  const long: readonly BackupPart[] = [{ name: 'long', items: [Uint8Array.from({ length: 70_000 }, (_, i) => i % 251)] }];
  return {
    ...lock,
    parts,
    file: writeBackup(lock, parts),
    long: { name: 'long', itemLength: 70_000, sha256: sha256(writeBackup(lock, long)) },
  };
}

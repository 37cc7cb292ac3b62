import { expect } from '@open-wc/testing';
import { sealWithRandomNonce } from '../crypto/aes-gcm.js';
import { randomBytes } from '../crypto/primitives.js';
import { PBKDF2_MIN_ROUNDS, deriveFromPassphrase } from '../crypto/vault-keys.js';
import { u32Bytes } from '../lib/byte-writer.js';
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { BACKUP_CHUNK_LENGTH, openBackup, readBackupHeader, sealBackup } from './backup-file.js';
import { BACKUP_HEADER_LENGTH, backupHeaderAad, backupHeaderBytes } from './backup-header.js';
import { allOf, openedFile, piecesOf, sealedFile } from './backup-test.fixture.js';
import { codeOf } from './vault-test.fixture.js';

const SEALED = BACKUP_CHUNK_LENGTH + 16;

function changedAt(file: Bytes, at: number): Bytes {
  const changed = file.slice();
  changed[at] = (changed[at] as number) ^ 1;
  return changed;
}

/** Header and sealed chunks of a file. */
function partsOf(file: Bytes): Bytes[] {
  const parts = [file.subarray(0, BACKUP_HEADER_LENGTH)];
  for (let at = BACKUP_HEADER_LENGTH; at < file.length; at += SEALED) parts.push(file.subarray(at, at + SEALED));
  return parts;
}

describe('backup file', () => {
  it('gives back what it sealed, whatever its length', async () => {
    for (const length of [0, 1, BACKUP_CHUNK_LENGTH - 1, BACKUP_CHUNK_LENGTH, BACKUP_CHUNK_LENGTH + 1, 2 * BACKUP_CHUNK_LENGTH]) {
      const content = randomBytes(length);
      const file = await sealedFile(content);
      expect(file.length).to.equal(BACKUP_HEADER_LENGTH + length + 16 * Math.max(1, Math.ceil(length / BACKUP_CHUNK_LENGTH)));
      expect((await openedFile(file)).toHex() === content.toHex(), String(length)).to.equal(true);
    }
  });

  it('seals pieces of any size into chunks of one size', async () => {
    const content = randomBytes(2 * BACKUP_CHUNK_LENGTH + 5);
    const pieces = [
      content.subarray(0, 3),
      content.subarray(3, 3),
      content.subarray(3, BACKUP_CHUNK_LENGTH + 9),
      content.subarray(BACKUP_CHUNK_LENGTH + 9),
    ];
    const lock = { passphrase: 'open sesame', rounds: PBKDF2_MIN_ROUNDS, made: 1 };
    const parts = await allOf(sealBackup(piecesOf(...pieces), lock));
    expect(parts.map(({ length }) => length)).to.deep.equal([BACKUP_HEADER_LENGTH, SEALED, SEALED, 5 + 16]);
    expect((await openedFile(concatBytes(...parts))).toHex() === content.toHex()).to.equal(true);
  });

  it('says without a passphrase when it was made, and nothing else', async () => {
    const file = await sealedFile(utf8Bytes('who I am'));
    expect((await readBackupHeader(new Blob([file]))).made).to.equal(1_790_000_000_000);
    expect(new TextDecoder().decode(file.subarray(0, 16))).to.equal('parley backup 1\n');
    expect(new TextDecoder('latin1').decode(file)).not.to.contain('who');
  });

  it('opens with no other passphrase, and is made with none that is empty', async () => {
    const file = await sealedFile(utf8Bytes('x'));
    expect(await codeOf(openedFile(file, 'open sesam'))).to.equal('backup-passphrase');
    expect(await codeOf(openedFile(file, ''))).to.equal('backup-passphrase');
    expect(await codeOf(sealedFile(utf8Bytes('x'), ''))).to.equal('backup-passphrase');
  });

  it('does not open with any byte of it changed', async () => {
    const file = await sealedFile(utf8Bytes('abc'));
    for (let at = 0; at < file.length; at++) {
      const code = await codeOf(openedFile(changedAt(file, at)));
      expect(code, String(at)).to.be.oneOf(at < 15 ? ['backup-foreign', 'backup-newer'] : ['backup-damaged', 'backup-foreign']);
    }
  });

  it('does not open cut at any length, nor with anything behind it', async () => {
    const file = await sealedFile(utf8Bytes('abc'));
    for (let length = 0; length < file.length; length++)
      expect(await codeOf(openedFile(file.slice(0, length))), String(length)).to.be.oneOf(
        length < 16 ? ['backup-foreign'] : ['backup-damaged'],
      );
    expect(await codeOf(openedFile(concatBytes(file, new Uint8Array(1))))).to.equal('backup-damaged');
  });

  it('notices chunks that are missing, doubled, exchanged, or of another file', async () => {
    const [header, one, two, three] = partsOf(await sealedFile(randomBytes(2 * BACKUP_CHUNK_LENGTH + 7))) as [Bytes, Bytes, Bytes, Bytes];
    const [, otherOne] = partsOf(await sealedFile(randomBytes(2 * BACKUP_CHUNK_LENGTH + 7))) as [Bytes, Bytes];
    const codes = [];
    for (const parts of [
      [one, two],
      [one],
      [two, three],
      [one, one, two, three],
      [two, one, three],
      [otherOne, two, three],
      [one, two, three, three],
    ])
      codes.push(await codeOf(openedFile(concatBytes(header, ...parts))));
    expect(codes).to.deep.equal(Array.from({ length: 7 }, () => 'backup-damaged'));
  });

  it('authenticates when it was made, its rounds and its salt, also where the checksum was made anew', async () => {
    const kdf = { rounds: PBKDF2_MIN_ROUNDS, salt: randomBytes(16) };
    const key = await deriveFromPassphrase('open sesame', kdf.salt, kdf.rounds);
    const wrapped = await sealWithRandomNonce(key, randomBytes(32), backupHeaderAad({ made: 5, kdf }));
    const code = async (made: number, changed = kdf): Promise<string> =>
      codeOf(openBackup(new Blob([await backupHeaderBytes({ made, kdf: changed, wrapped })]), 'open sesame'));
    expect(await code(5)).to.equal('resolved');
    expect(await code(6)).to.equal('backup-passphrase');
    expect(await code(5, { ...kdf, rounds: PBKDF2_MIN_ROUNDS + 1 })).to.equal('backup-passphrase');
    expect(await code(5, { ...kdf, salt: randomBytes(16) })).to.equal('backup-passphrase');
  });

  it('refuses fewer than 600,000 rounds and absurdly many', async () => {
    const header = { made: 5, wrapped: new Uint8Array(60) };
    for (const rounds of [0, 1, PBKDF2_MIN_ROUNDS - 1, 20_000_001, 2 ** 32 - 1]) {
      const bytes = await backupHeaderBytes({ ...header, kdf: { rounds, salt: new Uint8Array(16) } });
      expect(bytes.subarray(22, 26).toHex()).to.equal(u32Bytes(rounds).toHex());
      expect(await codeOf(readBackupHeader(new Blob([bytes])))).to.equal('backup-damaged');
    }
  });

  it('knows what is no backup, and what a newer Parley made', async () => {
    const codes = [];
    for (const text of [
      '',
      'parley',
      'hello',
      'PARLEY BACKUP 1\n',
      'parley backup 2\n',
      'parley backup 17\nanything',
      `parley backup 1\n${'x'.repeat(93)}`,
    ])
      codes.push(await codeOf(readBackupHeader(new Blob([text]))));
    const foreign = 'backup-foreign';
    expect(codes).to.deep.equal([foreign, foreign, foreign, foreign, 'backup-newer', 'backup-newer', 'backup-damaged']);
  });

  it('is read a slice at a time and one ahead, says how far, and stops when told to', async () => {
    const file = new Blob([await sealedFile(randomBytes(5 * BACKUP_CHUNK_LENGTH))]);
    const slices: number[] = [];
    const watched = {
      size: file.size,
      slice: (from: number, to: number) => {
        slices.push(to - from);
        return file.slice(from, to);
      },
    } as Blob;
    const stop = new AbortController();
    const done: number[] = [];
    const backup = await openBackup(watched, 'open sesame');
    const reading = allOf(
      backup.read(stop.signal, (read, total) => {
        done.push(read / total);
        if (done.length === 2) stop.abort();
      }),
    );
    expect(await reading.catch((error: unknown) => (error as Error).name)).to.equal('AbortError');
    expect(slices).to.deep.equal([BACKUP_HEADER_LENGTH, SEALED, SEALED, SEALED]);
    expect(done.map((share) => Math.round(share * 5))).to.deep.equal([1, 2]);
  });

  it('keeps its key apart from that of every other file', async () => {
    const [a, b] = [await sealedFile(new Uint8Array(64)), await sealedFile(new Uint8Array(64))];
    expect(a.subarray(BACKUP_HEADER_LENGTH).toHex()).not.to.equal(b.subarray(BACKUP_HEADER_LENGTH).toHex());
  });
});

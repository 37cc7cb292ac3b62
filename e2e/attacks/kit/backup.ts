/**
 * Backup files, from docs/BACKUP.md alone: read with a passphrase, and written where salt, key and nonce are given.
 */
import { Reader, isSame, join, lp, uint, utf8 } from './bytes.js';
import { decrypt, encrypt, sha256 } from './primitives.js';
import { openSealed, passphraseKey, readItems, sealWith, writeItems } from './vault.js';

const MAGIC = 'parley backup 1\n';
const CHUNK = 65_536;
const HEADER = 110;

/** A record, or items of a history. */
export type BackupPart =
  | { readonly name: string; readonly value: unknown }
  | { readonly name: string; readonly items: readonly Uint8Array[] };

/** What a file is made of besides its parts. */
export interface BackupLock {
  readonly made: number;
  readonly rounds: number;
  readonly salt: Uint8Array;
  readonly passphrase: string;
  readonly fileKey: Uint8Array;
  readonly nonce: Uint8Array;
}

function headerAad(open: Uint8Array): Uint8Array {
  return join('parley/1 backup header', open);
}

function writePart(part: BackupPart): Uint8Array {
  const isRecord = 'value' in part;
  const content = join(lp(part.name), isRecord ? JSON.stringify(part.value) : writeItems(part.items));
  return join(Uint8Array.of(isRecord ? 1 : 3), uint(content.length, 4), content);
}

function chunkAad(n: number, isLast: boolean): Uint8Array {
  return join('parley/1 backup chunk', uint(n, 8), Uint8Array.of(Number(isLast)));
}

function nonceOf(n: number): Uint8Array {
  return join(new Uint8Array(4), uint(n, 8));
}

/** A whole file. */
export function writeBackup({ made, rounds, salt, passphrase, fileKey, nonce }: BackupLock, parts: readonly BackupPart[]): Uint8Array {
  const open = join(MAGIC, uint(made, 6), uint(rounds, 4), salt);
  const wrapped = sealWith(passphraseKey(passphrase, salt, rounds), nonce, fileKey, headerAad(open));
  const check = sha256('parley/1 backup header check', open, wrapped).slice(0, 8);
  const content = join(...parts.map(writePart));
  const count = Math.max(1, Math.ceil(content.length / CHUNK));
  const chunks = Array.from({ length: count }, (_, n) =>
    encrypt(fileKey, nonceOf(n), chunkAad(n, n === count - 1), content.slice(n * CHUNK, (n + 1) * CHUNK)),
  );
  return join(open, wrapped, check, ...chunks);
}

/** What a file holds; throws when it is damaged, or the passphrase is another. */
export function readBackup(file: Uint8Array, passphrase: string): { readonly made: number; readonly parts: readonly BackupPart[] } {
  const header = new Reader(file.slice(0, HEADER));
  if (!isSame(header.take(16), utf8(MAGIC))) throw new RangeError('magic');
  const [made, rounds, salt, wrapped, check] = [header.number(6), header.number(4), header.take(16), header.take(60), header.take(8)];
  if (!isSame(sha256('parley/1 backup header check', file.slice(0, HEADER - 8)).slice(0, 8), check)) throw new RangeError('check');
  const fileKey = openSealed(passphraseKey(passphrase, salt, rounds), wrapped, headerAad(file.slice(0, 42)));
  const count = Math.ceil((file.length - HEADER) / (CHUNK + 16));
  const chunks = Array.from({ length: count }, (_, n) => {
    const at = HEADER + n * (CHUNK + 16);
    return decrypt(fileKey, nonceOf(n), chunkAad(n, n === count - 1), file.slice(at, at + CHUNK + 16));
  });
  const reader = new Reader(join(...chunks));
  const parts: BackupPart[] = [];
  while (!reader.isAtEnd) {
    const kind = reader.number(1);
    const content = new Reader(reader.take(reader.number(4)));
    const name = new TextDecoder().decode(content.lp());
    if (kind !== 1 && kind !== 3) throw new RangeError('newer');
    parts.push(
      kind === 1 ? { name, value: JSON.parse(new TextDecoder().decode(content.rest())) as unknown } : { name, items: readItems(content) },
    );
  }
  return { made, parts };
}

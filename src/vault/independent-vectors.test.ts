/**
 * What another implementation of docs/VAULT.md and docs/BACKUP.md, which shares no code with this one, has stored with fixed nonces, salts and keys
 * (e2e/attacks/vectors/): here it opens, and comes out byte for byte.
 */
import { expect } from '@open-wc/testing';
import { openWithRandomNonce, sealWithRandomNonce } from '../crypto/aes-gcm.js';
import { withRandom } from '../crypto/fixed-random.fixture.js';
import { sha256 } from '../crypto/primitives.js';
import { deriveFromPassphrase } from '../crypto/vault-keys.js';
import { base64UrlOf, bytesFromBase64Url } from '../lib/base-text.js';
import { decodeUtf8 } from '../lib/byte-reader.js';
import { lpText, u48Bytes } from '../lib/byte-writer.js';
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { kitVectors } from '../lib/kit-vectors.fixture.js';
import { openBackup, sealBackup } from './backup-file.js';
import { backupPartBytes, readBackupParts } from './backup-parts.js';
import type { BackupPart } from './backup-parts.js';
import { allOf } from './backup-test.fixture.js';
import { packBytes, unpackText } from './pack.js';
import { readStoredText, storedText, VaultKeyring } from './sealing.js';
import { openSegment, sealSegment } from './segment.js';
import { headerAad, headerText, parseHeader } from './vault-header.js';
import type { Json } from './vault.js';

type Hex = string;
const of = (text: Hex): Bytes => Uint8Array.fromHex(text);

interface VaultVectors {
  readonly header: Readonly<Record<'salt' | 'passphrase' | 'master' | 'nonce' | 'text', string>> & { readonly rounds: number };
  readonly records: readonly (Readonly<Record<'name' | 'nonce' | 'id' | 'text', string>> & {
    readonly seq: number;
    readonly value: Json;
  })[];
  readonly history: {
    readonly name: string;
    readonly stream: Hex;
    readonly segments: readonly (Readonly<Record<'previous' | 'nonce' | 'text', string>> & {
      readonly n: number;
      readonly start: number;
      readonly items: readonly Hex[];
      readonly isRepair: boolean;
    })[];
  };
}

interface BackupVectors extends Readonly<Record<'salt' | 'passphrase' | 'fileKey' | 'nonce' | 'file', string>> {
  readonly made: number;
  readonly rounds: number;
  readonly parts: readonly { readonly name: string; readonly value?: Json; readonly items?: readonly Hex[] }[];
  readonly long: { readonly name: string; readonly itemLength: number; readonly sha256: Hex };
}

function partOf({ name, value, items }: BackupVectors['parts'][number]): BackupPart {
  return items === undefined ? { kind: 'record', name, value: value ?? null } : { kind: 'items', name, items: items.map(of) };
}

async function seal({ salt, fileKey, nonce, ...lock }: BackupVectors, parts: readonly BackupPart[]): Promise<Bytes> {
  async function* content(): AsyncGenerator<Bytes> {
    for (const part of parts) yield await Promise.resolve(backupPartBytes(part));
  }
  return withRandom([salt, fileKey, nonce].map(of), async () => concatBytes(...(await allOf(sealBackup(content(), lock)))));
}

describe('what another implementation has stored', () => {
  it('is packed the same', async () => {
    for (const { bytes, text } of await kitVectors<readonly { readonly bytes: Hex; readonly text: string }[]>('packing')) {
      expect(packBytes(of(bytes))).to.equal(text);
      expect(unpackText(text).toHex()).to.equal(bytes);
    }
  });

  it('opens with the passphrase, and its header is the same', async () => {
    const { header } = await kitVectors<VaultVectors>('vault');
    const kdf = { rounds: header.rounds, salt: of(header.salt) };
    const key = await deriveFromPassphrase(header.passphrase, kdf.salt, kdf.rounds);
    const read = await parseHeader(header.text);
    expect(read?.kdf).to.deep.equal(kdf);
    const wrapped = read?.wrapped ?? new Uint8Array(0);
    expect((await openWithRandomNonce(key, wrapped, headerAad(kdf))).toHex()).to.equal(header.master);
    const again = await withRandom([of(header.nonce)], () => sealWithRandomNonce(key, of(header.master), headerAad(kdf)));
    expect(await headerText({ kdf, wrapped: again })).to.equal(header.text);
  });

  it('has the same records under the same ids', async () => {
    const { header, records } = await kitVectors<VaultVectors>('vault');
    const keyring = new VaultKeyring(of(header.master));
    for (const { name, seq, value, nonce, id, text } of records) {
      const opaque = await keyring.opaqueId('record', name);
      expect(base64UrlOf(opaque)).to.equal(id);
      const outer = readStoredText(text);
      const reader = await keyring.open('record', bytesFromBase64Url(id), outer.take(outer.left));
      expect([reader.lpText(), reader.u48(), JSON.parse(decodeUtf8(reader.take(reader.left)))]).to.deep.equal([name, seq, value]);
      const plaintext = concatBytes(lpText(name), u48Bytes(seq), utf8Bytes(JSON.stringify(value)));
      expect(storedText(await withRandom([of(nonce)], () => keyring.seal('record', opaque, plaintext)))).to.equal(text);
    }
  });

  it('has the same segments, each after the one before', async () => {
    const { header, history } = await kitVectors<VaultVectors>('vault');
    const keyring = new VaultKeyring(of(header.master));
    const stream = await keyring.opaqueId('history', history.name);
    expect(stream.toHex()).to.equal(history.stream);
    for (const { n, previous, start, items, isRepair, nonce, text } of history.segments) {
      const opened = await openSegment(keyring, stream, n, text);
      expect(opened).to.deep.include({ isRepair, previousTag: of(previous) });
      expect(opened.runs).to.deep.equal([{ start, items: items.map((item) => ({ bytes: of(item) })) }]);
      const run = { start, items: items.map(of) };
      const sealed = await withRandom([of(nonce)], () => sealSegment(keyring, stream, n, of(previous), run, isRepair));
      expect(sealed).to.deep.equal({ text, tag: opened.tag });
    }
  });

  it('makes the same backup, and opens it', async () => {
    const vectors = await kitVectors<BackupVectors>('backup');
    const parts = vectors.parts.map(partOf);
    expect((await seal(vectors, parts)).toHex()).to.equal(vectors.file);
    const opened = await openBackup(new Blob([of(vectors.file)]), vectors.passphrase);
    expect(opened.made).to.equal(vectors.made);
    expect(await allOf(readBackupParts(opened.read(new AbortController().signal, () => undefined)))).to.deep.equal(parts);
  });

  it('makes the same backup of more than one chunk', async () => {
    const vectors = await kitVectors<BackupVectors>('backup');
    const { name, itemLength, sha256: hash } = vectors.long;
    const long = Uint8Array.from({ length: itemLength }, (_, i) => i % 251);
    expect((await sha256(await seal(vectors, [{ kind: 'items', name, items: [long] }]))).toHex()).to.equal(hash);
  });
});

import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import type { Bytes } from '../lib/bytes.js';
import { BLOB_CHUNK_BYTES } from './blob-chunks.js';
import type { OpenVault } from './open-vault.js';
import { TestProfile, codeOf } from './vault-test.fixture.js';

/** The code with which something rejects, and the name of what is damaged. */
async function refusal(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise;
  } catch (error) {
    return [(error as { code?: string }).code, (error as Error).cause];
  }
}

describe('tampering with blobs', () => {
  let test: TestProfile;
  let vault: OpenVault;
  beforeEach(async () => {
    test = new TestProfile();
    vault = await test.open();
  });
  afterEach(() => test.remove());

  const writeBlob = (size: number): Promise<string> => vault.blobs.write(new Blob([randomBytes(size)]), { about: size });

  async function storedIn(store: 'blobs' | 'chunks', key: string): Promise<Bytes> {
    return (await test.dump()).get(store)?.get(key) as Bytes;
  }

  it('is noticed at every byte of a chunk and of a manifest, and costs no other blob', async () => {
    const [id, other] = [await writeBlob(20), await writeBlob(21)];
    const [chunk, manifest] = [await storedIn('chunks', `${id}/0`), await storedIn('blobs', id)];
    for (let at = 0; at < chunk.length; at++) {
      await test.edit('chunks', [id, 0], chunk.with(at, (chunk[at] as number) ^ 0x01));
      expect(await refusal(vault.blobs.readWhole(id)), `chunk ${at}`).to.deep.equal(['vault-damaged', `blob ${id} 0`]);
      expect(await vault.blobs.damage(id)).to.deep.equal([`blob ${id} 0`]);
    }
    await test.edit('chunks', [id, 0], chunk);
    for (let at = 0; at < manifest.length; at++) {
      await test.edit('blobs', id, manifest.with(at, (manifest[at] as number) ^ 0x01));
      for (const use of [() => vault.blobs.readWhole(id), () => vault.blobs.manifest(id)])
        expect(await refusal(use()), `manifest ${at}`).to.deep.equal(['vault-damaged', `blob ${id}`]);
      expect(await vault.blobs.damage(id)).to.deep.equal([`blob ${id}`]);
      expect([await vault.blobs.has(id), (await vault.blobs.usage()).count]).to.deep.equal([true, 1]);
    }
    await test.edit('blobs', id, manifest);
    expect([await vault.blobs.damage(id), await vault.blobs.damage(other)]).to.deep.equal([[], []]);
  }).timeout(60_000);

  it('is noticed when chunks are swapped, moved, mixed, left out or added', async () => {
    const size = 2 * BLOB_CHUNK_BYTES + 30;
    const [id, other] = [await writeBlob(size), await writeBlob(size)];
    const chunks = await Promise.all([0, 1, 2].map((n) => storedIn('chunks', `${id}/${n}`)));
    const [first, second, last] = chunks as [Bytes, Bytes, Bytes];
    const theirs = await storedIn('chunks', `${other}/1`);
    const table: [what: string, edits: (readonly [IDBValidKey, unknown])[], named: (number | string)[]][] = [
      ['two swapped', [[0, second], [1, first]], [0, 1]],
      ['the last moved to the front', [[0, last]], [0]],
      ['one twice, in place of another', [[1, first]], [1]],
      ['one twice, behind the end', [[3, last]], [3]],
      ['one of another blob', [[1, theirs]], [1]],
      ['the first deleted', [[0, undefined]], [0]],
      ['one deleted', [[1, undefined]], [1]],
      ['the last deleted', [[2, undefined]], [2]],
      ['cut by a byte', [[2, last.slice(0, -1)]], [2]],
      ['cut to nothing', [[1, new Uint8Array()]], [1]],
      ['longer by a byte', [[2, new Uint8Array([...last, 0])]], [2]],
      ['the end moved forward', [[1, last], [2, undefined]], [1, 2]],
      ['of another form', [[1, 'text']], [1]],
      ['null', [[1, null]], [1]],
      ['under a number that is none', [[0.5, first]], [0.5]],
      ['under a name', [['x', first]], ['x']],
      ['before the beginning', [[-1, first]], [-1]],
    ]; // prettier-ignore
    for (const [what, edits, named] of table) {
      for (const [n, value] of edits) await test.edit('chunks', [id, n], value);
      const names = named.map((n) => `blob ${id} ${n}`);
      expect(await vault.blobs.damage(id), what).to.deep.equal(names);
      expect(await refusal(vault.blobs.readWhole(id)), what).to.deep.equal(['vault-damaged', names[0]]);
      expect(await codeOf(vault.blobs.readWhole(other)), what).to.equal('resolved');
      for (const [n] of edits) await test.edit('chunks', [id, n], undefined);
      for (const [n, chunk] of chunks.entries()) await test.edit('chunks', [id, n], chunk);
      expect(await vault.blobs.damage(id), what).to.deep.equal([]);
    }
  }).timeout(60_000);

  it('is noticed when the whole of a blob stands under another id', async () => {
    const [id, other] = [await writeBlob(20), await writeBlob(20)];
    await test.edit('blobs', id, await storedIn('blobs', other));
    expect(await vault.blobs.damage(id)).to.deep.equal([`blob ${id}`]);
    await test.edit('chunks', [id, 0], await storedIn('chunks', `${other}/0`));
    expect(await vault.blobs.damage(id)).to.deep.equal([`blob ${id}`]);
  });

  it('is survived by the vault: what cannot be read stays where it is, and can be deleted', async () => {
    const id = await writeBlob(20);
    await test.edit('blobs', id, 'spoilt');
    await test.edit('chunks', 'stray', 'x');
    await test.edit('chunks', [7, 0], 'x');
    await test.edit('blobs', 9, 'x');
    await vault.close();
    vault = await test.open();
    expect(await vault.blobs.ids()).to.deep.equal([id]);
    expect([...((await test.dump()).get('chunks')?.keys() ?? [])]).to.deep.equal([`${id}/0`]);
    await vault.blobs.delete(id);
    expect((await test.dump()).get('chunks')?.size).to.equal(0);
  });
});

import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { randomBytes } from '../crypto/primitives.js';
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { BLOB_CHUNK_BYTES } from './blob-chunks.js';
import type { OpenVault } from './open-vault.js';
import { TestProfile, codeOf } from './vault-test.fixture.js';
import type { Json } from './vault.js';

async function* arriving(...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

describe('blob store', () => {
  let test: TestProfile;
  beforeEach(() => {
    test = new TestProfile();
  });
  afterEach(() => test.remove());

  /** How many entries there are in the stores of blobs. */
  async function counts(): Promise<(number | undefined)[]> {
    const dump = await test.dump();
    return [dump.get('blobs')?.size, dump.get('chunks')?.size];
  }

  it('keeps a blob across close and open, however it came, with what it is about', async () => {
    const bytes = randomBytes(2 * BLOB_CHUNK_BYTES + 1000);
    const vault = await test.open();
    const about = { room: 'r1', name: 'picture ✓' };
    const stream = new Blob([bytes]).stream();
    const ids = [
      await vault.blobs.write(new Blob([bytes]), about),
      await vault.blobs.write(stream, about),
      await vault.blobs.write(arriving(bytes.subarray(0, 7), bytes.subarray(7)), about),
    ];
    await vault.close();
    const again = await test.open();
    expect(await again.blobs.ids()).to.deep.equal(ids.toSorted());
    for (const id of ids) {
      expect([await again.blobs.has(id), await again.blobs.manifest(id)]).to.deep.equal([true, { size: bytes.length, about }]);
      expect(await again.blobs.readWhole(id)).to.deep.equal(bytes);
      expect(await again.blobs.damage(id)).to.deep.equal([]);
    }
    expect(await again.blobs.usage()).to.deep.equal({ count: 3, bytes: 3 * bytes.length, origin: { used: 0, limit: 1_000_000_000 } });
  });

  it('reads back any bytes, in whatever pieces they came, and any range of them', async () => {
    const vault = await test.open();
    const edge = fc.constantFrom(0, 1, BLOB_CHUNK_BYTES - 1, BLOB_CHUNK_BYTES, BLOB_CHUNK_BYTES + 1, 2 * BLOB_CHUNK_BYTES);
    const cut = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.oneof(edge, fc.nat(600_000)), fc.array(cut, { maxLength: 6 }), cut, cut, async (size, cuts, from, to) => {
        const bytes = randomBytes(size);
        const places = [0, ...cuts.map((part) => Math.floor(part * size)).sort((a, b) => a - b), size];
        const pieces = places.slice(1).map((end, i) => bytes.subarray(places[i], end));
        const id = await vault.blobs.write(arriving(...pieces), null);
        expect((await vault.blobs.manifest(id))?.size).to.equal(size);
        expect(await vault.blobs.readWhole(id)).to.deep.equal(bytes);
        const [start = 0, end = 0] = [from, to].map((part) => Math.floor(part * size)).sort((a, b) => a - b);
        expect(await vault.blobs.readWhole(id, start, end)).to.deep.equal(bytes.slice(start, end));
        expect(await vault.blobs.readWhole(id, start)).to.deep.equal(bytes.slice(start));
        await vault.blobs.delete(id);
      }),
      { numRuns: 25 },
    );
    expect(await counts()).to.deep.equal([0, 0]);
  }).timeout(60_000);

  it('reads in pieces of at most a chunk, and only what a range needs', async () => {
    const vault = await test.open();
    const id = await vault.blobs.write(new Blob([randomBytes(3 * BLOB_CHUNK_BYTES)]), null);
    const sizes: number[] = [];
    for await (const piece of vault.blobs.read(id)) sizes.push(piece.length);
    expect(sizes).to.deep.equal([BLOB_CHUNK_BYTES, BLOB_CHUNK_BYTES, BLOB_CHUNK_BYTES]);
    // The first chunk is not needed, so it does not matter that it is spoilt.
    await test.edit('chunks', [id, 0], 'spoilt');
    expect(await vault.blobs.readWhole(id, BLOB_CHUNK_BYTES, BLOB_CHUNK_BYTES + 5)).to.have.length(5);
    for (const [start, end] of [
      [-1, 1],
      [2, 1],
      [0.5, 1],
    ] as const)
      expect(await codeOf(vault.blobs.readWhole(id, start, end))).to.contain('RangeError');
  });

  it('knows nothing under an id that was never given out', async () => {
    const vault = await test.open();
    for (const id of ['AAAAAAAAAAAAAAAAAAAAAA', '', 'no id at all']) {
      expect([await vault.blobs.has(id), await vault.blobs.manifest(id)]).to.deep.equal([false, null]);
      expect(await codeOf(vault.blobs.readWhole(id))).to.equal('blob-gone');
      expect(await codeOf(vault.blobs.damage(id))).to.equal('blob-gone');
      await vault.blobs.delete(id);
    }
  });

  it('deletes every part of a blob, and of no other, and says so to who is reading it', async () => {
    const vault = await test.open();
    const [gone, kept] = await Promise.all([1, 2].map((n) => vault.blobs.write(new Blob([randomBytes(2 * BLOB_CHUNK_BYTES)]), n as Json)));
    const reading = vault.blobs.read(gone as string);
    await reading.next();
    await vault.blobs.delete(gone as string);
    expect(await codeOf(reading.next())).to.equal('blob-gone');
    expect(await vault.blobs.ids()).to.deep.equal([kept]);
    expect(await counts()).to.deep.equal([1, 2]);
    expect(JSON.stringify([...((await test.dump()).get('chunks')?.keys() ?? [])])).to.not.contain(gone);
  });

  it('shows nothing of a blob before all of it is there, and removes what a crash left of one', async () => {
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    async function* dying(): AsyncGenerator<Bytes> {
      yield randomBytes(2 * BLOB_CHUNK_BYTES);
      yield randomBytes(1);
      ask();
      await new Promise(() => undefined);
    }
    const vault = await test.open();
    const whole = await vault.blobs.write(new Blob(['whole']), null);
    void vault.blobs.write(dying(), null);
    await asked;
    expect(await vault.blobs.ids()).to.deep.equal([whole]);
    expect(await counts()).to.deep.equal([1, 3]);
    const again = await test.open({ clock: new FakeClock() });
    expect(await counts()).to.deep.equal([1, 1]);
    expect(await again.blobs.readWhole(whole)).to.deep.equal(utf8Bytes('whole'));
  });

  it('keeps nothing of a blob whose source fails, and passes on why', async () => {
    async function* failing(): AsyncGenerator<Bytes> {
      yield randomBytes(BLOB_CHUNK_BYTES + 1);
      await Promise.reject(new Error('the file is gone'));
    }
    const vault = await test.open();
    expect(await codeOf(vault.blobs.write(failing(), null))).to.contain('the file is gone');
    expect(await codeOf(vault.blobs.write(new Blob(), undefined as unknown as Json))).to.contain('TypeError');
    expect(await counts()).to.deep.equal([0, 0]);
  });

  it('refuses at once what there is no room for, and asks no longer than a second', async () => {
    const vault = await test.open();
    let isRead = false;
    async function* watched(): AsyncGenerator<Bytes> {
      isRead = true;
      yield await Promise.resolve(randomBytes(10));
    }
    test.estimate = () => Promise.resolve({ usage: 900, quota: 1_000 });
    expect(await codeOf(vault.blobs.write(watched(), null, 72))).to.equal('storage-full');
    expect([isRead, await counts()]).to.deep.equal([false, [0, 0]]);
    // 29 bytes for each chunk.
    expect(await codeOf(vault.blobs.write(watched(), null, 71))).to.equal('resolved');
    expect(await codeOf(vault.blobs.write(new Blob([randomBytes(72)]), null))).to.equal('storage-full');

    for (const estimate of [() => Promise.reject(new TypeError('no')), () => Promise.resolve({})]) {
      test.estimate = estimate;
      expect(await codeOf(vault.blobs.write(new Blob(['x']), null))).to.equal('resolved');
    }
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    test.estimate = () => new Promise(() => ask());
    const usage = vault.blobs.usage();
    await asked;
    await test.clock.advance(1000);
    expect((await usage).origin).to.equal(null);
  });

  it('keeps nothing of a blob for which the room runs out, and leaves the rest as it was', async () => {
    const vault = await test.open();
    await vault.put('x', 1);
    const before = await vault.blobs.write(new Blob(['before']), null);
    const original = IDBObjectStore.prototype.add;
    let adds = 0;
    for (const last of [1, 2, 3]) {
      IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...args) {
        adds++;
        if (adds >= last) throw new DOMException('full', 'QuotaExceededError');
        return original.apply(this, args);
      };
      try {
        expect(await codeOf(vault.blobs.write(new Blob([randomBytes(BLOB_CHUNK_BYTES + 1)]), null))).to.equal('storage-full');
      } finally {
        IDBObjectStore.prototype.add = original;
        adds = 0;
      }
      expect(await counts(), String(last)).to.deep.equal([1, 1]);
    }
    await vault.put('y', 2);
    expect(await vault.blobs.readWhole(before)).to.deep.equal(utf8Bytes('before'));
    expect(await codeOf(vault.blobs.write(new Blob([randomBytes(BLOB_CHUNK_BYTES + 1)]), null))).to.equal('resolved');
  });

  it('writes and deletes nothing once another tab has taken over, not even what was begun', async () => {
    const old = await test.open();
    const kept = await old.blobs.write(new Blob(['kept']), null);
    let young: OpenVault | null = null;
    async function* slow(): AsyncGenerator<Bytes> {
      yield randomBytes(BLOB_CHUNK_BYTES);
      yield randomBytes(BLOB_CHUNK_BYTES);
      young = await test.open({ clock: new FakeClock() });
      yield randomBytes(1);
    }
    expect(await codeOf(old.blobs.write(slow(), null))).to.equal('vault-elsewhere');
    expect(await codeOf(old.blobs.write(new Blob(), null))).to.equal('vault-elsewhere');
    expect(await codeOf(old.blobs.delete(kept))).to.equal('vault-elsewhere');
    expect(await counts()).to.deep.equal([1, 1]);
    expect(await (young as OpenVault | null)?.blobs.ids()).to.deep.equal([kept]);
  });

  it('is closed with the vault', async () => {
    const vault = await test.open();
    const id = await vault.blobs.write(new Blob(['x']), null);
    const reading = vault.blobs.read(id);
    await vault.close();
    const uses: (() => Promise<unknown>)[] = [
      () => reading.next(),
      () => vault.blobs.write(new Blob(), null),
      () => vault.blobs.delete(id),
      () => vault.blobs.readWhole(id),
      () => vault.blobs.damage(id),
      () => vault.blobs.manifest(id),
      () => vault.blobs.has(id),
      () => vault.blobs.ids(),
      () => vault.blobs.usage(),
    ];
    for (const use of uses) expect(await codeOf(use())).to.equal('vault-closed');
  });

  it('stores no byte of a blob, and nothing of what it is about, in clear', async () => {
    const vault = await test.open();
    const secret = utf8Bytes('the oak by the river, and its room');
    const id = await vault.blobs.write(new Blob([concatBytes(secret, randomBytes(10))]), { room: 'the oak by the river' });
    const dump = await test.dump();
    const texts = ['blobs', 'chunks'].flatMap((store) =>
      [...(dump.get(store) ?? [])].flatMap(([key, value]) => [key as string, new TextDecoder('latin1').decode(value as Bytes)]),
    );
    expect(texts).to.have.length(4);
    expect(texts.join(' ')).to.contain(id);
    expect(texts.join(' ')).to.not.contain('the oak');
    expect(id).to.match(/^[\w-]{22}$/u);
  });
});

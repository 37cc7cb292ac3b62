import { expect } from '@open-wc/testing';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { STORAGE_LIMIT, StorageMeter, storageErrorOf } from './storage-meter.js';
import { MemoryStorage, TestProfile, codeOf, itemsOf, numbered, textsOf } from './vault-test.fixture.js';
import { COMPACT_QUIET_MS, WRITE_OUT_QUIET_MS, WRITE_OUT_RETRY_MS } from './write-out.js';
import type { VaultTrouble } from './write-out.js';

/** Lets the next write to an object store fail as browsers let it fail. */
async function withRefusal(name: string, run: () => Promise<unknown>, method: 'add' | 'put' = 'add'): Promise<void> {
  const original = IDBObjectStore.prototype[method];
  IDBObjectStore.prototype[method] = () => {
    throw new DOMException('refused', name);
  };
  try {
    await run();
  } finally {
    IDBObjectStore.prototype[method] = original;
  }
}

describe('quota', () => {
  let test: TestProfile;
  beforeEach(() => {
    test = new TestProfile();
  });
  afterEach(() => test.remove());

  it('loses nothing when localStorage is full at any write, says so, and catches up when there is room', async () => {
    const vault = await test.open();
    const troubles: VaultTrouble[] = [];
    vault.onTrouble((trouble) => troubles.push(trouble));
    const texts: string[] = [];
    for (let round = 0; round < 8; round++) {
      // Refused at another write each time, of the four that there are at least.
      const from = test.storage.writes;
      test.storage.onWrite = (count) => {
        if (count > from + (round % 4)) throw new DOMException('full', 'QuotaExceededError');
      };
      texts.push(`round ${round}`);
      await Promise.all([
        vault.put(`record ${round}`, round),
        vault.history('h').append(itemsOf(`round ${round}`)),
        vault.history('g').append(itemsOf('g')),
      ]);
      await vault.flush();
      expect(troubles.length, `round ${round}`).to.equal(round + 1);
      expect(textsOf(await vault.history('h').load())).to.deep.equal(texts);
      const token = (await test.dump()).get('fence')?.get('writer');
      const again = await test.open({ clock: new FakeClock() });
      expect(textsOf(await again.history('h').load())).to.deep.equal(texts);
      expect([again.get(`record ${round}`), again.damage, again.history('h').damage]).to.deep.equal([round, [], []]);
      // The vault that this test is about goes on writing.
      await test.edit('fence', 'writer', token);
    }
    expect(new Set(troubles)).to.deep.equal(new Set(['storage-full']));
    test.storage.onWrite = () => undefined;
    await vault.flush();
    await vault.close();
    await test.forgetJournal();
    expect(textsOf(await (await test.open()).history('h').load())).to.deep.equal(texts);
  }).timeout(30_000);

  it('asks a full localStorage again only once a minute, however much comes in', async () => {
    const vault = await test.open();
    test.storage.quota = 0;
    let troubles = 0;
    vault.onTrouble(() => troubles++);
    await vault.history('h').append(itemsOf('first'));
    await vault.flush();
    for (const text of numbered('m', 5)) await vault.history('h').append(itemsOf(...numbered(text, 64)));
    await test.clock.advance(WRITE_OUT_RETRY_MS - 1);
    expect(troubles).to.equal(1);
    test.storage.quota = Number.POSITIVE_INFINITY;
    const written = new Promise<void>((resolve) => (test.storage.onWrite = () => resolve()));
    await test.clock.advance(1);
    await written;
    await vault.flush();
    expect(test.storage.keysWith('/s/').length).to.be.at.least(1);
    expect([(await vault.history('h').load()).length, troubles]).to.deep.equal([321, 1]);
  });

  it('goes on writing out when only the marking was refused, and nothing was left to write at the next trial', async () => {
    const vault = await test.open();
    let troubles = 0;
    vault.onTrouble(() => troubles++);
    await vault.put('x', 1);
    await withRefusal('QuotaExceededError', () => vault.flush(), 'put');
    expect(troubles).to.equal(1);
    await test.clock.advance(WRITE_OUT_RETRY_MS);
    const written = new Promise<void>((resolve) => (test.storage.onWrite = () => resolve()));
    await vault.put('y', 1);
    await test.clock.advance(WRITE_OUT_QUIET_MS);
    await written;
    await vault.close();
    await test.forgetJournal();
    const again = await test.open();
    expect([again.get('x'), again.get('y'), troubles]).to.deep.equal([1, 1, 1]);
  });

  it('says once that four fifths are used, and again after there was room in between', async () => {
    const percent = STORAGE_LIMIT / 100;
    test.storage.setItem('somebody else', 'x'.repeat(79 * percent));
    const vault = await test.open();
    const troubles: VaultTrouble[] = [];
    vault.onTrouble((trouble) => troubles.push(trouble));
    for (const [share, told] of [
      [0.5, 0],
      [1.5, 1],
      [2, 1],
      [0.5, 1],
      [1.5, 2],
    ] as const) {
      // Packed, a character of JSON takes 8/15 of a unit.
      await vault.put('big', 'x'.repeat((share * percent * 15) / 8));
      await vault.flush();
      // Perhaps there is room once what is old is compacted, which is tried soon, however much is written meanwhile.
      await test.clock.advance(COMPACT_QUIET_MS - 1);
      await vault.put('small', share);
      await vault.flush();
      const before = troubles.length;
      await test.clock.advance(1);
      await vault.flush();
      expect([before, troubles.length]).to.deep.equal([troubles.length - Number(told > before), told]);
      expect(new Set(troubles).difference(new Set(['storage-low'])).size).to.equal(0);
      await test.clock.advance(COMPACT_QUIET_MS);
      await vault.flush();
    }
  });

  it('says at once that nine tenths are used', async () => {
    test.storage.setItem('somebody else', 'x'.repeat(0.9 * STORAGE_LIMIT));
    const vault = await test.open();
    const troubles: VaultTrouble[] = [];
    vault.onTrouble((trouble) => troubles.push(trouble));
    await vault.put('small', 1);
    await vault.flush();
    expect(troubles).to.deep.equal(['storage-low']);
  });

  it('counts what is used as the browser does, keys included', async () => {
    const storage = new MemoryStorage();
    storage.setItem('somebody else', 'xyz');
    const meter = new StorageMeter(() => storage, new FakeClock());
    const count = (): number => [...storage.snapshot()].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
    expect(meter.usage()).to.deep.equal({ used: 16, limit: STORAGE_LIMIT });
    meter.write('a', '12345');
    meter.write('a', '1');
    meter.write('bb', '');
    expect(meter.usage().used).to.equal(count());
    meter.write('a', null);
    meter.write('never there', null);
    expect(meter.usage().used).to.equal(count());
  });

  it('looks at the keys once, and knows of every change after that', () => {
    const storage = new MemoryStorage();
    for (const key of ['a/1', 'a/2', 'b/1']) storage.setItem(key, 'x');
    const meter = new StorageMeter(() => storage, new FakeClock());
    expect(meter.keys('a/')).to.deep.equal(['a/1', 'a/2']);
    storage.key = () => {
      throw new Error('looked again');
    };
    meter.write('a/3', 'x');
    meter.write('a/1', null);
    meter.write('a/2', 'changed');
    expect(meter.keys('a/')).to.deep.equal(['a/2', 'a/3']);
    expect(meter.keys('')).to.deep.equal(['a/2', 'b/1', 'a/3']);
  });

  it('allows for how long large changes may take to reach the disk', async () => {
    const clock = new FakeClock();
    const storage = new MemoryStorage();
    const meter = new StorageMeter(() => storage, clock);
    expect(meter.diskDelay()).to.equal(0);
    meter.write('a', 'x'.repeat(STORAGE_LIMIT - 1));
    expect(meter.diskDelay()).to.equal(3_600_000);
    await clock.advance(3_000_000);
    expect(meter.diskDelay()).to.equal(600_000);
    await clock.advance(3_000_000);
    expect(meter.diskDelay()).to.equal(0);
  });

  it('rejects a put that IndexedDB refuses, keeps the value in memory, and commits it with the next', async () => {
    for (const [name, code] of [
      ['QuotaExceededError', 'storage-full'],
      ['UnknownError', 'storage-unavailable'],
    ] as const) {
      const vault = await test.open();
      await withRefusal(name, async () => expect(await codeOf(vault.put('refused', code))).to.equal(code));
      expect(vault.get('refused')).to.equal(code);
      await vault.put('other', 1);
      const again = await test.open();
      expect(again.get('refused')).to.equal(code);
    }
  });

  it('rejects an append that IndexedDB refuses, does not store it, and leaves no gap', async () => {
    const vault = await test.open();
    const history = vault.history('h');
    await history.append(itemsOf('one'));
    await withRefusal('QuotaExceededError', async () =>
      expect(await codeOf(history.append(itemsOf('refused', 'too')))).to.equal('storage-full'),
    );
    await history.append(itemsOf('two'));
    await vault.close();
    await test.forgetJournal();
    const again = await test.open();
    expect(textsOf(await again.history('h').load())).to.deep.equal(['one', 'two']);
    expect(again.history('h').damage).to.deep.equal([]);
  });

  it('tries a refused record once more at close, and says when that fails too', async () => {
    const vault = await test.open();
    await withRefusal('UnknownError', async () => expect(await codeOf(vault.put('x', 1))).to.equal('storage-unavailable'));
    await vault.close();
    const again = await test.open();
    expect(again.get('x')).to.equal(1);
    await withRefusal('UnknownError', async () => {
      expect(await codeOf(again.put('y', 1))).to.equal('storage-unavailable');
      expect(await codeOf(again.close())).to.equal('storage-unavailable');
    });
    expect(await codeOf(again.put('z', 1))).to.equal('vault-closed');
  });

  it('rejects when the database is taken away under the open vault', async () => {
    const vault = await test.open();
    await vault.put('x', 1);
    await test.remove();
    expect(await codeOf(vault.put('x', 2))).to.equal('storage-unavailable');
    expect(await codeOf(vault.history('h').append(itemsOf('x')))).to.equal('storage-unavailable');
    expect(vault.get('x')).to.equal(2);
  });

  it('tells full from unavailable', () => {
    expect(storageErrorOf(new DOMException('', 'QuotaExceededError')).code).to.equal('storage-full');
    expect(storageErrorOf(new DOMException('', 'SecurityError')).code).to.equal('storage-unavailable');
    expect(storageErrorOf(null).code).to.equal('storage-unavailable');
  });
});

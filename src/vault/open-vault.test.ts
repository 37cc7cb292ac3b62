import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { errorCodeOf } from '../lib/errors.js';
import type { Json } from './vault.js';
import { TestProfile, codeOf, itemsOf, numbered, textsOf } from './vault-test.fixture.js';
import { WRITE_OUT_BYTES, WRITE_OUT_ITEMS, WRITE_OUT_QUIET_MS } from './write-out.js';

describe('open vault', () => {
  let test: TestProfile;
  beforeEach(() => {
    test = new TestProfile();
  });
  afterEach(() => test.remove());

  it('is empty when it is new', async () => {
    const vault = await test.open();
    expect(vault.get('me')).to.equal(null);
    expect(vault.names('')).to.deep.equal([]);
    expect(await vault.history('room').load()).to.deep.equal([]);
    expect(vault.damage).to.deep.equal([]);
  });

  it('keeps records and histories across close and open', async () => {
    const vault = await test.open();
    const values: Record<string, Json> = {
      me: { name: 'Ada ✓', keys: [1, 2.5, null, true] },
      'room/1': 'x',
      'room/2': [],
      empty: '',
      zero: 0,
      no: false,
    };
    await Promise.all(Object.entries(values).map(([name, value]) => vault.put(name, value)));
    await vault.history('a').append(itemsOf('one', 'two'));
    await vault.history('b').append(itemsOf(''));
    await vault.history('a').append(itemsOf('three'));
    await vault.close();

    const again = await test.open();
    for (const [name, value] of Object.entries(values)) expect(again.get(name)).to.deep.equal(value);
    expect(again.names('room/')).to.deep.equal(['room/1', 'room/2']);
    expect(textsOf(await again.history('a').load())).to.deep.equal(['one', 'two', 'three']);
    expect(textsOf(await again.history('b').load())).to.deep.equal(['']);
    expect(again.history('a').damage).to.deep.equal([]);
    expect(again.damage).to.deep.equal([]);
  });

  it('answers with a new value at once, and is not changed by what the caller does with it later', async () => {
    const vault = await test.open();
    const value = { list: [1] };
    const put = vault.put('x', value);
    value.list.push(2);
    expect(vault.get('x')).to.deep.equal({ list: [1] });
    await put;
    const item = itemsOf('before')[0] as Uint8Array<ArrayBuffer>;
    const append = vault.history('h').append([item]);
    item.fill(0);
    await append;
    expect(textsOf(await vault.history('h').load())).to.deep.equal(['before']);
  });

  it('removes a record for good', async () => {
    const vault = await test.open();
    await vault.put('x', 1);
    await vault.flush();
    await vault.put('x', null);
    expect(vault.get('x')).to.equal(null);
    await vault.flush();
    expect(test.storage.keysWith('/r/')).to.deep.equal([]);
    const again = await test.open();
    expect([again.get('x'), again.names(''), again.damage]).to.deep.equal([null, [], []]);
  });

  it('lets only the last value of a record count', async () => {
    const vault = await test.open();
    await Promise.all([1, 2, 3].map((value) => vault.put('x', value)));
    await vault.put('x', 4);
    const again = await test.open();
    expect(again.get('x')).to.equal(4);
  });

  it('groups what comes during a commit into the next one', async () => {
    const vault = await test.open();
    const history = vault.history('h');
    await vault.put('warm', 1);
    const before = (await test.dump()).get('journal')?.size ?? 0;
    await Promise.all(numbered('m', 500).map((text) => history.append(itemsOf(text))));
    const commits = ((await test.dump()).get('journal')?.size ?? 0) - before;
    expect(commits).to.be.within(1, 5);
    expect(textsOf(await history.load())).to.deep.equal(numbered('m', 500));
  });

  it('gives out the same history each time, and keeps histories apart', async () => {
    const vault = await test.open();
    expect(vault.history('a')).to.equal(vault.history('a'));
    await Promise.all([vault.history('a').append(itemsOf('for a')), vault.history('b').append(itemsOf('for b'))]);
    expect(textsOf(await vault.history('a').load())).to.deep.equal(['for a']);
    expect(textsOf(await vault.history('b').load())).to.deep.equal(['for b']);
  });

  it('writes out after 256 items, after 64 KiB, or after five quiet seconds, and not before', async () => {
    const vault = await test.open();
    const history = vault.history('h');
    const nextWrite = (): Promise<void> => new Promise((resolve) => (test.storage.onWrite = () => resolve()));

    await history.append(itemsOf(...numbered('m', WRITE_OUT_ITEMS - 1)));
    await test.clock.advance(WRITE_OUT_QUIET_MS - 1);
    expect(test.storage.writes).to.equal(0);
    const byNumber = nextWrite();
    await history.append(itemsOf('the last'));
    await byNumber;
    await vault.flush();

    const bySize = nextWrite();
    await history.append([randomBytes(WRITE_OUT_BYTES)]);
    await bySize;
    await vault.flush();

    const byQuiet = nextWrite();
    await history.append(itemsOf('quiet'));
    await test.clock.advance(WRITE_OUT_QUIET_MS);
    await byQuiet;
    await vault.flush();
    expect(test.storage.keysWith('/s/')).to.have.length(3);

    const after = test.storage.writes;
    await vault.flush();
    expect(test.storage.writes).to.equal(after);
  });

  it('cuts a large append into segments, and reads items of any size', async () => {
    const vault = await test.open();
    const items = [randomBytes(0), randomBytes(200_000), ...Array.from({ length: 300 }, () => randomBytes(1000))];
    await vault.history('h').append(items);
    await vault.close();
    expect(test.storage.keysWith('/s/').length).to.be.within(6, 8);
    const read = await (await test.open()).history('h').load();
    expect(read.map(({ bytes }) => bytes)).to.deep.equal(items);
  });

  it('appends to 20,000 items with no more reads and writes than to none', async () => {
    const costs: number[][] = [];
    for (const name of ['empty', 'long']) {
      const vault = await test.open();
      await vault.history(name).append(itemsOf(...numbered('m', name === 'long' ? 20_000 : 1)));
      await vault.close();
      await test.forgetJournal();
      const again = await test.open();
      // The first write-out measures what is used, which looks at everything.
      await again.put('first', name);
      await again.flush();
      const from = [test.storage.reads, test.storage.writes] as const;
      await again.history(name).append(itemsOf('one more'));
      await again.flush();
      costs.push([test.storage.reads - from[0], test.storage.writes - from[1]]);
      expect((await again.history(name).load()).length).to.equal(name === 'long' ? 20_001 : 2);
      await again.close();
    }
    expect(costs[1]).to.deep.equal(costs[0]);
  });

  it('refuses what is not JSON or not bytes as misuse', async () => {
    const vault = await test.open();
    expect(await codeOf(vault.put('x', undefined as unknown as Json))).to.contain('TypeError');
    expect(await codeOf(vault.history('h').append(['text'] as never))).to.contain('TypeError');
    expect(vault.get('x')).to.equal(null);
  });

  it('refuses everything after it is closed, and has forgotten its keys', async () => {
    const vault = await test.open();
    const history = vault.history('h');
    await history.append(itemsOf('x'));
    const closing = [vault.close(), vault.close()];
    await Promise.all(closing);
    expect(await codeOf(history.load())).to.equal('vault-closed');
    expect(await codeOf(history.append(itemsOf('y')))).to.equal('vault-closed');
    expect(await codeOf(vault.put('x', 1))).to.equal('vault-closed');
    for (const use of [() => vault.get('x'), () => vault.names(''), () => vault.history('h')]) {
      expect(() => use())
        .to.throw()
        .that.satisfies((error: unknown) => errorCodeOf(error) === 'vault-closed');
    }
  });

  it('commits what was asked for before close, even when nobody waited', async () => {
    const vault = await test.open();
    const waiting = [vault.put('x', 1), vault.history('h').append(itemsOf('late'))];
    await vault.close();
    await Promise.all(waiting);
    const again = await test.open();
    expect(again.get('x')).to.equal(1);
    expect(textsOf(await again.history('h').load())).to.deep.equal(['late']);
  });

  it('works on the localStorage of the browser', async () => {
    const vault = await test.open({ storage: localStorage });
    await vault.put('x', 'real');
    await vault.history('h').append(itemsOf(...numbered('m', 200)));
    await vault.close();
    expect(Object.keys(localStorage).filter((key) => key.startsWith(test.names.prefix)).length).to.equal(3);
    await test.forgetJournal();
    const again = await test.open({ storage: localStorage });
    expect(again.get('x')).to.equal('real');
    expect((await again.history('h').load()).length).to.equal(200);
    await again.close();
  });
});

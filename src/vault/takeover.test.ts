import { expect } from '@open-wc/testing';
import { TabLock } from './tab-lock.js';
import { TestProfile, codeOf, itemsOf, numbered, textsOf } from './vault-test.fixture.js';
import type { VaultTrouble } from './write-out.js';

describe('takeover', () => {
  let test: TestProfile;
  beforeEach(() => {
    test = new TestProfile();
  });
  afterEach(() => test.remove());

  it('writes nothing after another tab has taken over, even unaware of it', async () => {
    const old = await test.open();
    const troubles: VaultTrouble[] = [];
    old.onTrouble((trouble) => troubles.push(trouble));
    await old.history('h').append(itemsOf('before'));

    const young = await test.open();
    const journal = (await test.dump()).get('journal');
    const written = test.storage.writes;
    // Waits to be written out, and what is asked for now: neither happens.
    await old.flush();
    expect(await codeOf(old.put('x', 1))).to.equal('vault-elsewhere');
    expect(await codeOf(old.history('h').append(itemsOf('late')))).to.equal('vault-elsewhere');
    await old.close();
    expect(test.storage.writes).to.equal(written);
    expect((await test.dump()).get('journal')).to.deep.equal(journal);
    expect(troubles).to.deep.equal(['vault-elsewhere']);

    await young.put('x', 2);
    await young.close();
    const again = await test.open();
    expect([again.get('x'), textsOf(await again.history('h').load())]).to.deep.equal([2, ['before']]);
  });

  it('commits nothing after another tab has taken over, whether or not that one has used the next number', async () => {
    for (const hasWritten of [false, true]) {
      const old = await test.open();
      await old.put('x', 1);
      const young = await test.open();
      if (hasWritten) await young.put('x', 2);
      const journal = (await test.dump()).get('journal');
      // Nothing before it that would have noticed.
      expect(await codeOf(old.put('x', 3)), `${hasWritten}`).to.equal('vault-elsewhere');
      expect((await test.dump()).get('journal')).to.deep.equal(journal);
      await old.close();
      await young.close();
    }
  });

  it('loses nothing and stores nothing twice when it comes in mid-flight, at whatever moment', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 15; round++) {
      const old = await test.open();
      const texts = numbered(`round-${round}`, 30);
      const answers = texts.map(async (text, i) => {
        for (let turn = 0; turn < i % 7; turn++) await old.flush();
        return codeOf(old.history('h').append(itemsOf(text)));
      });
      for (let turn = 0; turn < round % 5; turn++) await old.flush();
      const young = await test.open();
      const atTakeover = test.storage.snapshot();
      const codes = await Promise.all(answers);
      await old.close();
      expect(test.storage.snapshot()).to.deep.equal(atTakeover);
      acknowledged.push(...texts.filter((_, i) => codes[i] === 'resolved'));
      expect(new Set(codes)).to.satisfy((seen: Set<string>) => [...seen].every((code) => ['resolved', 'vault-elsewhere'].includes(code)));
      const items = textsOf(await young.history('h').load());
      expect(items.toSorted()).to.deep.equal(acknowledged.toSorted());
      await young.close();
    }
    await test.forgetJournal();
    const again = await test.open();
    expect(textsOf(await again.history('h').load()).toSorted()).to.deep.equal(acknowledged.toSorted());
    expect(again.history('h').damage).to.deep.equal([]);
  }).timeout(60_000);

  it('stops writing as soon as the lock is stolen', async () => {
    const [mine, theirs] = [new TabLock(test.profile), new TabLock(test.profile)];
    expect(await mine.acquire()).to.equal('held');
    const vault = await test.open({ lock: mine });
    await vault.put('x', 1);
    const told = new Promise((resolve) => vault.onTrouble(resolve));
    await theirs.takeOver();
    expect(await told).to.equal('vault-elsewhere');
    expect(await codeOf(vault.put('x', 2))).to.equal('vault-elsewhere');
    expect(vault.get('x')).to.equal(1);
    await vault.close();
    expect(theirs.isHeld).to.equal(true);
    await theirs.release();
  });

  it('gives the lock back on close', async () => {
    const [mine, theirs] = [new TabLock(test.profile), new TabLock(test.profile)];
    await mine.acquire();
    const vault = await test.open({ lock: mine });
    expect(await theirs.acquire()).to.equal('elsewhere');
    await vault.close();
    expect(mine.isHeld).to.equal(false);
    expect(await theirs.acquire()).to.equal('held');
    await theirs.release();
  });
});

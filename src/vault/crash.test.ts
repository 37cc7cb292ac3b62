import { expect } from '@open-wc/testing';
import type { OpenVault } from './open-vault.js';
import { TestProfile, codeOf, itemsOf, numbered, textsOf } from './vault-test.fixture.js';

/** Everything a vault says it holds. */
async function contentOfVault(vault: OpenVault): Promise<unknown> {
  const histories = await Promise.all(['a', 'b'].map(async (name) => textsOf(await vault.history(name).load())));
  const damage = [...vault.damage, ...vault.history('a').damage, ...vault.history('b').damage];
  return { records: vault.names('').map((name) => [name, vault.get(name)]), histories, damage };
}

/** A few commits, each of several things; a write-out between some. */
async function live(vault: OpenVault): Promise<void> {
  await Promise.all([vault.put('me', { name: 'Ada' }), vault.put('gone', 1), vault.history('a').append(itemsOf(...numbered('first', 3)))]);
  await vault.flush();
  await Promise.all([vault.put('me', { name: 'Ada L.' }), vault.put('gone', null), vault.history('b').append(itemsOf('only'))]);
  await vault.history('a').append(itemsOf(...numbered('second', 150).map((text) => text.padEnd(1000, '.'))));
  await vault.put('new', true);
  await vault.flush();
}

describe('crash', () => {
  let test: TestProfile;
  beforeEach(() => {
    test = new TestProfile();
  });
  afterEach(() => test.remove());

  it('loses nothing acknowledged when the browser dies before anything is written out', async () => {
    const vault = await test.open();
    await vault.put('x', 1);
    await vault.history('a').append(itemsOf('acknowledged'));
    expect(test.storage.writes).to.equal(0);
    const again = await test.open();
    expect(again.get('x')).to.equal(1);
    expect(textsOf(await again.history('a').load())).to.deep.equal(['acknowledged']);
    expect(again.damage).to.deep.equal([]);
  });

  it('loses nothing at any step of a write-out, whichever of the two stores is behind', async () => {
    const steps: Map<string, string>[] = [];
    test.storage.onWrite = () => steps.push(test.storage.snapshot());
    const vault = await test.open();
    await live(vault);
    steps.push(test.storage.snapshot());
    const whole = await contentOfVault(vault);
    const marked = await test.dump();
    const unmarked = new Map([...(marked.get('journal') ?? [])].map(([seq, batch]) => [seq, { ...(batch as object), out: null }]));
    test.storage.onWrite = () => undefined;
    expect(steps.length).to.be.at.least(10);

    for (const journal of [marked, new Map([['journal', unmarked]])]) {
      for (const [step, stored] of steps.entries()) {
        test.storage.restore(stored);
        await test.restoreJournal(journal);
        const again = await test.open();
        expect(await contentOfVault(again), `step ${step}`).to.deep.equal(whole);
        await again.close();
        // What was made again from the journal stands without it.
        await test.forgetJournal();
        const later = await test.open();
        expect(await contentOfVault(later), `after step ${step}`).to.deep.equal(whole);
        await later.close();
      }
    }
  }).timeout(60_000);

  it('loses nothing through crash after crash', async () => {
    const expected: string[] = [];
    const old: Map<string, string>[] = [test.storage.snapshot()];
    for (let round = 0; round < 12; round++) {
      const vault = await test.open();
      const texts = numbered(`round-${round}`, 1 + (round % 4) * 30);
      await vault.history('a').append(itemsOf(...texts));
      expected.push(...texts);
      if (round % 3 !== 0) await vault.flush();
      old.push(test.storage.snapshot());
      // The disk has what localStorage held up to three rounds ago.
      test.storage.restore(old[Math.max(0, old.length - 1 - (round % 4))] as Map<string, string>);
      expect(textsOf(await (await test.open()).history('a').load()), `round ${round}`).to.deep.equal(expected);
    }
    const last = await test.open();
    await last.close();
    await test.forgetJournal();
    const again = await test.open();
    expect(textsOf(await again.history('a').load())).to.deep.equal(expected);
    expect(again.history('a').damage).to.deep.equal([]);
  });

  it('makes a removal again when the record came back', async () => {
    const vault = await test.open();
    await vault.put('x', 1);
    await vault.flush();
    const before = test.storage.snapshot();
    await vault.put('x', null);
    await vault.close();
    test.storage.restore(before);
    const again = await test.open();
    expect(again.get('x')).to.equal(null);
    await again.close();
    expect(test.storage.keysWith('/r/')).to.deep.equal([]);
  });

  it('does not take a removed record for damage when the index was not written any more', async () => {
    const vault = await test.open();
    await vault.put('x', 1);
    await vault.flush();
    await vault.put('x', null);
    const steps: Map<string, string>[] = [];
    test.storage.onWrite = (_, key) => key.endsWith('/index') && steps.push(test.storage.snapshot());
    await vault.flush();
    test.storage.onWrite = () => undefined;
    test.storage.restore(steps[0] as Map<string, string>);
    const again = await test.open();
    expect([again.get('x'), again.damage]).to.deep.equal([null, []]);
    await again.close();
    await test.forgetJournal();
    const later = await test.open();
    expect([later.get('x'), later.damage]).to.deep.equal([null, []]);
  });

  it('keeps what follows in order when the page dies between commit and answer', async () => {
    const vault = await test.open();
    const answers = numbered('m', 40).map((text) => codeOf(vault.history('a').append(itemsOf(text))));
    const again = await test.open();
    const codes = await Promise.all(answers);
    const kept = textsOf(await again.history('a').load());
    const acknowledged = numbered('m', 40).filter((_, i) => codes[i] === 'resolved');
    expect(kept).to.deep.equal(acknowledged);
    await again.history('a').append(itemsOf('after'));
    expect(textsOf(await (await test.open()).history('a').load())).to.deep.equal([...acknowledged, 'after']);
  });
});

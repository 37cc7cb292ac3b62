import { expect } from '@open-wc/testing';
import type { OpenVault } from './open-vault.js';
import { JOURNAL_FIRST_LOOK_MS, JOURNAL_KEEP_MS } from './journal-keeper.js';
import { TestProfile, WatchedClock, itemsOf, numbered, textsOf } from './vault-test.fixture.js';
import { COMPACT_QUIET_MS } from './write-out.js';

async function textsIn(vault: OpenVault, name = 'room'): Promise<string[]> {
  const texts = textsOf(await vault.history(name).load());
  expect(vault.history(name).damage, name).to.deep.equal([]);
  return texts;
}

describe('forgetting a history', () => {
  let test: TestProfile;
  beforeEach(() => {
    test = new TestProfile();
  });
  afterEach(() => test.remove());

  async function fill(vault: OpenVault, name: string, count: number): Promise<void> {
    for (const text of numbered(name, count)) {
      await vault.history(name).append(itemsOf(text));
      await vault.flush();
    }
  }

  it('leaves nothing of it in localStorage, compacted or not, damaged or not, and all of the others', async () => {
    const vault = await test.open();
    await fill(vault, 'other', 3);
    const others = test.storage.keysWith('/s/');
    await fill(vault, 'room', 20);
    await test.clock.advance(COMPACT_QUIET_MS);
    await vault.flush();
    expect(test.storage.keysWith('/c/')).to.have.length(1);
    test.storage.setItem(test.storage.keysWith('/s/').at(-2) as string, 'spoilt');
    await vault.history('room').append(itemsOf('still waiting'));
    await vault.history('room').forgetAll();
    expect([test.storage.keysWith('/s/'), test.storage.keysWith('/c/')]).to.deep.equal([others, []]);
    expect([await textsIn(vault), await textsIn(vault, 'other')]).to.deep.equal([[], numbered('other', 3)]);
    await vault.close();
    const again = await test.open();
    expect([again.damage, await textsIn(again), await textsIn(again, 'other')]).to.deep.equal([[], [], numbered('other', 3)]);
    await again.close();
  });

  it('begins anew with what comes afterwards, also in the same moment', async () => {
    const vault = await test.open();
    await fill(vault, 'room', 3);
    await Promise.all([vault.history('room').forgetAll(), vault.history('room').append(itemsOf('new 1'))]);
    await vault.history('room').append(itemsOf('new 2'));
    await vault.flush();
    expect(await textsIn(vault)).to.deep.equal(['new 1', 'new 2']);
    for (let i = 0; i < 2; i++) {
      const again = await test.open();
      expect([await textsIn(again), again.damage]).to.deep.equal([['new 1', 'new 2'], []]);
      await again.close();
      await test.forgetJournal();
    }
  });

  it('is not undone when the page dies after an index that was being written out meanwhile', async () => {
    const vault = await test.open();
    await fill(vault, 'room', 3);
    // Much, so that sealing it takes longer than to commit that all goes.
    await vault.history('room').append(itemsOf(...numbered('late', 200).map((text) => text.padEnd(3000, '.'))));
    const states: Map<string, string>[] = [];
    test.storage.onWrite = () => states.push(test.storage.snapshot());
    test.storage.onRemove = () => states.push(test.storage.snapshot());
    const writing = vault.flush();
    const forgotten = vault.history('room').forgetAll();
    await Promise.all([writing, forgotten]);
    test.storage.onWrite = test.storage.onRemove = () => undefined;
    states.push(test.storage.snapshot());
    const journal = await test.dump();
    await vault.close();
    for (const [step, state] of states.entries()) {
      test.storage.restore(state);
      await test.restoreJournal(journal);
      const again = await test.open();
      expect(await textsIn(again), `step ${step}`).to.deep.equal([]);
      await again.flush();
      expect(test.storage.keysWith('/s/'), `step ${step}`).to.deep.equal([]);
      await again.close();
    }
  });

  it('is not undone by a write-out that had begun', async () => {
    for (const count of [1, 3, 300]) {
      const own = new TestProfile();
      const vault = await own.open();
      await fill(vault, 'room', 2);
      await vault.history('room').append(itemsOf(...numbered('late', count)));
      const writing = vault.flush();
      const forgotten = vault.history('room').forgetAll();
      await Promise.all([writing, forgotten, vault.history('room').append(itemsOf('new'))]);
      await vault.flush();
      expect(await textsIn(vault), `${count}`).to.deep.equal(['new']);
      await vault.close();
      await own.forgetJournal();
      const again = await own.open();
      expect([await textsIn(again), again.damage], `${count}`).to.deep.equal([['new'], []]);
      await again.close();
      await own.remove();
    }
  });

  it('brings nothing back, wherever the page dies', async () => {
    const vault = await test.open();
    await fill(vault, 'room', 6);
    await fill(vault, 'other', 2);
    const steps = [test.storage.snapshot()];
    test.storage.onWrite = test.storage.onRemove = () => steps.push(test.storage.snapshot());
    await vault.history('room').forgetAll();
    await vault.history('room').append(itemsOf('new'));
    await vault.flush();
    const journal = await test.dump();
    test.storage.onWrite = test.storage.onRemove = () => undefined;
    steps.push(test.storage.snapshot());
    expect(steps.length).to.be.greaterThan(8);
    for (const [step, stored] of steps.entries()) {
      test.storage.restore(stored);
      await test.restoreJournal(journal);
      for (let i = 0; i < 2; i++) {
        const again = await test.open();
        expect([await textsIn(again), await textsIn(again, 'other'), again.damage], `step ${step}`).to.deep.equal([
          ['new'],
          numbered('other', 2),
          [],
        ]);
        await again.close();
      }
    }
  }).timeout(30_000);

  it('keeps old batches of the journal from bringing it back when they leave', async () => {
    const clock = new WatchedClock(test.clock.wall());
    const vault = await test.open({ clock });
    await fill(vault, 'room', 4);
    await vault.history('room').forgetAll();
    await fill(vault, 'other', 2);
    // The journal is looked at twice: what is old leaves, and is compared with what is stored before that.
    await clock.advanceToLook(JOURNAL_FIRST_LOOK_MS);
    await clock.advanceToLook(2 * JOURNAL_KEEP_MS);
    await clock.advanceToLook(2 * JOURNAL_KEEP_MS);
    expect([...((await test.dump()).get('journal')?.keys() ?? [])]).to.have.length(1);
    expect([await textsIn(vault), test.storage.keysWith('/s/').length]).to.deep.equal([[], 2]);
    await vault.close();
  });
});

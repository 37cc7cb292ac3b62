import { expect } from '@open-wc/testing';
import { JOURNAL_FIRST_LOOK_MS, JOURNAL_KEEP_MS } from './journal-keeper.js';
import type { OpenVault } from './open-vault.js';
import { TestProfile, WatchedClock, itemsOf, numbered, textsOf } from './vault-test.fixture.js';

describe('journal keeper', () => {
  let test: TestProfile;
  beforeEach(() => {
    test = new TestProfile();
  });
  afterEach(() => test.remove());
  const seqs = async (): Promise<unknown[]> => [...((await test.dump()).get('journal')?.keys() ?? [])];

  /** A vault with three batches, of which the first two are written out at the time 0. */
  async function threeBatches(): Promise<void> {
    const vault = await test.open();
    await vault.history('h').append(itemsOf(...numbered('m', 10)));
    await vault.put('x', 1);
    await vault.flush();
    await vault.put('y', 1);
    await vault.close();
  }

  /** Opens the vault so many milliseconds later, and lets it look at its journal once. */
  async function openLater(ms: number): Promise<OpenVault> {
    const clock = new WatchedClock(test.clock.wall() + ms);
    const vault = await test.open({ clock });
    await clock.advanceToLook(JOURNAL_FIRST_LOOK_MS);
    return vault;
  }

  it('keeps a batch for half an hour after it was written out, and the newest for good', async () => {
    await threeBatches();
    for (const [ms, left] of [
      [JOURNAL_KEEP_MS - 180_000, [1, 2, 3]],
      [JOURNAL_KEEP_MS + 60_000, [3]],
      [100 * JOURNAL_KEEP_MS, [3]],
    ] as const) {
      const vault = await openLater(ms);
      expect(await seqs()).to.deep.equal(left);
      expect([textsOf(await vault.history('h').load()), vault.get('x'), vault.get('y'), vault.damage]).to.deep.equal([
        numbered('m', 10),
        1,
        1,
        [],
      ]);
      await vault.close();
    }
  });

  it('keeps what had to be written again after a crash until that has reached the disk, too, however old it is', async () => {
    await threeBatches();
    test.storage.restore(new Map());
    const ms = 2 * JOURNAL_KEEP_MS;
    const crashed = await test.open({ clock: new WatchedClock(test.clock.wall() + ms) });
    await crashed.flush();
    // A reload: what localStorage says now may still be in the browser's memory only, for as long as Chromium was seen to take.
    const clock = new WatchedClock(test.clock.wall() + ms);
    const vault = await test.open({ clock });
    await clock.advance(65_000);
    for (let n = 0; n < 3; n++) await vault.put('more', n);
    expect((await seqs()).slice(0, 3)).to.deep.equal([1, 2, 3]);
  });

  it('drops nothing while the wall clock is behind', async () => {
    await threeBatches();
    await openLater(-100 * JOURNAL_KEEP_MS);
    expect(await seqs()).to.deep.equal([1, 2, 3]);
  });

  it('keeps longer after large changes, which reach the disk later', async () => {
    const vault = await test.open();
    await vault.put('big', 'x'.repeat(4_000_000));
    await vault.put('y', 1);
    await vault.close();
    await openLater(JOURNAL_KEEP_MS + 60_000);
    expect(await seqs()).to.deep.equal([1, 2]);
    await openLater(2 * JOURNAL_KEEP_MS);
    expect(await seqs()).to.deep.equal([2]);
  });

  it('keeps a batch whose segment does not open, and writes it again', async () => {
    await threeBatches();
    const [segment] = test.storage.keysWith('/s/');
    test.storage.setItem(segment as string, 'spoilt');
    await (await openLater(2 * JOURNAL_KEEP_MS)).close();
    expect(await seqs()).to.deep.equal([1, 2, 3]);
    expect(test.storage.keysWith('/s/')).to.have.length(2);
    const again = await openLater(3 * JOURNAL_KEEP_MS);
    expect(await seqs()).to.deep.equal([3]);
    expect(textsOf(await again.history('h').load())).to.deep.equal(numbered('m', 10));
  });

  it('keeps a batch whose record does not open, and writes it again', async () => {
    await threeBatches();
    for (const key of test.storage.keysWith('/r/')) test.storage.removeItem(key);
    const vault = await openLater(2 * JOURNAL_KEEP_MS);
    expect([vault.get('x'), vault.get('y'), vault.damage]).to.deep.equal([1, 1, []]);
    expect(await seqs()).to.deep.equal([1, 2, 3]);
    await vault.close();
    expect(test.storage.keysWith('/r/')).to.have.length(2);
  });

  it('drops hundreds of old batches at once', async () => {
    const vault = await test.open();
    for (let n = 0; n < 450; n++) await vault.history('h').append(itemsOf(`m-${n}`));
    await vault.close();
    expect(await seqs()).to.have.length(450);
    const later = await openLater(2 * JOURNAL_KEEP_MS);
    expect(await seqs()).to.have.length(1);
    expect(textsOf(await later.history('h').load())).to.deep.equal(numbered('m', 450));
  });

  it('keeps what is missing in the index: it may not have reached the disk', async () => {
    const vault = await test.open();
    await vault.history('h').append(itemsOf('one'));
    await vault.flush();
    const index = test.storage.getItem(test.names.index) as string;
    await vault.history('h').append(itemsOf('two'));
    await vault.put('y', 1);
    await vault.close();
    test.storage.setItem(test.names.index, index);
    await openLater(2 * JOURNAL_KEEP_MS);
    expect(await seqs()).to.include(2);
  });

  it('looks soon after opening and every half hour, and drops only what was written out at the last look, too', async () => {
    const clock = new WatchedClock();
    const vault = await test.open({ clock });
    await clock.advanceToLook(JOURNAL_FIRST_LOOK_MS);
    await vault.put('x', 1);
    await vault.put('y', 1);
    await vault.flush();
    await clock.advanceToLook(JOURNAL_KEEP_MS);
    expect(await seqs()).to.deep.equal([1, 2]);
    await clock.advanceToLook(JOURNAL_KEEP_MS);
    expect(await seqs()).to.deep.equal([2]);
    expect([vault.get('x'), vault.get('y')]).to.deep.equal([1, 1]);
  });

  it('finds in a running vault that a segment is spoilt, and writes it again', async () => {
    const clock = new WatchedClock();
    const vault = await test.open({ clock });
    await vault.history('h').append(itemsOf('kept'));
    await vault.put('y', 1);
    await vault.flush();
    await clock.advanceToLook(JOURNAL_FIRST_LOOK_MS);
    test.storage.setItem(test.storage.keysWith('/s/')[0] as string, 'spoilt');
    await clock.advanceToLook(JOURNAL_KEEP_MS);
    expect(test.storage.keysWith('/s/')).to.have.length(2);
    expect(await seqs()).to.deep.equal([1, 2]);
    await clock.advanceToLook(JOURNAL_KEEP_MS);
    expect(await seqs()).to.deep.equal([2]);
    expect(textsOf(await vault.history('h').load())).to.deep.equal(['kept']);
  });

  it('drops nothing while there is no index that says it is written out', async () => {
    const clock = new WatchedClock();
    const vault = await test.open({ clock });
    await vault.put('x', 1);
    await vault.put('y', 1);
    await vault.flush();
    await clock.advanceToLook(JOURNAL_FIRST_LOOK_MS);
    test.storage.removeItem(test.names.index);
    await clock.advanceToLook(JOURNAL_KEEP_MS);
    await clock.advanceToLook(JOURNAL_KEEP_MS);
    expect(await seqs()).to.deep.equal([1, 2]);
  });

  it('uses no number twice, even when both stores lost their newest', async () => {
    await threeBatches();
    for (const seq of await seqs()) await test.edit('journal', seq as number, undefined);
    const vault = await test.open();
    await vault.put('x', 2);
    expect(await seqs()).to.deep.equal([4]);
    test.storage.removeItem(test.names.index);
    await test.edit('journal', 4, undefined);
    const again = await test.open();
    await again.put('x', 3);
    expect(((await seqs())[0] as number) > 2).to.equal(true);
    expect((await test.open()).get('x')).to.equal(3);
  });

  it('notices a batch that was changed, moved or left out', async () => {
    const vault = await test.open();
    for (const n of [1, 2, 3, 4]) await vault.put(`n${n}`, n);
    const journal = (await test.dump()).get('journal') as Map<number, object>;
    const damageAfter = async (edits: [number, unknown][]): Promise<readonly string[]> => {
      for (const [seq, value] of edits) await test.edit('journal', seq, value);
      const { damage } = await test.open();
      for (const [seq] of edits) await test.edit('journal', seq, journal.get(seq));
      return damage;
    };
    expect(await damageAfter([])).to.deep.equal([]);
    expect(await damageAfter([[2, undefined]])).to.deep.equal(['journal 2 to 2']);
    expect(
      await damageAfter([
        [2, journal.get(3)],
        [3, journal.get(2)],
      ]),
    ).to.include.members(['journal 2', 'journal 3']);
    expect(await damageAfter([[5, journal.get(4)]])).to.deep.equal(['journal 5']);
    // With nothing before it to be chained to.
    expect(await damageAfter([[6, journal.get(2)]])).to.deep.equal(['journal 5 to 5', 'journal 6']);
    // Without the first, an index has to be there that says where it went.
    expect(await damageAfter([[1, undefined]])).to.deep.equal([test.names.index]);
    expect(await damageAfter([[2 ** 45, journal.get(4)]])).to.deep.equal([]);
  });

  it('notices a batch of another time in the place of the one that was followed', async () => {
    const vault = await test.open();
    await vault.put('x', 1);
    const before = await test.dump();
    await vault.put('x', 'first time');
    const other = (await test.dump()).get('journal')?.get(2);
    await test.restoreJournal(before);
    const again = await test.open();
    await again.put('x', 'second time');
    await again.put('y', 1);
    await test.edit('journal', 2, other);
    expect((await test.open()).damage).to.deep.equal(['journal 3']);
  });
});

import { expect } from '@open-wc/testing';
import { JOURNAL_FIRST_LOOK_MS, JOURNAL_KEEP_MS } from './journal-keeper.js';
import { packBytes, unpackText } from './pack.js';
import { TestProfile, WatchedClock, itemsOf, textsOf } from './vault-test.fixture.js';

/** A character that packed text may hold, other than this one. */
function otherCharacter(character: string): string {
  return character === '一' ? '丁' : '一';
}

describe('tamper', () => {
  const profiles: TestProfile[] = [];
  after(() => Promise.all(profiles.map((test) => test.remove())));

  /** Two records, and one history of two segments, of which nothing is left in the journal; one record that still is. */
  async function smallVault(): Promise<{ test: TestProfile; segments: string[]; records: Map<string, string> }> {
    const test = new TestProfile();
    profiles.push(test);
    const vault = await test.open();
    const records = new Map<string, string>();
    for (const name of ['me', 'room']) {
      const before = new Set(test.storage.keysWith('/r/'));
      await vault.put(name, `value of ${name}`);
      await vault.flush();
      records.set(test.storage.keysWith('/r/').find((key) => !before.has(key)) as string, name);
    }
    for (const text of ['one', 'two']) {
      await vault.history('h').append(itemsOf(text));
      await vault.flush();
    }
    await vault.put('last', 1);
    await vault.close();
    await test.forgetJournal();
    return { test, segments: test.storage.keysWith('/s/'), records };
  }

  /** Opens, compares with what may be expected, closes. */
  async function check(
    test: TestProfile,
    where: string,
    expected: { lost: string; items: string[]; damage: string[]; historyDamage: string[] },
  ): Promise<void> {
    const vault = await test.open();
    expect(textsOf(await vault.history('h').load()), where).to.deep.equal(expected.items);
    expect(vault.history('h').damage, where).to.deep.equal(expected.historyDamage);
    expect(vault.damage, where).to.deep.equal(expected.damage);
    for (const name of ['me', 'room']) expect(vault.get(name), where).to.equal(name === expected.lost ? null : `value of ${name}`);
    expect(vault.get('last'), where).to.equal(1);
    await vault.close();
  }

  it('is noticed at every character of every record, segment and the index, and costs nothing else', async () => {
    const { test, segments, records } = await smallVault();
    const stored = test.storage.snapshot();
    const targets = [...segments, ...records.keys(), test.names.index];
    expect(targets).to.have.length(5);
    for (const key of targets) {
      const text = stored.get(key) as string;
      const segment = segments.indexOf(key);
      const expected = {
        lost: records.get(key) ?? '',
        items: segment === -1 ? ['one', 'two'] : ([['two'], ['one']][segment] as string[]),
        damage: segment === -1 ? [key] : [],
        historyDamage: records.has(key) ? [] : [key],
      };
      for (let at = 0; at < text.length; at++) {
        test.storage.restore(stored);
        test.storage.setItem(key, text.slice(0, at) + otherCharacter(text.charAt(at)) + text.slice(at + 1));
        await check(test, `${key} ${at}`, expected);
      }
    }
  }).timeout(110_000);

  /** The small vault with one commit more, which is in the journal only. */
  async function unwrittenBatch(): Promise<{ test: TestProfile; seq: number; batch: { previous: Uint8Array; sealed: Uint8Array } }> {
    const { test } = await smallVault();
    const vault = await test.open();
    await Promise.all([vault.put('unwritten', 1), vault.history('h').append(itemsOf('unwritten'))]);
    const [seq, batch] = [...((await test.dump()).get('journal') ?? [])].at(-1) as [number, { previous: Uint8Array; sealed: Uint8Array }];
    return { test, seq, batch };
  }

  it('is noticed at every byte of a journal batch, and costs nothing that is written out', async () => {
    const { test, seq, batch } = await unwrittenBatch();
    const stored = test.storage.snapshot();
    for (const field of ['previous', 'sealed'] as const) {
      const bytes = batch[field];
      for (let at = 0; at < bytes.length; at++) {
        const changed = bytes.slice();
        changed[at] = (changed[at] as number) ^ 0x80;
        test.storage.restore(stored);
        await test.edit('journal', seq, { ...batch, [field]: changed });
        await check(test, `${field} ${at}`, {
          lost: '',
          items: ['one', 'two'],
          damage: [`journal ${seq}`],
          historyDamage: [`journal ${seq}`],
        });
      }
    }
  }).timeout(60_000);

  it('is noticed in a journal batch of any other form', async () => {
    const { test, seq, batch } = await unwrittenBatch();
    const stored = test.storage.snapshot();
    const forms = [
      {},
      { ...batch, format: 2 },
      { ...batch, sealed: 'x' },
      { ...batch, out: 'soon' },
      { ...batch, previous: null },
      { ...batch, sealed: new Uint8Array(0) },
    ];
    for (const value of [null, 1, 'x', [], ...forms]) {
      test.storage.restore(stored);
      await test.edit('journal', seq, value);
      await check(test, JSON.stringify(value), {
        lost: '',
        items: ['one', 'two'],
        damage: [`journal ${seq}`],
        historyDamage: [`journal ${seq}`],
      });
    }
  });

  it('of a journal batch is told of once, and the batch is kept all the same', async () => {
    const { test, seq, batch } = await unwrittenBatch();
    await test.edit('journal', seq, { ...batch, sealed: batch.sealed.with(20, 1) });
    await check(test, 'first', { lost: '', items: ['one', 'two'], damage: [`journal ${seq}`], historyDamage: [`journal ${seq}`] });
    await check(test, 'later', { lost: '', items: ['one', 'two'], damage: [], historyDamage: [] });
    const vault = await test.open();
    await vault.put('more', 1);
    await vault.close();
    const clock = new WatchedClock(test.clock.wall() + 100 * JOURNAL_KEEP_MS);
    await test.open({ clock });
    await clock.advanceToLook(JOURNAL_FIRST_LOOK_MS);
    expect([...((await test.dump()).get('journal')?.keys() ?? [])]).to.include(seq);
  });

  it('is noticed in what another vault sealed for the same places', async () => {
    const [mine, other] = [await smallVault(), await smallVault()];
    for (const [i, key] of mine.segments.entries()) {
      mine.test.storage.setItem(key, other.test.storage.getItem(other.segments[i] as string) as string);
    }
    await check(mine.test, 'foreign', { lost: '', items: [], damage: [], historyDamage: mine.segments });
  });

  it('finds nothing to complain of in the same bytes packed anew', async () => {
    const { test } = await smallVault();
    for (const [key, text] of test.storage.snapshot()) test.storage.setItem(key, packBytes(unpackText(text)));
    await check(test, 'same', { lost: '', items: ['one', 'two'], damage: [], historyDamage: [] });
  });
});

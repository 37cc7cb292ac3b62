import { expect } from '@open-wc/testing';
import type { Bytes } from '../lib/bytes.js';
import { contentOf } from './history-content.js';
import type { OpenVault } from './open-vault.js';
import { NO_TAG } from './sealing.js';
import { TestProfile, itemsOf, textsOf } from './vault-test.fixture.js';
import { NEW_STREAM } from './vault-index.js';
import { storedItemOf } from './item-runs.js';

/** What a history reads back as: its items, and the numbers of segments named. */
interface Outcome {
  readonly items: string;
  readonly damage: readonly number[];
  readonly isVaultDamaged: boolean;
}

/** Five segments of two items each, "01 23 45 67 89", long out of the journal; and a second history. */
async function buildVault(test: TestProfile): Promise<string[]> {
  const vault = await test.open();
  for (const pair of ['01', '23', '45', '67', '89']) {
    await vault.history('room').append(itemsOf(...pair));
    await vault.flush();
  }
  const keys = test.storage.keysWith('/s/');
  await vault.history('other').append(itemsOf('x', 'y'));
  await vault.put('last', 1);
  await vault.close();
  await test.forgetJournal();
  return keys;
}

async function outcomeOf(vault: OpenVault): Promise<Outcome> {
  const history = vault.history('room');
  const items = textsOf(await history.load()).join('');
  const numbersIn = (names: readonly string[]): number[] =>
    names.filter((name) => name.includes('/s/')).map((name) => Number(name.split('/').at(-1)));
  return { items, damage: numbersIn(history.damage), isVaultDamaged: vault.damage.length > 0 };
}

function changeMiddle(text: string): string {
  const at = text.length >> 1;
  return text.slice(0, at) + (text.charAt(at) === '一' ? '丁' : '一') + text.slice(at + 1);
}

describe('damage', () => {
  let test: TestProfile;
  let keys: string[];
  const get = (index: number): string => test.storage.getItem(keys[index] as string) as string;
  const set = (index: number, text: string): void => test.storage.setItem(keys[index] as string, text);
  const remove = (index: number): void => test.storage.removeItem(keys[index] as string);

  beforeEach(async () => {
    test = new TestProfile();
    keys = await buildVault(test);
  });
  afterEach(() => test.remove());

  const fine = { items: '0123456789', damage: [], isVaultDamaged: false };
  const table: [string, () => void, Outcome][] = [
    ['nothing', () => undefined, fine],
    ['a character in the middle of one', () => set(1, changeMiddle(get(1))), { ...fine, items: '01456789', damage: [1] }],
    ['a character in the middle of the last', () => set(4, changeMiddle(get(4))), { ...fine, items: '01234567', damage: [4] }],
    [
      'two swapped',
      () => {
        const [one, three] = [get(1), get(3)];
        set(1, three);
        set(3, one);
      },
      { ...fine, items: '014589', damage: [1, 3] },
    ],
    [
      'all moved on by one',
      () => keys.map((_, i) => get((i + 1) % 5)).forEach((text, i) => set(i, text)),
      { ...fine, items: '', damage: [0, 1, 2, 3, 4] },
    ],
    ['the first deleted', () => remove(0), { ...fine, items: '23456789', damage: [0] }],
    ['one in the middle deleted', () => remove(2), { ...fine, items: '01236789', damage: [2] }],
    ['the last deleted', () => remove(4), { ...fine, items: '01234567', damage: [4] }],
    ['all deleted', () => keys.forEach((_, i) => remove(i)), { ...fine, items: '', damage: [0, 1, 2, 3, 4] }],
    ['one put in the place of another', () => set(3, get(1)), { ...fine, items: '01234589', damage: [3] }],
    ['one put after the last', () => test.storage.setItem((keys[4] as string).replace(/4$/u, '5'), get(1)), fine],
    ['one put far after the last', () => test.storage.setItem((keys[4] as string).replace(/4$/u, '4000000000'), get(1)), fine],
    [
      'one of another history in its place',
      () => set(0, test.storage.getItem(test.storage.keysWith('/s/').find((key) => !keys.includes(key)) as string) as string),
      { ...fine, items: '23456789', damage: [0] },
    ],
    ['the last cut short by a character', () => set(4, get(4).slice(0, -1)), { ...fine, items: '01234567', damage: [4] }],
    ['the last cut to nothing', () => set(4, ''), { ...fine, items: '01234567', damage: [4] }],
    ['the last made longer', () => set(4, `${get(4)}一`), { ...fine, items: '01234567', damage: [4] }],
    ['the index gone', () => test.storage.removeItem(test.names.index), { ...fine, isVaultDamaged: true }],
    [
      'the index gone and the last unreadable',
      () => (test.storage.removeItem(test.names.index), set(4, 'x')),
      { ...fine, items: '01234567', damage: [4], isVaultDamaged: true },
    ],
    [
      'the index gone and one in the middle deleted',
      () => (test.storage.removeItem(test.names.index), remove(2)),
      { ...fine, items: '01236789', damage: [2], isVaultDamaged: true },
    ],
    [
      'the index gone and the last deleted, which then cannot be named',
      () => (test.storage.removeItem(test.names.index), remove(4)),
      { ...fine, items: '01234567', isVaultDamaged: true },
    ],
    [
      'foreign keys beside',
      () => ['s/x', 's/AAAA/1', 'r/x', `s/${'A'.repeat(22)}/01`].forEach((name) => test.storage.setItem(test.names.prefix + name, 'x')),
      { ...fine, isVaultDamaged: true },
    ],
  ];

  for (const [what, damage, expected] of table) {
    it(`reads what is readable and names the rest: ${what}`, async () => {
      damage();
      const before = test.storage.snapshot();
      const vault = await test.open();
      expect(await outcomeOf(vault)).to.deep.equal(expected);
      expect(textsOf(await vault.history('other').load())).to.deep.equal(['x', 'y']);
      expect(vault.get('last')).to.equal(1);
      expect(test.storage.snapshot()).to.deep.equal(before);
    });

    it(`goes on after it, and never overwrites or deletes a segment: ${what}`, async () => {
      damage();
      const before = test.storage.snapshot();
      const vault = await test.open();
      await vault.history('room').append(itemsOf('A', 'B'));
      await vault.close();
      await test.forgetJournal();
      const again = await test.open();
      const { items, damage: named } = await outcomeOf(again);
      expect(items).to.equal(`${expected.items}AB`);
      expect(named).to.deep.equal(expected.damage);
      for (const [key, text] of before) if (key.includes('/s/')) expect(test.storage.getItem(key)).to.equal(text);
    });
  }

  it('gives what is missing without having been in a segment the same name, however many segments follow', () => {
    const [A, B] = itemsOf('A', 'B') as [Bytes, Bytes];
    const opened = (start: number, item: Bytes) => ({
      runs: [{ start, items: [storedItemOf(item)] }],
      tag: NO_TAG,
      previousTag: NO_TAG,
      isRepair: false,
    });
    const segments = [opened(0, A), opened(2, B)].map((segment, at) => ({ first: at, last: at, key: `s/${at}`, opened: segment }));
    const named = [2, 1].map((next) => {
      const waiting = new Map(next === 1 ? [[2, B]] : []);
      return contentOf(segments.slice(0, next), waiting, { ...NEW_STREAM, next, end: 3 }, (index) => `s/${index}`).damage;
    });
    expect(named).to.deep.equal([['s/-1'], ['s/-1']]);
  });

  it('says of every history that the index is gone, until there is one again', async () => {
    test.storage.removeItem(test.names.index);
    const vault = await test.open();
    const damageNow = async (opened: OpenVault): Promise<readonly (readonly string[])[]> => {
      const histories = ['room', 'other'].map((name) => opened.history(name));
      for (const history of histories) await history.load();
      return histories.map(({ damage }) => damage);
    };
    expect(await damageNow(vault)).to.deep.equal([[test.names.index], [test.names.index]]);
    await vault.put('last', 2);
    await vault.close();
    expect(await damageNow(await test.open())).to.deep.equal([[], []]);
  });

  it('finds in the journal what a segment lost, and writes it again beside it', async () => {
    const vault = await test.open();
    await vault.history('room').append(itemsOf('A', 'B'));
    await vault.flush();
    await vault.history('room').append(itemsOf('C', 'D'));
    await vault.close();
    const spoilt = test.storage
      .keysWith('/s/')
      .find((key) => key.startsWith((keys[0] as string).slice(0, -1)) && key.endsWith('/5')) as string;
    test.storage.setItem(spoilt, 'spoilt');

    const again = await test.open();
    expect(await outcomeOf(again)).to.deep.equal({ ...fine, items: '0123456789ABCD' });
    await again.close();
    await test.forgetJournal();
    const written = test.storage.writes;
    const healed = await test.open();
    expect(await outcomeOf(healed)).to.deep.equal({ ...fine, items: '0123456789ABCD' });
    await healed.close();
    expect([test.storage.writes, test.storage.getItem(spoilt)]).to.deep.equal([written, 'spoilt']);
  });

  it('does not take what a repaired segment says for the end of the history', async () => {
    const own = new TestProfile();
    const vault = await own.open();
    await vault.history('room').append(itemsOf('0', '1'));
    await vault.flush();
    const oldIndex = own.storage.getItem(own.names.index) as string;
    await vault.history('room').append(itemsOf('2', '3'));
    await vault.close();
    own.storage.setItem(own.storage.keysWith('/s/')[0] as string, 'spoilt');
    const mending = await own.open();
    expect((await outcomeOf(mending)).items).to.equal('0123');
    await mending.close();
    expect(own.storage.keysWith('/s/')).to.have.length(3);
    // With an index from before all that, the journal is gone through again, and nothing found missing.
    own.storage.setItem(own.names.index, oldIndex);
    const again = await own.open();
    await again.history('room').load();
    await again.close();
    expect(own.storage.keysWith('/s/')).to.have.length(3);
    await own.remove();
  });

  it('names a segment that does not follow the one before it', async () => {
    const [stored, journal] = [test.storage.snapshot(), await test.dump()];
    const grow = async (texts: string): Promise<Map<string, string>> => {
      test.storage.restore(stored);
      await test.restoreJournal(journal);
      const vault = await test.open();
      for (const text of texts) {
        await vault.history('room').append(itemsOf(text));
        await vault.flush();
      }
      await vault.put('last', 1);
      await vault.close();
      await test.forgetJournal();
      return test.storage.snapshot();
    };
    const first = await grow('AB');
    await grow('XY');
    const [fifth, sixth] = ['5', '6'].map((index) => (keys[4] as string).replace(/4$/u, index)) as [string, string];
    test.storage.setItem(sixth, first.get(sixth) as string);
    const { items, damage } = await outcomeOf(await test.open());
    expect([items, damage]).to.deep.equal(['0123456789XB', [6]]);
    test.storage.setItem(fifth, first.get(fifth) as string);
    expect((await outcomeOf(await test.open())).damage).to.deep.equal([]);
  });

  it('names a record put back to an older value, and still reads it', async () => {
    const vault = await test.open();
    await vault.put('person', 'verified');
    await vault.flush();
    const older = test.storage.snapshot();
    await vault.put('person', 'blocked');
    await vault.put('last', 2);
    await vault.close();
    await test.forgetJournal();
    for (const key of test.storage.keysWith('/r/')) test.storage.setItem(key, older.get(key) as string);
    const again = await test.open();
    expect(again.get('person')).to.equal('verified');
    expect(again.damage).to.have.length(1);
  });

  it('names a record that is gone, keeps naming it, and keeps the text of an unreadable one that is put anew', async () => {
    const vault = await test.open();
    await Promise.all([vault.put('one', 1), vault.put('two', 2)]);
    await vault.flush();
    await vault.put('last', 2);
    await vault.close();
    await test.forgetJournal();
    const records = test.storage.keysWith('/r/');
    for (const key of records) test.storage.setItem(key, changeMiddle(test.storage.getItem(key) as string));
    const spoilt = test.storage.snapshot();
    const again = await test.open();
    expect([again.get('one'), again.get('two'), again.get('last')]).to.deep.equal([null, null, 2]);
    expect(again.damage).to.have.length(2);
    await again.put('one', 'new');
    await again.close();
    const third = await test.open();
    expect([third.get('one'), third.damage.length]).to.deep.equal(['new', 1]);
    const [aside] = test.storage.keysWith('/d/');
    expect(test.storage.getItem(aside as string)).to.equal(spoilt.get((aside as string).replace('/d/', '/r/')));
    await third.close();
  });
});

import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import type { Bytes } from '../lib/bytes.js';
import { openCompacted, sealCompacted } from './compacted-segment.js';
import { COMPACT_KEEP } from './compaction.js';
import { plainCodec } from './plain-codec.js';
import { storedItemOf } from './item-runs.js';
import type { HistoryCodec } from './vault.js';
import type { OpenVault } from './open-vault.js';
import { packBytes, unpackText } from './pack.js';
import { NO_TAG, VaultKeyring } from './sealing.js';
import { JOURNAL_FIRST_LOOK_MS, JOURNAL_KEEP_MS } from './journal-keeper.js';
import { STORAGE_LIMIT } from './storage-meter.js';
import { StoredSegments } from './stored-segments.js';
import { TestProfile, WatchedClock, codeOf, itemsOf, numbered, textsOf } from './vault-test.fixture.js';
import { COMPACT_QUIET_MS, WRITE_OUT_GAP_MS } from './write-out.js';

/** Leaves out of old items what stands behind a space, up to a colon; items are the same up to a colon. */
const leavingCodec: HistoryCodec = {
  ...plainCodec,
  thin: (items) => Promise.resolve(itemsOf(...textsOf(items).map((text) => text.replace(/ [^:]*/u, '')))),
  keyOf: (item) => textsOf([item])[0]?.split(':')[0] as string,
};

async function readIn(vault: OpenVault): Promise<{ items: string[]; damage: readonly string[]; vaultDamage: readonly string[] }> {
  const history = vault.history('room');
  const items = textsOf(await history.load());
  return {
    items,
    damage: history.damage.map((name) =>
      name
        .split('/')
        .slice(-3)
        .join('/')
        .replace(/\/.*\//u, '/'),
    ),
    vaultDamage: vault.damage,
  };
}

/** Frozen: sealed under the key 0, 1, 2 … 31, as segments 3 to 9 of the history of sixteen ones. */
const COMPACTED_V1 = 'ݡ朠蛀嚐㹘⪬ᯆᒃᆁꎕ胭炻䒩㹘昄䊣媯䦳䷶莫㾰囝䩬䇻䳒颖忪ꖎ籞䋣ꀄ厹䐣筞胮㽎㓢Ꝛ㔥☞璊刐ꂰ䡁㸅ᙙ挴ᅆ渌貟㸋販麣䢤㵳翽鷻吿揟⇫瓐ꚣ';

describe('compaction', () => {
  let test: TestProfile;
  beforeEach(() => {
    test = new TestProfile();
  });
  afterEach(() => test.remove());
  const keysOf = (kind: 's' | 'c'): string[] => test.storage.keysWith(`/${kind}/`);
  const spansOf = (kind: 's' | 'c'): (string | undefined)[] => keysOf(kind).map((key) => key.split('/').at(-1));

  /** A vault whose history `room` has so many segments of one item each, `m-0 x`, `m-1 x`, …, old ones compacted; closed, and long out of the journal. */
  async function build(segments: number, isCompacting = true): Promise<string[]> {
    const vault = await test.open({ codec: leavingCodec });
    for (const text of numbered('m', segments)) {
      await vault.history('room').append(itemsOf(`${text} x`));
      await vault.flush();
    }
    if (isCompacting) {
      await test.clock.advance(COMPACT_QUIET_MS);
      await vault.flush();
    }
    await vault.put('last', 1);
    await vault.close();
    await test.forgetJournal();
    return numbered('m', segments);
  }

  it('makes one of many small segments, says each thing once, and reads the same', async () => {
    const vault = await test.open({ codec: leavingCodec });
    for (const text of numbered('m', 20)) {
      await vault.history('room').append(itemsOf(`${text} x`));
      await vault.flush();
    }
    await test.clock.advance(COMPACT_QUIET_MS - 1);
    expect([spansOf('c'), keysOf('s').length]).to.deep.equal([[], 20]);
    await test.clock.advance(1);
    await vault.flush();
    expect([spansOf('c'), spansOf('s')]).to.deep.equal([['0-15'], ['16', '17', '18', '19']]);
    const expected = {
      items: numbered('m', 20).map((text, i) => (i < 20 - COMPACT_KEEP ? text : `${text} x`)),
      damage: [],
      vaultDamage: [],
    };
    expect(await readIn(vault)).to.deep.equal(expected);
    await vault.close();
    await test.forgetJournal();
    const again = await test.open({ codec: leavingCodec });
    expect(await readIn(again)).to.deep.equal(expected);
    // A small one grows with what follows it.
    for (const text of numbered('n', 10)) {
      await again.history('room').append(itemsOf(text));
      await again.flush();
    }
    await test.clock.advance(COMPACT_QUIET_MS);
    await again.flush();
    expect([spansOf('c'), keysOf('s').length]).to.deep.equal([['0-25'], COMPACT_KEEP]);
    expect((await readIn(again)).items.length).to.equal(30);
    await again.close();
  });

  it('leaves time between its steps while somebody writes, and none when nobody does', async () => {
    test.storage.setItem('somebody else', 'x'.repeat(0.8 * STORAGE_LIMIT));
    for (const isWriting of [true, false]) {
      const whileThinning = async (): Promise<unknown> => (isWriting ? vault.put('meanwhile', 1) : null);
      const codec: HistoryCodec = { ...leavingCodec, thin: async (items) => whileThinning().then(() => leavingCodec.thin(items)) };
      const vault = await test.open({ codec });
      const names = [`room ${isWriting}`, `other ${isWriting}`];
      for (const text of numbered('m', 20)) {
        for (const name of names) await vault.history(name).append(itemsOf(`${text} x`));
        await vault.flush();
      }
      const before = keysOf('c').length;
      const madeAfter = async (ms: number): Promise<number> => {
        await test.clock.advance(ms);
        await vault.flush();
        return keysOf('c').length - before;
      };
      expect(await madeAfter(COMPACT_QUIET_MS)).to.equal(isWriting ? 1 : 2);
      expect(await madeAfter(WRITE_OUT_GAP_MS - 1)).to.equal(isWriting ? 1 : 2);
      expect(await madeAfter(1)).to.equal(2);
      await vault.close();
    }
  });

  it('writes over nothing in a crash, and loses nothing wherever the page dies', async () => {
    const plain = (await build(20, false)).map((text) => `${text} x`);
    const before = test.storage.snapshot();
    const steps: Map<string, string>[] = [];
    const note = (): unknown => steps.push(test.storage.snapshot());
    const vault = await test.open({ codec: leavingCodec });
    await vault.history('room').append(itemsOf('new x'));
    await vault.flush();
    const journal = await test.dump();
    test.storage.onWrite = note;
    test.storage.onRemove = note;
    await test.clock.advance(COMPACT_QUIET_MS);
    await vault.close();
    test.storage.onWrite = test.storage.onRemove = () => undefined;
    expect([spansOf('c'), steps.length]).to.deep.equal([['0-16'], 18]);
    for (const [step, stored] of [before, ...steps, test.storage.snapshot()].entries()) {
      test.storage.restore(stored);
      await test.restoreJournal(journal);
      const again = await test.open({ codec: leavingCodec });
      const { items, damage, vaultDamage } = await readIn(again);
      expect([items.map((text) => text.split(' ')[0]), damage, vaultDamage], `step ${step}`).to.deep.equal([
        [...plain.map((text) => text.split(' ')[0]), 'new'],
        [],
        [],
      ]);
      await again.close();
    }
  });

  it('removes nothing when what takes its place does not read back the same', async () => {
    await build(20, false);
    const before = test.storage.snapshot();
    const lossy: HistoryCodec = { ...leavingCodec, pack: (items) => plainCodec.pack(items.slice(1).concat(itemsOf('other'))) };
    const vault = await test.open({ codec: lossy });
    expect(await codeOf(vault.history('room').replace(itemsOf('m-3 x:gone')))).to.contain('does not read back');
    for (const [key, text] of before) if (key.includes('/s/')) expect(test.storage.getItem(key)).to.equal(text);
    expect(spansOf('c')).to.deep.equal([]);
  });

  it('leaves alone what does not open, and what stands on its other side', async () => {
    await build(20, false);
    const spoilt = test.storage.keysWith('/s/')[6] as string;
    test.storage.setItem(spoilt, 'spoilt');
    const vault = await test.open({ codec: leavingCodec });
    await vault.history('room').append(itemsOf('new'));
    await vault.flush();
    await test.clock.advance(COMPACT_QUIET_MS);
    await vault.flush();
    expect([spansOf('c'), spansOf('s')]).to.deep.equal([
      ['0-5', '7-16'],
      ['6', '17', '18', '19', '20'],
    ]);
    expect(test.storage.getItem(spoilt)).to.equal('spoilt');
    const { items, damage } = await readIn(vault);
    expect([items.length, items[6], damage]).to.deep.equal([20, 'm-7', ['s/6']]);
    await vault.close();
  });

  it('makes room where there is none left, and puts back what it took if that is not enough', async () => {
    await build(20, false);
    const used = [...test.storage.snapshot()].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
    const vault = await test.open({ codec: leavingCodec });
    const troubles: string[] = [];
    vault.onTrouble((trouble) => troubles.push(trouble));
    test.storage.quota = used + 20;
    await vault.history('room').append(itemsOf('new'));
    await vault.flush();
    expect([troubles.filter((trouble) => trouble !== 'storage-low'), spansOf('c'), spansOf('s')]).to.deep.equal([
      [],
      ['0-15'],
      ['16', '17', '18', '19', '20'],
    ]);
    await vault.close();
    // Nothing that has to be written fits any more, not even less than there was.
    test.storage.quota = Number.POSITIVE_INFINITY;
    await test.remove();
    test = new TestProfile();
    await build(20, false);
    const before = test.storage.snapshot();
    const full = await test.open({ codec: leavingCodec });
    test.storage.onWrite = (_, key) => {
      if (key.includes('/c/') || key.endsWith('/20')) throw new DOMException('full', 'QuotaExceededError');
    };
    full.onTrouble((trouble) => troubles.push(trouble));
    await full.history('room').append(itemsOf('new'));
    await full.flush();
    expect(troubles).to.include('storage-full');
    for (const [key, text] of before) if (key.includes('/s/')) expect(test.storage.getItem(key)).to.equal(text);
    expect((await readIn(full)).items.length).to.equal(21);
  });

  it('makes room again and again when much more comes at once than there is room for before it is compacted', async () => {
    test.storage.quota = 300_000;
    const vault = await test.open({ codec: leavingCodec });
    const troubles: string[] = [];
    vault.onTrouble((trouble) => troubles.push(trouble));
    const many = numbered('m', 240);
    await vault.history('room').append(itemsOf(...many.map((text) => `${text} ${'x'.repeat(6_000)}`)));
    await vault.flush();
    expect(troubles.filter((trouble) => trouble !== 'storage-low')).to.deep.equal([]);
    const { items } = await readIn(vault);
    expect(items.map((text) => text.split(' ')[0])).to.deep.equal(many);
    await vault.close();
    await test.forgetJournal();
    expect((await readIn(await test.open({ codec: leavingCodec }))).items.length).to.equal(240);
  });

  describe('in the midst of reading', () => {
    const { read } = StoredSegments.prototype;
    afterEach(() => {
      StoredSegments.prototype.read = read;
    });

    /** Does something once the third segment was read. */
    function afterThree(work: () => Promise<void>): void {
      let reads = 0;
      StoredSegments.prototype.read = async function readAndWork(key) {
        const opened = await read.call(this, key);
        if (++reads === 3) await work();
        return opened;
      };
    }

    it('hides nothing', async () => {
      await build(20, false);
      const vault = await test.open({ codec: leavingCodec });
      await vault.history('room').append(itemsOf('new'));
      await vault.flush();
      afterThree(async () => {
        await test.clock.advance(COMPACT_QUIET_MS);
        await vault.flush();
        expect(spansOf('c')).to.deep.equal(['0-16']);
      });
      const { items, damage } = await readIn(vault);
      expect([items.map((text) => text.split(' ')[0]), damage]).to.deep.equal([[...numbered('m', 20), 'new'], []]);
    });

    it('has nothing written a second time', async () => {
      const vault = await test.open({ codec: leavingCodec });
      for (const text of numbered('m', 20)) {
        await vault.history('room').append(itemsOf(`${text}: x`));
        await vault.flush();
      }
      await vault.close();
      const clock = new WatchedClock();
      await clock.advance(2 * JOURNAL_KEEP_MS);
      const again = await test.open({ codec: leavingCodec, clock });
      // The journal is looked through, from the newest segment back, and one that is still to come is made into another meanwhile.
      afterThree(() => again.history('room').replace(itemsOf('m-5:')));
      await clock.advanceToLook(JOURNAL_FIRST_LOOK_MS);
      await again.flush();
      expect([spansOf('c'), spansOf('s')]).to.deep.equal([['5-5'], Array.from({ length: 20 }, (_, i) => `${i}`).toSpliced(5, 1)]);
    });
  });

  describe('reads what is readable and names the rest', () => {
    const get = (span: string): string => test.storage.getItem(keyOf(span)) as string;
    const keyOf = (span: string): string => {
      const [key] = test.storage.keysWith('/').filter((each) => each.endsWith(`/${span}`));
      return key ?? (test.storage.keysWith('/s/')[0] as string).replace(/\/s\/(.*\/).*/u, `/c/$1${span}`);
    };
    const m = (from: number, to: number): string[] => numbered('m', 20).slice(from, to);
    const table: [string, () => void, string[], string[]][] = [
      ['nothing', () => undefined, m(0, 20), []],
      [
        'flipped',
        () => test.storage.setItem(keyOf('0-15'), `${get('0-15').slice(0, 60)}一${get('0-15').slice(61)}`),
        m(16, 20),
        ['c/0-15'],
      ],
      ['cut short', () => test.storage.setItem(keyOf('0-15'), get('0-15').slice(0, -1)), m(16, 20), ['c/0-15']],
      ['deleted', () => test.storage.removeItem(keyOf('0-15')), m(16, 20), Array.from({ length: 16 }, (_, i) => `s/${i}`)],
      [
        'moved',
        () => {
          test.storage.setItem(keyOf('0-14'), get('0-15'));
          test.storage.removeItem(keyOf('0-15'));
        },
        m(16, 20),
        ['c/0-14', 's/15'],
      ],
      ['duplicated under another span', () => test.storage.setItem(keyOf('0-3'), get('0-15')), m(0, 20), []],
      ['a span without end beside', () => test.storage.setItem(keyOf('5-4294967295'), 'x'), m(0, 20), []],
      [
        'a span the wrong way round, and one that is none',
        () => ['3-1', '1', '1-2-3', '01-2'].map((span) => test.storage.setItem(keyOf(span), 'x')),
        m(0, 20),
        [],
      ],
      ['the next one in its place', () => test.storage.setItem(keyOf('0-15'), get('16')), m(16, 20), ['c/0-15']],
    ];
    for (const [what, damage, items, named] of table) {
      it(`of a compacted segment: ${what}`, async () => {
        await build(20);
        damage();
        const before = test.storage.snapshot();
        const vault = await test.open({ codec: leavingCodec });
        const read = await readIn(vault);
        expect([read.items.map((text) => text.split(' ')[0]), read.damage]).to.deep.equal([items, named]);
        await vault.history('room').append(itemsOf('after'));
        await vault.close();
        for (const [key, text] of before) if (/\/[sc]\//u.test(key)) expect(test.storage.getItem(key)).to.equal(text);
        await test.forgetJournal();
        const again = await readIn(await test.open({ codec: leavingCodec }));
        expect([again.items.map((text) => text.split(' ')[0]), again.damage]).to.deep.equal([[...items, 'after'], named]);
      });
    }

    it('of segments of two times: what follows something else', async () => {
      await build(20);
      const old = test.storage.snapshot();
      const vault = await test.open({ codec: leavingCodec });
      for (const text of numbered('n', 10)) {
        await vault.history('room').append(itemsOf(text));
        await vault.flush();
      }
      await test.clock.advance(COMPACT_QUIET_MS);
      await vault.close();
      await test.forgetJournal();
      expect(spansOf('c')).to.deep.equal(['0-25']);
      // The old one put back in place of the new one: what was in between is missing.
      test.storage.removeItem(keyOf('0-25'));
      for (const [key, text] of old) if (key.includes('/c/')) test.storage.setItem(key, text);
      const read = await readIn(await test.open({ codec: leavingCodec }));
      expect([read.items.length, read.damage]).to.deep.equal([20, Array.from({ length: 10 }, (_, i) => `s/${16 + i}`)]);
    });
  });

  it('puts items in the place of others wherever they are, and keeps the rest, as small as all that is compacted', async () => {
    await build(20);
    const vault = await test.open({ codec: leavingCodec });
    await vault.history('room').append(itemsOf('w:secret'));
    await vault.history('room').append(itemsOf('new x'));
    await vault.history('room').replace(itemsOf('w:', 'm-3:', 'm-18 x:'));
    await vault.flush();
    const replaced = [...numbered('m', 20).map((text, i) => (i < 16 ? text : `${text} x`)), 'w:', 'new x'];
    replaced[3] = 'm-3:';
    replaced[18] = 'm-18:';
    expect(await readIn(vault)).to.deep.equal({ items: replaced, damage: [], vaultDamage: [] });
    expect([spansOf('c'), spansOf('s')]).to.deep.equal([
      ['0-15', '18-18'],
      ['16', '17', '19', '20'],
    ]);
    await vault.close();
    await test.forgetJournal();
    const again = await test.open({ codec: leavingCodec });
    expect(await readIn(again)).to.deep.equal({ items: replaced, damage: [], vaultDamage: [] });
    // What is not there changes nothing.
    const stored = test.storage.snapshot();
    const history = again.history('room');
    await history.replace(itemsOf('nobody:'));
    expect(test.storage.snapshot()).to.deep.equal(stored);
    const shares: number[] = [];
    const stop = (share: number): void => {
      shares.push(share);
      if (share > 0) throw new Error('stopped');
    };
    expect(await codeOf(history.replace(itemsOf('m-19 x:', 'm-17 x:', 'm-5:'), stop))).to.contain('stopped');
    expect(shares).to.deep.equal([0, 0, 1 / 3]);
    // What was done by then stays done.
    replaced[19] = 'm-19:';
    expect((await readIn(again)).items).to.deep.equal(replaced);
    await again.close();
    expect(await codeOf(history.replace(itemsOf('m-1:')))).to.equal('vault-closed');
  });

  describe('of one segment', () => {
    const streamId = randomBytes(16);
    const keyring = new VaultKeyring(randomBytes(32));
    const span = { first: 3, last: 9 };
    const content = {
      runs: [
        { start: 70, items: itemsOf('first', '').map(storedItemOf) },
        { start: 90, items: itemsOf('third ✓').map(storedItemOf) },
      ],
      isRepair: true,
      tag: randomBytes(16),
      previousTag: randomBytes(16),
    };
    const seal = (): Promise<string> => sealCompacted(keyring, plainCodec, streamId, span, content);
    const outcome = (text: string, { stream = streamId, at = span, ring = keyring } = {}): Promise<string> =>
      codeOf(openCompacted(ring, plainCodec, stream, at, text));

    it('opens to what was sealed', async () => {
      expect(await openCompacted(keyring, plainCodec, streamId, span, await seal())).to.deep.include(content);
    });

    it('opens what was sealed when the form came to be', async () => {
      const old = new VaultKeyring(Uint8Array.from({ length: 32 }, (_, i) => i));
      const [stream, tag, previousTag] = [1, 2, 3].map((byte) => new Uint8Array(16).fill(byte)) as [Bytes, Bytes, Bytes];
      expect(await openCompacted(old, plainCodec, stream, span, COMPACTED_V1)).to.deep.include({ ...content, tag, previousTag });
    });

    it('opens nowhere but in its place', async () => {
      const text = await seal();
      expect(await outcome(text, { at: { first: 2, last: 9 } })).to.equal('not-authentic');
      expect(await outcome(text, { at: { first: 3, last: 8 } })).to.equal('not-authentic');
      expect(await outcome(text, { stream: randomBytes(16) })).to.equal('not-authentic');
      expect(await outcome(text, { ring: new VaultKeyring(randomBytes(32)) })).to.equal('not-authentic');
    });

    it('notices every byte changed, and every length it may be cut to', async () => {
      const sealed = unpackText(await seal());
      for (let at = 0; at < sealed.length; at++) {
        const changed: Bytes = sealed.slice();
        changed[at] = (changed[at] as number) ^ 0x01;
        expect(await outcome(packBytes(changed)), `byte ${at}`).to.equal(at === 0 ? 'version-unknown' : 'not-authentic');
        expect(await outcome(packBytes(sealed.subarray(0, at))), `length ${at}`).to.be.oneOf(['malformed', 'not-authentic']);
      }
    });

    it('is the first after nothing', async () => {
      const first = { ...content, previousTag: NO_TAG };
      expect(
        await openCompacted(keyring, plainCodec, streamId, span, await sealCompacted(keyring, plainCodec, streamId, span, first)),
      ).to.deep.include(first);
    });
  });
});

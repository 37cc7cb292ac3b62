import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { equalBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { OpenVault } from './open-vault.js';
import { plainCodec } from './plain-codec.js';
import { VaultKeyring } from './sealing.js';
import { SegmentHints } from './segment-hints.js';
import { resultOf, VaultDatabase } from './vault-database.js';
import { TestProfile, itemsOf, numbered, textsOf } from './vault-test.fixture.js';
import type { HistoryCodec } from './vault.js';
import { COMPACT_QUIET_MS } from './write-out.js';

const HINTS = utf8Bytes('found out at a cost');

describe('segment hints', () => {
  let test: TestProfile;
  /** What each unpacking was told, in order. */
  let told: (Bytes | null)[];
  const codec: HistoryCodec = {
    ...plainCodec,
    async unpack(packed, hints) {
      told.push(hints);
      return { ...(await plainCodec.unpack(packed, null)), hints: HINTS };
    },
  };
  beforeEach(() => {
    test = new TestProfile();
    told = [];
  });
  afterEach(() => test.remove());

  async function fill(vault: OpenVault, name: string): Promise<void> {
    for (const text of numbered('m', 20)) {
      await vault.history(name).append(itemsOf(text));
      await vault.flush();
    }
    await test.clock.advance(COMPACT_QUIET_MS);
    await vault.flush();
  }

  /** Opens the vault, reads a history, and closes it. What the unpackings were told that took, hints or none. */
  async function readAgain(name = 'room'): Promise<boolean[]> {
    told = [];
    const vault = await test.open({ codec });
    expect(textsOf(await vault.history(name).load())).to.deep.equal(numbered('m', 20));
    expect(vault.history(name).damage).to.deep.equal([]);
    const before = told.map((hints) => hints !== null && equalBytes(hints, HINTS));
    // What was found out is kept behind whatever else is being done.
    await vault.history(name).replace([]);
    await vault.close();
    return before;
  }

  async function build(): Promise<void> {
    const vault = await test.open({ codec });
    await fill(vault, 'room');
    await vault.close();
    expect(test.storage.keysWith('/c/')).to.have.length(1);
  }
  const hintKeys = async (): Promise<readonly IDBValidKey[]> => [...((await test.dump()).get('hints')?.keys() ?? [])];

  it('are kept when old segments are compacted, and given when they are read', async () => {
    await build();
    expect(await hintKeys()).to.deep.equal(test.storage.keysWith('/c/'));
    expect(await readAgain()).to.deep.equal([true]);
  });

  it('are found out and kept again where they are missing, cut, of another form, or changed', async () => {
    await build();
    const [key] = test.storage.keysWith('/c/') as [string];
    const stored = (await test.dump()).get('hints')?.get(key) as Bytes;
    for (const spoilt of [undefined, 'text', stored.with(0, 2), stored.slice(0, 9), stored.with(20, (stored[20] as number) ^ 1)]) {
      await test.edit('hints', key, spoilt);
      expect(await readAgain()).to.deep.equal([false]);
      expect(await readAgain()).to.deep.equal([true]);
    }
  });

  it('are of no other segment, and of no other text of the same', async () => {
    const database = await VaultDatabase.open(() => indexedDB, test.names.root);
    await database.raiseFence();
    const hints = new SegmentHints(database, new VaultKeyring(test.master.slice()));
    const [stream, tag] = [randomBytes(16), randomBytes(16)];
    const segment = { key: 'here', stream, tag, first: 3, last: 9 };
    const keep = await hints.seal(segment, HINTS);
    await database.fencedHints(keep);
    expect(await hints.read(segment)).to.deep.equal(HINTS);
    const others = [{ stream: randomBytes(16) }, { tag: randomBytes(16) }, { first: 4 }, { last: 8 }, { key: 'elsewhere' }];
    for (const other of others) expect(await hints.read({ ...segment, ...other }), Object.keys(other)[0]).to.equal(null);
    const stored = await database.readHints((store) => resultOf<unknown>(store.get('here')));
    await database.fencedHints((store) => store.put(stored, 'elsewhere'));
    expect(await hints.read({ ...segment, key: 'elsewhere', first: 4 })).to.equal(null);
    database.close();
  });

  it('go with their segment: with what takes its place, and with all of a history', async () => {
    const vault = await test.open({ codec });
    await fill(vault, 'room');
    const [first] = test.storage.keysWith('/c/') as [string];
    await fill(vault, 'other');
    expect(await hintKeys()).to.have.length(2);
    // Small as it is, it is made anew with what follows.
    for (const text of numbered('n', 20)) {
      await vault.history('room').append(itemsOf(text));
      await vault.flush();
    }
    await test.clock.advance(COMPACT_QUIET_MS);
    await vault.flush();
    expect(test.storage.getItem(first)).to.equal(null);
    expect([...(await hintKeys())].sort()).to.deep.equal(test.storage.keysWith('/c/').toSorted());
    await vault.history('room').forgetAll();
    expect(await hintKeys()).to.deep.equal(test.storage.keysWith('/c/'));
    expect(await hintKeys()).to.have.length(1);
    await vault.close();
    // A page that died in between: what is left over goes at the next opening.
    await test.edit('hints', `${test.names.compacted}gone/0-3`, HINTS);
    await (await test.open({ codec })).close();
    expect(await hintKeys()).to.have.length(1);
  });
});

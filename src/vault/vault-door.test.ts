import { expect } from '@open-wc/testing';
import { hashLabelled } from '../crypto/primitives.js';
import { base64UrlOf } from '../lib/base-text.js';
import { utf8Bytes } from '../lib/bytes.js';
import { systemClock } from '../lib/clock.js';
import { storedDeviceKey, storedHeader } from './vault-door.fixture.js';
import { TabLock } from './tab-lock.js';
import { VaultDoor, browserVaultPorts } from './vault-door.js';
import type { VaultPorts } from './vault-door.js';
import { TestProfile, codeOf, itemsOf, textsOf } from './vault-test.fixture.js';

describe('vault door', () => {
  let test: TestProfile;
  let ports: VaultPorts;
  beforeEach(() => {
    test = new TestProfile();
    ports = { ...browserVaultPorts, storage: () => test.storage, rounds: () => Promise.resolve(600_000) };
  });
  afterEach(() => test.remove());
  const inspect = (): Promise<string> => VaultDoor.inspect(test.profile, ports);
  const create = (passphrase: string | null): ReturnType<typeof VaultDoor.create> =>
    VaultDoor.create(test.profile, passphrase, systemClock, ports);
  const unlock = (passphrase: string | null): ReturnType<typeof VaultDoor.unlock> =>
    VaultDoor.unlock(test.profile, passphrase, systemClock, ports);

  it('finds nothing in a new profile, and leaves nothing behind by looking', async () => {
    expect(await inspect()).to.equal('empty');
    expect((await indexedDB.databases()).map(({ name }) => name)).not.to.include(test.names.root);
    expect(test.storage.length).to.equal(0);
  });

  it('makes a vault that its passphrase opens, however it is composed, and no other', async () => {
    const vault = await create('Zoë’s ﬁrst passphrase');
    await vault.put('x', 1);
    await vault.history('h').append(itemsOf('one'));
    await vault.close();
    expect(await inspect()).to.equal('passphrase');
    const before = [test.storage.snapshot(), await test.dump()];
    for (const wrong of ['zoë’s first passphrase', 'Zoë’s first passphrase ', '', ' ', 'x'.repeat(10_000)]) {
      expect(await codeOf(unlock(wrong)), wrong.slice(0, 30)).to.equal('passphrase-wrong');
    }
    expect(await codeOf(unlock(null))).to.equal('passphrase-wrong');
    expect([test.storage.snapshot(), await test.dump()]).to.deep.equal(before);
    const again = await unlock('Zoe\u0308’s first passphrase');
    expect([again.get('x'), textsOf(await again.history('h').load()), again.damage]).to.deep.equal([1, ['one'], []]);
    await again.close();
  });

  it('does the same work for every try, right or wrong', async () => {
    await (await create('right')).close();
    const { deriveBits } = SubtleCrypto.prototype;
    const rounds: unknown[] = [];
    Object.assign(SubtleCrypto.prototype, {
      deriveBits(this: SubtleCrypto, ...args: Parameters<SubtleCrypto['deriveBits']>): Promise<ArrayBuffer> {
        if ('iterations' in (args[0] as object)) rounds.push((args[0] as Pbkdf2Params).iterations);
        return Reflect.apply(deriveBits, this, args);
      },
    });
    try {
      for (const wrong of ['r', 'Right', 'x'.repeat(10_000), ' ']) expect(await codeOf(unlock(wrong))).to.equal('passphrase-wrong');
      await (await unlock('right')).close();
    } finally {
      Object.assign(SubtleCrypto.prototype, { deriveBits });
    }
    expect(rounds).to.deep.equal(Array(5).fill(600_000));
  });

  it('makes a vault that the device opens, with a key that cannot be taken out', async () => {
    const vault = await create(null);
    await vault.put('x', 1);
    await vault.close();
    expect(await inspect()).to.equal('device');
    const key = await storedDeviceKey(test);
    expect([key.extractable, key.algorithm]).to.deep.equal([false, { name: 'AES-GCM', length: 256 }]);
    expect(await codeOf(unlock('a passphrase'))).to.contain('TypeError');
    const again = await unlock(null);
    expect(again.get('x')).to.equal(1);
    await again.close();
  });

  it('never makes a vault where one is, readable or not', async () => {
    await (await create('first')).close();
    const header = test.storage.getItem(test.names.header);
    expect(await codeOf(create('second'))).to.equal('vault-exists');
    expect(await codeOf(create(null))).to.equal('vault-exists');
    test.storage.setItem(test.names.header, 'spoilt');
    await test.edit('keys', 'header', 'spoilt');
    expect(await inspect()).to.equal('damaged');
    expect(await codeOf(create('second'))).to.equal('vault-exists');
    expect(await codeOf(unlock('first'))).to.equal('vault-damaged');
    expect(test.storage.getItem(test.names.header)).to.equal('spoilt');
    expect(header).to.contain('PBKDF2');
  });

  it('is made once when two make it at the same time', async () => {
    const codes = await Promise.all([codeOf(create('one')), codeOf(create('two'))]);
    expect(codes.toSorted()).to.deep.equal(['resolved', 'vault-exists']);
    const vault = await unlock(codes[0] === 'resolved' ? 'one' : 'two');
    expect(test.storage.getItem(test.names.header)).to.equal(await storedHeader(test));
    await vault.close();
  });

  it('opens while one copy of the header is whole, and restores the other', async () => {
    await (await create('p')).close();
    const header = test.storage.getItem(test.names.header) as string;
    const spoil: (() => unknown)[] = [
      () => test.storage.removeItem(test.names.header),
      () => test.storage.setItem(test.names.header, header.replace('1', '7')),
      () => test.edit('keys', 'header', undefined),
      () => test.edit('keys', 'header', 'spoilt'),
      () => test.edit('keys', 'header', { not: 'text' }),
    ];
    for (const each of spoil) {
      await each();
      expect(await inspect()).to.equal('passphrase');
      await (await unlock('p')).close();
      expect([test.storage.getItem(test.names.header), await storedHeader(test)]).to.deep.equal([header, header]);
    }
  });

  it('keeps a vault that was just made when localStorage never reached the disk', async () => {
    const vault = await create('p');
    await vault.put('x', 1);
    test.storage.restore(new Map());
    expect(await inspect()).to.equal('passphrase');
    expect((await unlock('p')).get('x')).to.equal(1);
  });

  it('opens on localStorage alone when the database is gone, with what was written out, and says so of every history', async () => {
    const vault = await create('p');
    await vault.put('x', 1);
    await vault.history('h').append(itemsOf('one'));
    await vault.close();
    await test.remove();
    expect(await inspect()).to.equal('passphrase');
    const again = await unlock('p');
    expect([again.get('x'), textsOf(await again.history('h').load()), again.damage]).to.deep.equal([1, ['one'], ['journal']]);
    // What was not written out yet may have been of any: no feed of one's own may go on from here.
    expect(again.history('h').damage).to.deep.equal(['journal']);
    await again.put('x', 2);
    expect((await unlock('p')).get('x')).to.equal(2);
  });

  it('says damaged, not empty, when a header is gone but anything else is there', async () => {
    const vault = await create('p');
    await vault.put('x', 1);
    await vault.flush();
    test.storage.removeItem(test.names.header);
    await test.edit('keys', 'header', undefined);
    const stored = test.storage.snapshot();
    expect(await inspect()).to.equal('damaged');
    test.storage.restore(new Map());
    expect(await inspect()).to.equal('damaged');
    test.storage.restore(stored);
    await vault.close();
    await test.remove();
    expect(await inspect()).to.equal('damaged');
    expect(await codeOf(create('q'))).to.equal('vault-exists');
  });

  it('says damaged when the device key is gone from a vault with anything in it', async () => {
    const vault = await create(null);
    await vault.put('x', 1);
    await vault.close();
    await test.edit('keys', 'device', undefined);
    expect(await inspect()).to.equal('damaged');
    expect(await codeOf(unlock(null))).to.equal('vault-damaged');
  });

  it('starts over when the making of a device vault was cut short before anything was in it', async () => {
    await (await create(null)).close();
    await test.remove();
    expect(await inspect()).to.equal('empty');
    const vault = await create('p');
    await vault.close();
    expect(await inspect()).to.equal('passphrase');
  });

  it('refuses a header whose parameters were edited, checksum and all', async () => {
    await (await create('p')).close();
    const header = JSON.parse(test.storage.getItem(test.names.header) as string) as { kdf: Record<string, unknown>; check?: string };
    const forge = async (edit: Record<string, unknown>): Promise<void> => {
      const { check: _, ...fields } = { ...header, kdf: { ...header.kdf, ...edit } };
      const check = await hashLabelled('parley/1 vault header check', utf8Bytes(JSON.stringify(fields)));
      const text = JSON.stringify({ ...fields, check: base64UrlOf(check.subarray(0, 8)) });
      test.storage.setItem(test.names.header, text);
      await test.edit('keys', 'header', text);
    };
    await forge({});
    await (await unlock('p')).close();
    for (const [edit, code] of [
      [{ rounds: 599_999 }, 'vault-damaged'],
      [{ rounds: 1 }, 'vault-damaged'],
      [{ rounds: 600_001 }, 'passphrase-wrong'],
      [{ salt: base64UrlOf(new Uint8Array(16)) }, 'passphrase-wrong'],
      [{ name: 'scrypt' }, 'vault-damaged'],
    ] as const) {
      await forge(edit);
      expect(await codeOf(unlock('p')), JSON.stringify(edit)).to.equal(code);
    }
    await forge({});
    await (await unlock('p')).close();
  });

  it('leaves a vault of a newer Parley alone', async () => {
    await (await create('p')).close();
    const newer = (test.storage.getItem(test.names.header) as string).replace('"format":1', '"format":2');
    test.storage.setItem(test.names.header, newer);
    await test.edit('keys', 'header', newer);
    expect(await inspect()).to.equal('newer');
    expect(await codeOf(unlock('p'))).to.equal('vault-newer');
    expect(await codeOf(create('p'))).to.equal('vault-newer');
    expect(test.storage.getItem(test.names.header)).to.equal(newer);
    await test.remove();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(test.names.root, 9);
      request.onsuccess = () => (request.result.close(), resolve());
    });
    expect(await inspect()).to.equal('newer');
  });

  it('says when the browser gives no storage', async () => {
    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    const noIndexedDb = { open: refuse } as unknown as IDBFactory;
    for (const broken of [
      { ...ports, storage: refuse },
      { ...ports, factory: refuse },
      { ...ports, factory: () => noIndexedDb },
    ]) {
      expect(await VaultDoor.inspect(test.profile, broken)).to.equal('unavailable');
      expect(await codeOf(VaultDoor.create(test.profile, 'p', systemClock, broken))).to.equal('storage-unavailable');
      expect(await codeOf(VaultDoor.unlock(test.profile, 'p', systemClock, broken))).to.equal('storage-unavailable');
    }
  });

  it('makes nothing when localStorage has no room for the header', async () => {
    test.storage.quota = 100;
    expect(await codeOf(create('p'))).to.equal('storage-full');
    test.storage.quota = Number.POSITIVE_INFINITY;
    expect([await inspect(), test.storage.length]).to.deep.equal(['empty', 0]);
  });

  it('lets one tab in at a time', async () => {
    const [mine, theirs] = [new TabLock(test.profile), new TabLock(test.profile)];
    const vault = await VaultDoor.create(test.profile, 'p', systemClock, { ...ports, lock: mine });
    const stored = [test.storage.snapshot(), await test.dump()];
    const theirPorts = { ...ports, lock: theirs };
    expect(await codeOf(VaultDoor.unlock(test.profile, 'p', systemClock, theirPorts))).to.equal('vault-elsewhere');
    expect(await codeOf(VaultDoor.create(test.profile, 'p', systemClock, theirPorts))).to.equal('vault-elsewhere');
    expect([test.storage.snapshot(), await test.dump()]).to.deep.equal(stored);
    await vault.close();
    await (await VaultDoor.unlock(test.profile, 'p', systemClock, theirPorts)).close();
    expect([mine.isHeld, theirs.isHeld]).to.deep.equal([false, false]);
  });

  it('takes only names of profiles that keep them apart', async () => {
    for (const name of ['', 'a/b', '../x', ' ', 'a b', '.', 'x'.repeat(41), 'a\u202eb']) {
      expect(await codeOf(VaultDoor.inspect(name, ports)), name).to.contain('RangeError');
    }
    for (const name of ['default', 'Zoë', 'work-2', '工作']) expect(await VaultDoor.inspect(`test-${name}`, ports)).to.equal('empty');
  });

  it('lists the profiles in which there is anything, by name, and leaves nothing behind by that', async () => {
    const more = [new TestProfile(), new TestProfile(), new TestProfile()];
    const [onlyStored, empty, damaged] = more as [TestProfile, TestProfile, TestProfile];
    try {
      await (await create('p')).close();
      // What a database and a key of the one storage say, together.
      const header = test.storage.getItem(test.names.header) as string;
      test.storage.setItem(onlyStored.names.header, header);
      test.storage.setItem(`${test.names.root}/r/xyz`, 'no header');
      test.storage.setItem('somebody-else/vault', header);
      // The making of a vault was refused.
      await empty.dump();
      await damaged.edit('journal', 1, 'something');
      const found = (await VaultDoor.list(ports)).filter((name) => name.startsWith('test-'));
      expect(found).to.deep.equal([test, onlyStored, damaged].map(({ profile }) => profile).sort());
      expect((await indexedDB.databases()).map(({ name }) => name)).to.not.include(onlyStored.names.root);
    } finally {
      for (const each of more) await each.remove();
    }
  });
});

import { expect } from '@open-wc/testing';
import { systemClock } from '../lib/clock.js';
import type { Cancel } from '../lib/clock.js';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { ERASE_WAIT_MS, eraseVault } from './erase-vault.js';
import type { OpenVault } from './open-vault.js';
import { TabLock } from './tab-lock.js';
import { PLAIN_LOOK_KEY } from './plain-look.js';
import { resultOf } from './vault-database.js';
import { VaultDoor, browserVaultPorts } from './vault-door.js';
import type { VaultPorts } from './vault-door.js';
import { TestProfile, codeOf, itemsOf } from './vault-test.fixture.js';

/** A clock that tells when somebody begins to wait for the database. */
class WaitClock extends FakeClock {
  readonly waits: (() => void)[] = [];

  override after(ms: number, run: () => void): Cancel {
    if (ms === ERASE_WAIT_MS) this.waits.push(run);
    return super.after(ms, run);
  }
}

describe('erasing a vault', () => {
  let test: TestProfile;
  let ports: VaultPorts;
  beforeEach(() => {
    test = new TestProfile();
    ports = { ...browserVaultPorts, storage: () => test.storage, rounds: () => Promise.resolve(600_000) };
  });
  afterEach(() => test.remove());

  const erase = (changes: Partial<VaultPorts> = {}): Promise<void> => eraseVault(test.profile, { ...ports, ...changes });
  const create = (passphrase: string | null, lock: TabLock | null = null): Promise<OpenVault> =>
    VaultDoor.create(test.profile, passphrase, systemClock, { ...ports, lock });

  /** Something of everything. */
  async function fill(vault: OpenVault): Promise<OpenVault> {
    await vault.put('me', { name: 'Ada' });
    await vault.history('h').append(itemsOf('one', 'two'));
    await vault.blobs.write(new Blob(['picture']), null);
    await vault.flush();
    return vault;
  }

  /** Whatever there is of the profile in either store. */
  async function left(): Promise<string[]> {
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? '');
    return [...test.storage.keysWith(test.profile), ...databases.filter((name) => name.includes(test.profile))];
  }

  it('leaves nothing of a vault that is locked, of either kind, nor of how the page looked, and what is not of it alone', async () => {
    const other = new TestProfile();
    await (await other.open()).close();
    for (const passphrase of ['p', null]) {
      await (await fill(await create(passphrase))).close();
      test.storage.setItem(`${test.names.aside}x`, 'kept aside');
      test.storage.setItem('parley/other/vault', 'somebody else');
      test.storage.setItem(PLAIN_LOOK_KEY, 'dark large');
      expect((await left()).length).to.be.at.least(6);
      await erase();
      expect(await left()).to.deep.equal([]);
      expect(test.storage.keysWith('')).to.deep.equal(['parley/other/vault']);
      expect(await VaultDoor.inspect(test.profile, ports)).to.equal('empty');
    }
    expect((await indexedDB.databases()).map(({ name }) => name)).to.include(other.names.root);
    await other.remove();
  });

  it('has nothing to do in an empty profile, twice over', async () => {
    await erase();
    await erase();
    expect(await left()).to.deep.equal([]);
    expect(await codeOf(eraseVault('no/name', ports))).to.contain('RangeError');
  });

  it('works on the storage of the browser', async () => {
    const vault = await VaultDoor.create(test.profile, null, systemClock, { ...ports, storage: () => localStorage });
    await (await fill(vault)).close();
    expect(localStorage.getItem(test.names.header)).to.contain('device-key');
    await erase({ storage: () => localStorage });
    expect(Object.keys(localStorage).filter((key) => key.includes(test.profile))).to.deep.equal([]);
    expect(await left()).to.deep.equal([]);
  });

  it('leaves nothing of what is damaged, newer, or half there', async () => {
    const states: [string, string, () => unknown][] = [
      ['damaged', 'damaged', () => test.storage.setItem(test.names.header, 'spoilt')],
      ['newer', 'newer', () => test.storage.setItem(test.names.header, '{"parley":"vault","format":2}')],
      ['only localStorage', 'damaged', () => test.storage.setItem(`${test.names.records}x`, 'x')],
      ['only a batch', 'damaged', () => test.edit('journal', 1, 'x')],
      [
        'a database of another Parley',
        'newer',
        async () => {
          const request = indexedDB.open(test.names.root, 9);
          request.onupgradeneeded = () => request.result.createObjectStore('something else').put('x', 'y');
          (await resultOf(request)).close();
        },
      ],
    ];
    for (const [what, state, make] of states) {
      await make();
      expect(await VaultDoor.inspect(test.profile, ports), what).to.equal(state);
      await erase();
      expect(await left(), what).to.deep.equal([]);
    }
  });

  it('overwrites what opens the vault, in both places, before anything else goes', async () => {
    await (await fill(await create(null))).close();
    const header = test.storage.getItem(test.names.header) as string;
    const steps: string[] = [];
    const watched = new Proxy(test.storage, {
      get(storage, name) {
        const value: unknown = Reflect.get(storage, name, storage);
        if (typeof value !== 'function') return value;
        return (key: string, text?: string): unknown => {
          if (name === 'setItem') steps.push(`${key} overwritten with ${text === '0'.repeat(header.length) ? 'zeros' : text}`);
          if (name === 'removeItem') steps.push(`${key} removed`);
          return Reflect.apply(value, storage, [key, text]) as unknown;
        };
      },
    });
    const { put, clear } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, value, key) {
      steps.push(`${this.name} ${key as string} overwritten`);
      if (this.name === 'keys') expect(value).to.match(/^0+$/u);
      return put.call(this, value, key);
    };
    IDBObjectStore.prototype.clear = function (this: IDBObjectStore) {
      steps.push(`${this.name} emptied`);
      return clear.call(this);
    };
    const factory: IDBFactory = new Proxy(indexedDB, {
      get: (target, name) => {
        if (name === 'deleteDatabase') steps.push('database deleted');
        return (Reflect.get(target, name, target) as (...args: unknown[]) => unknown).bind(target);
      },
    });
    try {
      await erase({ storage: () => watched, factory: () => factory });
    } finally {
      Object.assign(IDBObjectStore.prototype, { put, clear });
    }
    const { root } = test.names;
    expect(steps.slice(0, 6)).to.deep.equal([
      `${root}/vault overwritten with zeros`,
      `${root}/vault removed`,
      'fence writer overwritten',
      'keys device overwritten',
      'keys header overwritten',
      'keys emptied',
    ]);
    expect(steps.slice(6).every((step) => step.endsWith('removed') || step === 'database deleted')).to.equal(true);
    expect(steps.at(-1)).to.equal('database deleted');
  });

  it('stops another tab that has the vault open, which writes nothing any more', async () => {
    const [mine, theirs] = [new TabLock(test.profile), new TabLock(test.profile)];
    const vault = await fill(await create('p', theirs));
    const told = new Promise((resolve) => vault.onTrouble(resolve));
    await erase({ lock: mine });
    expect(await told).to.equal('vault-elsewhere');
    expect(await codeOf(vault.put('x', 1))).to.equal('vault-elsewhere');
    expect(await codeOf(vault.history('h').append(itemsOf('late')))).to.equal('vault-elsewhere');
    expect(await codeOf(vault.blobs.write(new Blob(['late']), null))).to.equal('vault-elsewhere');
    await vault.flush();
    await vault.close();
    expect(await left()).to.deep.equal([]);
    expect([mine.isHeld, theirs.isHeld]).to.deep.equal([true, false]);
    await mine.release();
  });

  it('is not undone by a tab that does not know yet, nor by what it has on its way', async () => {
    const vault = await fill(await create('p'));
    const waiting = [vault.put('x', 1), vault.history('h').append(itemsOf('late')), vault.blobs.write(new Blob(['late']), null)];
    await Promise.all([erase(), ...waiting.map((each) => codeOf(each)), vault.flush()]);
    await codeOf(vault.put('y', 1));
    await vault.flush();
    await codeOf(vault.close());
    expect(await left()).to.deep.equal([]);
  });

  it('is not undone by a tab that is just unlocking the vault', async () => {
    for (const isMadeAnew of [false, true]) {
      await (await create('p')).close();
      let isErased = false;
      const { deriveBits } = SubtleCrypto.prototype;
      SubtleCrypto.prototype.deriveBits = async function (this: SubtleCrypto, ...args) {
        if (!isErased) {
          isErased = true;
          await erase();
          if (isMadeAnew) await (await create('new')).close();
        }
        return deriveBits.apply(this, args);
      };
      try {
        expect(await codeOf(VaultDoor.unlock(test.profile, 'p', systemClock, ports))).to.equal('vault-elsewhere');
      } finally {
        SubtleCrypto.prototype.deriveBits = deriveBits;
      }
      expect((await left()).length).to.equal(isMadeAnew ? 2 : 0);
      if (isMadeAnew) await (await VaultDoor.unlock(test.profile, 'new', systemClock, ports)).close();
      await erase();
    }
  });

  it('says so when another tab does not let go, with nothing left that opens anything, and is done when it does', async () => {
    await (await fill(await create('p'))).close();
    const foreign = await resultOf(indexedDB.open(test.names.root));
    const clock = new WaitClock();
    const erasing = codeOf(eraseVault(test.profile, ports, clock));
    // The lock, the keys, the database.
    while (clock.waits.length < 3) await clock.advance(0);
    await clock.advance(ERASE_WAIT_MS);
    expect(await erasing).to.equal('wipe-blocked');
    expect(test.storage.keysWith('')).to.deep.equal([]);
    expect(await resultOf(foreign.transaction('keys').objectStore('keys').count())).to.equal(0);

    const again = codeOf(eraseVault(test.profile, ports, clock));
    while (clock.waits.length < 5) await clock.advance(0);
    await clock.advance(ERASE_WAIT_MS);
    while (clock.waits.length < 6) await clock.advance(0);
    await clock.advance(ERASE_WAIT_MS);
    expect(await again).to.equal('wipe-blocked');
    foreign.close();
    await erase();
    expect(await left()).to.deep.equal([]);
  });

  it('says so when something is left, having tried everything else', async () => {
    await (await fill(await create('p'))).close();
    const { removeItem } = test.storage;
    test.storage.removeItem = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    expect(await codeOf(erase())).to.equal('wipe-failed');
    test.storage.removeItem = removeItem;
    expect(test.storage.getItem(test.names.header)).to.match(/^0+$/u);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.to.include(test.names.root);

    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    await test.edit('keys', 'header', 'x');
    expect(await codeOf(erase({ factory: refuse }))).to.equal('wipe-failed');
    expect(test.storage.keysWith('')).to.deep.equal([]);
    expect(await codeOf(erase({ storage: refuse }))).to.equal('wipe-failed');
    expect(await left()).to.deep.equal([]);
    await erase();
  });
});

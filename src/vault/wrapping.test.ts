import { expect } from '@open-wc/testing';
import { PBKDF2_MIN_ROUNDS } from '../crypto/vault-keys.js';
import { systemClock } from '../lib/clock.js';
import type { OpenVault } from './open-vault.js';
import { storedDeviceKey, storedHeader } from './vault-door.fixture.js';
import { VaultDoor, browserVaultPorts } from './vault-door.js';
import type { VaultPorts } from './vault-door.js';
import { headerText, parseHeader } from './vault-header.js';
import { TestProfile, codeOf, itemsOf, textsOf } from './vault-test.fixture.js';

describe('changing the passphrase', () => {
  let test: TestProfile;
  let ports: VaultPorts;
  let rounds: number;
  beforeEach(() => {
    test = new TestProfile();
    rounds = PBKDF2_MIN_ROUNDS;
    ports = { ...browserVaultPorts, storage: () => test.storage, rounds: () => Promise.resolve(rounds) };
  });
  afterEach(() => test.remove());
  const create = (passphrase: string | null): Promise<OpenVault> => VaultDoor.create(test.profile, passphrase, systemClock, ports);
  const unlock = (passphrase: string | null): Promise<OpenVault> => VaultDoor.unlock(test.profile, passphrase, systemClock, ports);
  const change = (vault: OpenVault, current: string | null, next: string | null): Promise<void> =>
    VaultDoor.changePassphrase(test.profile, current, next, vault, ports);
  const ownHeader = (): string => test.storage.getItem(test.names.header) as string;
  /** Everything stored but the header, its copy and the device's key. */
  const content = async (): Promise<unknown> => {
    const stored = test.storage.snapshot();
    stored.delete(test.names.header);
    const { journal, fence } = Object.fromEntries(await test.dump());
    return { stored, journal, fence };
  };
  /** Which of these open the vault. */
  const opening = async (...passphrases: readonly (string | null)[]): Promise<unknown[]> => {
    const able: unknown[] = [];
    for (const passphrase of passphrases) {
      const code = await codeOf(unlock(passphrase).then((vault) => vault.close()));
      if (code === 'resolved') able.push(passphrase);
    }
    return able;
  };

  it('lets the new one open the vault, and the old one no more', async () => {
    const vault = await create('old');
    await vault.put('x', 1);
    await change(vault, 'old', 'new');
    await vault.close();
    expect(await codeOf(unlock('old'))).to.equal('passphrase-wrong');
    const again = await unlock('new');
    expect([again.get('x'), again.damage]).to.deep.equal([1, []]);
    await again.close();
  });

  it('takes a new salt and as many rounds as are right now', async () => {
    const vault = await create('old');
    const before = await parseHeader(ownHeader());
    rounds = PBKDF2_MIN_ROUNDS + 50_000;
    await change(vault, 'old', 'old');
    const after = await parseHeader(ownHeader());
    expect([before?.kdf?.rounds, after?.kdf?.rounds]).to.deep.equal([PBKDF2_MIN_ROUNDS, rounds]);
    expect(after?.kdf?.salt).to.not.deep.equal(before?.kdf?.salt);
    expect(after?.wrapped).to.not.deep.equal(before?.wrapped);
    expect(await storedHeader(test)).to.equal(ownHeader());
    await vault.close();
    expect(await opening('old')).to.deep.equal(['old']);
  });

  it('leaves everything else as it is, byte for byte, and the vault open', async () => {
    const vault = await create('old');
    await vault.put('x', 1);
    await vault.history('h').append(itemsOf('one', 'two'));
    await vault.flush();
    await vault.put('y', 'not written out yet');
    const before = await content();
    await change(vault, 'old', 'new');
    expect(await content()).to.deep.equal(before);
    await vault.put('z', 3);
    await vault.history('h').append(itemsOf('three'));
    await vault.close();
    const again = await unlock('new');
    expect([again.get('x'), again.get('y'), again.get('z')]).to.deep.equal([1, 'not written out yet', 3]);
    expect(textsOf(await again.history('h').load())).to.deep.equal(['one', 'two', 'three']);
    await again.close();
  });

  it('changes nothing for whoever does not know the current one', async () => {
    const vault = await create('old');
    const before = [test.storage.snapshot(), await test.dump()];
    for (const wrong of ['new', 'Old', '', null]) expect(await codeOf(change(vault, wrong, 'new'))).to.equal('passphrase-wrong');
    expect(await codeOf(change(vault, 'old', ''))).to.contain('RangeError');
    expect([test.storage.snapshot(), await test.dump()]).to.deep.equal(before);
    await vault.close();
    expect(await opening('old', 'new')).to.deep.equal(['old']);
  });

  it('deletes the device’s key when there is a passphrase', async () => {
    const vault = await create(null);
    await vault.put('x', 1);
    expect(await codeOf(change(vault, 'a passphrase', 'new'))).to.contain('TypeError');
    await change(vault, null, 'new');
    await vault.close();
    expect(await storedDeviceKey(test)).to.equal(undefined);
    expect(await VaultDoor.inspect(test.profile, ports)).to.equal('passphrase');
    expect(await codeOf(unlock(null))).to.equal('passphrase-wrong');
    const again = await unlock('new');
    expect(again.get('x')).to.equal(1);
    await again.close();
  });

  it('goes back to the device’s key, a new one that cannot be taken out', async () => {
    const vault = await create('old');
    await vault.put('x', 1);
    await change(vault, 'old', null);
    await vault.close();
    expect(await VaultDoor.inspect(test.profile, ports)).to.equal('device');
    expect((await storedDeviceKey(test)).extractable).to.equal(false);
    const again = await unlock(null);
    expect(again.get('x')).to.equal(1);
    await again.close();
  });

  it('does it again and again', async () => {
    const vault = await create('0');
    for (const [from, to] of [
      ['0', '1'],
      ['1', null],
      [null, '2'],
      ['2', '3'],
    ] as const)
      await change(vault, from, to);
    await vault.close();
    expect(await opening('0', '1', '2', '3')).to.deep.equal(['3']);
  });

  it('refuses a header whose rounds were lowered, and writes nothing over it', async () => {
    const vault = await create('old');
    const header = await parseHeader(ownHeader());
    const lowered = await headerText({ kdf: { rounds: 1000, salt: header?.kdf?.salt as never }, wrapped: header?.wrapped as never });
    const fewer = await headerText({ kdf: { rounds: rounds + 1, salt: header?.kdf?.salt as never }, wrapped: header?.wrapped as never });
    for (const [text, code] of [
      [lowered, 'vault-damaged'],
      [fewer, 'passphrase-wrong'],
      ['spoilt', 'vault-damaged'],
    ] as const) {
      test.storage.setItem(test.names.header, text);
      await test.edit('keys', 'header', text);
      expect(await codeOf(change(vault, 'old', 'new')), text).to.equal(code);
      expect([ownHeader(), await storedHeader(test)]).to.deep.equal([text, text]);
    }
    await vault.close();
  });

  it('leaves exactly one of the two working wherever it is cut short, whichever of the two stores is behind', async () => {
    for (const [from, to] of [
      ['old', 'new'],
      ['old', null],
      [null, 'new'],
    ] as const) {
      const vault = await create(from);
      await vault.put('x', 1);
      await vault.close();
      const before = [test.storage.snapshot(), (await test.dump()).get('keys')] as const;
      const again = await unlock(from);
      await change(again, from, to);
      await again.close();
      const after = [test.storage.snapshot(), (await test.dump()).get('keys')] as const;
      for (const [isStored, isCopied] of [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ]) {
        test.storage.restore((isStored === true ? after : before)[0]);
        const keys = (isCopied === true ? after : before)[1];
        for (const key of ['header', 'device']) await test.edit('keys', key, keys?.get(key));
        const right = isCopied === true ? to : from;
        const state = await VaultDoor.inspect(test.profile, ports);
        expect(state, `${from} ${to} ${isStored} ${isCopied}`).to.equal(right === null ? 'device' : 'passphrase');
        expect(await opening('old', 'new', null)).to.deep.equal([right]);
        // Both copies say the same again.
        expect(ownHeader()).to.equal(await storedHeader(test));
      }
      await test.remove();
      test.storage.restore(new Map());
    }
  }).timeout(60_000);

  it('changes nothing when localStorage has no room for the new header', async () => {
    const vault = await create(null);
    const before = [test.storage.snapshot(), await test.dump()];
    test.storage.quota = [...test.storage.snapshot()].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
    expect(await codeOf(change(vault, null, 'new'))).to.equal('storage-full');
    expect([test.storage.snapshot(), await test.dump()]).to.deep.equal(before);
  });

  it('puts localStorage back when the database refuses at the last moment', async () => {
    const vault = await create('old');
    const before = [test.storage.snapshot(), await test.dump()];
    const refusing: OpenVault = {
      ...vault,
      changeKeys: (write) =>
        vault.changeKeys(async (keys) => {
          await write(keys);
          throw new DOMException('full', 'QuotaExceededError');
        }),
    };
    expect(await codeOf(change(refusing, 'old', 'new'))).to.equal('storage-full');
    expect([test.storage.snapshot(), await test.dump()]).to.deep.equal(before);
    await vault.close();
  });

  it('changes nothing after another tab has taken over, nor in a vault that is closed', async () => {
    const vault = await create('old');
    const other = await unlock('old');
    const before = [test.storage.snapshot(), await test.dump()];
    expect(await codeOf(change(vault, 'old', 'new'))).to.equal('vault-elsewhere');
    expect([test.storage.snapshot(), await test.dump()]).to.deep.equal(before);
    await other.close();
    expect(await codeOf(change(other, 'old', 'new'))).to.equal('vault-closed');
    expect(await opening('old', 'new')).to.deep.equal(['old']);
  });
});

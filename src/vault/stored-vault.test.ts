import { expect } from '@open-wc/testing';
import { systemClock } from '../lib/clock.js';
import { STORED_VAULT_V1_JOURNAL, STORED_VAULT_V1_PASSPHRASE, STORED_VAULT_V1_STORAGE } from './stored-vault-v1.fixture.js';
import type { OpenVault } from './open-vault.js';
import { VaultDoor, browserVaultPorts } from './vault-door.js';
import { TestProfile, codeOf, itemsOf, numbered, textsOf } from './vault-test.fixture.js';

describe('stored vault of format 1', () => {
  let test: TestProfile;
  beforeEach(async () => {
    test = new TestProfile();
    for (const [name, text] of Object.entries(STORED_VAULT_V1_STORAGE)) test.storage.setItem(test.names.prefix + name, text);
    await test.edit('keys', 'header', STORED_VAULT_V1_STORAGE['vault']);
    for (const { seq, previous, sealed, ...rest } of STORED_VAULT_V1_JOURNAL) {
      await test.edit('journal', seq, { ...rest, previous: Uint8Array.fromBase64(previous), sealed: Uint8Array.fromBase64(sealed) });
    }
  });
  afterEach(() => test.remove());
  const unlock = (passphrase: string): Promise<OpenVault> =>
    VaultDoor.unlock(test.profile, passphrase, systemClock, { ...browserVaultPorts, storage: () => test.storage });

  const roomOne = [...numbered('message', 5), '', '✓ 😀', 'second segment'];

  it('opens with its passphrase to what was in it', async () => {
    const vault = await unlock(STORED_VAULT_V1_PASSPHRASE);
    expect(vault.names('')).to.deep.equal(['me', 'room/1']);
    expect([vault.get('me'), vault.get('room/1'), vault.get('gone')]).to.deep.equal([{ name: 'Ada', born: 1815 }, ['a', null, true], null]);
    expect(textsOf(await vault.history('room one').load())).to.deep.equal([...roomOne, 'only in the journal']);
    expect(textsOf(await vault.history('room two').load())).to.deep.equal(['elsewhere']);
    expect([vault.damage, vault.history('room one').damage]).to.deep.equal([[], []]);
    await vault.history('room one').append(itemsOf('goes on'));
    await vault.close();
    await test.forgetJournal();
    const again = await unlock(STORED_VAULT_V1_PASSPHRASE);
    expect(textsOf(await again.history('room one').load())).to.deep.equal([...roomOne, 'only in the journal', 'goes on']);
    await again.close();
  });

  it('opens without its journal to what was written out', async () => {
    for (const { seq } of STORED_VAULT_V1_JOURNAL) await test.edit('journal', seq, undefined);
    const vault = await unlock(STORED_VAULT_V1_PASSPHRASE);
    expect([vault.get('me'), vault.names(''), vault.damage]).to.deep.equal([
      { name: 'Ada Lovelace', born: 1815 },
      ['me', 'room/1'],
      ['journal'],
    ]);
    expect(textsOf(await vault.history('room one').load())).to.deep.equal(roomOne);
    await vault.close();
  });

  it('opens without localStorage to the same, the journal being whole', async () => {
    for (const name of Object.keys(STORED_VAULT_V1_STORAGE)) test.storage.removeItem(test.names.prefix + name);
    const vault = await unlock(STORED_VAULT_V1_PASSPHRASE);
    expect([vault.get('me'), vault.names('')]).to.deep.equal([{ name: 'Ada', born: 1815 }, ['me', 'room/1']]);
    expect(textsOf(await vault.history('room one').load())).to.deep.equal([...roomOne, 'only in the journal']);
    await vault.close();
  });

  it('opens with no other passphrase', async () => {
    expect(await codeOf(unlock('correct horse battery stable'))).to.equal('passphrase-wrong');
  });
});

import { expect } from '@open-wc/testing';
import { ParleyError } from '../lib/errors.js';
import { eraseVault } from './erase-vault.js';
import { LANGUAGE_KEY, keepLanguage, readLanguage } from './plain-language.js';
import { VaultDoor, browserVaultPorts } from './vault-door.js';
import { TestProfile } from './vault-test.fixture.js';

describe('the language that was chosen', () => {
  let test: TestProfile;
  beforeEach(() => {
    test = new TestProfile();
  });
  afterEach(() => test.remove());

  it('is there before any vault, as it was kept last', () => {
    expect(readLanguage(() => test.storage)).to.equal(null);
    keepLanguage('fr', () => test.storage);
    keepLanguage('ar', () => test.storage);
    expect(readLanguage(() => test.storage)).to.equal('ar');
    expect(test.storage.keysWith('')).to.deep.equal([LANGUAGE_KEY]);
  });

  it('is none where the browser gives no storage, and says so when it cannot be kept', () => {
    const refused = (): never => {
      throw new DOMException('no', 'SecurityError');
    };
    expect(readLanguage(refused)).to.equal(null);
    expect(() => keepLanguage('fr', refused)).to.throw(ParleyError, 'storage-unavailable');
  });

  it('goes with everything else when a profile is erased, and makes no profile by itself', async () => {
    const ports = { ...browserVaultPorts, storage: () => test.storage };
    keepLanguage('de', () => test.storage);
    expect(await VaultDoor.list(ports)).to.deep.equal([]);
    expect(await VaultDoor.inspect(test.profile, ports)).to.equal('empty');
    await eraseVault(test.profile, ports);
    expect(test.storage.keysWith('')).to.deep.equal([]);
  });
});

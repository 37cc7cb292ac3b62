import { expect } from '@open-wc/testing';
import { MemoryVault } from './installation.fixture.js';
import { readPerson, writePerson } from './records.js';
import { noteSasTry } from './sas-tries.js';

const fpHex = (i: number): string => i.toString(16).padStart(64, '0');

describe('tries of emoji', () => {
  let vault: MemoryVault;
  beforeEach(() => {
    vault = new MemoryVault();
  });

  it('are noted down by person', async () => {
    await noteSasTry(vault, fpHex(1), 100_000);
    expect(readPerson(vault, fpHex(1)).lastSasAt).to.equal(100_000);
    expect(readPerson(vault, fpHex(2)).lastSasAt).to.equal(null);
  });

  it('are forgotten after a minute, of people of whom nothing else is known', async () => {
    for (let i = 0; i < 100; i++) await noteSasTry(vault, fpHex(i), 1_000_000 + i);
    await noteSasTry(vault, fpHex(100), 1_059_999);
    expect(vault.names('person/')).to.have.length(101);
    await noteSasTry(vault, fpHex(200), 1_060_050);
    expect(vault.names('person/').length).to.equal(102 - 51);
    await noteSasTry(vault, fpHex(200), 1_200_000);
    expect(vault.names('person/')).to.deep.equal([`person/${fpHex(200)}`]);
  });

  it('are kept of people of whom something is known', async () => {
    await writePerson(vault, fpHex(1), { name: 'Ben', verifiedAt: 5, lastSasAt: 5 });
    await writePerson(vault, fpHex(2), { isMismatched: true, lastSasAt: 5 });
    await writePerson(vault, fpHex(3), { clearedForks: ['aa 1'], lastSasAt: 5 });
    await noteSasTry(vault, fpHex(4), 1_000_000);
    expect(vault.names('person/')).to.have.length(4);
    expect(readPerson(vault, fpHex(1)).verifiedAt).to.equal(5);
  });

  it('of a clock that was set back a long way matter no more, as they limit nothing', async () => {
    await noteSasTry(vault, fpHex(1), 9_000_000);
    await noteSasTry(vault, fpHex(2), 1_000_000);
    expect(vault.names('person/')).to.deep.equal([`person/${fpHex(2)}`]);
  });
});

import { expect } from '@open-wc/testing';
import { Draft } from './draft.js';
import { MemoryVault } from './installation.fixture.js';
import { readDraft } from './lock-records.js';

const ridHex = 'ab'.repeat(32);

describe('draft', () => {
  it('is kept over a lock, with whether the room was on screen, and comes back', async () => {
    const vault = new MemoryVault();
    const draft = new Draft(vault, ridHex);
    await draft.change('half a thou');
    expect(vault.names('')).to.deep.equal([]);
    await draft.keep(true);
    expect(readDraft(vault, ridHex)).to.deep.equal({ text: 'half a thou', wasOpen: true });
    expect(new Draft(vault, ridHex).view).to.deep.equal({ draft: 'half a thou', draftVersion: 0, error: null });
  });

  it('is not kept when there is nothing in it', async () => {
    const vault = new MemoryVault();
    await new Draft(vault, ridHex).keep(true);
    expect([vault.names(''), readDraft(vault, ridHex)]).to.deep.equal([[], { text: '', wasOpen: false }]);
  });

  it('is forgotten in the vault once it is sent or emptied, and not before', async () => {
    let vault = new MemoryVault();
    for (const end of [
      async (draft: Draft): Promise<void> => {
        draft.take();
        expect(vault.names('')).to.have.length(1);
        await draft.sent();
      },
      (draft: Draft): Promise<void> => draft.change(''),
    ]) {
      vault = new MemoryVault();
      const before = new Draft(vault, ridHex);
      await before.change('kept');
      await before.keep(false);
      const draft = new Draft(vault, ridHex);
      await draft.change('kept, and more');
      expect(vault.names('')).to.have.length(1);
      await end(draft);
      expect(vault.names('')).to.deep.equal([]);
    }
  });

  it('stays in the vault when what was taken comes back, or something was typed since', async () => {
    const vault = new MemoryVault();
    const before = new Draft(vault, ridHex);
    await before.change('kept');
    await before.keep(false);
    const draft = new Draft(vault, ridHex);
    draft.take();
    draft.giveBack('kept', 'storage-full');
    await draft.sent();
    expect(draft.view).to.deep.equal({ draft: 'kept', draftVersion: 1, error: 'storage-full' });
    expect(vault.names('')).to.have.length(1);
  });
});

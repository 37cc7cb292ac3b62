import { expect } from '@open-wc/testing';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { DRAFT_PAUSE_MS, Draft } from './draft.js';
import { MemoryVault } from './installation.fixture.js';
import { readDraft } from './lock-records.js';

const ridHex = 'ab'.repeat(32);

describe('draft', () => {
  it('is kept over a lock, with whether the room was on screen, and comes back', async () => {
    const vault = new MemoryVault();
    const draft = new Draft(vault, ridHex, new FakeClock());
    await draft.change('half a thou');
    expect(vault.names('')).to.deep.equal([]);
    await draft.keep(true);
    expect(readDraft(vault, ridHex)).to.deep.equal({ text: 'half a thou', about: null, aside: '', wasOpen: true });
    expect(new Draft(vault, ridHex, new FakeClock()).view).to.deep.equal({
      draft: 'half a thou',
      draftMentions: [],
      draftVersion: 0,
      error: null,
    });
  });

  it('is kept in a pause, and not with every key', async () => {
    const [vault, clock] = [new MemoryVault(), new FakeClock()];
    const draft = new Draft(vault, ridHex, clock);
    await draft.change('half');
    await clock.advance(DRAFT_PAUSE_MS - 1);
    await draft.change('half a thou');
    await clock.advance(DRAFT_PAUSE_MS - 1);
    expect(vault.names('')).to.deep.equal([]);
    await clock.advance(1);
    expect(readDraft(vault, ridHex)).to.deep.equal({ text: 'half a thou', about: null, aside: '', wasOpen: true });
    draft.take();
    await draft.sent();
    await clock.advance(DRAFT_PAUSE_MS);
    expect(vault.names('')).to.deep.equal([]);
    draft.giveBack({ text: 'half a thou', mentions: [] }, 'storage-full');
    await clock.advance(DRAFT_PAUSE_MS);
    expect(readDraft(vault, ridHex).text).to.equal('half a thou');
  });

  it('is kept with the edit that it is, and with what was put aside for that', async () => {
    const vault = new MemoryVault();
    const draft = new Draft(vault, ridHex, new FakeClock());
    await draft.change('half a thou');
    draft.edit('aa', 'first');
    await draft.change('');
    await draft.keep(false);
    const again = new Draft(vault, ridHex, new FakeClock());
    expect([again.view.draft, again.about]).to.deep.equal(['', { mode: 'edit', id: 'aa' }]);
    again.edit('bb', 'another');
    again.reply('cc');
    expect([again.view.draft, again.about]).to.deep.equal(['half a thou', { mode: 'reply', id: 'cc' }]);
  });

  it('is not kept when there is nothing in it', async () => {
    const vault = new MemoryVault();
    await new Draft(vault, ridHex, new FakeClock()).keep(true);
    expect([vault.names(''), readDraft(vault, ridHex)]).to.deep.equal([[], { text: '', about: null, aside: '', wasOpen: false }]);
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
      const before = new Draft(vault, ridHex, new FakeClock());
      await before.change('kept');
      await before.keep(false);
      const draft = new Draft(vault, ridHex, new FakeClock());
      await draft.change('kept, and more');
      expect(vault.names('')).to.have.length(1);
      await end(draft);
      expect(vault.names('')).to.deep.equal([]);
    }
  });

  it('stays in the vault when what was taken comes back, or something was typed since', async () => {
    const vault = new MemoryVault();
    const before = new Draft(vault, ridHex, new FakeClock());
    await before.change('kept');
    await before.keep(false);
    const draft = new Draft(vault, ridHex, new FakeClock());
    draft.take();
    draft.giveBack({ text: 'kept', mentions: [] }, 'storage-full');
    await draft.sent();
    expect(draft.view).to.deep.equal({ draft: 'kept', draftMentions: [], draftVersion: 1, error: 'storage-full' });
    expect(vault.names('')).to.have.length(1);
  });
});

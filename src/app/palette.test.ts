import { expect } from '@open-wc/testing';
import { TestNeighbourhood } from './installation.fixture.js';

describe('palette', () => {
  it('shows the rooms, who else is in the one on screen, and what one may do', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    const ridHex = await world.meet(ana, ben);
    await ana.pressed({ type: 'open-palette' });
    const view = ana.dialog();
    expect(view).to.deep.include({ dialog: 'palette', shownHex: ridHex, isInviting: true, hasPassphrase: true });
    expect(view?.dialog === 'palette' && view.people).to.deep.equal([{ fpHex: ben.fpHex, name: 'Ben' }]);
    expect(view?.dialog === 'palette' && view.rooms.map(({ name }) => name)).to.deep.equal(['Kitchen']);
    ana.press({ type: 'close-dialog' });
    expect(ana.dialogText()).to.equal('none');
    ana.rooms.show(null);
    await ana.pressed({ type: 'open-palette' });
    expect(ana.dialog()).to.deep.include({ shownHex: null, isInviting: false, people: [] });
  });

  it('opens over no other dialog, and the sheet of shortcuts in the place of the settings alone', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    ana.press({ type: 'open-wipe' });
    for (const type of ['open-palette', 'open-shortcuts'] as const) ana.press({ type });
    expect(ana.dialogText()).to.equal('wipe');
    ana.press({ type: 'close-dialog' });
    expect(ana.dialogText()).to.equal('none');
    ana.press({ type: 'open-settings' });
    ana.press({ type: 'open-shortcuts' });
    expect(ana.dialogText()).to.equal('shortcuts');
    ana.press({ type: 'close-dialog' });
    await world.knock(ana, ben);
    ana.press({ type: 'open-palette' });
    expect(ana.dialogText()).to.equal('knock Ben');
  });

  it('keeps a knock waiting while it is open, and gives way to what was chosen in it', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    ana.press({ type: 'open-palette' });
    await world.knock(ana, ben);
    expect(ana.dialogText()).to.equal('palette');
    ana.press({ type: 'close-dialog' });
    ana.press({ type: 'open-settings' });
    expect(ana.dialogText()).to.equal('settings');
  });
});

import { expect } from '@open-wc/testing';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import { TestNeighbourhood } from './installation.fixture.js';
import { readPerson, writePerson } from './records.js';

describe('desk', () => {
  it('opens by itself when the other side compares emoji and nothing else is open', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    await world.meet(ana, ben);
    expect(ben.dialogText()).to.equal('none');
    ana.press({ type: 'open-verify', fpHex: ben.fpHex });
    ana.press({ type: 'start-emoji', fpHex: ben.fpHex });
    await world.clock.advance(0);
    expect(ben.dialogText()).to.equal('verify Ana');
  });

  it('does not open a comparison over another dialog, nor right after another dialog', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben, cleo] = [await world.person('Ana'), await world.person('Ben'), await world.person('Cleo')];
    await world.meet(ana, ben);
    await world.knock(ben, cleo, 'Garden');
    expect(ben.dialogText()).to.equal('knock Cleo');
    ana.press({ type: 'open-verify', fpHex: ben.fpHex });
    ana.press({ type: 'start-emoji', fpHex: ben.fpHex });
    await world.clock.advance(0);
    expect(ben.dialogText()).to.equal('knock Cleo');
    ben.press({ type: 'close-dialog' });
    expect(ben.dialogText()).to.equal('none');
    await world.clock.advance(999);
    expect(ben.dialogText()).to.equal('none');
    await world.clock.advance(1);
    expect(ben.dialogText()).to.equal('verify Ana');
  });

  it('says of who knocks how they are known, and does not call verified who took a verified name', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    await world.knock(ana, ben);
    expect(ana.dialog()).to.include({ dialog: 'knock', trust: 'unverified', isVerified: false, verifiedName: null });
    const known = { ...readPerson(ana.vault, ben.fpHex), verifiedAt: 1 };
    await writePerson(ana.vault, ben.fpHex, { ...known, name: 'Benjamin' });
    expect(ana.dialog()).to.include({ trust: 'verified', isVerified: true, verifiedName: 'Benjamin' });
    await writePerson(ana.vault, 'ff'.repeat(32), { ...known, name: 'be\u200Bn' });
    expect(ana.dialog()).to.include({ trust: 'changed', isVerified: false });
  });
});

describe('desk: dialogs', () => {
  it('shows nothing when there is nothing to show', async () => {
    const ana = await new TestNeighbourhood().person('Ana');
    expect(ana.dialog()).to.equal(null);
    for (const intent of [
      { type: 'close-dialog' },
      { type: 'confirm-match', fpHex: '00' },
      { type: 'set-invite-token', hasToken: true },
      { type: 'set-invite-terms', terms: { uses: 5, days: 1 } },
      { type: 'withdraw-invite', ridHex: '00', tokenHex: '00' },
      { type: 'open-remove', ridHex: '00', fpHex: '00' },
      { type: 'remove', ridHex: '00', fpHex: '00' },
      { type: 'open-leave', ridHex: '00' },
      { type: 'leave', ridHex: '00' },
    ] as const) {
      ana.press(intent);
    }
    expect(ana.dialog()).to.equal(null);
  });

  it('asks about who knocks until they are answered, in whatever room, and says what they will be able to read', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    const ridHex = await world.knock(ana, ben);
    ana.rooms.show(null);
    expect(ana.dialog()).to.include({ dialog: 'knock', ridHex, roomName: 'Kitchen', name: 'Ben', fpHex: ben.fpHex, earlierMessages: 0 });
    ana.press({ type: 'admit', ridHex, fpHex: ben.fpHex });
    await world.clock.advance(10_000);
    expect(ana.dialogText()).to.equal('none');
    expect(ben.view(ridHex).phase).to.equal('in');
    await ana.rooms.close();
    await ben.rooms.close();
  });

  it('tells when the admit cannot be stored, and goes on asking', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    const ridHex = await world.knock(ana, ben);
    ana.failures = [];
    ana.vault.history(`history/${ridHex}`).fault = new ParleyError('storage-full');
    ana.press({ type: 'admit', ridHex, fpHex: ben.fpHex });
    await world.clock.advance(100);
    expect(ana.failures.map(errorCodeOf)).to.deep.equal(['storage-full']);
    expect(ana.dialogText()).to.equal('knock Ben');
    await ana.rooms.close();
    await ben.rooms.close();
  });

  it('puts a knock off when it is closed, and asks again when that is wanted or the room is opened', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    const ridHex = await world.knock(ana, ben);
    expect(ana.dialogText()).to.equal('knock Ben');
    ana.press({ type: 'close-dialog' });
    expect(ana.dialogText()).to.equal('none');
    expect(ana.view(ridHex).knocks).to.have.length(1);
    ana.press({ type: 'open-knock', ridHex, fpHex: ben.fpHex });
    expect(ana.dialogText()).to.equal('knock Ben');
    ana.press({ type: 'close-dialog' });
    ana.press({ type: 'open-knock', ridHex: '00', fpHex: ben.fpHex });
    ana.press({ type: 'open-knock', ridHex, fpHex: '00' });
    expect(ana.dialogText()).to.equal('none');
    ana.press({ type: 'open-room', ridHex });
    expect(ana.dialogText()).to.equal('knock Ben');
    ana.press({ type: 'refuse', ridHex, fpHex: ben.fpHex });
    expect(ana.dialogText()).to.equal('none');
    await ana.rooms.close();
    await ben.rooms.close();
  });

  it('verifies who knocks, and comes back to the knock', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    await world.knock(ana, ben);
    ana.press({ type: 'open-verify', fpHex: ben.fpHex });
    expect(ana.dialogText()).to.equal('verify Ben');
    ana.press({ type: 'confirm-match', fpHex: ben.fpHex });
    await world.clock.advance(0);
    expect(ana.dialog()).to.include({ dialog: 'knock', trust: 'verified', isVerified: true });
    await ana.rooms.close();
    await ben.rooms.close();
  });

  it('closes the dialog about somebody who has gone', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    await world.knock(ana, ben);
    ana.press({ type: 'open-verify', fpHex: ben.fpHex });
    expect(ana.dialogText()).to.equal('verify Ben');
    await ben.rooms.close();
    await world.clock.advance(1_000);
    expect(ana.dialogText()).to.equal('none');
    await ana.rooms.close();
  });

  it('invites only into a room that one is in, and keeps the dialog object while it says the same', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    await world.knock(ana, ben);
    ben.press({ type: 'open-invite' });
    expect(ben.dialogText()).to.equal('none');
    ana.press({ type: 'open-invite' });
    await world.clock.advance(100);
    expect(ana.dialogText()).to.equal('invite');
    expect(ana.dialog()).to.equal(ana.dialog());
    ana.press({ type: 'set-invite-token', hasToken: true });
    await world.clock.advance(100);
    expect(ana.dialog()).to.include({ hasToken: true, isBusy: false });
    ana.press({ type: 'close-dialog' });
    expect(ana.dialogText()).to.equal('knock Ben');
    await ana.rooms.close();
    await ben.rooms.close();
  });

  it('lets nobody invite or answer a knock who may not let people in, and takes the dialogs away when that changes', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    const ridHex = await world.meet(ana, ben);
    ben.rooms.show(ridHex);
    ben.press({ type: 'open-invite' });
    await world.clock.advance(100);
    expect([ben.dialogText(), ben.view(ridHex).powers]).to.deep.equal(['invite', ['invite', 'leave']]);
    await ana.pressed({ type: 'set-admission', ridHex, admission: 'admins' });
    await world.clock.advance(1_000);
    expect([ben.dialogText(), ben.view(ridHex).powers, ben.view(ridHex).admission]).to.deep.equal(['none', ['leave'], 'admins']);
    ben.press({ type: 'open-invite' });
    expect(ben.dialogText()).to.equal('none');
    ben.failures = [];
    await ben.pressed({ type: 'set-admission', ridHex, admission: 'any' });
    expect(ben.failures.map(errorCodeOf)).to.deep.equal(['not-allowed']);
    await ana.rooms.close();
    await ben.rooms.close();
  });
});

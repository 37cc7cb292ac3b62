import { expect } from '@open-wc/testing';
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

import { expect } from '@open-wc/testing';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import { encodeInvite } from './invite.js';

class Scene {
  readonly here = new TestNeighbourhood();
  ana!: TestInstallation;
  ben!: TestInstallation;
  ridHex = '';

  /** Ana founded a room, and Ben is in it. */
  static async make(): Promise<Scene> {
    const scene = new Scene();
    [scene.ana, scene.ben] = [await scene.here.person('Ana'), await scene.here.person('Ben')];
    scene.ridHex = await scene.here.meet(scene.ana, scene.ben);
    return scene;
  }

  /** Asks for something in the room; resolves when all is done and known. */
  async press(who: TestInstallation, type: 'open-leave' | 'leave'): Promise<void>;
  async press(who: TestInstallation, type: 'open-remove' | 'remove', whom: TestInstallation): Promise<void>;
  async press(who: TestInstallation, type: 'open-leave' | 'leave' | 'open-remove' | 'remove', whom?: TestInstallation): Promise<void> {
    const { ridHex } = this;
    await who.pressed(
      type === 'open-remove' || type === 'remove' ? { type, ridHex, fpHex: (whom as TestInstallation).fpHex } : { type, ridHex },
    );
    await this.here.clock.advance(1_000);
  }

  async end(): Promise<void> {
    for (const { rooms } of [this.ana, this.ben]) await rooms.close();
  }
}

describe('confirming: removing somebody', () => {
  it('asks, and then puts them out; the dialog is gone, and they see it', async () => {
    const scene = await Scene.make();
    const { ana, ben, ridHex } = scene;
    expect(ana.seen(ridHex, ben).powers).to.deep.equal(['remove', 'promote']);
    expect(ben.seen(ridHex, ana).powers).to.deep.equal([]);
    await scene.press(ana, 'open-remove', ben);
    expect(ana.dialog()).to.deep.equal({ dialog: 'remove', ridHex, fpHex: ben.fpHex, name: 'Ben' });
    expect(ana.view(ridHex).people).to.have.length(2);
    await scene.press(ana, 'remove', ben);
    expect(ana.dialogText()).to.equal('none');
    expect(ana.view(ridHex).people.map(({ name }) => name)).to.deep.equal(['Ana']);
    expect(ana.view(ridHex).messages.at(-1)?.notice).to.include({ what: 'remove', subject: 'Ben' });
    expect(ben.view(ridHex)).to.deep.include({ phase: 'removed', error: 'room-removed', powers: [] });
    await scene.end();
  });

  it('removes nobody else than was on screen', async () => {
    const scene = await Scene.make();
    const { ana, ben, ridHex } = scene;
    await scene.press(ana, 'remove', ben);
    await scene.press(ana, 'open-leave');
    await scene.press(ana, 'remove', ben);
    await scene.press(ana, 'open-remove', ben);
    await ana.pressed({ type: 'remove', ridHex: '00', fpHex: ben.fpHex });
    await ana.pressed({ type: 'remove', ridHex, fpHex: 'ff'.repeat(32) });
    await scene.press(ana, 'leave');
    expect(ana.view(ridHex)).to.include({ phase: 'in' });
    expect(ana.view(ridHex).people).to.have.length(2);
    expect(ana.dialogText()).to.equal('remove Ben');
    ana.press({ type: 'close-dialog' });
    expect(ana.dialogText()).to.equal('none');
    await scene.press(ana, 'remove', ben);
    expect(ana.view(ridHex).people).to.have.length(2);
    await scene.end();
  });

  it('asks nothing of one who has no right to it, and goes when the right does', async () => {
    const scene = await Scene.make();
    const { ana, ben, ridHex } = scene;
    await scene.press(ben, 'open-remove', ana);
    expect(ben.dialogText()).to.equal('none');
    await scene.press(ana, 'open-remove', ben);
    expect(ana.dialogText()).to.equal('remove Ben');
    await ben.open(ridHex).room.history.act('leave', () => ({}));
    await scene.here.clock.advance(1_000);
    expect(ana.dialogText()).to.equal('none');
    await scene.end();
  });

  it('tells when it cannot be stored, and nobody is shown as gone', async () => {
    const scene = await Scene.make();
    const { ana, ben, ridHex } = scene;
    ana.failures = [];
    await scene.press(ana, 'open-remove', ben);
    ana.vault.history(`history/${ridHex}`).fault = new ParleyError('storage-full');
    await scene.press(ana, 'remove', ben);
    expect(ana.failures.map(errorCodeOf)).to.deep.equal(['storage-full']);
    expect(ana.view(ridHex).people).to.have.length(2);
    await scene.end();
  });
});

describe('confirming: deleting a room here', () => {
  it('asks, and then nothing of it is left; the others see one who is away, and an invite brings it all back', async () => {
    const scene = await Scene.make();
    const { ana, ben, here, ridHex } = scene;
    await ana.acceptAll(ridHex);
    await ana.pressed({ type: 'send', ridHex, text: 'kept by Ana' });
    await here.clock.advance(1_000);
    await ben.pressed({ type: 'open-delete-room', ridHex });
    expect(ben.dialog()).to.deep.equal({ dialog: 'delete-room', ridHex, roomName: 'Kitchen', isMember: true, isAlone: false });
    await ben.pressed({ type: 'delete-room', ridHex });
    await here.clock.advance(20_000);
    expect([ben.dialogText(), ben.rooms.all.size, ben.vault.names('').filter((name) => name.includes(ridHex))]).to.deep.equal([
      'none',
      0,
      [],
    ]);
    expect(ben.vault.history(`history/${ridHex}`).items).to.deep.equal([]);
    expect(ana.view(ridHex).people.map(({ name }) => name)).to.deep.equal(['Ana', 'Ben']);
    expect(ana.view(ridHex).connection.linked).to.equal(0);
    await here.enter(ana, ben, ridHex);
    expect(ben.texts(ridHex)).to.deep.equal(['kept by Ana']);
    await ben.acceptAll(ridHex);
    await ben.pressed({ type: 'send', ridHex, text: 'back again' });
    await here.clock.advance(3_000);
    expect(ana.texts(ridHex)).to.deep.equal(['kept by Ana', 'back again']);
    expect(ana.seen(ridHex, ben).trust).not.to.equal('forked');
    await scene.end();
  });

  it('deletes nothing but what was asked about on screen', async () => {
    const scene = await Scene.make();
    const { ana, ridHex } = scene;
    await ana.pressed({ type: 'delete-room', ridHex });
    await scene.press(ana, 'open-leave');
    await ana.pressed({ type: 'delete-room', ridHex });
    await ana.pressed({ type: 'open-delete-room', ridHex });
    await ana.pressed({ type: 'close-dialog' });
    await ana.pressed({ type: 'delete-room', ridHex });
    expect(ana.rooms.all.has(ridHex)).to.equal(true);
    await scene.end();
  });
});

describe('confirming: leaving', () => {
  it('asks, with what it means for this person, and then leaves', async () => {
    const scene = await Scene.make();
    const { ana, ben, ridHex } = scene;
    await scene.press(ana, 'open-leave');
    expect(ana.dialog()).to.deep.equal({ dialog: 'leave', ridHex, roomName: 'Kitchen', isFounder: true, isAlone: false });
    await scene.press(ben, 'open-leave');
    expect(ben.dialog()).to.include({ isFounder: false, isAlone: false });
    await scene.press(ben, 'leave');
    expect(ben.dialogText()).to.equal('none');
    expect(ben.view(ridHex)).to.include({ phase: 'left', error: null });
    expect(ben.view(ridHex).composer.lock).to.equal('not-in');
    expect(ana.view(ridHex).messages.at(-1)?.notice).to.include({ what: 'leave' });
    expect(ana.dialog()).to.include({ isFounder: true, isAlone: true });
    await ben.pressed({ type: 'forget-room', ridHex });
    expect(ben.dialog()).to.deep.equal({ dialog: 'delete-room', ridHex, roomName: 'Kitchen', isMember: false, isAlone: false });
    expect(ben.rooms.all.has(ridHex)).to.equal(true);
    await ben.pressed({ type: 'delete-room', ridHex });
    expect(ben.rooms.all.has(ridHex)).to.equal(false);
    await scene.end();
  });

  it('says that the others do not know yet while none is there, and writes nothing more', async () => {
    const scene = await Scene.make();
    const { ana, ben, ridHex } = scene;
    await ana.rooms.close();
    await scene.here.clock.advance(2_000);
    await scene.press(ben, 'open-leave');
    await scene.press(ben, 'leave');
    expect(ben.view(ridHex)).to.deep.include({ phase: 'leaving', error: null, powers: [] });
    await ben.pressed({ type: 'send', ridHex, text: 'one more thing' });
    expect(ben.draft(ridHex).text).to.equal('one more thing');
    expect(ben.texts(ridHex)).to.deep.equal([]);
    const { roomSecret, founderPk } = ana.open(ridHex).record;
    const invite = { roomSecret, founderPk, inviterFp: ana.parts.identity.fp, token: null, server: null, roomName: 'Kitchen' };
    await ben.pressed({ type: 'join', invite: await encodeInvite(invite), isServerAccepted: false });
    expect(ben.home.view().error).to.equal('room-left');
    await scene.end();
  });
});

describe('roles', () => {
  it('are given and taken back, and say what they allow', async () => {
    const scene = await Scene.make();
    const { ana, ben, ridHex } = scene;
    expect([ana.seen(ridHex, ana).role, ana.seen(ridHex, ben).role]).to.deep.equal(['founder', 'member']);
    await ana.pressed({ type: 'set-role', ridHex, fpHex: ben.fpHex, role: 'admin' });
    await scene.here.clock.advance(1_000);
    expect(ana.seen(ridHex, ben)).to.deep.include({ role: 'admin', powers: ['remove', 'demote'] });
    expect(ben.view(ridHex).powers).to.deep.equal(['invite', 'settings', 'erase', 'leave']);
    expect(ben.seen(ridHex, ana).powers).to.deep.equal([]);
    expect(ben.view(ridHex).messages.at(-1)?.notice).to.include({ what: 'role-admin', subject: 'Ben' });
    await ana.pressed({ type: 'set-role', ridHex, fpHex: ben.fpHex, role: 'member' });
    await scene.here.clock.advance(1_000);
    expect(ben.view(ridHex).powers).to.deep.equal(['invite', 'leave']);
    expect(ben.view(ridHex).messages.at(-1)?.notice).to.include({ what: 'role-member' });
    ben.failures = [];
    await ben.pressed({ type: 'set-role', ridHex, fpHex: ana.fpHex, role: 'member' });
    expect(ben.failures.map(errorCodeOf)).to.deep.equal(['not-allowed']);
    await scene.end();
  });
});

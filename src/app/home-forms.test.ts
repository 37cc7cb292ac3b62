import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { ParleyError } from '../lib/errors.js';
import type { HomeForms } from './home-forms.js';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import { encodeInvite } from './invite.js';
import type { Invite } from './invite.js';

const empty = { form: 'none', isBusy: false, error: null, inviteText: '', foreignServer: null };

class HomeScene {
  readonly here = new TestNeighbourhood();
  readonly person: TestInstallation;
  readonly forms: HomeForms;

  private constructor(here: TestNeighbourhood, person: TestInstallation) {
    this.here = here;
    this.person = person;
    this.forms = person.home;
  }

  static async make(): Promise<HomeScene> {
    const here = new TestNeighbourhood();
    return new HomeScene(here, await here.person('Ben'));
  }

  invite(changes: Partial<Invite> = {}): Promise<string> {
    const invite = { roomSecret: randomBytes(32), founderPk: randomBytes(32), inviterFp: randomBytes(32) };
    return encodeInvite({ ...invite, token: null, server: null, roomName: 'Kitchen', ...changes });
  }
}

describe('home forms', () => {
  it('show one form or none, always empty', async () => {
    const { forms, person } = await HomeScene.make();
    expect(forms.view()).to.deep.equal(empty);
    for (const form of ['join', 'new-room', 'none'] as const) {
      person.press({ type: 'show-home-form', form });
      expect(forms.view()).to.deep.equal({ ...empty, form });
    }
    person.press({ type: 'show-home-form', form: 'join' });
    person.press({ type: 'show-home' });
    expect(forms.view()).to.deep.equal(empty);
  });

  it('offer an invite that came with the address', async () => {
    const { forms } = await HomeScene.make();
    forms.show({ form: 'join', inviteText: '#i=abc' });
    expect(forms.view()).to.deep.equal({ ...empty, form: 'join', inviteText: '#i=abc' });
  });

  it('make a room and put it on screen, once however often it is pressed', async () => {
    const { forms, person } = await HomeScene.make();
    const making = Promise.all([
      person.pressed({ type: 'create-room', name: ' Kitchen ' }),
      person.pressed({ type: 'create-room', name: 'Kitchen' }),
    ]);
    expect(forms.view()).to.deep.equal({ ...empty, form: 'new-room', isBusy: true });
    await making;
    expect(forms.view()).to.deep.equal(empty);
    expect([...person.rooms.all.values()]).to.have.length(1);
    expect(person.rooms.current()?.record.label).to.equal('Kitchen');
    await person.rooms.close();
  });

  it('say why a room cannot be made', async () => {
    const { forms, person } = await HomeScene.make();
    person.vault.fault = new ParleyError('storage-full');
    await person.pressed({ type: 'create-room', name: 'Kitchen' });
    expect(forms.view()).to.deep.equal({ ...empty, form: 'new-room', error: 'storage-full' });
    expect(person.rooms.current()).to.equal(null);
  });

  it('join a room and put it on screen', async () => {
    const scene = await HomeScene.make();
    const invite = await scene.invite();
    const joining = scene.person.pressed({ type: 'join', invite: invite, isServerAccepted: false });
    expect(scene.forms.view()).to.deep.equal({ ...empty, form: 'join', inviteText: invite, isBusy: true });
    await joining;
    expect(scene.forms.view()).to.deep.equal(empty);
    expect(scene.person.rooms.current()?.record.label).to.equal('Kitchen');
    expect(scene.person.rooms.current()?.room.standing.phase).to.equal('entering');
    await scene.person.rooms.close();
  });

  const refusals: readonly [string, (scene: HomeScene) => Promise<string>, string][] = [
    ['is none', () => Promise.resolve('hello'), 'invite-malformed'],
    ["is one's own", (scene) => scene.invite({ inviterFp: scene.person.parts.identity.fp }), 'invite-own'],
  ];
  for (const [what, make, error] of refusals) {
    it(`say so when an invite ${what}, keep the text, and change nothing`, async () => {
      const scene = await HomeScene.make();
      const invite = await make(scene);
      await scene.person.pressed({ type: 'join', invite: invite, isServerAccepted: false });
      expect(scene.forms.view()).to.deep.equal({ ...empty, form: 'join', inviteText: invite, error });
      expect(scene.person.vault.names('')).to.deep.equal([]);
    });
  }

  it('say so when one is in that room already, or on the way in', async () => {
    const scene = await HomeScene.make();
    const invite = await scene.invite();
    await scene.person.pressed({ type: 'join', invite: invite, isServerAccepted: false });
    await scene.person.pressed({ type: 'join', invite: invite, isServerAccepted: false });
    expect(scene.forms.view()).to.deep.equal({ ...empty, form: 'join', inviteText: invite, error: 'invite-already-in' });
    await scene.person.rooms.close();
  });

  it('let one try again once refused', async () => {
    const { here, person } = await HomeScene.make();
    const ana = await here.person('Ana');
    const ridHex = await here.knock(ana, person);
    const { roomSecret, founderPk } = ana.open(ridHex).record;
    const invite = { roomSecret, founderPk, inviterFp: ana.parts.identity.fp, token: null, server: null, roomName: 'Kitchen' };
    const code = await encodeInvite(invite);
    await person.pressed({ type: 'join', invite: code, isServerAccepted: false });
    expect(person.home.view().error).to.equal('invite-already-in');
    ana.press({ type: 'refuse', ridHex, fpHex: person.fpHex });
    await here.clock.advance(1_000);
    expect(person.view(ridHex)).to.include({ phase: 'refused', error: 'knock-refused' });
    await person.pressed({ type: 'join', invite: code, isServerAccepted: false });
    expect(person.home.view()).to.deep.equal(empty);
    expect(person.view(ridHex).phase).to.equal('entering');
    await ana.rooms.close();
    await person.rooms.close();
  });

  it('say so when one was removed from that room', async () => {
    const { here, person } = await HomeScene.make();
    const ana = await here.person('Ana');
    const ridHex = await here.meet(ana, person);
    const { room, record } = ana.open(ridHex);
    const removal = await room.history.write('remove', { pk: person.parts.identity.pk, heads: [] });
    person.open(ridHex).room.history.log.add(removal);
    await here.clock.advance(1_000);
    expect(person.view(ridHex).phase).to.equal('removed');
    const forms = person.home;
    const { roomSecret, founderPk } = record;
    const invite = { roomSecret, founderPk, inviterFp: ana.parts.identity.fp, token: null, server: null, roomName: 'Kitchen' };
    await person.pressed({ type: 'join', invite: await encodeInvite(invite), isServerAccepted: false });
    expect(forms.view().error).to.equal('room-removed');
    await ana.rooms.close();
    await person.rooms.close();
  });

  it('ask about a foreign server before anything is changed, and go there when that was accepted', async () => {
    const scene = await HomeScene.make();
    const server = { host: 'elsewhere.example', port: 9000, path: '/', secure: true, key: 'peerjs' };
    const invite = await scene.invite({ server });
    await scene.person.pressed({ type: 'join', invite: invite, isServerAccepted: false });
    expect(scene.forms.view()).to.include({ form: 'join', isBusy: false, error: null, inviteText: invite });
    expect(scene.forms.view().foreignServer).to.include('elsewhere.example');
    expect(scene.person.vault.names('')).to.deep.equal([]);
    await scene.person.pressed({ type: 'join', invite: invite, isServerAccepted: true });
    expect(scene.forms.view()).to.deep.equal(empty);
    expect(scene.person.rooms.current()?.record.server).to.deep.equal(server);
    await scene.person.rooms.close();
  });
});

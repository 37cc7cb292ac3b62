import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { ParleyError } from '../lib/errors.js';
import { HomeForms } from './home-forms.js';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import { encodeInvite } from './invite.js';
import type { Invite } from './invite.js';

const empty = { form: 'none', isBusy: false, error: null, inviteText: '', foreignServer: null };

class HomeScene {
  readonly here = new TestNeighbourhood();
  readonly person: TestInstallation;
  readonly forms: HomeForms;
  /** What was shown, in order. */
  readonly shown: HomeForms['view'][] = [];

  private constructor(here: TestNeighbourhood, person: TestInstallation) {
    this.here = here;
    this.person = person;
    this.forms = new HomeForms(person.parts, person.rooms, () => this.shown.push(this.forms.view));
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

describe('HomeForms', () => {
  it('show one form or none, always empty', async () => {
    const { forms, shown } = await HomeScene.make();
    expect(forms.view).to.deep.equal(empty);
    forms.show('join');
    forms.show('new-room');
    forms.show('none');
    expect(shown).to.deep.equal([{ ...empty, form: 'join' }, { ...empty, form: 'new-room' }, empty]);
  });

  it('offer an invite that came with the address', async () => {
    const { forms } = await HomeScene.make();
    forms.offerInvite('#i=abc');
    expect(forms.view).to.deep.equal({ ...empty, form: 'join', inviteText: '#i=abc' });
  });

  it('make a room and put it on screen, once however often it is pressed', async () => {
    const { forms, shown, person } = await HomeScene.make();
    await Promise.all([forms.create(' Kitchen '), forms.create('Kitchen')]);
    expect(shown).to.deep.equal([{ ...empty, form: 'new-room', isBusy: true }, empty]);
    expect([...person.rooms.all()]).to.have.length(1);
    expect(person.rooms.current?.record.label).to.equal('Kitchen');
    await person.rooms.close();
  });

  it('say why a room cannot be made', async () => {
    const { forms, person } = await HomeScene.make();
    person.vault.fault = new ParleyError('storage-full');
    await forms.create('Kitchen');
    expect(forms.view).to.deep.equal({ ...empty, form: 'new-room', error: 'storage-full' });
    expect(person.rooms.current).to.equal(null);
  });

  it('join a room and put it on screen', async () => {
    const scene = await HomeScene.make();
    const invite = await scene.invite();
    await scene.forms.join(invite, false);
    expect(scene.shown).to.deep.equal([{ ...empty, form: 'join', inviteText: invite, isBusy: true }, empty]);
    expect(scene.person.rooms.current?.record.label).to.equal('Kitchen');
    expect(scene.person.rooms.current?.room.standing.phase).to.equal('entering');
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
      await scene.forms.join(invite, false);
      expect(scene.forms.view).to.deep.equal({ ...empty, form: 'join', inviteText: invite, error });
      expect(scene.person.vault.names('')).to.deep.equal([]);
    });
  }

  it('say so when one is in that room already, or on the way in', async () => {
    const scene = await HomeScene.make();
    const invite = await scene.invite();
    await scene.forms.join(invite, false);
    await scene.forms.join(invite, false);
    expect(scene.forms.view).to.deep.equal({ ...empty, form: 'join', inviteText: invite, error: 'invite-already-in' });
    await scene.person.rooms.close();
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
    const forms = new HomeForms(person.parts, person.rooms, () => undefined);
    const { roomSecret, founderPk } = record;
    const invite = { roomSecret, founderPk, inviterFp: ana.parts.identity.fp, token: null, server: null, roomName: 'Kitchen' };
    await forms.join(await encodeInvite(invite), false);
    expect(forms.view.error).to.equal('room-removed');
    await ana.rooms.close();
    await person.rooms.close();
  });

  it('ask about a foreign server before anything is changed, and go there when that was accepted', async () => {
    const scene = await HomeScene.make();
    const server = { host: 'elsewhere.example', port: 9000, path: '/', secure: true, key: 'peerjs' };
    const invite = await scene.invite({ server });
    await scene.forms.join(invite, false);
    expect(scene.forms.view).to.include({ form: 'join', isBusy: false, error: null, inviteText: invite });
    expect(scene.forms.view.foreignServer).to.include('elsewhere.example');
    expect(scene.person.vault.names('')).to.deep.equal([]);
    await scene.forms.join(invite, true);
    expect(scene.forms.view).to.deep.equal(empty);
    expect(scene.person.rooms.current?.record.server).to.deep.equal(server);
    await scene.person.rooms.close();
  });
});

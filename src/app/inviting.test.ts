import { expect } from '@open-wc/testing';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import type { FakeClock } from '../lib/fake-clock.fixture.js';
import type { AppContext } from './app-parts.js';
import type { ParleyConfig } from './config.js';
import { TestNeighbourhood } from './installation.fixture.js';
import { parseInvite } from './invite.js';
import { makeInviting } from './inviting.js';
import type { Inviting } from './inviting.js';
import type { OpenRoom } from './open-room.js';
import { KeptFiles } from './page-files.fixture.js';
import { KeptSigns } from './page-signs.fixture.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_MS = 7 * DAY_MS;

/** The dialog of somebody in a room they made, with what makes them what they are. */
async function openDialog(
  changes: Partial<Pick<AppContext, 'config' | 'page'>> = {},
): Promise<{ dialog: Inviting; parts: AppContext; open: OpenRoom; clock: FakeClock }> {
  const here = new TestNeighbourhood();
  const { parts, rooms } = await here.person('Ana');
  await rooms.create('Kitchen');
  const open = rooms.current() as OpenRoom;
  const page = {
    isFile: false,
    isVisible: true,
    address: 'https://parley.example/app',
    hasInvite: false,
    profile: null,
    showProfile: () => undefined,
    takeInvite: () => null,
    reload: () => undefined,
    files: new KeptFiles(),
    signs: new KeptSigns(),
  };
  return { dialog: makeInviting({ ...parts, page, ...changes }, open), parts, open, clock: here.clock };
}

describe('inviting', () => {
  it('is busy first, and then shows one invite as a link and as a code', async () => {
    const { dialog, parts, open } = await openDialog();
    expect(dialog.view()).to.deep.equal({
      dialog: 'invite',
      ridHex: open.room.ridHex,
      hasAddress: true,
      link: '',
      code: '',
      hasToken: false,
      terms: { uses: 1, days: 7 },
      expires: null,
      isBusy: true,
      open: [],
    });
    await dialog.prepare(false);
    const { link, code, isBusy, hasToken, expires } = dialog.view();
    expect({ isBusy, hasToken, expires }).to.deep.equal({ isBusy: false, hasToken: false, expires: null });
    expect(link).to.equal(`https://parley.example/app#i=${code}`);
    const invite = await parseInvite(link);
    expect(invite).to.deep.equal({
      roomSecret: open.record.roomSecret,
      founderPk: open.record.founderPk,
      inviterFp: parts.identity.fp,
      token: null,
      server: null,
      roomName: 'Kitchen',
    });
    await open.room.close();
  });

  it('makes a token for one person and a week, durable before it is shown', async () => {
    const { dialog, parts, open } = await openDialog();
    await dialog.prepare(true);
    const { token } = await parseInvite(dialog.view().code);
    expect(token).to.have.length(16);
    expect(dialog.view()).to.include({ hasToken: true, expires: parts.clock.wall() + WEEK_MS });
    const [known] = [...open.room.history.log.invites().values()];
    expect(known).to.include({ uses: 1, used: 0, expires: parts.clock.wall() + WEEK_MS, isEnded: false });
    await open.room.close();
  });

  it('makes a token of the chosen terms, one for each', async () => {
    const { dialog, parts, open } = await openDialog();
    await dialog.setTerms({ uses: 5, days: 30 });
    expect(dialog.view()).to.deep.include({ hasToken: false, terms: { uses: 5, days: 30 } });
    expect(open.room.history.log.invites().size).to.equal(0);
    await dialog.prepare(true);
    const month = dialog.view();
    expect(month).to.include({ hasToken: true, isBusy: false, expires: parts.clock.wall() + 30 * DAY_MS });
    await dialog.setTerms({ uses: 25, days: 1 });
    expect(dialog.view()).to.include({ hasToken: true, expires: parts.clock.wall() + DAY_MS });
    expect(dialog.view().code).not.to.equal(month.code);
    await dialog.setTerms({ uses: 5, days: 30 });
    expect(dialog.view()).to.include({ code: month.code, expires: month.expires });
    const made = [...open.room.history.log.invites().values()].map(({ uses, expires }) => [uses, expires - parts.clock.wall()]);
    expect(made).to.deep.equal([
      [5, 30 * DAY_MS],
      [25, DAY_MS],
    ]);
    await open.room.close();
  });

  it('lists the tokens that are still good, and withdraws them', async () => {
    const { dialog, open } = await openDialog();
    await dialog.prepare(true);
    await dialog.setTerms({ uses: 5, days: 1 });
    const { room } = open;
    const [first, second] = [...room.history.log.invites().keys()] as [string, string];
    const lines = (): unknown[] => dialog.view().open.map(({ tokenHex, left, by }) => [tokenHex, left, by]);
    expect(lines()).to.deep.equal([
      [first, 1, null],
      [second, 5, null],
    ]);
    await dialog.withdraw(room.ridHex, first);
    expect(lines()).to.deep.equal([[second, 5, null]]);
    expect(room.history.log.invites().get(first)?.isEnded).to.equal(true);
    // The one in the invite that is shown: it is not offered any further.
    expect(dialog.view().hasToken).to.equal(true);
    await dialog.withdraw('00', second);
    expect(lines()).to.have.length(1);
    await dialog.withdraw(room.ridHex, second);
    expect(lines()).to.deep.equal([]);
    expect(dialog.view()).to.include({ hasToken: false, expires: null });
    expect((await parseInvite(dialog.view().code)).token).to.equal(null);
    // And is another one when there is to be one again.
    await dialog.prepare(true);
    const third = [...room.history.log.invites().keys()].at(-1);
    expect(lines()).to.deep.equal([[third, 5, null]]);
    await room.close();
  });

  it('lists nothing that is used up or past its date', async () => {
    const { dialog, open, clock } = await openDialog();
    await dialog.prepare(true);
    expect(dialog.view().open).to.have.length(1);
    await clock.advance(WEEK_MS + 1);
    expect(dialog.view().open).to.deep.equal([]);
    await open.room.close();
  });

  it('shows an admin the tokens of all, and others their own', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.meet(ana, ben);
    const byAna = makeInviting(ana.parts, ana.open(ridHex));
    const byBen = makeInviting(ben.parts, ben.open(ridHex));
    await byAna.prepare(true);
    await byBen.prepare(true);
    await here.clock.advance(1_000);
    expect(byAna.view().open.map(({ by }) => by)).to.have.members([null, 'Ben']);
    expect(byBen.view().open.map(({ by }) => by)).to.deep.equal([null]);
    const [theirs] = byAna.view().open.filter(({ by }) => by === null);
    const code = await byBen.withdraw(ridHex, theirs?.tokenHex ?? '').then(
      () => null,
      (error: unknown) => errorCodeOf(error),
    );
    expect(code).to.equal('not-allowed');
    expect(byAna.view().open).to.have.length(2);
    await ana.rooms.close();
    await ben.rooms.close();
  });

  it('never writes the token itself anywhere', async () => {
    const { dialog, open } = await openDialog();
    await dialog.prepare(true);
    const { token } = await parseInvite(dialog.view().code);
    const { log } = open.room.history;
    expect([...log.invites().keys()].some((key) => key.includes(token?.toHex() ?? ''))).to.equal(false);
    await open.room.close();
  });

  it('keeps one token while the box is unticked and ticked', async () => {
    const { dialog, open } = await openDialog();
    await dialog.prepare(true);
    const first = dialog.view().code;
    await dialog.prepare(false);
    expect((await parseInvite(dialog.view().code)).token).to.equal(null);
    await dialog.prepare(true);
    expect(dialog.view().code).to.equal(first);
    expect(open.room.history.log.invites().size).to.equal(1);
    await open.room.close();
  });

  it('goes back to what it showed when the token cannot be stored', async () => {
    const { dialog, open } = await openDialog();
    await dialog.prepare(false);
    const before = dialog.view();
    open.room.history.act = () => Promise.reject(new ParleyError('storage-full'));
    const code = await dialog.prepare(true).then(
      () => null,
      (error: unknown) => errorCodeOf(error),
    );
    expect(code).to.equal('storage-full');
    expect(dialog.view()).to.deep.equal(before);
    await open.room.close();
  });

  it('leads to the configured address, and from a file nowhere', async () => {
    const page = {
      isFile: true,
      isVisible: true,
      address: 'file:///home/ana/index.html',
      hasInvite: false,
      profile: null,
      showProfile: () => undefined,
      takeInvite: () => null,
      reload: () => undefined,
      files: new KeptFiles(),
      signs: new KeptSigns(),
    };
    const local = await openDialog({ page });
    await local.dialog.prepare(false);
    expect(local.dialog.view().link).to.equal(local.dialog.view().code);
    const { signalling, iceServers, relayOnly } = local.parts.config;
    const config: ParleyConfig = { signalling, iceServers, relayOnly, publicAddress: 'https://chat.example/' };
    const hosted = await openDialog({ page, config });
    await hosted.dialog.prepare(false);
    expect(hosted.dialog.view().link).to.equal(`https://chat.example/#i=${hosted.dialog.view().code}`);
    await local.open.room.close();
    await hosted.open.room.close();
  });

  it('names the server unless it is the public one', async () => {
    const server = { host: 'signalling.example', port: 9000, path: '/', secure: false, key: 'peerjs' };
    const { dialog, parts, open } = await openDialog();
    const elsewhere = await openDialog({ config: { ...parts.config, signalling: [server] } });
    await elsewhere.dialog.prepare(false);
    expect((await parseInvite(elsewhere.dialog.view().code)).server).to.deep.equal(server);
    await dialog.prepare(false);
    expect((await parseInvite(dialog.view().code)).server).to.equal(null);
    await open.room.close();
    await elsewhere.open.room.close();
  });
});

import { expect } from '@open-wc/testing';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import type { AppContext } from './app-parts.js';
import type { ParleyConfig } from './config.js';
import { TestNeighbourhood } from './installation.fixture.js';
import { parseInvite } from './invite.js';
import { makeInviting } from './inviting.js';
import type { Inviting } from './inviting.js';
import type { OpenRoom } from './open-room.js';

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** The dialog of somebody in a room they made, with what makes them what they are. */
async function openDialog(
  changes: Partial<Pick<AppContext, 'config' | 'page'>> = {},
): Promise<{ dialog: Inviting; parts: AppContext; open: OpenRoom }> {
  const { parts, rooms } = await new TestNeighbourhood().person('Ana');
  await rooms.create('Kitchen');
  const open = rooms.current() as OpenRoom;
  const page = {
    isFile: false,
    isVisible: true,
    address: 'https://parley.example/app',
    hasInvite: false,
    takeInvite: () => null,
    reload: () => undefined,
  };
  return { dialog: makeInviting({ ...parts, page, ...changes }, open), parts, open };
}

describe('inviting', () => {
  it('is busy first, and then shows one invite as a link and as a code', async () => {
    const { dialog, parts, open } = await openDialog();
    expect(dialog.view()).to.deep.equal({ dialog: 'invite', link: '', code: '', hasToken: false, expires: null, isBusy: true });
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
    open.room.history.write = () => Promise.reject(new ParleyError('storage-full'));
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
      takeInvite: () => null,
      reload: () => undefined,
    };
    const local = await openDialog({ page });
    await local.dialog.prepare(false);
    expect(local.dialog.view().link).to.equal(local.dialog.view().code);
    const config: ParleyConfig = { ...local.parts.config, publicAddress: 'https://chat.example/' };
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

import { expect } from '@open-wc/testing';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import type { ParleyConfig } from './config.js';
import { TestNeighbourhood } from './installation.fixture.js';
import { parseInvite } from './invite.js';
import { Inviting } from './inviting.js';
import type { InvitingParts } from './inviting.js';
import { makeRoom } from './rooms.js';
import { readRoom } from './records.js';
import type { RoomRecord } from './records.js';

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** The dialog of somebody in a room they made. */
async function openDialog(
  changes: Partial<InvitingParts> = {},
): Promise<{ dialog: Inviting; parts: InvitingParts; changes: () => number }> {
  const { parts, vault } = await new TestNeighbourhood().person('Ana');
  const room = await makeRoom(parts, 'Kitchen');
  let count = 0;
  const inviting: InvitingParts = {
    room,
    record: readRoom(vault, room.ridHex) as RoomRecord,
    ownFp: parts.identity.fp,
    config: parts.config,
    clock: parts.clock,
    page: { isFile: false, address: 'https://parley.example/app', hasInvite: false, takeInvite: () => null, reload: () => undefined },
    changed: () => count++,
    ...changes,
  };
  return { dialog: new Inviting(inviting), parts: inviting, changes: () => count };
}

describe('Inviting', () => {
  it('is busy first, and then shows one invite as a link and as a code', async () => {
    const { dialog, parts, changes } = await openDialog();
    expect(dialog.view).to.deep.equal({ dialog: 'invite', link: '', code: '', hasToken: false, expires: null, isBusy: true });
    await dialog.prepare(false);
    const { link, code, isBusy, hasToken, expires } = dialog.view;
    expect({ isBusy, hasToken, expires }).to.deep.equal({ isBusy: false, hasToken: false, expires: null });
    expect(link).to.equal(`https://parley.example/app#i=${code}`);
    const invite = await parseInvite(link);
    expect(invite).to.deep.equal({
      roomSecret: parts.record.roomSecret,
      founderPk: parts.record.founderPk,
      inviterFp: parts.ownFp,
      token: null,
      server: null,
      roomName: 'Kitchen',
    });
    expect(changes()).to.equal(2);
    await parts.room.close();
  });

  it('makes a token for one person and a week, durable before it is shown', async () => {
    const { dialog, parts } = await openDialog();
    await dialog.prepare(true);
    const { token } = await parseInvite(dialog.view.code);
    expect(token).to.have.length(16);
    expect(dialog.view).to.include({ hasToken: true, expires: parts.clock.wall() + WEEK_MS });
    const [known] = [...parts.room.history.log.invites().values()];
    expect(known).to.include({ uses: 1, used: 0, expires: parts.clock.wall() + WEEK_MS, isEnded: false });
    await parts.room.close();
  });

  it('never writes the token itself anywhere', async () => {
    const { dialog, parts } = await openDialog();
    await dialog.prepare(true);
    const { token } = await parseInvite(dialog.view.code);
    const { log } = parts.room.history;
    expect([...log.invites().keys()].some((key) => key.includes(token?.toHex() ?? ''))).to.equal(false);
    await parts.room.close();
  });

  it('keeps one token while the box is unticked and ticked', async () => {
    const { dialog, parts } = await openDialog();
    await dialog.prepare(true);
    const first = dialog.view.code;
    await dialog.prepare(false);
    expect((await parseInvite(dialog.view.code)).token).to.equal(null);
    await dialog.prepare(true);
    expect(dialog.view.code).to.equal(first);
    expect(parts.room.history.log.invites().size).to.equal(1);
    await parts.room.close();
  });

  it('goes back to what it showed when the token cannot be stored', async () => {
    const { dialog, parts } = await openDialog();
    await dialog.prepare(false);
    const before = dialog.view;
    parts.room.history.write = () => Promise.reject(new ParleyError('storage-full'));
    const code = await dialog.prepare(true).then(
      () => null,
      (error: unknown) => errorCodeOf(error),
    );
    expect(code).to.equal('storage-full');
    expect(dialog.view).to.deep.equal(before);
    await parts.room.close();
  });

  it('leads to the configured address, and from a file nowhere', async () => {
    const page = {
      isFile: true,
      address: 'file:///home/ana/index.html',
      hasInvite: false,
      takeInvite: () => null,
      reload: () => undefined,
    };
    const local = await openDialog({ page });
    await local.dialog.prepare(false);
    expect(local.dialog.view.link).to.equal(local.dialog.view.code);
    const config: ParleyConfig = { ...local.parts.config, publicAddress: 'https://chat.example/' };
    const hosted = await openDialog({ page, config });
    await hosted.dialog.prepare(false);
    expect(hosted.dialog.view.link).to.equal(`https://chat.example/#i=${hosted.dialog.view.code}`);
    await local.parts.room.close();
    await hosted.parts.room.close();
  });

  it('names the server unless it is the public one', async () => {
    const server = { host: 'signalling.example', port: 9000, path: '/', secure: false, key: 'peerjs' };
    const { dialog, parts } = await openDialog();
    const elsewhere = await openDialog({ config: { ...parts.config, signalling: [server] } });
    await elsewhere.dialog.prepare(false);
    expect((await parseInvite(elsewhere.dialog.view.code)).server).to.deep.equal(server);
    await dialog.prepare(false);
    expect((await parseInvite(dialog.view.code)).server).to.equal(null);
    await parts.room.close();
    await elsewhere.parts.room.close();
  });
});

/**
 * Ana dials, and who answers is not what they should be: every wrong message 2 and AUTH of the other side of docs/PROTOCOL.md section 7. She closes without a
 * word, and goes on talking with Ben.
 */
import { expect, test } from '@playwright/test';
import { flipped, join } from './kit/bytes.js';
import { Decoy } from './kit/decoy.js';
import type { Bound } from './kit/dialling.js';
import { TYPE, writeAuth } from './kit/frames.js';
import { Link, handshakeOn, linkAsR, nextOf } from './kit/link.js';
import { Handshake, linkPrologue } from './kit/noise.js';
import { NOT_CANONICAL, SMALL_U, random } from './kit/primitives.js';
import { newIdentity } from './kit/room.js';
import { Stage, expectSilence, upTo } from './kit/stage.js';

let stage: Stage;
let decoy: Decoy;
// In their order, in one worker: they share people.
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  stage = await Stage.set();
  const [kim, lea] = [await stage.member('Kim'), await stage.member('Lea')];
  await lea.talk.link.bound.channel.close();
  decoy = await Decoy.set(stage, lea.member.identity, kim.talk.link);
});
test.afterAll(() => stage.close());

/** Takes message 1, and answers with what `make` gives of the right message 2. */
async function answer(make: (message2: Uint8Array, message1: Uint8Array) => Uint8Array, what: string): Promise<Bound> {
  const bound = await decoy.next();
  const handshake = handshakeOn(bound, stage.room);
  const message1 = await nextOf(bound);
  handshake.read1(message1.slice(1));
  await bound.channel.send(make(handshake.write2(), message1));
  await expectSilence(bound, what);
  return bound;
}

/** Takes message 3, and is about to send AUTH. */
async function untilAuth(): Promise<Link> {
  const bound = await decoy.next();
  const handshake = handshakeOn(bound, stage.room);
  handshake.read1((await nextOf(bound)).slice(1));
  await bound.channel.send(handshake.write2());
  const link = new Link(bound, 'R', decoy.identity, handshake.secrets());
  link.takeAuth((await link.take()).data);
  expect(link.peer.pk).toEqual(stage.room.founder);
  return link;
}

test('message 2 with any byte changed', async () => {
  for (const at of upTo(48)) await answer((message2) => flipped(message2, at, at % 8), `byte ${String(at)}`);
});

test('message 2 cut short, made longer, of another channel, or message 1 sent back', async () => {
  let earlier = new Uint8Array();
  await answer((message2) => (earlier = new Uint8Array(message2)).slice(0, 47), '47 bytes');
  for (const length of [0, 49, 512, 513]) {
    await answer((message2) => join(message2, new Uint8Array(512)).slice(0, length), `${String(length)} bytes`);
  }
  await answer(() => earlier, 'of another channel');
  await answer((_, message1) => message1, 'message 1');
  await answer((_, message1) => message1.slice(1), 'message 1 without its version');
});

test('ephemeral keys of small order, or not canonical, in message 2, and random bytes', async () => {
  for (const [i, e] of [...SMALL_U, ...NOT_CANONICAL].entries()) {
    const bound = await decoy.next();
    const handshake = new Handshake(linkPrologue({ rid: stage.room.rid, ...bound.binding }), stage.room.psk, random(32), e);
    handshake.read1((await nextOf(bound)).slice(1));
    await bound.channel.send(handshake.write2());
    await expectSilence(bound, `key ${String(i)}`);
  }
  await answer(() => random(48), 'random bytes');
});

test('AUTH of the other side that is not its own', async () => {
  const mallory = newIdentity();
  const forgeries: readonly ((link: Link) => Uint8Array)[] = [
    ({ first }) => writeAuth(decoy.identity, 'I', first.h),
    () => writeAuth(decoy.identity, 'R', random(32)),
    ({ first }) => writeAuth(mallory, 'R', first.h),
    ({ first }) => join(decoy.identity.pk, writeAuth(mallory, 'R', first.h).slice(32)),
    ({ first }) => join(stage.room.founder, writeAuth(mallory, 'R', first.h).slice(32)),
    ({ first }) => writeAuth(decoy.identity, 'R', first.h).slice(1),
    ({ first }) => join(writeAuth(decoy.identity, 'R', first.h), new Uint8Array(1)),
  ];
  for (const [i, forge] of forgeries.entries()) {
    const link = await untilAuth();
    await link.bound.channel.send(link.seal(TYPE.AUTH, forge(link)));
    await expectSilence(link.bound, `forgery ${String(i)}`);
  }
});

test('something else in the place of AUTH, or Ana’s own AUTH', async () => {
  for (const type of [TYPE.PING, TYPE.HAVE, TYPE.CLOSE, TYPE.REKEY]) {
    const link = await untilAuth();
    await link.send(type, new Uint8Array(8));
    await expectSilence(link.bound, `type ${String(type)}`);
  }
  const bound = await decoy.next();
  const handshake = handshakeOn(bound, stage.room);
  handshake.read1((await nextOf(bound)).slice(1));
  await bound.channel.send(handshake.write2());
  await bound.channel.send(await nextOf(bound));
  await expectSilence(bound, 'her own');
});

test('after all that, an honest answer, and Ana and Ben hear each other', async () => {
  const link = await linkAsR(await decoy.next(), stage.room, decoy.identity);
  await link.next();
  await link.bound.channel.close();
  await stage.expectUnharmed(4);
});

/**
 * What the keys of one epoch of a link are worth to who has stolen them and has recorded everything (docs/PROTOCOL.md section 9): that epoch, and nothing before
 * it or after the next rekey.
 */
import { expect, test } from '@playwright/test';
import { acceptAll, message, say } from '../support/steps.js';
import type { Bound } from './kit/dialling.js';
import { KIND } from './kit/entries.js';
import { TYPE, open, pad, readHeader, sealPlaintext } from './kit/frames.js';
import type { Link } from './kit/link.js';
import type { Secrets } from './kit/noise.js';
import { askForRekey, until } from './kit/rekeying.js';
import { newIdentity } from './kit/room.js';
import { Stage, expectSilence, forEach } from './kit/stage.js';

let stage: Stage;
// In their order, in one worker: they share people.
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  stage = await Stage.set();
});
test.afterAll(() => stage.close());

/** Every frame that goes over this channel from now on, in either direction. */
function record({ channel }: Bound): readonly Uint8Array[] {
  const frames: Uint8Array[] = [];
  const { incoming } = channel;
  const [send, push] = [channel.send.bind(channel), incoming.push.bind(incoming)];
  channel.send = async (...messages) => {
    frames.push(...messages);
    return send(...messages);
  };
  incoming.push = (message) => {
    frames.push(message);
    push(message);
  };
  return frames;
}

function isOpenedBy(key: Uint8Array, frame: Uint8Array): boolean {
  try {
    open(key, frame);
    return true;
  } catch {
    // The tag does not fit, or what is inside has no form.
    return false;
  }
}

test('the stolen keys of one epoch open every frame of it, and none of another', async () => {
  const { member: lea, talk: before } = await stage.member('Lea');
  await before.link.bound.channel.close();
  await acceptAll(stage.ana.page, 3);
  const link = await stage.link(lea.identity);
  const frames = record(link.bound);
  const talk = lea.talk(link);
  const epochs: Secrets[] = [link.secrets];
  for (const epoch of [0, 1, 2, 3]) {
    await lea.say(KIND.text, { text: `word of epoch ${String(epoch)}` });
    await expect(message(stage.ana.page, `word of epoch ${String(epoch)}`)).toBeVisible();
    await say(stage.ana.page, `answer in epoch ${String(epoch)}`);
    await expect.poll(() => lea.texts()).toContain(`answer in epoch ${String(epoch)}`);
    await link.startRekey();
    await expect.poll(() => link.epoch).toBe(epoch + 1);
    epochs.push(link.secrets);
  }
  await link.bound.channel.close();
  await talk.ended;
  for (const [epoch, { keyI, keyR, exp, ck, h }] of epochs.entries()) {
    const ofEpoch = frames.filter((frame) => readHeader(frame).epoch === epoch);
    expect(ofEpoch.length).toBeGreaterThan(epoch === epochs.length - 1 ? 0 : 4);
    for (const key of [keyI, keyR, exp, ck, h])
      expect(frames.filter((frame) => isOpenedBy(key, frame) && !ofEpoch.includes(frame))).toEqual([]);
    expect(ofEpoch.every((frame) => isOpenedBy(keyI, frame) || isOpenedBy(keyR, frame))).toBe(true);
  }
});

test('a frame that was made with stolen keys of another epoch ends the link in silence', async () => {
  const forgeries: Readonly<
    Record<string, (link: Link, before: Secrets) => Promise<readonly [key: Uint8Array, epoch: number, n: number]>>
  > = {
    'of the epoch before, as one of this': async (link, { keyI }) => [keyI, 2, link.sendN],
    'of the epoch before, as one of that': async (_, { keyI }) => [keyI, 1, 1],
    'of this epoch, as one of that before': async ({ secrets }) => [secrets.keyI, 1, 1],
    'of the first epoch, as one of this': async ({ first, sendN }) => [first.keyI, 2, sendN],
    'of the next epoch, as one of this': async (link) => {
      const { keyI } = await askForRekey(link);
      return [keyI, 2, link.sendN];
    },
    'of the next epoch, as one of the next but one': async (link) => [(await askForRekey(link)).keyI, 4, 0],
  };
  await forEach(Object.entries(forgeries), async ([what, forge]) => {
    const link = await stage.link(newIdentity());
    let before = link.secrets;
    for (let i = 0; i < 2; i++) {
      before = link.secrets;
      await link.switchTo(await askForRekey(link));
      link.takeAuth(await until(link, TYPE.AUTH));
    }
    const [key, epoch, n] = await forge(link, before);
    await link.bound.channel.send(sealPlaintext(key, { version: 1, type: TYPE.PING, epoch, n }, pad(TYPE.PING, new Uint8Array(8))));
    await expectSilence(link.bound, what);
  });
});

test('after all that, Ana and Ben hear each other', async () => {
  await stage.expectUnharmed(3);
});

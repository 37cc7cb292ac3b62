import { expect } from '@open-wc/testing';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { ChannelOutbox } from './channel-outbox.js';
import { FakeDataChannel } from './fake-rtc.fixture.js';
import { BROWSER_QUEUE_BYTES, DRAINED_BYTES } from './limits.js';
import { patternBytes } from './transport-probes.fixture.js';

const MIB = 1024 * 1024;

function setUp(): { channel: FakeDataChannel; outbox: ChannelOutbox; broken: () => number } {
  const channel = new FakeDataChannel();
  channel.open();
  let broken = 0;
  const outbox = new ChannelOutbox(channel.real, () => (broken += 1));
  return { channel, outbox, broken: () => broken };
}

describe('channel-outbox', () => {
  it('hands over until the browser has enough, keeps the rest, and hands that over in order', () => {
    const { channel, outbox } = setUp();
    for (let seed = 0; seed < 12; seed++) outbox.send(patternBytes(MIB, seed));
    const handedAtFirst = channel.sent.length;
    expect(handedAtFirst).to.equal(BROWSER_QUEUE_BYTES / MIB + 1);
    expect(outbox.bufferedAmount).to.equal(12 * MIB);
    channel.drain();
    outbox.send(patternBytes(1, 12));
    while (outbox.bufferedAmount > 0) channel.drain();
    expect(channel.sent.map((bytes) => bytes[0])).to.deep.equal(Array.from({ length: 13 }, (_, seed) => patternBytes(1, seed)[0]));
  });

  it('lets nothing overtake what waits, not even an empty message', () => {
    const { channel, outbox } = setUp();
    channel.bufferedAmount = BROWSER_QUEUE_BYTES + 1;
    outbox.send(patternBytes(0));
    channel.bufferedAmount = 0;
    outbox.send(patternBytes(1));
    expect(channel.sent).to.deep.equal([]);
    channel.drain();
    expect(channel.sent.map((bytes) => bytes.length)).to.deep.equal([0, 1]);
  });

  it('resolves drained only when the queue of the browser and its own are short', async () => {
    const { channel, outbox } = setUp();
    await outbox.drained();
    for (let seed = 0; seed < 8; seed++) outbox.send(patternBytes(MIB, seed));
    let isDrained = false;
    const drained = outbox.drained().then(() => (isDrained = true));
    channel.drain();
    await Promise.resolve();
    expect(isDrained).to.equal(false);
    channel.drain();
    await drained;
    expect(outbox.bufferedAmount).to.be.at.most(DRAINED_BYTES);
    expect(channel.bufferedAmountLowThreshold).to.equal(DRAINED_BYTES);
  });

  it('resolves drained when it is abandoned', async () => {
    const { outbox } = setUp();
    outbox.send(patternBytes(MIB));
    const drained = outbox.drained();
    outbox.abandon();
    await drained;
  });

  it('says that the channel is broken when the browser refuses to send', () => {
    const { channel, outbox, broken } = setUp();
    channel.sendError = new DOMException('full', 'OperationError');
    outbox.send(patternBytes(1));
    expect(broken()).to.equal(1);
  });

  it('closes the channel only after the last message is handed over, and is done when it is closed', () => {
    const { channel, outbox } = setUp();
    for (let seed = 0; seed < 8; seed++) outbox.send(patternBytes(MIB, seed));
    let isDone = false;
    expect(outbox.flushAndClose(new FakeClock(), 2000, () => (isDone = true))).to.equal(true);
    expect(channel.readyState).to.equal('open');
    channel.drain();
    expect([channel.sent.length, channel.readyState, isDone]).to.deep.equal([8, 'closing', false]);
    channel.finish();
    expect(isDone).to.equal(true);
  });

  it('is done after the time it was given, and not twice', async () => {
    const { channel, outbox } = setUp();
    const clock = new FakeClock();
    let done = 0;
    outbox.flushAndClose(clock, 2000, () => (done += 1));
    await clock.advance(1999);
    expect(done).to.equal(0);
    await clock.advance(1);
    channel.finish();
    expect(done).to.equal(1);
  });

  it('does not flush a channel that is not open', () => {
    const { channel, outbox } = setUp();
    channel.readyState = 'closing';
    expect(outbox.flushAndClose(new FakeClock(), 2000, () => expect.fail())).to.equal(false);
  });
});

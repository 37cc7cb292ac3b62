import { expect } from '@open-wc/testing';
import { ChannelInbox, ChannelOutbox } from './channel-halves.js';
import { FakeDataChannel } from './fake-rtc.fixture.js';
import { DRAINED_BYTES } from './limits.js';
import { patternBytes } from './transport-probes.fixture.js';

function collect(inbox: ChannelInbox, onMessage: (seed: number) => void = () => undefined): string[] {
  const told: string[] = [];
  inbox.receive({
    message: (bytes) => {
      told.push(String(bytes.length));
      onMessage(bytes.length);
    },
    closed: (reason) => told.push(reason),
  });
  return told;
}

/** All microtasks that are queued now, and those they queue. */
async function microtasks(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

describe('channel-halves, inbox', () => {
  it('delivers what came early, then what comes, then the end, once', async () => {
    const inbox = new ChannelInbox(100);
    inbox.put(patternBytes(1));
    const told = collect(inbox);
    inbox.put(patternBytes(2));
    expect(told).to.deep.equal([]);
    await microtasks();
    inbox.put(patternBytes(3));
    inbox.end('channel-closed');
    inbox.end('link-dead');
    inbox.put(patternBytes(4));
    await microtasks();
    expect(told).to.deep.equal(['1', '2', '3', 'channel-closed']);
  });

  it('delivers what came before the end also to a receiver that comes after it', async () => {
    const inbox = new ChannelInbox(100);
    inbox.put(patternBytes(1));
    inbox.end('channel-closed');
    const told = collect(inbox);
    await microtasks();
    expect(told).to.deep.equal(['1', 'channel-closed']);
  });

  it('delivers nothing more once this side has closed, even in the middle', async () => {
    const inbox = new ChannelInbox(100);
    inbox.put(patternBytes(1));
    inbox.put(patternBytes(2));
    const told = collect(inbox, () => inbox.end('link-closed'));
    await microtasks();
    expect(told).to.deep.equal(['1', 'link-closed']);
  });

  it('goes on after a receiver that throws, and reports it', async () => {
    const reported: unknown[] = [];
    const report = globalThis.reportError;
    globalThis.reportError = (error) => reported.push(error);
    const inbox = new ChannelInbox(100);
    inbox.put(patternBytes(1));
    inbox.put(patternBytes(2));
    const told = collect(inbox, (seed) => {
      if (seed === 1) throw new Error('receiver');
    });
    await microtasks();
    globalThis.reportError = report;
    expect(told).to.deep.equal(['1', '2']);
    expect(reported.map(String)).to.deep.equal(['Error: receiver']);
  });

  it('counts bytes until trust, empty messages as one, and keeps nothing of what is over', async () => {
    const inbox = new ChannelInbox(5);
    expect(inbox.put(patternBytes(3))).to.equal(true);
    expect(inbox.put(patternBytes(3))).to.equal(false);
    expect(inbox.put(patternBytes(0))).to.equal(true);
    expect(inbox.put(patternBytes(1))).to.equal(true);
    expect(inbox.put(patternBytes(0))).to.equal(false);
    inbox.trust();
    expect(inbox.put(patternBytes(1000))).to.equal(true);
    const told = collect(inbox);
    await microtasks();
    expect(told).to.deep.equal(['3', '0', '1', '1000']);
  });
});

const MIB = 1024 * 1024;

function setUp(): { channel: FakeDataChannel; outbox: ChannelOutbox; broken: () => number } {
  const channel = new FakeDataChannel();
  channel.open();
  let broken = 0;
  const outbox = new ChannelOutbox(channel.real, () => (broken += 1));
  return { channel, outbox, broken: () => broken };
}

describe('channel-halves, outbox', () => {
  it('hands over at once and in order', () => {
    const { channel, outbox } = setUp();
    for (let seed = 0; seed < 12; seed++) outbox.send(patternBytes(MIB, seed));
    expect(outbox.bufferedAmount).to.equal(12 * MIB);
    expect(channel.sent.map((bytes) => bytes[0])).to.deep.equal(Array.from({ length: 12 }, (_, seed) => patternBytes(1, seed)[0]));
  });

  it('resolves drained only when the queue is short', async () => {
    const { channel, outbox } = setUp();
    await outbox.drained();
    outbox.send(patternBytes(DRAINED_BYTES));
    await outbox.drained();
    outbox.send(patternBytes(1));
    let isDrained = false;
    const drained = outbox.drained().then(() => (isDrained = true));
    await microtasks();
    expect(isDrained).to.equal(false);
    channel.drain();
    await drained;
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

  it('closes the channel behind what was sent, and takes nothing more', async () => {
    const { channel, outbox } = setUp();
    outbox.send(patternBytes(MIB));
    const drained = outbox.drained();
    outbox.finish();
    await drained;
    outbox.send(patternBytes(1));
    expect([channel.sent.length, channel.readyState, outbox.bufferedAmount]).to.deep.equal([1, 'closing', 0]);
  });
});

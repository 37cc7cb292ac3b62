import { expect } from '@open-wc/testing';
import { FakeClock, settle } from '../lib/fake-clock.fixture.js';
import { FakeConnection, FakeDataChannel } from './fake-rtc.fixture.js';
import { DIAL_MS, FLUSH_MOST_MS, FLUSH_MS, ICE_GAP_MS, UNTRUSTED_DIALLED_BYTES, UNTRUSTED_INBOUND_BYTES, UNTRUSTED_MS } from './limits.js';
import { PeerJsChannel } from './peerjs-channel.js';
import { ChannelLog, patternBytes, rejectionCode } from './transport-probes.fixture.js';

interface Setting {
  readonly clock: FakeClock;
  readonly data: FakeDataChannel;
  readonly connection: FakeConnection;
  readonly channel: PeerJsChannel;
  readonly ends: () => number;
}

function begin(isInitiator: boolean): Setting {
  const clock = new FakeClock();
  const data = new FakeDataChannel();
  const connection = new FakeConnection(isInitiator ? data : null);
  let ends = 0;
  const onEnd = () => (ends += 1);
  const sha256 = () => Promise.reject(new Error('nothing to hash'));
  const channel = new PeerJsChannel({ connection: connection.real, isInitiator, localId: 'me', clock, sha256, onEnd });
  return { clock, data, connection, channel, ends: () => ends };
}

async function open(isInitiator: boolean): Promise<Setting & { log: ChannelLog }> {
  const setting = begin(isInitiator);
  if (!isInitiator) setting.connection.fakePeerConnection.bringChannel(setting.data);
  setting.data.open();
  await setting.channel.opened;
  return { ...setting, log: new ChannelLog(setting.channel) };
}

/** Everything is over, told once, and the RTCPeerConnection closed. */
async function expectEnd(setting: Setting & { log: ChannelLog }, reason: string): Promise<void> {
  expect(await setting.log.untilEnd()).to.equal(reason);
  expect(setting.log.ends).to.have.length(1);
  expect(setting.connection.closeCount).to.be.at.least(1);
  expect(setting.ends()).to.equal(1);
}

describe('peerjs-channel', () => {
  it('opens with the fingerprints of both sides, from either side', async () => {
    for (const isInitiator of [true, false]) {
      const { channel, data } = await open(isInitiator);
      const [local, remote] = [new Uint8Array(32).fill(0x11), new Uint8Array(32).fill(0x22)];
      expect(channel.dtlsInitiator).to.deep.equal(isInitiator ? local : remote);
      expect(channel.dtlsResponder).to.deep.equal(isInitiator ? remote : local);
      expect(data.binaryType).to.equal('arraybuffer');
      expect(channel.isOpen).to.equal(true);
    }
  });

  it('waits for the remote description when the channel opens before it is shown', async () => {
    const { channel, data, connection, ends } = begin(true);
    connection.fakePeerConnection.signalingState = 'have-local-offer';
    const remoteDescription = connection.fakePeerConnection.remoteDescription;
    connection.fakePeerConnection.remoteDescription = null;
    data.open();
    await settle();
    expect([channel.isOpen, ends()]).to.deep.equal([false, 0]);
    connection.fakePeerConnection.remoteDescription = remoteDescription;
    connection.fakePeerConnection.become({ signalingState: 'stable' });
    await channel.opened;
  });

  it('takes a channel that is open already when it is announced', async () => {
    const { channel, data, connection } = begin(false);
    data.readyState = 'open';
    connection.fakePeerConnection.bringChannel(data);
    await channel.opened;
  });

  it('keeps messages from before it is open', async () => {
    const { channel, data, connection } = begin(false);
    connection.fakePeerConnection.bringChannel(data);
    data.bring(patternBytes(4).buffer);
    data.open();
    await channel.opened;
    const log = new ChannelLog(channel);
    await log.untilCount(1);
    expect(log.messages).to.deep.equal([patternBytes(4)]);
  });

  it('refuses without a binding', async () => {
    const { channel, data, connection, ends } = begin(true);
    connection.fakePeerConnection.remoteDescription = { sdp: 'v=0\r\n' };
    data.open();
    expect(await rejectionCode(channel.opened)).to.equal('binding-failed');
    expect([connection.closeCount, ends()]).to.deep.equal([1, 1]);
  });

  for (const [what, change] of [
    ['unordered', { ordered: false }],
    ['with few retransmits', { maxRetransmits: 0 }],
    ['with a life time', { maxPacketLifeTime: 100 }],
  ] as const) {
    it(`refuses an inbound channel that is ${what}, whatever the offer said`, async () => {
      const { channel, data, connection } = begin(false);
      Object.assign(data, change);
      connection.fakePeerConnection.bringChannel(data);
      expect(await rejectionCode(channel.opened)).to.equal('frame-invalid');
      expect(connection.closeCount).to.equal(1);
    });
  }

  it('closes when the other side opens a second data channel', async () => {
    for (const isInitiator of [true, false]) {
      const setting = await open(isInitiator);
      setting.connection.fakePeerConnection.bringChannel(new FakeDataChannel());
      await expectEnd(setting, 'frame-invalid');
    }
  });

  for (const [what, data] of [
    ['text', 'hello'],
    ['a Blob', new Blob(['x'])],
    ['65,537 bytes', new ArrayBuffer(65_537)],
  ] as const) {
    it(`closes on ${what}`, async () => {
      const setting = await open(true);
      setting.channel.trust();
      setting.data.bring(data);
      await expectEnd(setting, 'frame-invalid');
      expect(setting.log.messages).to.deep.equal([]);
    });
  }

  it('delivers a message without copying it', async () => {
    const setting = await open(true);
    const { buffer } = patternBytes(65_536);
    setting.data.bring(buffer);
    await setting.log.untilCount(1);
    expect(setting.log.messages[0]?.buffer).to.equal(buffer);
  });

  it('allows few bytes before trust on an inbound channel, more on a dialled one', async () => {
    for (const [isInitiator, cap] of [
      [false, UNTRUSTED_INBOUND_BYTES],
      [true, UNTRUSTED_DIALLED_BYTES],
    ] as const) {
      const setting = await open(isInitiator);
      for (let left = cap; left > 0; left -= 65_536) setting.data.bring(new ArrayBuffer(Math.min(left, 65_536)));
      expect(setting.channel.isOpen).to.equal(true);
      setting.data.bring(new ArrayBuffer(1));
      await expectEnd(setting, 'too-large');
    }
  });

  it('closes a channel that nobody trusts in time, from the offer on', async () => {
    const unopened = begin(false);
    const refusal = rejectionCode(unopened.channel.opened);
    await unopened.clock.advance(UNTRUSTED_MS);
    expect(await refusal).to.equal('handshake-timeout');
    expect(unopened.connection.closeCount).to.equal(1);
    for (const isInitiator of [true, false]) {
      const setting = await open(isInitiator);
      await setting.clock.advance(UNTRUSTED_MS - 1);
      expect(setting.channel.isOpen).to.equal(true);
      await setting.clock.advance(1);
      await expectEnd(setting, 'handshake-timeout');
    }
  });

  it('stays open when it is trusted', async () => {
    const setting = await open(false);
    setting.channel.trust();
    await setting.clock.advance(10 * UNTRUSTED_MS);
    expect(setting.channel.isOpen).to.equal(true);
  });

  it('gives up a dial that does not open, and closes its connection', async () => {
    const { channel, clock, connection } = begin(true);
    const refusal = rejectionCode(channel.opened);
    await clock.advance(DIAL_MS - 1);
    expect(connection.closeCount).to.equal(0);
    await clock.advance(1);
    expect(await refusal).to.equal('dial-timeout');
    expect(connection.closeCount).to.equal(1);
  });

  it('outlives a gap of the network, but not a long one', async () => {
    const setting = await open(true);
    setting.channel.trust();
    const network = setting.connection.fakePeerConnection;
    for (let gap = 0; gap < 3; gap++) {
      network.become({ iceConnectionState: 'disconnected' });
      await setting.clock.advance(ICE_GAP_MS - 1);
      network.become({ iceConnectionState: 'connected' });
      await setting.clock.advance(ICE_GAP_MS);
    }
    expect(setting.channel.isOpen).to.equal(true);
    network.become({ iceConnectionState: 'disconnected' });
    await setting.clock.advance(ICE_GAP_MS);
    await expectEnd(setting, 'channel-closed');
  });

  it('closes when ICE fails, when PeerJS closes the connection, and when the channel closes', async () => {
    const accidents: ((setting: Setting) => void)[] = [
      ({ connection }) => connection.fakePeerConnection.become({ iceConnectionState: 'failed' }),
      ({ connection }) => connection.fakePeerConnection.become({ iceConnectionState: 'closed' }),
      ({ connection }) => connection.fakePeerConnection.become({ iceConnectionState: 'failed', connectionState: 'failed' }),
      ({ data }) => data.finish(),
    ];
    for (const happen of accidents) {
      const setting = await open(true);
      happen(setting);
      await expectEnd(setting, 'channel-closed');
    }
  });

  it('says binding-failed when there is a path but DTLS refuses the certificate', async () => {
    const { channel, connection } = begin(true);
    connection.fakePeerConnection.become({ connectionState: 'failed' });
    expect(await rejectionCode(channel.opened)).to.equal('binding-failed');
    expect(connection.closeCount).to.equal(1);
  });

  it('sends what is still to be sent before a close on purpose, if trusted, but not for ever', async () => {
    const setting = await open(true);
    setting.channel.trust();
    setting.channel.send(patternBytes(3));
    setting.channel.close();
    expect([setting.data.sent.length, setting.data.readyState, setting.connection.closeCount]).to.deep.equal([1, 'closing', 0]);
    await setting.clock.advance(FLUSH_MS - 1);
    expect(setting.connection.closeCount).to.equal(0);
    await setting.clock.advance(1);
    await expectEnd(setting, 'link-closed');
    const prompt = await open(true);
    prompt.channel.trust();
    prompt.channel.close();
    prompt.data.finish();
    await expectEnd(prompt, 'link-closed');
    const untrusted = await open(true);
    untrusted.channel.close();
    expect(untrusted.connection.closeCount).to.equal(1);
  });

  it('gives what is still to be sent time as long as it goes out, but not for ever', async () => {
    const setting = await open(true);
    setting.channel.trust();
    setting.channel.send(patternBytes(60_000));
    setting.channel.close();
    for (let ms = 0; ms < FLUSH_MOST_MS; ms += FLUSH_MS) {
      expect(setting.connection.closeCount).to.equal(0);
      setting.data.bufferedAmount--;
      await setting.clock.advance(FLUSH_MS);
    }
    expect(setting.connection.closeCount).to.equal(1);
    const stuck = await open(true);
    stuck.channel.trust();
    stuck.channel.send(patternBytes(60_000));
    stuck.channel.close();
    stuck.data.bufferedAmount -= 10_000;
    await stuck.clock.advance(2 * FLUSH_MS - 1);
    expect(stuck.connection.closeCount).to.equal(0);
    await stuck.clock.advance(1);
    expect(stuck.connection.closeCount).to.equal(1);
  });

  it('sends nothing and has nothing to send once it is closed', async () => {
    const setting = await open(true);
    setting.channel.close();
    setting.channel.send(patternBytes(3));
    await setting.channel.drained();
    expect([setting.data.sent.length, setting.channel.bufferedAmount]).to.deep.equal([0, 0]);
  });
});

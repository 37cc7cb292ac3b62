import { expect } from '@open-wc/testing';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { makeFakePeerJs } from './fake-peerjs.fixture.js';
import type { FakePeer } from './fake-peerjs.fixture.js';
import { FakeConnection, FakeDataChannel } from './fake-rtc.fixture.js';
import { ATTEMPT_MS, BACKOFF_LONGEST_MS, CLIMB_MS, EARLY_ECHO_MS, ECHO_ANSWER_MS, ECHO_MS } from './limits.js';
import { peerJsTransport } from './peerjs-transport.js';
import { ChannelLog, rejectionCode } from './transport-probes.fixture.js';
import type { PeerServerAddress } from './peerjs-options.js';
import type { Endpoint, EndpointState, Transport } from './transport.js';

interface Setting {
  readonly clock: FakeClock;
  readonly peers: FakePeer[];
  readonly transport: Transport;
  /** Where and how, to be changed. */
  readonly ways: { servers: PeerServerAddress[]; iceServers: RTCIceServer[]; relayOnly: boolean };
  readonly endpoint: Endpoint;
  readonly states: EndpointState[];
  readonly last: () => FakePeer;
}

/** An endpoint at servers with these hosts; every random byte is `randomByte`. */
function begin(hosts: readonly string[] = ['first'], randomByte = 0, relayOnly = false): Setting {
  const clock = new FakeClock();
  const { Peer, peers } = makeFakePeerJs();
  const servers = hosts.map((host) => ({ host, port: 1, path: '/p', secure: true, key: 'k' }));
  const ways = { servers, iceServers: [{ urls: 'stun:example.org' }], relayOnly };
  const transport = peerJsTransport({
    Peer,
    ways,
    clock,
    randomBytes: (count) => new Uint8Array(count).fill(randomByte),
    sha256: async (bytes) => bytes,
  });
  const endpoint = transport.open('me', 'token');
  const states: EndpointState[] = [];
  endpoint.onState((state) => states.push(state));
  return { clock, peers, transport, ways, endpoint, states, last: () => peers.at(-1) as FakePeer };
}

/** Dials `friend` over puppets and opens the channel. */
async function dialFriend({ endpoint, last }: Setting) {
  const data = new FakeDataChannel();
  const connection = new FakeConnection(data);
  last().nextConnection = connection.real;
  const dial = endpoint.dial('friend');
  data.open();
  return { connection, data, channel: await dial };
}

describe('peerjs-endpoint', () => {
  it('gives PeerJS our servers, our ICE servers and our token, and no log', () => {
    const { peers } = begin();
    expect(peers.map(({ id, options }) => ({ id, options }))).to.deep.equal([
      {
        id: 'me',
        options: {
          host: 'first',
          port: 1,
          path: '/p',
          secure: true,
          key: 'k',
          token: 'token',
          debug: 0,
          config: { iceServers: [{ urls: 'stun:example.org' }], iceTransportPolicy: 'all' },
        },
      },
    ]);
  });

  it('connects through relays only, when asked to', () => {
    expect(begin(['first'], 0, true).last().options.config?.iceTransportPolicy).to.equal('relay');
  });

  it('ends every channel at once when it is renewed, and begins anew with what is allowed by then', async () => {
    const setting = begin();
    setting.last().serverOpens();
    const open = await dialFriend(setting);
    open.channel.trust();
    const log = new ChannelLog(open.channel);
    const dialled = new FakeConnection(new FakeDataChannel());
    setting.last().nextConnection = dialled.real;
    const dial = rejectionCode(setting.endpoint.dial('somebody'));
    const before = setting.last();
    setting.ways.relayOnly = true;
    setting.ways.servers = [{ host: 'other', port: 2, path: '/', secure: false, key: 'k' }];
    setting.transport.renew();
    expect([open.connection.closeCount, dialled.closeCount, before.isDestroyed]).to.deep.equal([1, 1, true]);
    expect(await log.untilEnd()).to.equal('channel-closed');
    expect(await dial).to.equal('channel-closed');
    expect(setting.endpoint.state).to.equal('connecting');
    const { host, config } = setting.last().options;
    expect([setting.peers.length, host, config?.iceTransportPolicy]).to.deep.equal([2, 'other', 'relay']);
    setting.last().serverOpens();
    expect(setting.states).to.deep.equal(['online', 'connecting', 'online']);
    // Neither the old session nor the old timer does anything more.
    await setting.clock.advance(3 * ECHO_MS);
    expect(setting.peers).to.have.length(2);
  });

  it('does not come back by being renewed when it has left, lost its id, or was closed', async () => {
    const left = begin();
    left.endpoint.pause();
    const taken = begin();
    taken.last().serverOpens();
    const open = await dialFriend(taken);
    taken.last().serverSaysTaken();
    const closed = begin();
    closed.endpoint.close();
    for (const { transport, endpoint, peers } of [left, taken, closed]) {
      const { state } = endpoint;
      transport.renew();
      expect([endpoint.state, peers.length]).to.deep.equal([state, 1]);
    }
    expect(open.connection.closeCount).to.equal(1);
    left.endpoint.resume();
    expect(left.peers).to.have.length(2);
  });

  it('dials reliable and raw, with a connection id of its own and nothing else', async () => {
    const setting = begin();
    setting.last().serverOpens();
    await dialFriend(setting);
    expect(setting.last().connectOptions).to.deep.equal([{ reliable: true, serialization: 'raw', connectionId: 'a'.repeat(24) }]);
  });

  it('tries again by itself with a growing wait between 1 and 30 seconds, and says when', async () => {
    for (const [randomByte, least, most] of [
      [0, 1000, 15_000],
      [255, 2000, 30_000],
    ] as const) {
      const { clock, endpoint, peers, last, states } = begin(['first'], randomByte);
      const waits: number[] = [];
      for (let attempt = 1; attempt <= 7; attempt++) {
        last().serverGoes();
        expect(endpoint.state).to.equal('connecting');
        const wait = (endpoint.nextAttemptAt ?? 0) - clock.now();
        waits.push(wait);
        await clock.advance(wait - 1);
        expect(peers).to.have.length(attempt);
        await clock.advance(1);
        expect(peers).to.have.length(attempt + 1);
        expect(endpoint.nextAttemptAt).to.equal(null);
      }
      expect(waits.map(Math.round)).to.deep.equal([1, 2, 4, 8, 15, 15, 15].map((n) => n * least));
      expect(Math.max(...waits))
        .to.be.closeTo(most, 1)
        .and.at.most(BACKOFF_LONGEST_MS);
      expect(peers.slice(0, -1).every(({ isDestroyed }) => isDestroyed)).to.equal(true);
      last().serverOpens();
      expect(states.at(-1)).to.equal('online');
    }
  });

  it('starts the waits anew after it was online', async () => {
    const { clock, endpoint, last } = begin();
    last().serverGoes();
    await clock.advance(1000);
    last().serverGoes();
    await clock.advance(2000);
    last().serverOpens();
    last().serverGoes();
    expect(endpoint.state).to.equal('offline');
    expect(endpoint.nextAttemptAt).to.equal(clock.now() + 1000);
  });

  it('tries at once when woken, and not twice', async () => {
    const { endpoint, peers, last } = begin();
    last().serverGoes();
    endpoint.wake();
    endpoint.wake();
    expect(peers).to.have.length(2);
    expect(endpoint.nextAttemptAt).to.equal(null);
  });

  it('leaves the server on purpose, keeps what is open, and comes back only when told to', async () => {
    const setting = begin();
    const { clock, endpoint, states, peers, last } = setting;
    last().serverOpens();
    const { channel } = await dialFriend(setting);
    channel.trust();
    const log = new ChannelLog(channel);
    endpoint.pause();
    expect([endpoint.state, endpoint.nextAttemptAt, last().isDestroyed]).to.deep.equal(['paused', null, true]);
    expect(await rejectionCode(endpoint.dial('another'))).to.equal('signalling-unreachable');
    endpoint.wake();
    await clock.advance(10 * CLIMB_MS);
    expect([peers.length, endpoint.state, log.ends]).to.deep.equal([1, 'paused', []]);
    endpoint.resume();
    expect([peers.length, endpoint.state]).to.deep.equal([2, 'connecting']);
    last().serverOpens();
    expect(states.slice(-3)).to.deep.equal(['paused', 'connecting', 'online']);
    endpoint.resume();
    expect(peers.length).to.equal(2);
    endpoint.close();
    endpoint.pause();
    endpoint.resume();
    expect([endpoint.state, peers.length]).to.deep.equal(['closed', 2]);
  });

  it('makes a new Peer, with the same id and token, when the server never says OPEN', async () => {
    const { clock, endpoint, peers } = begin();
    await clock.advance(ATTEMPT_MS - 1);
    expect(peers[0]?.isDestroyed).to.equal(false);
    await clock.advance(1);
    expect(peers[0]?.isDestroyed).to.equal(true);
    await clock.advance(1000);
    expect(peers).to.have.length(2);
    expect([peers[1]?.id, peers[1]?.options.token]).to.deep.equal(['me', 'token']);
    expect(endpoint.state).to.equal('connecting');
  });

  it('takes an echo in place of OPEN', async () => {
    const { clock, endpoint, last } = begin();
    await clock.advance(EARLY_ECHO_MS);
    expect(endpoint.state).to.equal('connecting');
    last().serverEchoes();
    expect(endpoint.state).to.equal('online');
    last().serverEchoes();
    await clock.advance(2 * ATTEMPT_MS);
    expect(endpoint.state).to.equal('online');
  });

  it('knows the id as handed over when it was let in without OPEN at first, and not by what comes later', async () => {
    const { clock, endpoint, last } = begin();
    await clock.advance(EARLY_ECHO_MS);
    last().serverEchoes();
    expect(endpoint.wasHandedOver).to.equal(true);
    const other = begin();
    other.last().serverOpens();
    other.last().serverGoes();
    await other.clock.advance(1000 + EARLY_ECHO_MS);
    other.last().serverEchoes();
    expect([other.endpoint.state, other.endpoint.wasHandedOver]).to.deep.equal(['online', false]);
  });

  it('knows its own echo though an earlier session asked for it', async () => {
    const { clock, endpoint, last } = begin();
    last().serverOpens();
    const [late] = last().socket.sent;
    last().serverGoes();
    await clock.advance(1000);
    last().serverOpens();
    last().serverSays({ ...late, src: 'me' });
    expect(endpoint.state).to.equal('online');
  });

  it('gives way, and keeps open channels, when somebody else has the id with the same token', async () => {
    const { endpoint, last, peers } = begin();
    last().serverOpens();
    const [own] = last().socket.sent;
    last().serverSays({ ...own, payload: { type: 'data', connectionId: 'theirs', candidate: {} }, src: 'me' });
    expect([endpoint.state, peers[0]?.isDestroyed, peers.length]).to.deep.equal(['taken', true, 1]);
  });

  it('notices a server that fell silent, once it is known to answer', async () => {
    for (const answersFirst of [true, false]) {
      const { clock, endpoint, last } = begin();
      last().serverOpens();
      if (answersFirst) last().serverEchoes();
      for (let round = 0; round < 3; round++) {
        await clock.advance(ECHO_MS);
        if (answersFirst) last().serverEchoes();
        expect(endpoint.state).to.equal('online');
      }
      await clock.advance(ECHO_MS + ECHO_ANSWER_MS);
      expect(endpoint.state).to.equal(answersFirst ? 'offline' : 'online');
    }
  });

  it('checks a server that looks alive when woken', async () => {
    const { clock, endpoint, last } = begin();
    last().serverOpens();
    last().serverEchoes();
    endpoint.wake();
    await clock.advance(ECHO_ANSWER_MS);
    expect(endpoint.state).to.equal('offline');
  });

  it('keeps open channels and lets go of unopened dials when the server is lost', async () => {
    const setting = begin();
    const { endpoint, last, clock } = setting;
    last().serverOpens();
    const open = await dialFriend(setting);
    open.channel.trust();
    const pending = new FakeConnection(new FakeDataChannel());
    last().nextConnection = pending.real;
    const dial = endpoint.dial('other');
    const lost = last();
    lost.serverGoes();
    expect(await rejectionCode(dial)).to.equal('signalling-unreachable');
    expect([pending.closeCount, open.connection.closeCount]).to.deep.equal([1, 0]);
    expect(lost.released).to.deep.equal([open.connection]);
    expect(await rejectionCode(endpoint.dial('friend'))).to.equal('signalling-unreachable');
    await clock.advance(1000);
    last().serverOpens();
    expect(endpoint.state).to.equal('online');
    expect(open.connection.closeCount).to.equal(0);
    endpoint.close();
    expect(open.connection.closeCount).to.equal(1);
  });

  it('rejects a dial when PeerJS gives no connection, or the browser none', async () => {
    const { endpoint, last } = begin();
    last().serverOpens();
    expect(await rejectionCode(endpoint.dial('friend'))).to.equal('signalling-unreachable');
    last().connect = () => {
      throw new DOMException('Cannot create so many PeerConnections', 'UnknownError');
    };
    expect(await rejectionCode(endpoint.dial('friend'))).to.equal('channel-closed');
  });

  it('tells the other side that it cannot be had when the browser has no connection left for its offer', () => {
    const { last } = begin();
    last().serverOpens();
    last().socket.sent.splice(0);
    last().offerError = new DOMException('Cannot create so many PeerConnections', 'UnknownError');
    const hex = Array.from({ length: 32 }, () => 'AB').join(':');
    const sdp = { type: 'offer', sdp: `v=0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=fingerprint:sha-256 ${hex}\r\n` };
    const payload = { type: 'data', connectionId: 'c', label: 'c', serialization: 'raw', reliable: true, sdp };
    last().serverSays({ type: 'OFFER', src: 'friend', payload });
    expect(last().socket.sent).to.deep.equal([{ type: 'EXPIRE', dst: 'friend' }]);
  });

  it('fails only the dials to the id that is unavailable', async () => {
    const setting = begin();
    setting.last().serverOpens();
    const open = await dialFriend(setting);
    const log = new ChannelLog(open.channel);
    setting.last().nextConnection = new FakeConnection(new FakeDataChannel()).real;
    const dial = setting.endpoint.dial('friend');
    setting.last().serverSays({ type: 'EXPIRE', src: 'somebody' });
    setting.last().serverSays({ type: 'EXPIRE', src: 'friend' });
    expect(await rejectionCode(dial)).to.equal('peer-unavailable');
    expect(log.ends).to.deep.equal([]);
  });

  it('says taken when another token holds the id, keeps channels, and stops trying', async () => {
    const setting = begin();
    const { clock, endpoint, peers, last } = setting;
    last().serverOpens();
    const open = await dialFriend(setting);
    open.channel.trust();
    last().serverGoes();
    await clock.advance(1000);
    last().serverSaysTaken();
    expect(endpoint.state).to.equal('taken');
    endpoint.wake();
    await clock.advance(10 * BACKOFF_LONGEST_MS);
    expect(peers).to.have.length(2);
    expect(open.connection.closeCount).to.equal(0);
    endpoint.close();
    expect([endpoint.state, open.connection.closeCount]).to.deep.equal(['closed', 1]);
  });

  it('destroys the Peer when it is closed, also while it still tries or waits, and is final', async () => {
    const trying = begin();
    trying.endpoint.close();
    expect([trying.last().isDestroyed, trying.endpoint.state]).to.deep.equal([true, 'closed']);
    const waiting = begin();
    waiting.last().serverGoes();
    waiting.endpoint.close();
    waiting.endpoint.wake();
    await waiting.clock.advance(10 * BACKOFF_LONGEST_MS);
    expect(waiting.peers).to.have.length(1);
    const online = begin();
    online.last().serverOpens();
    online.endpoint.close();
    expect([online.last().isDestroyed, online.endpoint.state]).to.deep.equal([true, 'closed']);
    expect(online.states).to.deep.equal(['online', 'closed']);
  });

  describe('with several servers', () => {
    const hostsTried = ({ peers }: Setting) => peers.map(({ options }) => options.host);

    it('goes down the ladder only past servers that fail, without a wait, and waits at its end', async () => {
      const setting = begin(['first', 'second']);
      setting.last().serverGoes();
      expect(hostsTried(setting)).to.deep.equal(['first', 'second']);
      await setting.clock.advance(ATTEMPT_MS);
      expect(setting.endpoint.nextAttemptAt).to.equal(setting.clock.now() + 1000);
      await setting.clock.advance(1000);
      expect(hostsTried(setting)).to.deep.equal(['first', 'second', 'first']);
    });

    it('passes a server whose address the page may not reach', () => {
      const setting = begin(['forbidden', 'second']);
      expect(hostsTried(setting)).to.deep.equal(['second']);
      setting.last().serverOpens();
      expect(setting.endpoint.state).to.equal('online');
    });

    it('waits when no address may be reached', async () => {
      const setting = begin(['forbidden']);
      expect(setting.endpoint.state).to.equal('connecting');
      expect(setting.endpoint.nextAttemptAt).to.equal(1000);
      setting.endpoint.close();
    });

    it('climbs back up with its channels as soon as a higher server answers', async () => {
      const setting = begin(['first', 'second']);
      setting.last().serverGoes();
      setting.last().serverOpens();
      const second = setting.last();
      const open = await dialFriend(setting);
      open.channel.trust();
      await setting.clock.advance(CLIMB_MS);
      setting.last().serverGoes();
      expect([setting.endpoint.state, second.isDestroyed]).to.deep.equal(['online', false]);
      await setting.clock.advance(CLIMB_MS);
      setting.last().serverOpens();
      expect(hostsTried(setting)).to.deep.equal(['first', 'second', 'first', 'first']);
      expect([setting.endpoint.state, second.isDestroyed, open.connection.closeCount]).to.deep.equal(['online', true, 0]);
      await setting.clock.advance(3 * CLIMB_MS);
      expect(setting.peers).to.have.length(4);
    });

    it('climbs at once when woken, and begins anew when the lower server goes meanwhile', async () => {
      const setting = begin(['first', 'second']);
      setting.last().serverGoes();
      setting.last().serverOpens();
      const second = setting.last();
      setting.endpoint.wake();
      expect(hostsTried(setting)).to.deep.equal(['first', 'second', 'first']);
      second.serverGoes();
      expect(setting.endpoint.state).to.equal('offline');
      setting.last().serverGoes();
      expect(setting.endpoint.nextAttemptAt).to.equal(setting.clock.now() + 1000);
    });

    it('always starts from the first after a loss', async () => {
      const setting = begin(['first', 'second']);
      setting.last().serverGoes();
      setting.last().serverOpens();
      setting.last().serverGoes();
      await setting.clock.advance(1000);
      expect(hostsTried(setting)).to.deep.equal(['first', 'second', 'first']);
    });

    it('does not go down past a server that says the id is taken', () => {
      const setting = begin(['first', 'second']);
      setting.last().serverSaysTaken();
      expect([setting.endpoint.state, setting.peers.length]).to.deep.equal(['taken', 1]);
    });
  });
});

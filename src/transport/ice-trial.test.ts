import { expect } from '@open-wc/testing';
import { isIceServerTaken, tryIceServer } from './ice-trial.js';
import type { IceTrialConnection } from './ice-trial.js';

const STUN = { urls: 'stun:stun.example' };
const TURN = { urls: 'turn:turn.example', username: 'me', credential: 'secret' };

/** A connection that gathers what the test says. */
class FakeGathering extends EventTarget {
  configuration: RTCConfiguration = {};
  isClosed = false;
  channels = 0;

  readonly connect = (configuration: RTCConfiguration): IceTrialConnection => {
    this.configuration = configuration;
    return this as unknown as IceTrialConnection;
  };

  createDataChannel(): void {
    this.channels++;
  }

  setLocalDescription(): Promise<void> {
    return Promise.resolve();
  }

  /** `null`: that was all. */
  gather(type: string | null): void {
    const candidate = type === null ? null : { candidate: `candidate:1 1 udp 1 192.0.2.1 1 typ ${type}` };
    this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate }));
  }

  fail(errorCode: number): void {
    this.dispatchEvent(Object.assign(new Event('icecandidateerror'), { errorCode }));
  }

  close(): void {
    this.isClosed = true;
  }
}

function begin(server: RTCIceServer) {
  const gathering = new FakeGathering();
  const stopping = new AbortController();
  return { gathering, stopping, outcome: tryIceServer(server, stopping.signal, gathering.connect) };
}

describe('tryIceServer', () => {
  it('takes an address from outside for STUN, and nothing else', async () => {
    const { gathering, outcome } = begin(STUN);
    expect(gathering.configuration).to.deep.equal({ iceServers: [STUN], iceTransportPolicy: 'all' });
    gathering.gather('host');
    gathering.gather('srflx');
    expect(await outcome).to.equal('works');
    expect([gathering.isClosed, gathering.channels]).to.deep.equal([true, 1]);
    const silent = begin(STUN);
    silent.gathering.gather('host');
    silent.gathering.gather(null);
    expect(await silent.outcome).to.equal('silent');
  });

  it('takes a relay for TURN, which alone it asks for', async () => {
    const { gathering, outcome } = begin(TURN);
    expect(gathering.configuration.iceTransportPolicy).to.equal('relay');
    gathering.gather('srflx');
    gathering.gather('relay');
    expect(await outcome).to.equal('works');
  });

  it('says when the login is refused, unless a relay came of it all the same', async () => {
    const refused = begin(TURN);
    refused.gathering.fail(701);
    refused.gathering.fail(401);
    refused.gathering.gather(null);
    expect(await refused.outcome).to.equal('refused');
    const unreached = begin(TURN);
    unreached.gathering.fail(701);
    unreached.gathering.gather(null);
    expect(await unreached.outcome).to.equal('silent');
    const other = begin(TURN);
    other.gathering.fail(401);
    other.gathering.gather('relay');
    expect(await other.outcome).to.equal('works');
  });

  it('ends when it is given up, and leaves no connection', async () => {
    const { gathering, stopping, outcome } = begin(STUN);
    stopping.abort();
    expect(await outcome).to.equal('silent');
    expect(gathering.isClosed).to.equal(true);
  });

  it('is asked only of what the browser takes', () => {
    expect([STUN, TURN].map(isIceServerTaken)).to.deep.equal([true, true]);
    for (const urls of ['https://a', 'turn:a', 'stun:a:b']) expect(isIceServerTaken({ urls }), urls).to.equal(false);
  });

  it('asks the browser, which finds nobody at a dead address', async () => {
    const stopping = new AbortController();
    const outcome = tryIceServer({ urls: 'turn:127.0.0.1:3999?transport=tcp', username: 'me', credential: 'x' }, stopping.signal);
    stopping.abort();
    expect(await outcome).to.equal('silent');
  });
});

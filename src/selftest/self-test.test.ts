import { expect } from '@open-wc/testing';
import type { SelfTestState } from '../app/state.js';
import { ParleyError } from '../lib/errors.js';
import { FakeClock, settle } from '../lib/fake-clock.fixture.js';
import { SelfCheckError } from './self-check.js';
import { SELF_CHECK_MS, runSelfTest } from './self-test.js';
import type { SelfChecks } from './self-test.js';

const passes = (): Promise<void> => Promise.resolve();

function outcomes({ checks }: SelfTestState): string {
  return checks.map(({ outcome }) => outcome).join(' ');
}

async function statesOf(changes: Partial<SelfChecks>, clock = new FakeClock()): Promise<SelfTestState[]> {
  const states: SelfTestState[] = [];
  const checks = { cryptography: passes, protocol: passes, storage: passes, webrtc: passes, peerjs: passes, ...changes };
  await runSelfTest(checks, clock, (state) => states.push(state));
  return states;
}

describe('self-test', () => {
  it('runs one check after the other and says so, and is over with the last', async () => {
    const states = await statesOf({});
    expect(states.map(outcomes).slice(0, 4)).to.deep.equal([
      'running waiting waiting waiting waiting',
      'passed waiting waiting waiting waiting',
      'passed running waiting waiting waiting',
      'passed passed waiting waiting waiting',
    ]);
    expect(states.map(({ isOver }) => isOver)).to.deep.equal([...Array<boolean>(9).fill(false), true]);
    expect(states.at(-1)?.checks.map(({ name }) => name)).to.deep.equal(['cryptography', 'protocol', 'storage', 'webrtc', 'peerjs']);
  });

  it('goes on after a check that failed, and says what was wrong, with its code where it has one', async () => {
    const last = (
      await statesOf({
        cryptography: () => Promise.reject(new SelfCheckError('X25519')),
        storage: () => Promise.reject(new ParleyError('storage-full')),
        webrtc: () => {
          throw new TypeError('RTCPeerConnection is not a constructor');
        },
      })
    ).at(-1);
    expect(last?.isOver).to.equal(true);
    expect(last?.checks.map(({ outcome, error, detail }) => [outcome, error, detail])).to.deep.equal([
      ['failed', null, 'SelfCheckError: X25519'],
      ['passed', null, null],
      ['failed', 'storage-full', 'ParleyError: storage-full'],
      ['failed', null, 'TypeError: RTCPeerConnection is not a constructor'],
      ['passed', null, null],
    ]);
  });

  it('waits no longer than a minute for a check that says nothing, and goes on', async () => {
    const clock = new FakeClock();
    const states: SelfTestState[] = [];
    const never = (): Promise<void> => new Promise(() => undefined);
    const checks = { cryptography: never, protocol: passes, storage: passes, webrtc: passes, peerjs: passes };
    const done = runSelfTest(checks, clock, (state) => states.push(state));
    await clock.advance(SELF_CHECK_MS - 1);
    await settle();
    expect(states.map(outcomes)).to.deep.equal(['running waiting waiting waiting waiting']);
    await clock.advance(1);
    await done;
    expect(outcomes(states.at(-1) as SelfTestState)).to.equal('failed passed passed passed passed');
    expect(states.at(-1)?.checks[0]?.detail).to.equal('60 s');
  });
});

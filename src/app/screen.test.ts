import { expect } from '@open-wc/testing';
import { makeScreen } from './screen.js';
import type { AppState, UnlockState } from './state.js';

const unlock: UnlockState = { screen: 'unlock', profile: null, idleMinutes: null, isBusy: false, error: null };
const wiping: UnlockState = { ...unlock, dialog: { dialog: 'wipe' } };

describe('app/screen', () => {
  it('shows that Parley is loading, and then what it is given', () => {
    const states: AppState[] = [];
    const screen = makeScreen((state) => states.push(state));
    screen.show(unlock);
    expect(states).to.deep.equal([{ screen: 'loading' }, unlock]);
    expect(screen.state).to.equal(unlock);
  });

  it('once Parley cannot go on, shows why and nothing else, but lets everything be deleted', () => {
    const states: AppState[] = [];
    const screen = makeScreen((state) => states.push(state));
    const failed = { screen: 'fatal', error: 'peerjs-missing' };
    screen.show(wiping);
    screen.fail('peerjs-missing');
    screen.show({ screen: 'wipe', error: null });
    screen.show(unlock);
    screen.show({ screen: 'elsewhere' });
    expect(states.slice(1)).to.deep.equal([wiping, wiping, { screen: 'wipe', error: null }, failed, failed]);
    expect(screen.failure).to.equal('peerjs-missing');
  });
});

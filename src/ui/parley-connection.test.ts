import { expect } from '@open-wc/testing';
import { connectionTone, sayConnection } from './parley-connection.js';
import { sampleConnection } from './gallery.fixture.js';

describe('sayConnection', () => {
  for (const [changes, words, tone] of [
    [{}, 'Connected to 1 person', 'good'],
    [{ linked: 3, others: 3 }, 'Connected to all 3 people', 'good'],
    [{ linked: 1, others: 3 }, 'Connected to 1 of 3 people', 'good'],
    [{ signalling: 'offline' }, 'Connected to 1 person; the meeting point is offline', 'good'],
    [{ signalling: 'offline', linked: 0 }, 'Offline: the meeting point cannot be reached. Messages wait here', 'bad'],
    [{ signalling: 'connecting', linked: 0 }, 'Connecting to the meeting point…', 'busy'],
    [{ linked: 0, isDialling: true }, 'Looking for the others…', 'busy'],
    [{ linked: 0 }, 'Online. Nobody else is connected now', 'busy'],
    [{ hasNoWay: true }, 'Connected to 1 person', 'good'],
    [{ linked: 0, hasNoWay: true }, 'Only relays are allowed, and no TURN server is set: nobody can be reached', 'bad'],
    [{ linked: 0, others: 0 }, 'Online. Nobody is connected to you yet', 'busy'],
    [{ linked: 0, others: 0, isReached: true, isDialling: true }, 'Somebody was reached. You are not in the room yet', 'busy'],
  ] as const) {
    it(`says "${words}"`, () => {
      const connection = { ...sampleConnection, ...changes };
      expect(sayConnection(connection)).to.equal(words);
      expect(connectionTone(connection)).to.equal(tone);
    });
  }

  it('never says connected while nobody is', () => {
    for (const signalling of ['connecting', 'online', 'offline'] as const) {
      for (const isDialling of [true, false]) {
        expect(sayConnection({ ...sampleConnection, signalling, isDialling, linked: 0 })).to.not.match(/^Connected/u);
      }
    }
  });
});

import { expect } from '@open-wc/testing';
import { FakeClock, settle } from '../lib/fake-clock.fixture.js';
import type { SyncShared } from '../log/sync.js';
import { EntryIntake } from './entry-intake.js';
import type { EntryIntakeRoom } from './entry-intake.js';
import type { HistorySession } from './history-session.js';

describe('EntryIntake', () => {
  it('tells of a change once all that came has been dealt with, too: who waits for that is not left waiting', async () => {
    const told: boolean[] = [];
    let handled = 0;
    const link = { isClosed: false };
    const session = {
      link,
      sync: { underWay: { asked: 0, left: 0 } },
      handled: (count: number) => (handled += count),
    } as unknown as HistorySession;
    const shared = {
      log: { rid: new Uint8Array(16) },
      queue: { offer: () => [], nextDue: () => null, size: 0 },
      plan: { payloads: { takeOver: () => false } },
    } as unknown as SyncShared;
    const faults: unknown[] = [];
    const room = {
      setup: { clock: new FakeClock(), history: {} },
      links: { warn: (error: unknown) => faults.push(error) },
      failed: (error: unknown) => faults.push(error),
      changed: () => told.push(intake.isSettled),
    } as unknown as EntryIntakeRoom;
    const intake = new EntryIntake(room, shared, new Set([session]));
    intake.take([], session);
    expect(intake.isSettled).to.equal(false);
    await settle();
    expect([told.at(-1), intake.isSettled, handled, faults]).to.deep.equal([true, true, 0, []]);
  });
});

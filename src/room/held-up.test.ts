import { expect } from '@open-wc/testing';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import type { Entry } from '../log/entry.js';
import type { SyncShared } from '../log/sync.js';
import { HeldUp } from './held-up.js';
import type { HistorySession } from './history-session.js';
import type { RoomContext } from './room-setup.js';

const MINUTE = 60_000;

/** What waits, and one link. */
function set() {
  const clock = new FakeClock();
  const waiting: Entry[] = [];
  const strained = new Set<string>();
  const seen = { asked: 0, shown: [] as (string | null)[][] };
  const underWay = { asked: 0, left: 0 };
  const queue = {
    waiting: () => [...waiting],
    get size() {
      return waiting.length;
    },
    caps: { isStrained: (authorHex: string) => strained.has(authorHex) },
  };
  const session = { sync: { underWay }, fetchMore: () => seen.asked++ } as unknown as HistorySession;
  const room = {
    setup: { clock },
    changed: () => seen.shown.push([heldUp.of('ben'), heldUp.of('cleo')]),
  } as unknown as Pick<RoomContext, 'setup' | 'changed'>;
  const heldUp: HeldUp = new HeldUp(room, { queue } as unknown as SyncShared, new Set([session]));
  const come = (...entries: readonly [idText: string, authorHex: string, aheadMs?: number][]): void => {
    for (const [idText, authorHex, ahead = 0] of entries) {
      waiting.push({ idText, authorHex, time: clock.wall() + ahead } as unknown as Entry);
    }
    heldUp.came();
    heldUp.changed();
  };
  const leave = (idText: string): void => {
    waiting.splice(
      waiting.findIndex((entry) => entry.idText === idText),
      1,
    );
    heldUp.changed();
  };
  return { clock, heldUp, underWay, strained, seen, come, leave };
}

describe('HeldUp', () => {
  it('asks for causes after a second, and says of whom something still waits when they have not come for long, until they come', async () => {
    const { clock, heldUp, seen, come, leave } = set();
    come(['a', 'ben']);
    await clock.advance(1_000);
    expect([seen.asked, heldUp.of('ben')]).to.deep.equal([1, null]);
    await clock.advance(10_000);
    expect(heldUp.of('ben')).to.equal(null);
    await clock.advance(10_000);
    expect([heldUp.of('ben'), heldUp.of('cleo')]).to.deep.equal(['causes', null]);
    // The page was told of it.
    expect(seen.shown.at(-1)).to.deep.equal(['causes', null]);
    leave('a');
    expect(heldUp.of('ben')).to.equal(null);
  });

  it('says nothing of what waits for a short time, one after the other', async () => {
    const { clock, heldUp, come, leave } = set();
    come(['0', 'ben']);
    for (let i = 0; i < 20; i++) {
      await clock.advance(5_000);
      come([String(i + 1), 'ben']);
      leave(String(i));
      expect(heldUp.of('ben')).to.equal(null);
    }
  });

  it('says whose clock is ahead, rather than that causes are missing', async () => {
    const { clock, heldUp, come } = set();
    come(['a', 'ben', 20 * MINUTE], ['b', 'ben'], ['c', 'cleo']);
    await clock.advance(20_000);
    expect([heldUp.of('ben'), heldUp.of('cleo')]).to.deep.equal(['early', 'causes']);
  });

  it('takes a history that is on its way for no hold-up, and one that stopped coming for one', async () => {
    const { clock, heldUp, underWay, seen, come } = set();
    underWay.left = 5_000;
    come(['a', 'ben']);
    for (let i = 0; i < 40; i++) {
      await clock.advance(900);
      come();
    }
    expect([seen.asked, heldUp.of('ben')]).to.deep.equal([0, null]);
    await clock.advance(30_000);
    expect([seen.asked, heldUp.of('ben')]).to.deep.equal([1, 'causes']);
  });

  it('leaves those to their own words who send more than is taken in', async () => {
    const { clock, heldUp, strained, come } = set();
    strained.add('ben');
    come(['a', 'ben'], ['b', 'cleo']);
    await clock.advance(20_000);
    expect([heldUp.of('ben'), heldUp.of('cleo')]).to.deep.equal([null, 'causes']);
  });

  it('does nothing more once it is closed', async () => {
    const { clock, heldUp, seen, come } = set();
    come(['a', 'ben']);
    heldUp.close();
    come(['b', 'ben']);
    await clock.advance(MINUTE);
    expect([seen.asked, seen.shown, heldUp.of('ben')]).to.deep.equal([0, [], null]);
  });
});

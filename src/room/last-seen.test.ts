import { expect } from '@open-wc/testing';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import type { Json } from '../vault/vault.js';
import { LastSeen } from './last-seen.js';
import { MemoryRoomMemory } from './room.fixture.js';
import type { RoomSetup } from './room-setup.js';

const ben = 'be'.repeat(32);
const cleo = 'c1'.repeat(32);

/** What was kept, read. */
class SeenScene {
  readonly clock = new FakeClock();
  readonly memory = new MemoryRoomMemory();
  readonly troubles: unknown[] = [];

  open(kept: Json = this.memory.seen): LastSeen {
    this.memory.seen = kept;
    const setup = { clock: this.clock, memory: this.memory } as unknown as RoomSetup;
    return new LastSeen({ setup, failed: (error) => this.troubles.push(error) });
  }
}

describe('LastSeen', () => {
  it('says when somebody was last linked, by the wall clock, and nothing of anybody else', async () => {
    const scene = new SeenScene();
    const seen = scene.open();
    expect(seen.at(ben)).to.equal(null);
    seen.note(ben);
    await scene.clock.advance(5_000);
    seen.note(ben);
    expect(seen.at(ben)).to.equal(scene.clock.wall());
    expect(seen.at(cleo)).to.equal(null);
  });

  it('is written a second later at most, and when the room closes', async () => {
    const scene = new SeenScene();
    const seen = scene.open();
    seen.note(ben);
    await scene.clock.advance(900);
    seen.note(cleo);
    expect(scene.memory.seen).to.equal(null);
    await scene.clock.advance(100);
    const first = scene.clock.wall() - 1_000;
    expect(scene.memory.seen).to.deep.equal({ [ben]: first, [cleo]: first + 900 });
    seen.close();
    seen.note(ben);
    seen.close();
    expect(scene.memory.seen).to.deep.equal({ [ben]: first + 1_000, [cleo]: first + 900 });
    expect(scene.open().at(cleo)).to.equal(first + 900);
  });

  it('tells when it cannot be written, and goes on', async () => {
    const scene = new SeenScene();
    const seen = scene.open();
    scene.memory.fault = new ParleyError('storage-full');
    seen.note(ben);
    await scene.clock.advance(1_000);
    expect(scene.troubles.map(errorCodeOf)).to.deep.equal(['storage-full']);
    scene.memory.fault = null;
    seen.note(cleo);
    await scene.clock.advance(1_000);
    expect(Object.keys(scene.memory.seen ?? {})).to.deep.equal([ben, cleo]);
  });

  for (const kept of ['text', 7, ['list'], { nonsense: 1 }, { [ben]: 'yesterday' }, { [ben]: -1 }, { [ben]: 1.5 }] as const) {
    it(`begins anew, and says so, when what was kept is ${JSON.stringify(kept).slice(0, 30)}`, () => {
      const scene = new SeenScene();
      expect(scene.open(kept).at(ben)).to.equal(null);
      expect(scene.troubles.map(errorCodeOf)).to.deep.equal(['malformed']);
    });
  }
});

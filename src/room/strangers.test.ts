import { expect } from '@open-wc/testing';
import { createIdentity } from '../crypto/identity.js';
import { encodeKnockFrame, ROOM_FRAME } from './room-frames.js';
import { RoomWorld, TestPerson } from './room.fixture.js';
import type { RawLink } from './room.fixture.js';
import { STRANGERS_AT_ONCE } from './strangers.js';

describe('strangers with the room’s secret', () => {
  let world: RoomWorld;
  let annaId: string;

  beforeEach(async () => {
    world = await RoomWorld.joined('Anna', 'Ben');
    annaId = await (await world.address()).peerIdOf(world.founder.identity.fp, 0);
  });
  afterEach(() => world.close());

  async function comes(name: string): Promise<RawLink> {
    return world.dial(new TestPerson(name, await createIdentity()), annaId);
  }

  async function come(count: number): Promise<RawLink[]> {
    const links: RawLink[] = [];
    for (let i = 0; i < count; i++) links.push(await comes(`Eve ${i}`));
    return links;
  }

  function knocks({ link }: RawLink): Promise<void> {
    link.send(ROOM_FRAME.knock, encodeKnockFrame({ name: 'Eve', redeem: null }));
    return world.settle();
  }

  const ended = (links: readonly RawLink[]): (string | null)[] => links.map(({ endedWith }) => endedWith);

  it('stay no more than sixteen at a time: who came first goes', async () => {
    const links = await come(STRANGERS_AT_ONCE);
    expect(ended(links)).to.deep.equal(links.map(() => null));
    const more = await come(3);
    expect(ended(links).slice(0, 4)).to.deep.equal(['link-ended', 'link-ended', 'link-ended', null]);
    expect(ended(more)).to.deep.equal([null, null, null]);
    expect(world.founder.room.links.mesh.all).to.have.length(STRANGERS_AT_ONCE + 1);
  });

  it('leave whoever waits at the door in peace, and members', async () => {
    const first = await comes('Eve');
    await knocks(first);
    await come(STRANGERS_AT_ONCE + 2);
    expect([first.endedWith, world.founder.room.knocks.waiting.length]).to.deep.equal([null, 1]);
    expect(world.founder.room.links.memberCount).to.equal(1);
  });

  it('do not push out whose token is being looked at', async () => {
    const carla = new TestPerson('Carla', await createIdentity());
    await (
      await world.token()
    )(carla);
    const first = await world.dial(carla, annaId);
    world.founder.history.hold();
    first.link.send(ROOM_FRAME.knock, encodeKnockFrame({ name: 'Carla', redeem: carla.redeem }));
    await world.settle();
    await come(STRANGERS_AT_ONCE + 2);
    world.founder.history.release();
    await world.settle();
    expect([first.endedWith, world.founder.members()]).to.deep.equal([null, ['Anna', 'Ben', 'Carla']]);
  });

  it('are no strangers any more once they were let in', async () => {
    const links = await come(2);
    await knocks(links[0] as RawLink);
    await world.founder.room.knocks.admit(world.founder.room.knocks.waiting[0]?.fpHex ?? '');
    await world.settle();
    await come(STRANGERS_AT_ONCE);
    expect(ended(links)).to.deep.equal([null, 'link-ended']);
  });
});

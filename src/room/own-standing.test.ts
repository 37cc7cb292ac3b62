import { expect } from '@open-wc/testing';
import { OwnStanding } from './own-standing.js';
import { RoomWorld } from './room.fixture.js';
import type { RoomStanding } from './room-phase.js';

describe('OwnStanding', () => {
  it('tells of each new standing once', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const told: RoomStanding[] = [];
    const standing = new OwnStanding({ identity: ben.identity, inviterFp: anna.identity.fp }, (now) => told.push(now));
    expect(standing.now).to.deep.equal({ phase: 'entering', error: null });
    standing.answered('asking');
    standing.answered('asking');
    expect(standing.isIn).to.equal(false);
    await standing.review(ben.room.history, ben.room.people);
    await standing.review(ben.room.history, ben.room.people);
    expect(told.map(({ phase }) => phase)).to.deep.equal(['asking', 'in']);
    expect([standing.isIn, standing.isOver]).to.deep.equal([true, false]);
    await world.close();
  });

  it('is not in a room whose inviter never was there', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const ben = world.person(1);
    const standing = new OwnStanding({ identity: ben.identity, inviterFp: new Uint8Array(32) }, () => undefined);
    await standing.review(ben.room.history, ben.room.people);
    expect(standing.now.phase).to.equal('entering');
    await world.close();
  });

  it('is over when one was refused', () => {
    const standing = new OwnStanding({ identity: { pk: new Uint8Array(32) } as never, inviterFp: null }, () => undefined);
    standing.answered('invite-used');
    expect(standing.isOver).to.equal(true);
    expect(standing.now).to.deep.equal({ phase: 'refused', error: 'invite-used' });
  });
});

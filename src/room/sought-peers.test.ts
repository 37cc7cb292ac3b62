import { expect } from '@open-wc/testing';
import { RoomWorld } from './room.fixture.js';
import { soughtInviter, soughtMembers } from './sought-peers.js';

describe('sought peers', () => {
  it('are the members, whoever wrote last first', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    const order = (): string[] => {
      const { log } = anna.room.history;
      return soughtMembers(log, anna.room.people.present()).map(({ fp, slot }) => `${anna.room.people.by(fp.toHex())?.name} ${slot}`);
    };
    await cleo.say('one');
    await world.advance(10);
    await ben.say('two');
    await world.advance(10);
    expect(order()).to.deep.equal(['Ben 0', 'Cleo 0', 'Anna 0']);
    await cleo.say('three');
    await world.advance(10);
    expect(order()).to.deep.equal(['Cleo 0', 'Ben 0', 'Anna 0']);
    await world.close();
  });

  it('are the inviter under every id, for one who is not in', () => {
    const fp = new Uint8Array(32).fill(1);
    expect(soughtInviter(fp, 4)).to.deep.equal([0, 1, 2, 3].map((slot) => ({ fp, slot })));
    expect(soughtInviter(null, 4)).to.deep.equal([]);
  });
});

import { expect } from '@open-wc/testing';
import { RoomWorld } from './room.fixture.js';
import { RoomPeople } from './room-people.js';

describe('RoomPeople', () => {
  it('knows everybody by key and by fingerprint, with who let them in', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const { people } = anna.room;
    expect([...people.all.keys()]).to.deep.equal([anna.pkHex, ben.pkHex]);
    expect(people.by(ben.fpHex)).to.deep.equal({
      pk: ben.identity.pk,
      pkHex: ben.pkHex,
      fp: ben.identity.fp,
      fpHex: ben.fpHex,
      name: 'Ben',
      admittedByPkHex: anna.pkHex,
      admittedByFpHex: anna.fpHex,
      role: 'member',
      state: 'member',
      isPresent: true,
    });
    expect(people.by(anna.fpHex)?.admittedByPkHex).to.equal(null);
    expect(people.by('00'.repeat(32))).to.equal(null);
    expect(people.by(anna.fpHex)?.admittedByFpHex).to.equal(null);
    await world.close();
  });

  it('keeps those who are gone, who are not present any more', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await anna.room.history.write('remove', { pk: ben.identity.pk, heads: [] });
    await world.settle();
    expect(anna.members()).to.deep.equal(['Anna']);
    expect(anna.room.people.by(ben.fpHex)?.isPresent).to.equal(false);
    await world.close();
  });

  it('says nothing of anybody before it has read the log', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const people = new RoomPeople(world.founder.room.history.log, await world.address());
    expect(people.all.size).to.equal(0);
    // Two readings at once end with the same.
    await Promise.all([people.refresh(), people.refresh()]);
    expect([...people.all.values()].map(({ name }) => name)).to.deep.equal(['Anna', 'Ben']);
    await world.close();
  });

  it('reads a name that has changed', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await ben.room.history.write('profile', { name: 'Benjamin' });
    await world.settle();
    expect(anna.room.people.by(ben.fpHex)?.name).to.equal('Benjamin');
    await world.close();
  });

  it('looks for the members, whoever wrote last first, under their first id', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = [world.person(0), world.person(1), world.person(2)];
    const { people } = anna.room;
    const order = (): string[] => people.sought().map(({ fp, slot }) => `${people.by(fp.toHex())?.name} ${slot}`);
    await cleo.say('one');
    await world.advance(10);
    await ben.say('two');
    await world.advance(10);
    expect(order()).to.deep.equal(['Ben 0', 'Cleo 0', 'Anna 0']);
    await cleo.say('three');
    await world.advance(10);
    expect(order()).to.deep.equal(['Cleo 0', 'Ben 0', 'Anna 0']);
    await anna.room.history.write('remove', { pk: ben.identity.pk, heads: [] });
    await world.advance(10);
    expect(order()).to.deep.equal(['Anna 0', 'Cleo 0']);
    await world.close();
  });
});

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
      isPresent: true,
    });
    expect(people.by(anna.fpHex)?.admittedByPkHex).to.equal(null);
    expect(people.by('00'.repeat(32))).to.equal(null);
    expect(people.subjectBy(ben.fpHex)).to.include({ name: 'Ben', fpHex: ben.fpHex, admittedByFpHex: anna.fpHex });
    expect(people.subjectBy(anna.fpHex)?.admittedByFpHex).to.equal(null);
    expect(people.subjectBy('00'.repeat(32))).to.equal(null);
    await world.close();
  });

  it('keeps those who are gone, who are not present any more', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    await anna.room.history.write('remove', { pk: ben.identity.pk, heads: [] });
    await world.settle();
    expect(anna.room.people.present().map(({ name }) => name)).to.deep.equal(['Anna']);
    expect(anna.room.people.by(ben.fpHex)?.isPresent).to.equal(false);
    await world.close();
  });

  it('says nothing of anybody before it has read the log', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const people = new RoomPeople(world.founder.room.history.log, await world.address());
    expect(people.all.size).to.equal(0);
    expect(people.forks().size).to.equal(0);
    // Two readings at once end with the same.
    await Promise.all([people.refresh(), people.refresh()]);
    expect(people.present().map(({ name }) => name)).to.deep.equal(['Anna', 'Ben']);
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
});

import { expect } from '@open-wc/testing';
import type { Entry } from '../log/entry.js';
import type { Mention } from '../log/mentions.js';
import { RoomWorld } from './room.fixture.js';
import type { TestPerson } from './room.fixture.js';

/** `@A` at the beginning of a text means this person. */
function mentionOf({ identity }: TestPerson): readonly Mention[] {
  return [{ at: 0, length: 2, pk: identity.pk }];
}

async function annaAndBen() {
  const world = await RoomWorld.joined('Anna', 'Ben');
  const [anna, ben] = [world.person(0), world.person(1)];
  const { mentions } = anna.room.history.receipts;
  const edit = (entry: Entry, text: string, whom: TestPerson | null): Promise<Entry> =>
    ben.room.history.write('edit', { entry: entry.id, text, mentions: whom === null ? [] : mentionOf(whom) });
  return { world, anna, ben, mentions, edit };
}

describe('UnreadMentions', function () {
  this.timeout(60_000);

  it('are what others wrote that mentions the person here, in order, until it is read', async () => {
    const { world, anna, ben, mentions } = await annaAndBen();
    await ben.say('@A is only text');
    await ben.say('@B', mentionOf(ben));
    await anna.say('@A', mentionOf(anna));
    const first = await ben.say('@A', mentionOf(anna));
    const second = await ben.say('@A?', mentionOf(anna));
    await world.settle();
    expect(mentions.ids).to.deep.equal([first.idText, second.idText]);
    expect(mentions.ids).to.equal(mentions.ids);
    anna.room.history.receipts.markRead();
    expect(mentions.ids).to.deep.equal([]);
    await world.close();
  });

  it('come and go with edits, as long as the message was not read', async () => {
    const { world, anna, ben, mentions, edit } = await annaAndBen();
    const read = await ben.say('read');
    await world.settle();
    anna.room.history.receipts.markRead();
    const entry = await ben.say('@A', mentionOf(anna));
    await world.settle();
    await edit(entry, 'nobody', null);
    await edit(read, '@A', anna);
    await world.settle();
    expect(mentions.ids).to.deep.equal([]);
    const again = await edit(entry, '@A', anna);
    await world.settle();
    expect(mentions.ids).to.deep.equal([entry.idText]);
    await ben.room.history.write('erase', { entry: again.id });
    await world.settle();
    expect(mentions.ids).to.deep.equal([]);
    await world.close();
  });

  it('go with a message that is erased, or disappears', async () => {
    const { world, anna, ben, mentions } = await annaAndBen();
    const entry = await ben.say('@A', mentionOf(anna));
    await world.settle();
    await ben.room.history.write('erase', { entry: entry.id });
    await world.settle();
    expect(mentions.ids).to.deep.equal([]);
    await anna.room.history.act('timer', () => ({ hours: 1 }));
    await world.settle();
    const vanishing = await ben.say('@A', mentionOf(anna));
    await world.settle();
    expect(mentions.ids).to.deep.equal([vanishing.idText]);
    for (let minute = 0; minute < 61; minute++) await world.advance(60_000);
    expect(mentions.ids).to.deep.equal([]);
    await world.close();
  });

  it('are known after a reload, also behind many others that were not read, which are looked at in slices', async () => {
    const { world, anna, ben } = await annaAndBen();
    const entry = await ben.say('@A', mentionOf(anna));
    for (let i = 0; i < 510; i++) await ben.say(`${i}`);
    const last = await ben.say('@A', mentionOf(anna));
    await world.settle();
    await anna.room.close();
    const { receipts } = (await anna.open(world)).history;
    expect(receipts.mentions.ids).to.deep.equal([last.idText]);
    await world.settle();
    expect([receipts.unread, receipts.mentions.ids]).to.deep.equal([512, [entry.idText, last.idText]]);
    await world.close();
  });
});

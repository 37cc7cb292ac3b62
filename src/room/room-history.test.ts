import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import type { Bytes } from '../lib/bytes.js';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import type { Entry } from '../log/entry.js';
import { encodeHaveFrames, encodePushFrames, LOG_FRAME, parseNeedFrame, parseVectorFrame } from '../log/sync-frames.js';
import { RoomWorld, strangerIdentity } from './room.fixture.js';
import type { RawLink, TestPerson } from './room.fixture.js';

async function codeFrom(promise: Promise<unknown>): Promise<string | null> {
  return promise.then(
    () => null,
    (error: unknown) => errorCodeOf(error),
  );
}

/** Anna with a room that Ben is a member of, and a link to her that Ben holds by hand. */
class HistoryScene {
  readonly world: RoomWorld;
  readonly raw: RawLink;
  readonly anna: TestPerson;
  readonly ben: TestPerson;

  private constructor(world: RoomWorld, raw: RawLink) {
    this.world = world;
    this.raw = raw;
    this.anna = world.person(0);
    this.ben = world.person(1);
  }

  static async make(): Promise<HistoryScene> {
    const world = await RoomWorld.joined('Anna', 'Ben');
    await world.person(1).room.close();
    await world.advance(2_000);
    const raw = await world.dial(world.person(1), await (await world.address()).peerIdOf(world.founder.identity.fp, 0));
    for (const { type, data } of encodeHaveFrames([])) raw.link.send(type, data);
    await world.settle();
    return new HistoryScene(world, raw);
  }

  /** Entries of Ben, in one feed, on top of what Anna has. */
  async write(...texts: readonly string[]): Promise<Entry[]> {
    const author = await this.world.authorOf(this.ben);
    const entries: Entry[] = [];
    for (const text of texts) entries.push(await author.write('text', { text }));
    return entries;
  }

  async push(items: readonly Bytes[], isAskedFor = false): Promise<void> {
    for (const { type, data } of encodePushFrames(items, isAskedFor)) this.raw.link.send(type, data);
    await this.world.settle();
  }

  /** How far Anna has acknowledged the feed of this entry. */
  acknowledged({ feedKey }: Entry): number {
    return Math.max(0, ...this.raw.of(LOG_FRAME.ack).map((data) => parseVectorFrame(data).get(feedKey) ?? 0));
  }
}

describe('RoomHistory: what others push', () => {
  it('has its causes asked for by name once nothing comes any more, and not while what was asked for keeps coming', async () => {
    const scene = await HistoryScene.make();
    const entries = await scene.write('one', 'two', 'three', 'four');
    const [one, two, three, four] = entries as [Entry, Entry, Entry, Entry];
    const comes = (entry: Entry): Promise<void> => scene.push([entry.itemBytes], true);
    const needed = (): string[] => scene.raw.of(LOG_FRAME.need).flatMap(parseNeedFrame);
    for (const { type, data } of encodeHaveFrames([{ feedKey: four.feedKey, count: 4, headText: four.idText }]))
      scene.raw.link.send(type, data);
    await comes(four);
    await scene.world.advance(700);
    await comes(three);
    await scene.world.advance(1_000);
    expect(needed()).to.deep.equal([]);
    await scene.world.advance(1_000);
    expect(needed()).to.deep.equal([two.idText]);
    await comes(one);
    await comes(two);
    expect(scene.anna.texts()).to.deep.equal(['one', 'two', 'three', 'four']);
    await scene.world.close();
  });

  it('is stored, shown and acknowledged', async () => {
    const scene = await HistoryScene.make();
    const [one, two] = (await scene.write('one', 'two')) as [Entry, Entry];
    const { length } = scene.anna.history.items;
    await scene.push([one.itemBytes, two.itemBytes]);
    expect(scene.anna.texts()).to.deep.equal(['one', 'two']);
    expect(scene.anna.history.items.slice(length)).to.deep.equal([one.itemBytes, two.itemBytes]);
    expect(scene.acknowledged(one)).to.equal(2);
    await scene.world.close();
  });

  it('acknowledges nothing that is not durable', async () => {
    const scene = await HistoryScene.make();
    const [one] = (await scene.write('one')) as [Entry];
    scene.anna.history.hold();
    await scene.push([one.itemBytes]);
    await scene.world.advance(5_000);
    expect(scene.acknowledged(one)).to.equal(0);
    expect(scene.anna.texts()).to.deep.equal([]);
    scene.anna.history.release();
    await scene.world.settle();
    expect(scene.acknowledged(one)).to.equal(1);
    expect(scene.anna.texts()).to.deep.equal(['one']);
    await scene.world.close();
  });

  it('is stored together with all that has come while the disk was busy', async () => {
    const scene = await HistoryScene.make();
    const entries = await scene.write('one', 'two', 'three', 'four');
    const { history } = scene.anna;
    const sizes: number[] = [];
    const append = history.append.bind(history);
    history.append = (items) => {
      sizes.push(items.length);
      return append(items);
    };
    history.hold();
    for (const { itemBytes } of entries) await scene.push([itemBytes]);
    history.release();
    await scene.world.settle();
    expect(sizes).to.deep.equal([1, 3]);
    expect(scene.acknowledged(entries[0] as Entry)).to.equal(4);
    await scene.world.close();
  });

  it('stores and acknowledges nothing of a PUSH with an item that is not authentic', async () => {
    const scene = await HistoryScene.make();
    const [one, two] = (await scene.write('one', 'two')) as [Entry, Entry];
    const { length } = scene.anna.history.items;
    const bad = two.itemBytes.slice();
    bad[bad.length - 2] = (bad.at(-2) ?? 0) ^ 1;
    await scene.push([one.itemBytes, bad]);
    expect(scene.anna.history.items).to.have.length(length);
    expect(scene.acknowledged(one)).to.equal(0);
    expect(scene.anna.room.links.warning).to.equal('not-authentic');
    expect(scene.raw.endedWith).to.equal('link-ended');
    await scene.world.close();
  });

  it('comes again when the vault refused it, and people are told', async () => {
    const scene = await HistoryScene.make();
    const [one, two] = (await scene.write('one', 'two')) as [Entry, Entry];
    scene.anna.history.fault = new ParleyError('storage-full');
    await scene.push([one.itemBytes]);
    expect(scene.anna.troubles.map(errorCodeOf)).to.deep.equal(['storage-full']);
    expect(scene.acknowledged(one)).to.equal(0);
    scene.anna.history.fault = null;
    // What follows waits for it, and makes it be asked for.
    await scene.push([two.itemBytes]);
    expect(scene.anna.texts()).to.deep.equal([]);
    await scene.world.advance(1_000);
    expect(scene.raw.of(LOG_FRAME.want).length + scene.raw.of(LOG_FRAME.need).length).to.be.greaterThan(0);
    await scene.push([one.itemBytes]);
    expect(scene.anna.texts()).to.deep.equal(['one', 'two']);
    expect(scene.acknowledged(one)).to.equal(2);
    await scene.world.close();
  });

  it('is taken from a real member at the next link when the vault refused it', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    anna.history.fault = new ParleyError('storage-full');
    await ben.say('one');
    await world.advance(3_000);
    expect(anna.texts()).to.deep.equal([]);
    anna.history.fault = null;
    for (const wire of world.network.wires) wire.cut();
    await world.advance(3_000);
    expect(anna.texts()).to.deep.equal(['one']);
    await world.close();
  });

  it('waits when it is more than ten minutes ahead of the clock here', async () => {
    const scene = await HistoryScene.make();
    const { rid } = await scene.world.address();
    const author = await scene.world.authorOf(scene.ben, scene.anna, null, () => scene.world.clock.wall() + 660_000);
    const early = await author.write('text', { text: 'from the future' });
    expect(early.body.pk).to.deep.equal(scene.ben.identity.pk);
    expect(scene.anna.room.history.log.rid).to.deep.equal(rid);
    await scene.push([early.itemBytes]);
    expect(scene.anna.texts()).to.deep.equal([]);
    await scene.world.advance(59_000);
    expect(scene.anna.texts()).to.deep.equal([]);
    await scene.world.advance(2_000);
    expect(scene.anna.texts()).to.deep.equal(['from the future']);
    await scene.world.close();
  });

  it('is stored in the order of causes, whatever the order of arrival', async () => {
    const scene = await HistoryScene.make();
    const entries = await scene.write('one', 'two', 'three');
    for (const entry of entries.toReversed()) await scene.push([entry.itemBytes]);
    expect(scene.anna.texts()).to.deep.equal(['one', 'two', 'three']);
    expect(scene.anna.history.items.slice(-3)).to.deep.equal(entries.map(({ itemBytes }) => itemBytes));
    await scene.world.close();
  });

  it('is kept once, however often it comes', async () => {
    const scene = await HistoryScene.make();
    const [one] = (await scene.write('one')) as [Entry];
    const { length } = scene.anna.history.items;
    await scene.push([one.itemBytes, one.itemBytes]);
    await scene.push([one.itemBytes]);
    expect(scene.anna.history.items).to.have.length(length + 1);
    await scene.world.close();
  });

  it('goes on being taken after a fault of our own, which is told', async () => {
    const scene = await HistoryScene.make();
    const [one, two] = (await scene.write('one', 'two')) as [Entry, Entry];
    const { history } = scene.anna.room;
    const { queue } = history.shared;
    const fault = new TypeError('something that should not happen');
    const offer = queue.offer.bind(queue);
    queue.offer = () => {
      throw fault;
    };
    await scene.push([one.itemBytes]);
    expect(scene.anna.troubles).to.deep.equal([fault]);
    expect(scene.acknowledged(one)).to.equal(0);
    queue.offer = offer;
    await scene.push([one.itemBytes, two.itemBytes]);
    expect(scene.anna.texts()).to.deep.equal(['one', 'two']);
    await scene.world.close();
  });
});

describe('RoomHistory: what is written here', () => {
  it('resolves, and goes out, only when it is durable', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    anna.history.hold();
    let isDone = false;
    const saying = anna.say('slow').then(() => (isDone = true));
    await world.advance(3_000);
    expect(isDone).to.equal(false);
    expect([...anna.texts(), ...ben.texts()]).to.deep.equal([]);
    anna.history.release();
    await saying;
    await world.settle();
    expect(anna.texts()).to.deep.equal(['slow']);
    expect(ben.texts()).to.deep.equal(['slow']);
    await world.close();
  });

  it('says what the vault says when it is refused, and later messages go on in a new feed', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const first = await anna.say('first');
    anna.history.fault = new ParleyError('storage-full');
    expect(await codeFrom(anna.say('lost'))).to.equal('storage-full');
    anna.history.fault = null;
    const next = await anna.say('next');
    await world.settle();
    expect(next.feedKey).not.to.equal(first.feedKey);
    expect(next.seq).to.equal(0);
    expect(ben.texts()).to.deep.equal(['first', 'next']);
    expect(anna.room.history.log.forks.size).to.equal(0);
    await world.close();
  });

  it('says that it failed also of what was signed on top of what was refused', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const refused = new ParleyError('storage-full');
    const { history } = anna;
    const append = history.append.bind(history);
    let count = 0;
    history.append = (items) => (++count === 1 ? Promise.reject(refused) : append(items));
    const codes = await Promise.all([anna.say('one'), anna.say('two')].map(codeFrom));
    expect(codes).to.deep.equal(['storage-full', 'storage-unavailable']);
    await anna.say('three');
    await world.settle();
    expect(ben.texts()).to.deep.equal(['three']);
    // After a restart the half that was stored keeps its feed from going on.
    await anna.room.close();
    await world.advance(2_000);
    await anna.start(world);
    await world.advance(3_000);
    await anna.say('four');
    await world.settle();
    expect(ben.texts()).to.deep.equal(['three', 'four']);
    expect(ben.room.history.log.forks.size).to.equal(0);
    await world.close();
  });

  it('is refused when it is too long, with nothing used up', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const first = await world.founder.say('first');
    expect(await codeFrom(world.founder.say('x'.repeat(13_000)))).to.equal('message-too-long');
    const next = await world.founder.say('next');
    expect([next.feedKey, next.seq]).to.deep.equal([first.feedKey, first.seq + 1]);
    await world.close();
  });
});

describe('RoomHistory: continuity', () => {
  it('continues the feed after a restart, once nobody has known more of it for two seconds', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const anna = world.founder;
    const before = await anna.say('before');
    await anna.room.close();
    await world.advance(2_000);
    await anna.start(world);
    let entry: Entry | null = null;
    const saying = anna.say('after').then((written) => (entry = written));
    await world.advance(1_999);
    expect(entry).to.equal(null);
    await world.advance(1);
    const after = await saying;
    expect([after.feedKey, after.seq]).to.deep.equal([before.feedKey, before.seq + 1]);
    await world.close();
  });

  it('begins a new feed when another says that they know more of the own: the vault is an old copy', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const old = await anna.say('one');
    const backup = [...anna.history.items];
    await anna.say('two');
    await world.settle();
    await anna.room.close();
    await world.advance(2_000);
    anna.history.items = backup;
    await anna.start(world);
    const saying = anna.say('three');
    await world.advance(2_500);
    const entry = await saying;
    await world.settle();
    expect(entry.feedKey).not.to.equal(old.feedKey);
    expect(anna.texts()).to.deep.equal(['one', 'two', 'three']);
    expect(ben.texts()).to.deep.equal(['one', 'two', 'three']);
    expect([anna.room.history.log.forks.size, ben.room.history.log.forks.size]).to.deep.equal([0, 0]);
    await world.close();
  });

  it('begins a new feed also when whoever knows more is gone again before the two seconds are over', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const old = await anna.say('one');
    const backup = [...anna.history.items];
    await anna.say('two');
    await world.settle();
    await anna.room.close();
    await world.advance(2_000);
    anna.history.items = backup;
    await anna.start(world);
    // It was said, and what it says is not fetched: the entry itself would say it, too.
    anna.history.hold();
    await world.advance(1_000);
    await ben.room.close();
    const saying = anna.say('three');
    await world.advance(1_500);
    anna.history.release();
    await world.advance(1_000);
    expect((await saying).feedKey).not.to.equal(old.feedKey);
    await world.close();
  });

  it('begins a new feed when that is heard only later, so that no place is signed twice from then on', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const [anna, ben] = [world.person(0), world.person(1)];
    const old = await anna.say('one');
    const backup = [...anna.history.items];
    await anna.say('two');
    await world.settle();
    await anna.room.close();
    await ben.room.close();
    await world.advance(2_000);
    anna.history.items = backup;
    await anna.start(world);
    await world.advance(10_000);
    await ben.start(world);
    await world.advance(3_000);
    const entry = await anna.say('three');
    await world.settle();
    expect(entry.feedKey).not.to.equal(old.feedKey);
    expect(ben.texts()).to.deep.equal(['one', 'two', 'three']);
    expect(ben.room.history.log.forks.size).to.equal(0);
    await world.close();
  });

  it('begins a new feed at once when the vault reports damage', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const anna = world.founder;
    const before = await anna.say('before');
    await anna.room.close();
    await world.advance(2_000);
    anna.history.damage = ['segment 3'];
    await anna.start(world);
    const after = await anna.say('after');
    expect(after.feedKey).not.to.equal(before.feedKey);
    await world.close();
  });

  it('does not lose what was written while it waited when the room is closed', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const anna = world.founder;
    await anna.say('before');
    await anna.room.close();
    await world.advance(2_000);
    await anna.start(world);
    const saying = anna.say('last words');
    const { length } = anna.history.items;
    await anna.room.close();
    await saying;
    expect(anna.history.items).to.have.length(length + 1);
    await world.advance(2_000);
    await anna.start(world);
    expect(anna.texts()).to.deep.equal(['before', 'last words']);
    await world.close();
  });

  it('has closed only when what was being stored is stored', async () => {
    const world = await RoomWorld.joined('Anna', 'Ben');
    const anna = world.founder;
    anna.history.hold();
    const saying = anna.say('slow');
    let isClosed = false;
    const closing = anna.room.close().then(() => (isClosed = true));
    await world.advance(5_000);
    expect(isClosed).to.equal(false);
    anna.history.release();
    await closing;
    await saying;
    expect(isClosed).to.equal(true);
    await world.close();
  });
});

describe('RoomHistory: forks', () => {
  /** Whose feeds somebody knows to be forked. */
  const forkedBy = (person: TestPerson): string[] => [...person.room.history.log.forks.values()].map(({ authorHex }) => authorHex);

  /** Two messages of Ben for one place of one feed. */
  async function forkOf(scene: HistoryScene): Promise<Bytes[]> {
    const head = { feed: randomBytes(8), seq: 0, prev: new Uint8Array(32) };
    const items: Bytes[] = [];
    for (const text of ['a', 'b']) {
      const author = await scene.world.authorOf(scene.ben, scene.anna, head);
      items.push((await author.write('text', { text })).itemBytes);
    }
    return items;
  }

  it('are passed on to who is linked, and known again after a restart', async () => {
    const scene = await HistoryScene.make();
    await scene.push(await forkOf(scene));
    expect(forkedBy(scene.anna)).to.deep.equal([scene.ben.pkHex]);
    expect(scene.raw.of(LOG_FRAME.fork)).to.have.length(1);
    await scene.anna.room.close();
    await scene.world.advance(2_000);
    await scene.anna.start(scene.world);
    expect(forkedBy(scene.anna)).to.deep.equal([scene.ben.pkHex]);
    await scene.world.close();
  });

  it('are believed of a proof alone, and nothing that is none', async () => {
    const scene = await HistoryScene.make();
    const other = await HistoryScene.make();
    await other.push(await forkOf(other));
    const [foreign] = other.raw.of(LOG_FRAME.fork) as [Bytes];
    // A proof of another room.
    scene.raw.link.send(LOG_FRAME.fork, foreign);
    await scene.world.settle();
    expect(forkedBy(scene.anna)).to.deep.equal([]);
    expect(scene.raw.endedWith).to.equal('link-ended');
    expect(scene.anna.room.links.warning).to.equal('not-authentic');
    await other.world.close();
    await scene.world.close();
  });

  it('that were kept and are not readable are told of, and the room opens all the same', async () => {
    const scene = await HistoryScene.make();
    await scene.anna.room.close();
    await scene.world.advance(2_000);
    scene.anna.memory.forks = ['AAAA', '%', 7];
    const room = await scene.anna.open(scene.world);
    expect(room.standing.phase).to.equal('in');
    expect(room.history.log.forks.size).to.equal(0);
    expect(scene.anna.troubles).not.to.deep.equal([]);
    await scene.world.close();
  });
});

describe('RoomHistory: tokens', () => {
  it('open until they are used up, past their date, revoked, or their maker is gone', async () => {
    const world = await RoomWorld.make('Anna', 'Ben', 'Cleo');
    await world.found();
    const give = await world.token({ uses: 1, expires: world.clock.wall() + 60_000 });
    const [ben, cleo] = [world.person(1), world.person(2)];
    await give(ben);
    await give(cleo);
    const { history } = world.founder.room;
    const answer = (person: TestPerson): Promise<string> =>
      history.tokenAnswer(person.redeem as NonNullable<TestPerson['redeem']>, person.identity.pk);
    expect(await answer(ben)).to.equal('admitted');
    await history.write('admit', {
      pk: ben.identity.pk,
      name: 'Ben',
      token: ben.redeem?.token ?? null,
      redeem: ben.redeem?.signature ?? null,
    });
    expect(await answer(cleo)).to.equal('invite-used');
    await world.advance(60_001);
    expect(await answer(cleo)).to.equal('invite-expired');
    await history.write('revoke', { token: ben.redeem?.token ?? randomBytes(32) });
    expect(await answer(cleo)).to.equal('invite-unknown');
    await world.close();
  });

  it('open to nobody whose signature is not their own', async () => {
    const world = await RoomWorld.make('Anna', 'Ben');
    await world.found();
    const give = await world.token();
    const ben = world.person(1);
    await give(ben);
    const { history } = world.founder.room;
    const { token, signature } = ben.redeem as NonNullable<TestPerson['redeem']>;
    expect(await history.tokenAnswer({ token: randomBytes(32), signature }, ben.identity.pk)).to.equal('invite-unheard');
    const stranger = await strangerIdentity();
    expect(await history.tokenAnswer({ token, signature }, stranger.pk)).to.equal('invite-unknown');
    for (let i = 0; i < 64; i++) {
      const changed = signature.slice();
      changed[i] = (changed[i] as number) ^ 1;
      expect(await history.tokenAnswer({ token, signature: changed }, ben.identity.pk)).to.equal('invite-unknown');
    }
    expect(await history.tokenAnswer({ token, signature }, ben.identity.pk)).to.equal('admitted');
    await world.close();
  });
});

import { expect } from '@open-wc/testing';
import type { FindView } from './find-state.js';
import { FOUND_PAGE, makeFinding } from './finding.js';
import type { Finding } from './finding.js';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import type { Intent } from './intents.js';

/** Ana, who has rooms and looks for something. */
class FindScene {
  readonly here = new TestNeighbourhood();
  ana!: TestInstallation;
  finding!: Finding;
  changes = 0;

  static async make(): Promise<FindScene> {
    const scene = new FindScene();
    scene.ana = await scene.here.person('Ana');
    scene.finding = makeFinding({ ...scene.ana.parts, changed: () => scene.changes++ }, scene.ana.rooms);
    return scene;
  }

  /** A room with these messages, each a second later. */
  async room(name: string, ...texts: readonly string[]): Promise<string> {
    await this.ana.rooms.create(name);
    const ridHex = this.ana.rooms.current()?.room.ridHex ?? '';
    await this.say(ridHex, ...texts);
    return ridHex;
  }

  async say(ridHex: string, ...texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      await this.here.clock.advance(1_000);
      await this.ana.open(ridHex).room.history.write('text', { text });
    }
  }

  press(intent: Extract<Intent, { readonly type: 'find' | 'find-more' }>): unknown {
    return this.finding.effects[intent.type]?.(intent as never);
  }

  /** Looks for something until that is over. */
  async look(roomHex: string | null, query: string): Promise<FindView> {
    const work = this.press({ type: 'find', roomHex, query });
    await this.here.clock.advance(1_000);
    await work;
    return this.finding.view(roomHex);
  }
}

const textsOf = ({ found }: FindView): string[] => found.map(({ excerpt }) => excerpt.map(({ text }) => text).join(''));

describe('finding', () => {
  it('finds in a room what has all the words, without case and accents, the newest first', async () => {
    const scene = await FindScene.make();
    const ridHex = await scene.room('Kitchen', 'A café in the north', 'tea', 'NORTH of the CAFE');
    await scene.room('Garden', 'the cafe to the north is elsewhere');
    const view = await scene.look(ridHex, ' cafe  Nórth');
    expect(textsOf(view)).to.deep.equal(['NORTH of the CAFE', 'A café in the north']);
    expect(view).to.include({ roomHex: ridHex, query: ' cafe  Nórth', isBusy: false, share: null, hasMore: false, unopened: 0 });
    expect(view.found[0]).to.include({ ridHex, roomName: 'Kitchen', authorName: 'Ana', isMine: true });
    expect(view.found[0]?.excerpt.filter(({ isMatch }) => isMatch).map(({ text }) => text)).to.deep.equal(['NORTH', 'CAFE']);
    // Not in another room, nor in all.
    expect(scene.finding.view(null)).to.include({ query: '', isBusy: false });
    await scene.ana.rooms.close();
  });

  it('finds no more what has gone since it was found', async () => {
    const scene = await FindScene.make();
    const ridHex = await scene.room('Kitchen', 'a secret', 'another secret');
    const { history } = scene.ana.open(ridHex).room;
    expect(textsOf(await scene.look(ridHex, 'secret'))).to.deep.equal(['another secret', 'a secret']);
    const found = scene.finding.view(ridHex).found;
    expect(scene.finding.view(ridHex).found).to.equal(found);
    await history.write('erase', { entry: Uint8Array.fromHex(found[0]?.id ?? '') });
    expect(textsOf(scene.finding.view(ridHex))).to.deep.equal(['a secret']);
    await scene.ana.rooms.close();
  });

  it('finds a poll by its question', async () => {
    const scene = await FindScene.make();
    const ridHex = await scene.room('Kitchen', 'Supper was good');
    await scene.ana.open(ridHex).room.history.write('poll', { question: 'What for supper?', options: ['Soup', 'Pie'], many: false });
    expect(textsOf(await scene.look(ridHex, 'supper'))).to.deep.equal(['What for supper?', 'Supper was good']);
    await scene.ana.rooms.close();
  });

  it('finds in all rooms together, the newest first', async () => {
    const scene = await FindScene.make();
    const kitchen = await scene.room('Kitchen', 'word 1');
    const garden = await scene.room('Garden', 'word 2', 'nothing');
    await scene.say(kitchen, 'word 3');
    await scene.say(garden, 'word 4');
    const view = await scene.look(null, 'WORD');
    expect(textsOf(view)).to.deep.equal(['word 4', 'word 3', 'word 2', 'word 1']);
    expect(view.found.map(({ roomName }) => roomName)).to.deep.equal(['Garden', 'Kitchen', 'Garden', 'Kitchen']);
    await scene.ana.rooms.close();
  });

  it('stops when enough was found, and goes on when asked', async () => {
    const scene = await FindScene.make();
    const texts = Array.from({ length: 2 * FOUND_PAGE + 70 }, (_, i) => `word ${i}`);
    const ridHex = await scene.room('Kitchen', ...texts);
    const first = await scene.look(ridHex, 'word');
    expect([first.found.length >= FOUND_PAGE, first.found.length < texts.length, first.hasMore]).to.deep.equal([true, true, true]);
    while (scene.finding.view(ridHex).hasMore) {
      const work = scene.press({ type: 'find-more' });
      await scene.here.clock.advance(1_000);
      await work;
    }
    expect(textsOf(scene.finding.view(ridHex))).to.deep.equal(texts.toReversed());
    await scene.ana.rooms.close();
  });

  it('shows what it has while it goes on, says how far it is after a second, and ends when something else is looked for', async () => {
    const scene = await FindScene.make();
    const { clock } = scene.here;
    const ridHex = await scene.room('Kitchen', ...Array.from({ length: 200 }, (_, i) => (i === 199 ? 'newest word' : `word ${i}`)));
    // A slow machine: each look at the clock is 300 ms after the one before.
    let late = 0;
    const slow = { now: () => clock.now() + (late += 300), wall: () => clock.wall(), after: clock.after.bind(clock) };
    const finding = makeFinding({ ...scene.ana.parts, clock: slow, changed: () => scene.changes++ }, scene.ana.rooms);
    const look = (query: string): unknown => finding.effects.find?.({ type: 'find', roomHex: ridHex, query });
    const work = look('newest');
    expect(textsOf(finding.view(ridHex))).to.deep.equal(['newest word']);
    expect(finding.view(ridHex).isBusy).to.equal(true);
    late += 1_000;
    const { share } = finding.view(ridHex);
    expect(share).to.be.within(0.3, 0.4);
    await clock.advance(1_000);
    await work;
    expect(finding.view(ridHex)).to.include({ isBusy: false, share: null, hasMore: false });
    expect(scene.changes).to.be.at.least(4);
    const given = look('word');
    await look('');
    const { changes } = scene;
    expect(finding.view(ridHex)).to.include({ query: '', isBusy: false });
    await clock.advance(1_000);
    await given;
    expect([finding.view(ridHex).found.length, scene.changes]).to.deep.equal([0, changes]);
    await scene.ana.rooms.close();
  });

  it('finds what messages say now: nothing of one that was erased, and one that was edited by its last words', async () => {
    const scene = await FindScene.make();
    const ridHex = await scene.room('word', 'word');
    const { history } = scene.ana.open(ridHex).room;
    const entry = await history.write('text', { text: 'word to go' });
    await history.write('erase', { entry: entry.id });
    expect(textsOf(await scene.look(ridHex, 'word'))).to.deep.equal(['word']);
    const edited = await history.write('text', { text: 'wrod', re: null });
    await history.write('edit', { entry: edited.id, text: 'word, mended' });
    expect(textsOf(await scene.look(ridHex, 'word'))).to.deep.equal(['word, mended', 'word']);
    expect(textsOf(await scene.look(ridHex, 'wrod'))).to.deep.equal([]);
    await scene.ana.rooms.close();
  });
});

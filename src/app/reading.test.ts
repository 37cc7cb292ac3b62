import { expect } from '@open-wc/testing';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import type { RoomView } from './room-state.js';

/** Two in a room, of whom Ben writes and Ana reads. */
class ReadingScene {
  readonly here = new TestNeighbourhood();
  ana!: TestInstallation;
  ben!: TestInstallation;
  ridHex = '';
  isVisible = true;

  static async make(): Promise<ReadingScene> {
    const scene = new ReadingScene();
    const { here } = scene;
    [scene.ana, scene.ben] = [await here.person('Ana'), await here.person('Ben')];
    const page = { ...scene.ana.parts.page };
    Object.defineProperty(page, 'isVisible', { get: () => scene.isVisible });
    Object.assign(scene.ana.parts, { page });
    scene.ridHex = await here.meet(scene.ana, scene.ben);
    await scene.ana.acceptAll(scene.ridHex);
    return scene;
  }

  /** Ben writes these. */
  async hear(...texts: readonly string[]): Promise<void> {
    for (const text of texts) await this.ben.open(this.ridHex).room.history.write('text', { text });
    await this.here.clock.advance(1_000);
  }

  /** What Ana sees. */
  get view(): RoomView {
    return this.ana.view(this.ridHex);
  }

  idOf(text: string): string | undefined {
    return this.view.messages.find((message) => message.text === text)?.id;
  }

  /** Where the transcript is to go, and the message before which the line stands, by their texts. */
  get place(): unknown {
    const { place, unreadFrom, messages } = this.view;
    const textOf = (id: string | null): string | null => messages.find((message) => message.id === id)?.text ?? null;
    return [place.to, textOf(place.id), textOf(unreadFrom)];
  }

  read(): void {
    this.ana.press({ type: 'mark-read', ridHex: this.ridHex });
  }

  async leave(): Promise<void> {
    await this.ana.rooms.close();
    await this.ben.rooms.close();
  }
}

const hundreds = Array.from({ length: 220 }, (_, i) => `n${i}`);

describe('reading in a room', () => {
  it('begins where one left off, and the line stays until the room is left', async () => {
    const scene = await ReadingScene.make();
    const { ana, ridHex } = scene;
    await scene.hear('seen');
    scene.read();
    ana.rooms.show(null);
    await scene.hear(...hundreds);
    expect(scene.view.unread).to.equal(220);
    ana.rooms.show(ridHex);
    expect(scene.place).to.deep.equal(['unread', 'n0', 'n0']);
    expect(scene.view.messages.at(-1)?.text).to.equal('n74');
    expect(scene.view.later).to.equal(220 - 75);
    scene.read();
    expect([scene.view.unread, scene.place]).to.deep.equal([0, ['unread', 'n0', 'n0']]);
    // The same room again is not another visit.
    ana.rooms.show(ridHex);
    expect(scene.place).to.deep.equal(['unread', 'n0', 'n0']);
    ana.rooms.show(null);
    ana.rooms.show(ridHex);
    expect([scene.place, scene.view.messages.at(-1)?.text]).to.deep.equal([['newest', null, null], 'n219']);
    await scene.leave();
  });

  it('draws the line before what comes while nobody sees the page, once what was before it is read', async () => {
    const scene = await ReadingScene.make();
    scene.ana.rooms.show(null);
    scene.ana.rooms.show(scene.ridHex);
    await scene.hear('seen');
    expect(scene.place).to.deep.equal(['newest', null, null]);
    scene.read();
    scene.isVisible = false;
    await scene.hear('one', 'two');
    expect(scene.place).to.deep.equal(['unread', 'one', 'one']);
    scene.read();
    scene.ana.press({ type: 'look-at', ridHex: scene.ridHex, id: null });
    await scene.hear('three');
    expect(scene.place).to.deep.equal(['unread', 'three', 'three']);
    scene.read();
    // Whoever reads far up is not taken away from there.
    scene.ana.press({ type: 'look-at', ridHex: scene.ridHex, id: scene.idOf('one') ?? null });
    const { version } = scene.view.place;
    await scene.hear('four');
    expect(scene.view.unreadFrom).to.equal(scene.idOf('four'));
    expect(scene.view.place.version).to.equal(version);
    await scene.leave();
  });

  it('goes to a message in any room, and opens that', async () => {
    const scene = await ReadingScene.make();
    const { ana, ridHex } = scene;
    await scene.hear(...hundreds);
    scene.read();
    const id = scene.idOf('n150') ?? '';
    await ana.rooms.create('Elsewhere');
    expect(ana.rooms.current()?.room.ridHex).not.to.equal(ridHex);
    await ana.pressed({ type: 'show-message', ridHex, id });
    expect(ana.rooms.current()?.room.ridHex).to.equal(ridHex);
    expect(scene.place).to.deep.equal(['message', 'n150', null]);
    expect(scene.view.place.takesFocus).to.equal(true);
    const { version } = scene.view.place;
    await ana.pressed({ type: 'show-message', ridHex, id, isFocusKept: true });
    expect(scene.view.place).to.deep.equal({ to: 'message', id, takesFocus: false, version: version + 1 });
    await ana.pressed({ type: 'show-newest', ridHex });
    expect(scene.place).to.deep.equal(['newest', null, null]);
    await scene.leave();
  });

  it('goes to the first message of a day, and to the newest when that is over', async () => {
    const scene = await ReadingScene.make();
    const { ana, here, ridHex } = scene;
    await scene.hear('yesterday');
    await here.clock.advance(5_000);
    const midnight = here.clock.wall();
    await scene.hear('today', 'and later');
    await ana.pressed({ type: 'show-date', ridHex, time: midnight });
    expect(scene.place).to.deep.equal(['message', 'today', null]);
    await ana.pressed({ type: 'show-date', ridHex, time: 0 });
    expect(scene.view.place.id).to.equal(scene.view.messages[0]?.id);
    await ana.pressed({ type: 'show-date', ridHex, time: here.clock.wall() + 1 });
    expect(scene.place).to.deep.equal(['newest', null, null]);
    await scene.leave();
  });

  it('comes back to the newest for a message of one’s own', async () => {
    const scene = await ReadingScene.make();
    const { ana, ridHex } = scene;
    await scene.hear(...hundreds);
    ana.press({ type: 'look-at', ridHex, id: scene.view.messages[0]?.id ?? null });
    expect(scene.view.later).to.be.above(0);
    await ana.pressed({ type: 'send', ridHex, text: 'mine' });
    expect(scene.view.messages.at(-1)?.text).to.equal('mine');
    expect(scene.place).to.deep.equal(['newest', null, null]);
    await scene.leave();
  });
});

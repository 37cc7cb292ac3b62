import { expect } from '@open-wc/testing';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import { MESSAGE_PAGE, MESSAGE_REACH } from './message-views.js';
import type { MessageView } from './message-state.js';

class WindowScene {
  readonly here: TestNeighbourhood;
  readonly ana: TestInstallation;
  readonly ben: TestInstallation;
  readonly ridHex: string;

  private constructor(here: TestNeighbourhood, ana: TestInstallation, ben: TestInstallation, ridHex: string) {
    this.here = here;
    this.ana = ana;
    this.ben = ben;
    this.ridHex = ridHex;
  }

  static async make(): Promise<WindowScene> {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    return new WindowScene(here, ana, ben, await here.meet(ana, ben));
  }

  async say(who: TestInstallation, text: string): Promise<void> {
    await who.open(this.ridHex).room.history.write('text', { text });
    await this.here.clock.advance(100);
  }

  seenBy(who: TestInstallation): readonly MessageView[] {
    return who.view(this.ridHex).messages;
  }

  message(who: TestInstallation, text: string): MessageView | undefined {
    return this.seenBy(who).find((message) => message.text === text);
  }

  async leave(): Promise<void> {
    await this.ana.rooms.close();
    await this.ben.rooms.close();
  }
}

describe('message views', () => {
  it('tell who wrote what and when, and whose it is', async () => {
    const scene = await WindowScene.make();
    await scene.say(scene.ana, '<b>hello</b>');
    expect(scene.message(scene.ana, '<b>hello</b>')).to.include({
      kind: 'text',
      isMine: true,
      authorName: 'Ana',
      authorFpHex: scene.ana.fpHex,
      trust: 'self',
      time: scene.here.clock.wall() - 100,
      notice: null,
    });
    expect(scene.message(scene.ben, '<b>hello</b>')).to.include({ isMine: false, authorName: 'Ana', trust: 'invited', delivery: null });
    await scene.leave();
  });

  it("say how far one's own messages have come, and nothing of others'", async () => {
    const scene = await WindowScene.make();
    await scene.say(scene.ana, 'hello');
    expect(scene.message(scene.ana, 'hello')).to.include({ delivery: 'delivered' });
    expect(scene.message(scene.ana, 'hello')?.recipients).to.deep.equal([{ name: 'Ben', step: 'delivered', carrier: null }]);
    scene.ben.press({ type: 'mark-read', ridHex: scene.ridHex });
    await scene.here.clock.advance(100);
    expect(scene.message(scene.ana, 'hello')?.delivery).to.equal('read');
    expect(scene.message(scene.ben, 'hello')?.recipients).to.deep.equal([]);
    await scene.ben.rooms.close();
    await scene.here.clock.advance(2_000);
    await scene.say(scene.ana, 'alone');
    expect(scene.message(scene.ana, 'alone')?.delivery).to.equal('waiting');
    await scene.ana.rooms.close();
  });

  it('stay as they are while a long history is on its way, and show its newest messages as not checked', async () => {
    const scene = await WindowScene.make();
    await scene.say(scene.ana, 'before');
    const { history } = scene.ben.open(scene.ridHex).room;
    const ahead = history.log.heads();
    let progress: { done: number; total: number } | null = { done: 1, total: 600 };
    Object.defineProperties(history.backfill, { progress: { get: () => progress }, preview: { get: () => ahead } });
    const texts = (): string[] => scene.seenBy(scene.ben).flatMap(({ kind, text }) => (kind === 'text' ? [text] : []));
    expect(texts()).to.deep.equal(['before']);
    await scene.say(scene.ana, 'meanwhile');
    expect(texts()).to.deep.equal(['before']);
    const { backfill } = scene.ben.view(scene.ridHex);
    expect(backfill).to.include({ done: 1, total: 600 });
    expect(backfill?.preview.map(({ text, isUnchecked }) => [text, isUnchecked])).to.deep.equal([['before', true]]);
    progress = null;
    expect(texts()).to.deep.equal(['before', 'meanwhile']);
    expect(scene.ben.view(scene.ridHex).backfill).to.equal(null);
    expect(scene.message(scene.ben, 'before')?.isUnchecked).to.equal(false);
    await scene.leave();
  });

  it('say the least of all steps, and who carries', async () => {
    const scene = await WindowScene.make();
    const cleo = await scene.here.person('Cleo');
    const { roomSecret, founderPk } = scene.ana.open(scene.ridHex).record;
    const record = { ...scene.ben.open(scene.ridHex).record, roomSecret, founderPk, slotToken: 'cleo', lobbyToken: 'cleo' };
    await cleo.rooms.join({ ridHex: scene.ridHex, record, foreignServer: null });
    await scene.here.clock.advance(10_000);
    scene.ana.press({ type: 'admit', ridHex: scene.ridHex, fpHex: cleo.fpHex });
    await scene.here.clock.advance(10_000);
    await scene.ben.rooms.close();
    await scene.here.clock.advance(2_000);
    await scene.say(scene.ana, 'hello');
    const message = scene.message(scene.ana, 'hello');
    expect(message?.delivery).to.equal('carried');
    expect(message?.recipients).to.have.deep.members([
      { name: 'Ben', step: 'carried', carrier: 'Cleo' },
      { name: 'Cleo', step: 'delivered', carrier: null },
    ]);
    await cleo.rooms.close();
    await scene.ana.rooms.close();
  });

  it('show what happened to the room as notices', async () => {
    const scene = await WindowScene.make();
    const { history } = scene.ana.open(scene.ridHex).room;
    const { pk } = scene.ben.parts.identity;
    const token = new Uint8Array(32).fill(9);
    await scene.ben.open(scene.ridHex).room.history.write('profile', { name: 'Benjamin' });
    await scene.here.clock.advance(100);
    await history.write('invite', { token, uses: 1, expires: scene.here.clock.wall() + 1_000 });
    await history.write('revoke', { token });
    await history.write('role', { pk, role: 'admin' });
    await history.write('settings', { admission: 'admins' });
    await scene.here.clock.advance(100);
    await history.write('remove', { pk, heads: [] });
    await scene.here.clock.advance(100);
    const notices = scene
      .seenBy(scene.ana)
      .flatMap(({ kind, notice }) => (kind === 'notice' && notice !== null ? [`${notice.what} ${notice.subject}`] : []));
    expect(notices).to.include.members([
      'create Kitchen',
      'admit Ben',
      'invite ',
      'revoke ',
      'role-admin Ben',
      'settings-admins ',
      'remove Ben',
    ]);
    await scene.leave();
  });

  it('keep every object that says the same, and the list itself', async () => {
    const scene = await WindowScene.make();
    await scene.say(scene.ana, 'one');
    const before = scene.seenBy(scene.ben);
    expect(scene.seenBy(scene.ben)).to.equal(before);
    await scene.say(scene.ana, 'two');
    const after = scene.seenBy(scene.ben);
    expect(after).not.to.equal(before);
    expect(after.slice(0, before.length).every((view, index) => view === before[index])).to.equal(true);
    await scene.leave();
  });

  it('are a window of the newest, which follows what the reader looks at and never grows', async () => {
    const scene = await WindowScene.make();
    const { ana, ridHex } = scene;
    const { history } = ana.open(ridHex).room;
    const write = async (from: number, to: number): Promise<void> => {
      for (let i = from; i < to; i++) await history.write('text', { text: `${i}` });
    };
    const idOf = (text: string): string => scene.message(ana, text)?.id ?? '';
    const shown = (): unknown => {
      const { earlier, later, messages } = ana.view(ridHex);
      return [earlier, messages.length, later, messages.at(0)?.text, messages.at(-1)?.text];
    };
    await write(0, 400);
    const notices = history.log.timeline.length - 400;
    expect(shown()).to.deep.equal([300 + notices, MESSAGE_PAGE, 0, '300', '399']);
    ana.press({ type: 'look-at', ridHex, id: idOf('310') });
    expect(shown()).to.deep.equal([310 + notices - MESSAGE_REACH, 2 * MESSAGE_REACH, 400 - 310 - MESSAGE_REACH, '235', '384']);
    // What comes changes nothing of it.
    await write(400, 410);
    expect(shown()).to.deep.equal([310 + notices - MESSAGE_REACH, 2 * MESSAGE_REACH, 410 - 310 - MESSAGE_REACH, '235', '384']);
    // Near the end it reaches the end, and still holds no more.
    ana.press({ type: 'look-at', ridHex, id: idOf('384') });
    expect(shown()).to.deep.equal([384 + notices - MESSAGE_REACH, 410 - 384 + MESSAGE_REACH, 0, '309', '409']);
    await write(410, 500);
    expect(shown()).to.deep.equal([384 + notices - MESSAGE_REACH, 2 * MESSAGE_REACH, 500 - 384 - MESSAGE_REACH, '309', '458']);
    ana.press({ type: 'look-at', ridHex, id: null });
    expect(shown()).to.deep.equal([400 + notices, MESSAGE_PAGE, 0, '400', '499']);
    ana.press({ type: 'look-at', ridHex, id: 'not here' });
    expect(shown()).to.deep.equal([400 + notices, MESSAGE_PAGE, 0, '400', '499']);
    await scene.leave();
  });
});

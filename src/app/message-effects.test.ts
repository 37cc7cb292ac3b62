import { expect } from '@open-wc/testing';
import { ParleyError } from '../lib/errors.js';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import type { MessageView } from './message-state.js';

/** Ana and Ben in a room, in which each has accepted the other. */
class TalkScene {
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

  static async make(): Promise<TalkScene> {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.meet(ana, ben);
    for (const each of [ana, ben]) await each.acceptAll(ridHex);
    return new TalkScene(here, ana, ben, ridHex);
  }

  /** Writes as the composer does, about what it is about; the message as the other one sees it. */
  async say(who: TestInstallation, text: string): Promise<MessageView> {
    const { about } = who.view(this.ridHex).composer;
    await who.pressed({ type: 'send', ridHex: this.ridHex, text, ...(about !== null && { about: { mode: about.mode, id: about.id } }) });
    await this.here.clock.advance(100);
    return this.seen(who === this.ana ? this.ben : this.ana, text);
  }

  seen(who: TestInstallation, text: string): MessageView {
    const found = who.view(this.ridHex).messages.find((message) => message.text === text);
    if (found === undefined) throw new Error(`no message says ${text}`);
    return found;
  }

  async leave(): Promise<void> {
    await this.ana.rooms.close();
    await this.ben.rooms.close();
  }
}

describe('message effects', () => {
  it('answer a message, quoted by its author and first line', async () => {
    const scene = await TalkScene.make();
    const { ana, ben, ridHex } = scene;
    const { id } = await scene.say(ana, 'Tea at four?\nOr five?');
    ben.press({ type: 'begin-reply', ridHex, id });
    expect(ben.view(ridHex).composer.about).to.deep.include({ mode: 'reply', id });
    const answer = await scene.say(ben, 'Four.');
    expect(answer.answers).to.deep.equal({
      id,
      kind: 'text',
      isMine: true,
      authorName: 'Ana',
      authorFpHex: ana.fpHex,
      text: 'Tea at four?',
    });
    // Once it is sent, what comes next answers nothing.
    expect(ben.view(ridHex).composer.about).to.equal(null);
    expect((await scene.say(ben, 'Or three.')).answers).to.equal(null);
    await scene.leave();
  });

  it('edit a message of one’s own, for everybody, with its earlier versions', async () => {
    const scene = await TalkScene.make();
    const { ana, ben, ridHex } = scene;
    const { id } = await scene.say(ana, 'frist');
    const before = ben.view(ridHex).messages.length;
    ana.press({ type: 'begin-edit', ridHex, id });
    expect(ana.draft(ridHex)).to.deep.include({ text: 'frist' });
    const edited = await scene.say(ana, 'first');
    expect([edited.id, edited.earlierVersions.map(({ text }) => text)]).to.deep.equal([id, ['frist']]);
    expect([ben.view(ridHex).messages.length, ben.view(ridHex).messages.at(-1)?.id]).to.deep.equal([before, id]);
    // Nobody else's, and not to what it says already.
    ben.press({ type: 'begin-edit', ridHex, id });
    expect(ben.view(ridHex).composer.about).to.equal(null);
    await ben.pressed({ type: 'send', ridHex, text: 'worst', about: { mode: 'edit', id } });
    expect([ben.draft(ridHex).text, ben.texts(ridHex)]).to.deep.equal(['worst', ['first']]);
    ana.press({ type: 'begin-edit', ridHex, id });
    expect((await scene.say(ana, 'first')).earlierVersions).to.have.length(1);
    await scene.leave();
  });

  it('shows an edit in what quotes the message, at once', async () => {
    const scene = await TalkScene.make();
    const { ana, ben, ridHex } = scene;
    const { id } = await scene.say(ana, 'frist');
    ben.press({ type: 'begin-reply', ridHex, id });
    await scene.say(ben, 'what?');
    ana.press({ type: 'begin-edit', ridHex, id });
    await scene.say(ana, 'first');
    expect(scene.seen(ana, 'what?').answers?.text).to.equal('first');
    await scene.leave();
  });

  it('puts aside what was written before an edit, and gives it back', async () => {
    const scene = await TalkScene.make();
    const { ana, ridHex } = scene;
    const { id } = await scene.say(ana, 'frist');
    for (const end of [
      () => ana.pressed({ type: 'stop-about', ridHex }),
      () => scene.say(ana, 'first'),
      async () => {
        // Locked meanwhile: both are kept.
        await ana.rooms.keepDrafts();
        await ana.rooms.whileClosed(() => Promise.resolve());
        expect(ana.view(ridHex).composer).to.deep.include({ draft: 'first', about: { ...ana.view(ridHex).composer.about } });
        await ana.pressed({ type: 'stop-about', ridHex });
      },
    ]) {
      await ana.pressed({ type: 'change-draft', ridHex, text: 'half a thou' });
      await ana.pressed({ type: 'begin-edit', ridHex, id });
      await end();
      expect([ana.draft(ridHex).text, ana.view(ridHex).composer.about]).to.deep.equal(['half a thou', null]);
    }
    await scene.leave();
  });

  it('gives back what could not be stored, still about the same message', async () => {
    const scene = await TalkScene.make();
    const { ana, ridHex } = scene;
    const { id } = await scene.say(ana, 'frist');
    for (const mode of ['edit', 'reply'] as const) {
      await ana.pressed({ type: `begin-${mode}`, ridHex, id });
      ana.vault.history(`history/${ridHex}`).fault = new ParleyError('storage-full');
      await ana.pressed({ type: 'send', ridHex, text: 'first', about: { mode, id } });
      ana.vault.history(`history/${ridHex}`).fault = null;
      expect(ana.view(ridHex).composer).to.deep.include({ draft: 'first', error: 'storage-full' });
      expect(ana.view(ridHex).composer.about).to.deep.include({ mode, id });
      await ana.pressed({ type: 'stop-about', ridHex });
    }
    await scene.leave();
  });

  it('writes nothing while the composer is locked', async () => {
    const here = new TestNeighbourhood();
    const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
    const ridHex = await here.meet(ana, ben);
    const { history } = ana.open(ridHex).room;
    const { idText: id } = await history.write('text', { text: 'before' });
    const held = history.log.feeds().size + history.log.timeline.length;
    expect(ana.view(ridHex).composer.lock).to.equal('unverified');
    for (const mode of ['edit', 'reply'] as const) {
      await ana.pressed({ type: `begin-${mode}`, ridHex, id });
      expect(ana.view(ridHex).composer.about).to.equal(null);
      await ana.pressed({ type: 'send', ridHex, text: `${mode} it`, about: { mode, id } });
      await ana.pressed({ type: 'stop-about', ridHex });
    }
    expect([history.log.feeds().size + history.log.timeline.length, history.log.annotations.versionOf(id)]).to.deep.equal([held, 0]);
    await ana.rooms.close();
    await ben.rooms.close();
  });
});

import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { FakeLink } from './fake-link.fixture.js';
import { LinkStatus } from './link-status.js';
import { encodeStatusFrame, parseStatusFrame, ROOM_FRAME } from './room-frames.js';
import type { StatusFrame } from './room-frames.js';

const here = { isAway: false, isTyping: false };
const away = { isAway: true, isTyping: false };
const typing = { isAway: false, isTyping: true };

/** One end of a link, with everything that was shown of the other. */
class StatusScene {
  readonly clock = new FakeClock();
  readonly link = new FakeLink();
  readonly shown: StatusFrame[] = [];
  readonly status: LinkStatus;

  constructor() {
    this.status = new LinkStatus(this.link.asLink, this.clock, () => this.shown.push(this.status.shown));
  }

  /** Everything that was told over it. */
  get told(): StatusFrame[] {
    return this.link.of(ROOM_FRAME.status).map(parseStatusFrame);
  }
}

describe('LinkStatus', () => {
  it('tells what is news, takes silence for being here, and says again only what is to be said again', async () => {
    const scene = new StatusScene();
    const { clock, status } = scene;
    const said: [StatusFrame, boolean][] = [
      [here, false],
      [away, false],
      [away, false],
      [typing, true],
      [typing, true],
      [here, false],
    ];
    for (const [what, isAgain] of said) {
      status.tell(what, isAgain);
      await clock.advance(500);
    }
    expect(scene.told).to.deep.equal([away, typing, typing, here]);
  });

  it('tells at once, and then at most twice a second, as it is by then', async () => {
    const scene = new StatusScene();
    const { clock, status } = scene;
    for (let i = 0; i < 1_000; i++) {
      status.tell(typing, true);
      status.tell(here, false);
    }
    expect(scene.told).to.deep.equal([typing]);
    await clock.advance(500);
    expect(scene.told).to.deep.equal([typing, here]);
    // Somebody sends, and writes on: the message has ended the one writing for the other side, who has to hear of the next.
    status.tell(typing, true);
    status.tell(here, false);
    status.tell(typing, true);
    status.tell(typing, false);
    await clock.advance(500);
    expect(scene.told).to.deep.equal([typing, here, typing]);
    await clock.advance(60_000);
    expect(scene.told).to.have.length(3);
  });

  it('tells nothing more once the link has ended', async () => {
    const scene = new StatusScene();
    scene.status.tell(typing, true);
    scene.status.tell(here, false);
    scene.status.ended();
    await scene.clock.advance(1_000);
    expect(scene.told).to.deep.equal([typing]);
  });

  it('shows at once what is heard', () => {
    const { status, shown } = new StatusScene();
    expect(status.shown).to.deep.equal(here);
    status.receive(encodeStatusFrame(away));
    expect(shown).to.deep.equal([away]);
    status.receive(encodeStatusFrame(away));
    expect(shown).to.deep.equal([away]);
  });

  it('ends writing six seconds after the last word of it', async () => {
    const { clock, status, shown } = new StatusScene();
    status.receive(encodeStatusFrame(typing));
    await clock.advance(4_000);
    status.receive(encodeStatusFrame(typing));
    await clock.advance(5_900);
    expect(shown).to.deep.equal([typing]);
    await clock.advance(200);
    expect(shown).to.deep.equal([typing, here]);
  });

  it('ends writing at once when what was written is here, and begins again with the next word of it', async () => {
    const { clock, status, shown } = new StatusScene();
    status.receive(encodeStatusFrame(typing));
    status.stoppedTyping();
    expect(shown).to.deep.equal([typing, here]);
    status.stoppedTyping();
    await clock.advance(1_000);
    status.receive(encodeStatusFrame(typing));
    expect(shown).to.deep.equal([typing, here, typing]);
  });

  it('shows what a flood says at most twice a second, and its last word', async () => {
    const { clock, status, shown } = new StatusScene();
    for (let i = 0; i < 100; i++) {
      for (let j = 0; j < 20; j++) status.receive(encodeStatusFrame(j % 2 === 0 ? typing : away));
      await clock.advance(20);
    }
    expect(shown.length).to.be.within(2, 5);
    status.receive(encodeStatusFrame(typing));
    await clock.advance(1_000);
    expect(status.shown).to.deep.equal(typing);
  });

  it('changes nothing any more once the link has ended', async () => {
    const { clock, status, shown } = new StatusScene();
    status.receive(encodeStatusFrame(typing));
    status.receive(encodeStatusFrame(away));
    status.ended();
    await clock.advance(60_000);
    expect(shown).to.deep.equal([typing]);
  });

  it('shows in the end what was heard last, whatever was heard when, and that nobody writes who says no more', async () => {
    const word = fc.record({ isAway: fc.boolean(), isTyping: fc.boolean(), pause: fc.integer({ min: 0, max: 2_000 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 8 }), async (words) => {
        const { clock, status, shown } = new StatusScene();
        for (const { pause, ...frame } of words) {
          status.receive(encodeStatusFrame(frame));
          await clock.advance(pause);
        }
        await clock.advance(500);
        const { isAway, isTyping } = words.at(-1) as StatusFrame;
        expect(status.shown).to.deep.equal({ isAway, isTyping });
        await clock.advance(6_000);
        expect(status.shown).to.deep.equal({ isAway, isTyping: false });
        expect(shown.every((frame, i) => i === 0 || frame !== shown[i - 1])).to.equal(true);
      }),
      { numRuns: 15 },
    );
  });
});

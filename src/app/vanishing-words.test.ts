import { expect } from '@open-wc/testing';
import { holdRoom } from './open-room.js';
import { TestInstallation, TestNeighbourhood } from './installation.fixture.js';
import { readKnown } from './known-rooms.js';
import { readDraft } from './lock-records.js';

const MINUTE = 60_000;

/** Two people in a room whose messages disappear after an hour. */
async function meetForgetful(): Promise<{ here: TestNeighbourhood; ana: TestInstallation; ben: TestInstallation; ridHex: string }> {
  const here = new TestNeighbourhood();
  const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
  const ridHex = await here.meet(ana, ben);
  for (const who of [ana, ben]) await who.acceptAll(ridHex);
  await ana.pressed({ type: 'set-timer', ridHex, hours: 1 });
  await here.clock.advance(MINUTE);
  return { here, ana, ben, ridHex };
}

async function pass({ clock }: TestNeighbourhood, minutes: number): Promise<void> {
  for (let left = minutes; left > 0; left--) await clock.advance(MINUTE);
}

const close = (...people: readonly TestInstallation[]): Promise<unknown> => Promise.all(people.map(({ rooms }) => rooms.close()));

describe('messages that disappear', function () {
  this.timeout(60_000);

  it('say when, and who decided it; what was there before does not', async () => {
    const { here, ana, ben, ridHex } = await meetForgetful();
    await ana.pressed({ type: 'send', ridHex, text: 'soon gone' });
    await here.clock.advance(1_000);
    for (const who of [ana, ben]) {
      const { messages, timerHours } = who.view(ridHex);
      const message = messages.find(({ text }) => text === 'soon gone');
      expect([timerHours, message?.vanishesAt]).to.deep.equal([1, (message?.time ?? 0) + 60 * MINUTE]);
      const notice = messages.find((each) => each.notice?.what === 'timer-on');
      expect([notice?.authorName, notice?.notice?.hours, notice?.vanishesAt]).to.deep.equal(['Ana', 1, null]);
    }
    await pass(here, 61);
    for (const who of [ana, ben]) expect(who.texts(ridHex)).to.deep.equal([]);
    await close(ana, ben);
  });

  it('are quoted and pinned no more', async () => {
    const { here, ana, ben, ridHex } = await meetForgetful();
    await ana.pressed({ type: 'send', ridHex, text: 'the secret word' });
    const id = ana.view(ridHex).messages.at(-1)?.id ?? '';
    await ana.pressed({ type: 'pin', ridHex, id, isOn: true });
    await ana.pressed({ type: 'react', ridHex, id, emoji: '👍', isOn: true });
    await pass(here, 59);
    await ana.pressed({ type: 'send', ridHex, text: 'an answer', about: { mode: 'reply', id } });
    expect(ana.view(ridHex).pinned?.text).to.equal('the secret word');
    await pass(here, 2);
    const { pinned, messages } = ana.view(ridHex);
    const answer = messages.find(({ text }) => text === 'an answer');
    expect([pinned, answer?.answers?.kind, answer?.answers?.text]).to.deep.equal([null, 'vanished', '']);
    expect(JSON.stringify(ana.view(ridHex))).to.not.include('secret word');
    await close(ana, ben);
  });

  it('gives up an edit of what has disappeared, also when it did while Parley was closed', async () => {
    const { here, ana, ben, ridHex } = await meetForgetful();
    await ana.open(ridHex).draft.change('half a thought');
    await ana.pressed({ type: 'send', ridHex, text: 'the secret word' });
    const id = ana.view(ridHex).messages.at(-1)?.id ?? '';
    await ana.open(ridHex).draft.change('half a thought');
    await ana.pressed({ type: 'begin-edit', ridHex, id });
    await ana.open(ridHex).draft.change('the secret words');
    await ana.open(ridHex).draft.keep(true);
    const closed = ana.vault.copy();
    await pass(here, 61);
    expect([ana.draft(ridHex).text, ana.view(ridHex).composer.about]).to.deep.equal(['half a thought', null]);
    expect(JSON.stringify(readDraft(ana.vault, ridHex))).to.not.include('secret');
    const again = new TestInstallation(here, 'Ana', ana.parts.identity, closed);
    expect(readDraft(closed, ridHex).text).to.equal('the secret words');
    await again.rooms.openAll();
    expect([again.draft(ridHex).text, JSON.stringify(readDraft(closed, ridHex)).includes('secret')]).to.deep.equal([
      'half a thought',
      false,
    ]);
    await close(ana, ben, again);
  });

  it('are noted for the next opening, whether or not the room was on screen', async () => {
    const { here, ana, ben, ridHex } = await meetForgetful();
    for (const who of [ana, ben]) expect(readKnown(who.vault, ridHex)?.shortestHours).to.equal(1);
    // What is known of people is kept beside it, and the shortest time stays.
    await ana.pressed({ type: 'set-timer', ridHex, hours: 24 });
    await here.clock.advance(MINUTE);
    ben.view(ridHex);
    expect([readKnown(ben.vault, ridHex)?.shortestHours, Object.keys(readKnown(ben.vault, ridHex)?.people ?? {}).length]).to.deep.equal([
      1, 2,
    ]);
    expect(holdRoom(ben.parts, ben.open(ridHex).room).view().timerHours).to.equal(24);
    await close(ana, ben);
  });
});

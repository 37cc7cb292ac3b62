import { expect } from '@open-wc/testing';
import { TestNeighbourhood, testPage } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import { makeNoticing } from './noticing.js';
import type { Noticing } from './noticing.js';
import { KeptSigns } from './page-signs.fixture.js';
import { changePreferences, quietNow, quietUntilOf } from './preferences.js';
import type { Preferences } from './preferences.js';

/** Longer than two notices of one room are apart. */
const LATER_MS = 4_000;

/** Ana and Ben in one room, and what is told to Ana, who looks elsewhere. */
async function tellAna(preferences: Partial<Preferences> = { notify: 'plain', isNoticeOffered: true }) {
  const world = new TestNeighbourhood();
  const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
  const ridHex = await world.meet(ana, ben);
  await Promise.all([ana.acceptAll(ridHex), ben.acceptAll(ridHex)]);
  const signs = new KeptSigns();
  signs.noticePermission = 'granted';
  const page = { ...testPage, isVisible: false, signs };
  const opened: string[] = [];
  await changePreferences(ana.vault, preferences);
  // Nothing of what came before is news.
  await world.clock.advance(LATER_MS);
  const noticing: Noticing = makeNoticing({ ...ana.parts, page }, ana.rooms, (rid) => void opened.push(rid));
  const say = async (who: TestInstallation, text: string): Promise<void> => {
    await who.pressed({ type: 'send', ridHex, text });
    await world.clock.advance(LATER_MS);
  };
  return { world, ana, ben, ridHex, signs, page, opened, noticing, say };
}

describe('noticing', () => {
  it('says nothing of room, person or text unless that was chosen', async () => {
    const { ana, ben, signs, say } = await tellAna();
    await say(ben, 'Burn after reading');
    expect(signs.notices.map(({ content }) => content)).to.deep.equal([null]);
    await changePreferences(ana.vault, { notify: 'full' });
    await say(ben, 'And this');
    expect(signs.notices.at(-1)?.content).to.deep.equal({ author: 'Ben', room: 'Kitchen', text: 'And this' });
  });

  it('names nobody in whom something is wrong', async () => {
    const { ana, ben, ridHex, signs, say } = await tellAna({ notify: 'full' });
    ana.press({ type: 'open-verify', fpHex: ben.fpHex });
    await ana.pressed({ type: 'confirm-match', fpHex: ben.fpHex });
    await say(ben, 'one');
    expect(signs.notices.at(-1)?.content?.author).to.equal('Ben');
    await ben.open(ridHex).room.history.write('profile', { name: 'Ana' });
    await ana.vault.put(`person/${'ab'.repeat(32)}`, { name: 'Ana', verifiedAt: 1 });
    await say(ben, 'two');
    expect(ana.seen(ridHex, ben).trust).to.equal('changed');
    expect(signs.notices.at(-1)?.content).to.equal(null);
  });

  it('tells nothing of one’s own messages, nor of who comes, goes or is called otherwise', async () => {
    const { world, ana, ben, ridHex, signs, say } = await tellAna();
    await say(ana, 'mine');
    await ben.open(ridHex).room.history.write('profile', { name: 'Benjamin' });
    const cleo = await world.person('Cleo');
    await world.enter(ana, cleo, ridHex);
    await ben.open(ridHex).room.history.write('leave', {});
    await world.clock.advance(LATER_MS);
    expect(signs.notices.length).to.equal(0);
  });

  it('tells nothing of the room that is on screen in a visible page, and of every other', async () => {
    const { world, ana, ben, ridHex, signs, page, say } = await tellAna();
    page.isVisible = true;
    expect(ana.rooms.current()?.room.ridHex).to.equal(ridHex);
    await say(ben, 'seen');
    expect(signs.notices.length).to.equal(0);
    ana.rooms.show(null);
    await say(ben, 'not seen');
    expect(signs.notices.length).to.equal(1);
    ana.rooms.show(ridHex);
    page.isVisible = false;
    await say(ben, 'not seen either');
    expect(signs.notices.length).to.equal(2);
    await world.clock.advance(LATER_MS);
  });

  it('tells nothing of history that a newcomer fetches', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben, cleo] = [await world.person('Ana'), await world.person('Ben'), await world.person('Cleo')];
    const ridHex = await world.meet(ana, ben);
    await Promise.all([ana.acceptAll(ridHex), ben.acceptAll(ridHex)]);
    for (const text of ['one', 'two', 'three']) await ben.pressed({ type: 'send', ridHex, text });
    const signs = new KeptSigns();
    signs.noticePermission = 'granted';
    await changePreferences(cleo.vault, { notify: 'plain' });
    makeNoticing({ ...cleo.parts, page: { ...testPage, isVisible: false, signs } }, cleo.rooms, () => undefined);
    await world.enter(ana, cleo, ridHex);
    expect(cleo.texts(ridHex)).to.deep.equal(['one', 'two', 'three']);
    expect(signs.notices.length).to.equal(0);
    await ben.acceptAll(ridHex);
    await ben.pressed({ type: 'send', ridHex, text: 'four' });
    await world.clock.advance(LATER_MS);
    expect(signs.notices.length).to.equal(1);
  });

  it('tells nothing of a room that is muted, nor while nothing is to disturb, by no sound either', async () => {
    const { world, ana, ben, ridHex, signs, say } = await tellAna({ notify: 'plain', isSounding: true });
    await ana.pressed({ type: 'set-muted', ridHex, isMuted: true });
    await say(ben, 'one');
    expect([signs.notices.length, signs.tones]).to.deep.equal([0, 0]);
    await ana.pressed({ type: 'set-muted', ridHex, isMuted: false });
    await changePreferences(ana.vault, { quietUntil: 'on' });
    await say(ben, 'two');
    await changePreferences(ana.vault, { quietUntil: quietUntilOf('hour', world.clock.wall()) });
    await say(ben, 'three');
    expect([signs.notices.length, signs.tones]).to.deep.equal([0, 0]);
    await world.clock.advance(3_600_000);
    await say(ben, 'four');
    expect([signs.notices.length, signs.tones]).to.deep.equal([1, 1]);
  });

  it('plays a tone alone where only that was chosen', async () => {
    const { ben, signs, say } = await tellAna({ isSounding: true });
    await say(ben, 'one');
    expect([signs.notices.length, signs.tones]).to.deep.equal([0, 1]);
  });

  it('tells once of many that come together, and then again', async () => {
    const { world, ben, ridHex, signs, say } = await tellAna();
    for (const text of ['one', 'two', 'three']) await ben.pressed({ type: 'send', ridHex, text });
    await world.clock.advance(100);
    expect(signs.notices.length).to.equal(1);
    await world.clock.advance(LATER_MS);
    await say(ben, 'four');
    expect(signs.notices.map(({ isThere }) => isThere)).to.deep.equal([false, true]);
  });

  it('takes away what was told of a message that has gone, though others are unread', async () => {
    const { world, ben, ridHex, signs, noticing, say } = await tellAna({ notify: 'full', isNoticeOffered: true });
    await say(ben, 'one');
    const entry = await ben.open(ridHex).room.history.write('text', { text: 'two' });
    await world.clock.advance(LATER_MS);
    noticing.review();
    expect(signs.notices.at(-1)).to.deep.include({ content: { author: 'Ben', room: 'Kitchen', text: 'two' }, isThere: true });
    await ben.open(ridHex).room.history.write('erase', { entry: entry.id });
    await world.clock.advance(LATER_MS);
    noticing.review();
    expect(signs.notices.at(-1)?.isThere).to.equal(false);
  });

  it('leads to the room, and takes away what was read, and everything when it is locked', async () => {
    const { ana, ben, ridHex, signs, opened, noticing, say } = await tellAna();
    await say(ben, 'one');
    signs.notices[0]?.press();
    expect(opened).to.deep.equal([ridHex]);
    noticing.review();
    expect(signs.notices[0]?.isThere).to.equal(true);
    ana.open(ridHex).room.history.receipts.markRead();
    noticing.review();
    expect(signs.notices[0]?.isThere).to.equal(false);
    await say(ben, 'two');
    noticing.stop();
    expect(signs.notices[1]?.isThere).to.equal(false);
    await say(ben, 'three');
    expect(signs.notices.length).to.equal(2);
  });

  it('offers itself once a message came out of sight, and never again after any answer', async () => {
    const { ana, ben, signs, page, noticing, say } = await tellAna({});
    page.isVisible = true;
    ana.rooms.show(null);
    await say(ben, 'one');
    expect(noticing.isOffering()).to.equal(false);
    page.isVisible = false;
    await say(ben, 'two');
    expect([noticing.isOffering(), signs.asked, signs.notices.length]).to.deep.equal([true, 0, 0]);
    await ana.pressed({ type: 'answer-notice-offer', isWanted: false });
    await say(ben, 'three');
    expect(noticing.isOffering()).to.equal(false);
  });

  it('offers nothing that the browser refuses', async () => {
    for (const permission of ['denied', 'unsupported'] as const) {
      const { ben, signs, noticing, say } = await tellAna({});
      signs.noticePermission = permission;
      await say(ben, 'one');
      expect(noticing.isOffering()).to.equal(false);
    }
  });
});

describe('do not disturb', () => {
  it('ends an hour later, the next morning, or when it is switched off', async () => {
    const at = (hours: number): number => new Date(2026, 2, 14, hours, 30).getTime();
    const morning = (day: number): number => new Date(2026, 2, day, 8, 0).getTime();
    expect(quietUntilOf('hour', 5)).to.equal(3_600_005);
    expect([1, 5, 12, 23].map((hours) => quietUntilOf('tomorrow', at(hours)))).to.deep.equal([
      morning(14),
      morning(15),
      morning(15),
      morning(15),
    ]);
    expect([quietUntilOf('on', 5), quietUntilOf(null, 5)]).to.deep.equal(['on', null]);
    const { vault } = await new TestNeighbourhood().person('Ana');
    await changePreferences(vault, { quietUntil: 100 });
    expect([quietNow(vault, 99), quietNow(vault, 100)]).to.deep.equal([100, null]);
  });
});

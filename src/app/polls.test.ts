import { expect } from '@open-wc/testing';
import { ParleyError } from '../lib/errors.js';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import type { MessageView } from './message-state.js';

const SUPPER = { type: 'send-poll', question: 'Supper?', options: ['Soup', 'Pie', 'Rice'], isMany: false } as const;

async function meetAll(
  isAccepted = true,
): Promise<{ here: TestNeighbourhood; ana: TestInstallation; ben: TestInstallation; ridHex: string }> {
  const here = new TestNeighbourhood();
  const [ana, ben] = [await here.person('Ana'), await here.person('Ben')];
  const ridHex = await here.meet(ana, ben);
  if (isAccepted) for (const each of [ana, ben]) await each.acceptAll(ridHex);
  return { here, ana, ben, ridHex };
}

const pollSeen = (who: TestInstallation, ridHex: string): MessageView | undefined =>
  who.view(ridHex).messages.find(({ kind }) => kind === 'poll');

/** The names under each answer, as somebody sees them. */
const answers = (who: TestInstallation, ridHex: string): readonly string[] =>
  pollSeen(who, ridHex)?.poll?.options.map(({ text, names }) => `${text}: ${names.join(' ')}`) ?? [];

describe('polls', () => {
  it('ask everybody, and say who answers what; the last answer of each counts', async () => {
    const { here, ana, ben, ridHex } = await meetAll();
    ana.press({ type: 'open-poll', ridHex });
    const dialog = { dialog: 'poll', ridHex, roomName: ana.view(ridHex).name, error: null };
    expect(ana.dialog()).to.deep.equal({ ...dialog, draft: { question: '', options: ['', '', ''], isMany: false } });
    await ana.pressed({ ...SUPPER, ridHex });
    await here.clock.advance(1_000);
    expect(ana.dialog()).to.equal(null);
    expect(pollSeen(ben, ridHex)).to.deep.include({ kind: 'poll', text: 'Supper?', isMine: false });
    expect(pollSeen(ana, ridHex)?.delivery).to.not.equal(null);
    const id = pollSeen(ben, ridHex)?.id ?? '';
    const vote = async (who: TestInstallation, ...choices: number[]): Promise<void> => {
      await who.pressed({ type: 'vote', ridHex, id, choices });
      await here.clock.advance(1_000);
    };
    await vote(ben, 1);
    await vote(ana, 1);
    for (const who of [ana, ben]) expect(answers(who, ridHex)).to.deep.equal(['Soup: ', 'Pie: Ben Ana', 'Rice: ']);
    await vote(ben, 0);
    for (const who of [ana, ben]) expect(answers(who, ridHex)).to.deep.equal(['Soup: Ben', 'Pie: Ana', 'Rice: ']);
    expect(pollSeen(ben, ridHex)?.poll?.options.map(({ isMine }) => isMine)).to.deep.equal([true, false, false]);
    await vote(ben);
    expect(pollSeen(ana, ridHex)?.poll?.voters).to.equal(1);
    // The same again is not written.
    const { annotations } = ana.open(ridHex).room.history.log;
    const version = annotations.versionOf(id);
    await vote(ana, 1);
    expect(annotations.versionOf(id)).to.equal(version);
    for (const who of [ana, ben]) await who.rooms.close();
  });

  it('keep what was typed for when the dialog comes again, in that room, until it is asked', async () => {
    const { here, ana, ben, ridHex } = await meetAll();
    const draft = { question: 'Supper?', options: ['Soup', 'Pie', ''], isMany: true };
    ana.press({ type: 'open-poll', ridHex });
    ana.press({ type: 'change-poll', ridHex, ...draft });
    ana.press({ type: 'close-dialog' });
    expect(ana.dialog()).to.equal(null);
    ana.press({ type: 'open-poll', ridHex });
    expect(ana.dialog()).to.deep.include({ dialog: 'poll', draft });
    await ana.pressed({ ...SUPPER, ridHex });
    await here.clock.advance(1_000);
    ana.press({ type: 'open-poll', ridHex });
    expect(ana.dialog()).to.deep.include({ dialog: 'poll', draft: { question: '', options: ['', '', ''], isMany: false } });
    for (const who of [ana, ben]) await who.rooms.close();
  });

  it('leave out what a patched member chose that the poll does not have, or that is more than one', async () => {
    const { here, ana, ben, ridHex } = await meetAll();
    const entry = await ana.open(ridHex).room.history.write('poll', { question: 'Supper?', options: ['Soup', 'Pie'], many: false });
    const many = await ana.open(ridHex).room.history.write('poll', { question: 'Days?', options: ['Mon', 'Tue'], many: true });
    const { history } = ben.open(ridHex).room;
    await here.clock.advance(1_000);
    await history.write('vote', { entry: entry.id, choices: [0, 1] });
    await history.write('vote', { entry: many.id, choices: [1, 7] });
    await here.clock.advance(1_000);
    const polls = ana.view(ridHex).messages.flatMap(({ poll }) => poll ?? []);
    expect(polls.map(({ voters, options }) => [voters, options.map(({ names }) => names.length)])).to.deep.equal([
      [0, [0, 0]],
      [1, [0, 1]],
    ]);
    await history.write('vote', { entry: entry.id, choices: [1, 5] });
    await here.clock.advance(1_000);
    expect(answers(ana, ridHex)).to.deep.equal(['Soup: ', 'Pie: Ben']);
    for (const who of [ana, ben]) await who.rooms.close();
  });

  it('asks nothing while the composer is locked', async () => {
    const { ana, ben, ridHex } = await meetAll(false);
    const { history } = ana.open(ridHex).room;
    const { idText: id } = await history.write('poll', { question: 'Q', options: ['a', 'b'], many: false });
    expect(ana.view(ridHex).composer.lock).to.equal('unverified');
    ana.press({ type: 'open-poll', ridHex });
    await ana.pressed({ ...SUPPER, ridHex });
    await ana.pressed({ type: 'vote', ridHex, id, choices: [0] });
    expect([ana.dialog(), history.log.annotations.versionOf(id)]).to.deep.equal([null, 0]);
    expect(ana.view(ridHex).messages.filter(({ kind }) => kind === 'poll')).to.have.length(1);
    for (const who of [ana, ben]) await who.rooms.close();
  });

  it('keep the dialog, and say why, when the poll could not be stored', async () => {
    const { ana, ben, ridHex } = await meetAll();
    const { history } = ana.open(ridHex).room;
    const { write } = history;
    ana.press({ type: 'open-poll', ridHex });
    Object.assign(history, { write: () => Promise.reject(new ParleyError('storage-full')) });
    const draft = { question: 'Supper?', options: ['Soup', 'Pie', 'Rice', ''], isMany: false };
    ana.press({ type: 'change-poll', ridHex, ...draft });
    await ana.pressed({ ...SUPPER, ridHex });
    expect(ana.dialog()).to.deep.include({ dialog: 'poll', error: 'storage-full', draft });
    Object.assign(history, { write });
    await ana.pressed({ ...SUPPER, ridHex });
    expect([ana.dialog(), answers(ana, ridHex).length]).to.deep.equal([null, 3]);
    for (const who of [ana, ben]) await who.rooms.close();
  });

  it('are pinned, and quoted, by their question', async () => {
    const { here, ana, ben, ridHex } = await meetAll();
    const { id, idText } = await ana
      .open(ridHex)
      .room.history.write('poll', { question: 'Supper?', options: ['Soup', 'Pie'], many: false });
    await here.clock.advance(1_000);
    await ben.pressed({ type: 'vote', ridHex, id: idText, choices: [1] });
    await ben.pressed({ type: 'pin', ridHex, id: idText, isOn: true });
    await here.clock.advance(1_000);
    expect(ana.view(ridHex).pinned).to.deep.include({ kind: 'text', text: 'Supper?' });
    await ana.open(ridHex).room.history.write('text', { text: 'Pie!', re: id });
    expect(ana.view(ridHex).messages.at(-1)?.answers?.text).to.equal('Supper?');
    for (const who of [ana, ben]) await who.rooms.close();
  });
});

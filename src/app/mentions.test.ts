import { expect } from '@open-wc/testing';
import { TestNeighbourhood, testPage } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import type { DraftMention } from './mention-state.js';
import type { MessageView } from './message-state.js';
import { makeForwarding } from './forwarding.js';
import { makeFinding } from './finding.js';
import { makeNoticing } from './noticing.js';
import { KeptSigns } from './page-signs.fixture.js';
import { changePreferences, muteRoom } from './preferences.js';
import { readDraft } from './lock-records.js';
import { transcriptOf } from './room-transcript.js';

/** Longer than two notices of one room are apart. */
const LATER_MS = 4_000;

/** Ana, Ben and Cleo in one room, who accept each other. */
async function three() {
  const world = new TestNeighbourhood();
  const [ana, ben, cleo] = [await world.person('Ana'), await world.person('Ben'), await world.person('Cleo')];
  const ridHex = await world.meet(ana, ben);
  await world.enter(ana, cleo, ridHex);
  for (const each of [ana, ben, cleo]) await each.acceptAll(ridHex);
  const settle = (): Promise<void> => world.clock.advance(LATER_MS);
  const say = async (who: TestInstallation, text: string, mentions: readonly DraftMention[] = [], about?: MessageView): Promise<void> => {
    await who.pressed({ type: 'send', ridHex, text, mentions, ...(about && { about: { mode: 'edit' as const, id: about.id } }) });
    await settle();
  };
  const rename = async (who: TestInstallation, name: string): Promise<void> => {
    await who.open(ridHex).room.history.write('profile', { name });
    await settle();
  };
  const last = (who: TestInstallation): MessageView => who.view(ridHex).messages.findLast(({ kind }) => kind === 'text') as MessageView;
  await settle();
  return { world, ana, ben, cleo, ridHex, settle, say, rename, last };
}

/** A mention of somebody at this place. */
function of({ fpHex }: TestInstallation, at: number, length: number): DraftMention {
  return { at, length, fpHex };
}

describe('app/mentions', function () {
  this.timeout(60_000);

  it('show whom they mean by the name and the trust of now, wherever the message is shown', async () => {
    const { ana, ben, cleo, ridHex, say, rename, last, settle } = await three();
    await say(ana, 'Ask @Cleo, @Ben', [of(cleo, 4, 5), of(ben, 11, 4)]);
    expect(last(ben).mentions).to.deep.equal([
      { at: 4, length: 5, fpHex: cleo.fpHex, name: 'Cleo', trust: 'unverified', hasNamesake: false },
      { at: 11, length: 4, fpHex: ben.fpHex, name: 'Ben', trust: 'self', hasNamesake: false },
    ]);
    await rename(cleo, 'Cleopatra VII');
    expect(last(ben).text).to.equal('Ask @Cleopatra VII, @Ben');
    expect(last(ben).mentions.map(({ at, length }) => [at, length])).to.deep.equal([
      [4, 14],
      [20, 4],
    ]);
    await ben.pressed({ type: 'begin-reply', ridHex, id: last(ben).id });
    expect(ben.view(ridHex).composer.about?.quote.text).to.equal('Ask @Cleopatra VII, @Ben');
    const finding = makeFinding(ben.parts, ben.rooms);
    await Promise.all([finding.effects.find?.({ type: 'find', roomHex: ridHex, query: 'cleopatra' }), settle()]);
    expect(finding.view(ridHex).found.map(({ excerpt }) => excerpt.map(({ text }) => text).join(''))).to.deep.equal([
      'Ask @Cleopatra VII, @Ben',
    ]);
    const written = transcriptOf(ben.parts, ben.open(ridHex), new AbortController().signal, () => undefined);
    await settle();
    expect((await written).lines.find(({ kind }) => kind === 'text')?.text).to.equal('Ask @Cleopatra VII, @Ben');
    const forwarding = makeForwarding(ben.rooms);
    forwarding.effects['open-forward']?.({ type: 'open-forward', ridHex, id: last(ben).id });
    expect(forwarding.view()?.text).to.equal('Ask @Cleopatra VII, @Ben');
  });

  it('mean nobody when who is meant is no member, and leave the words as they were written', async () => {
    const { ana, ben, cleo, ridHex, say, rename, last, settle } = await three();
    await say(ana, '@Cleo', [of(cleo, 0, 5)]);
    await rename(cleo, 'Ben');
    expect(last(ben)).to.include({ text: '@Ben' });
    expect(last(ben).mentions[0]).to.include({ fpHex: cleo.fpHex, hasNamesake: true });
    await cleo.open(ridHex).room.history.write('leave', {});
    await settle();
    expect([last(ben).text, last(ben).mentions]).to.deep.equal(['@Cleo', []]);
    // Who left while it was written is not written down as mentioned either.
    await say(ana, '@Cleo, @Ben', [of(cleo, 0, 5), of(ben, 7, 4)]);
    const written = ana.open(ridHex).room.history.log.graph.get(last(ana).id)?.entry.payload;
    expect(written?.kind === 'text' && written.mentions?.map(({ at }) => at)).to.deep.equal([7]);
    await ana.open(ridHex).room.history.write('text', { text: '@Ana', mentions: [{ at: 0, length: 4, pk: new Uint8Array(32).fill(9) }] });
    await settle();
    expect([last(ben).text, last(ben).mentions]).to.deep.equal(['@Ana', []]);
  });

  it('are of the identity, whatever name stands there, and never of a name alone', async () => {
    const { ana, ben, cleo, ridHex, say, last, settle } = await three();
    await ana.open(ridHex).room.history.write('text', { text: '@Ben!', mentions: [{ at: 0, length: 4, pk: cleo.parts.identity.pk }] });
    await settle();
    expect([last(ben).text, last(ben).mentions.map(({ fpHex }) => fpHex)]).to.deep.equal(['@Cleo!', [cleo.fpHex]]);
    expect(ben.rooms.summaries()[0]?.isMentioned).to.equal(false);
    await say(ana, '@Ben');
    expect([last(ben).text, last(ben).mentions]).to.deep.equal(['@Ben', []]);
    expect(ben.rooms.summaries()[0]?.isMentioned).to.equal(false);
  });

  it('are kept or lost by an edit as it says', async () => {
    const { ana, ben, cleo, ridHex, say, rename, last } = await three();
    await say(ana, '@Ben and @Cleo', [of(ben, 0, 4), of(cleo, 9, 5)]);
    await rename(cleo, 'Cleopatra');
    await ana.pressed({ type: 'begin-edit', ridHex, id: last(ana).id });
    const { draft, draftMentions } = ana.view(ridHex).composer;
    expect([draft, draftMentions]).to.deep.equal(['@Ben and @Cleopatra', [of(ben, 0, 4), of(cleo, 9, 10)]]);
    // Nothing was changed: nothing is written.
    await say(ana, draft, draftMentions, last(ana));
    expect(last(ben).earlierVersions).to.deep.equal([]);
    await say(ana, '@Ben and @Cleopatra', [of(cleo, 9, 10)], last(ana));
    expect(last(ben).mentions.map(({ name }) => name)).to.deep.equal(['Cleopatra']);
    expect(last(ben).earlierVersions.map(({ text, mentions = [] }) => [text, mentions.length])).to.deep.equal([['@Ben and @Cleopatra', 2]]);
  });

  it('of oneself are marked in the list of rooms until they are read', async () => {
    const { ana, ben, cleo, ridHex, say } = await three();
    const isMentioned = (who: TestInstallation): boolean | undefined => who.rooms.summaries()[0]?.isMentioned;
    await say(ana, '@Ben', [of(ben, 0, 4)]);
    expect([ben, cleo, ana].map(isMentioned)).to.deep.equal([true, false, false]);
    expect(ben.view(ridHex).mentionIds).to.have.length(1);
    await ben.pressed({ type: 'mark-read', ridHex });
    expect([isMentioned(ben), ben.view(ridHex).mentionIds]).to.deep.equal([false, []]);
  });

  it('are told of although the room is muted, but not to whoever is not to be disturbed', async () => {
    const { ana, ben, cleo, ridHex, say, rename } = await three();
    const signs = new KeptSigns();
    signs.noticePermission = 'granted';
    await changePreferences(ben.vault, { notify: 'full', isNoticeOffered: true });
    await muteRoom(ben.vault, ridHex, true);
    const noticing = makeNoticing({ ...ben.parts, page: { ...testPage, isVisible: false, signs } }, ben.rooms, () => undefined);
    const told = (): readonly (string | undefined)[] => signs.notices.map(({ content }) => content?.text);
    await say(ana, 'hello');
    await say(ana, '@Cleo', [of(cleo, 0, 5)]);
    expect(told()).to.deep.equal([]);
    await rename(cleo, 'Cleopatra');
    await say(ana, '@Ben, @Cleo', [of(ben, 0, 4), of(cleo, 6, 5)]);
    expect(told()).to.deep.equal(['@Ben, @Cleopatra']);
    // An edit takes the notice with the mention.
    await say(ana, 'nobody', [], ana.view(ridHex).messages.at(-1));
    noticing.review();
    expect(signs.notices.map(({ isThere }) => isThere)).to.deep.equal([false]);
    await ben.pressed({ type: 'mark-read', ridHex });
    await say(ana, '@Ben', [of(ben, 0, 4)]);
    expect(told()).to.have.length(2);
    await changePreferences(ben.vault, { quietUntil: 'on', notify: 'plain' });
    await say(ana, '@Ben', [of(ben, 0, 4)]);
    expect(told()).to.have.length(2);
    await changePreferences(ben.vault, { quietUntil: null });
    await say(ana, '@Ben', [of(ben, 0, 4)]);
    expect(told().slice(2)).to.deep.equal([undefined]);
    noticing.stop();
  });

  it('do not wait for the pause after a message that mentions nobody', async () => {
    const { ana, ben, ridHex, settle } = await three();
    const signs = new KeptSigns();
    signs.noticePermission = 'granted';
    await changePreferences(ben.vault, { notify: 'full', isNoticeOffered: true });
    const noticing = makeNoticing({ ...ben.parts, page: { ...testPage, isVisible: false, signs } }, ben.rooms, () => undefined);
    const { history } = ana.open(ridHex).room;
    const mentions = [{ at: 0, length: 4, pk: ben.parts.identity.pk }];
    await Promise.all([
      history.write('text', { text: 'one' }),
      history.write('text', { text: '@Ben', mentions }),
      history.write('text', { text: '@Ben 2', mentions }),
    ]);
    await settle();
    const told = signs.notices.map(({ content }) => content?.text);
    expect(told.at(-1)).to.match(/^@Ben/u);
    expect(told.filter((text) => text?.startsWith('@Ben'))).to.have.length(1);
    noticing.stop();
  });

  it('stand in what is being written over a reload, for whoever is a member by then, and what cannot be sent comes back with them', async () => {
    const { ana, ben, cleo, ridHex, settle } = await three();
    const mentions = [of(ben, 0, 4), of(cleo, 5, 5)];
    await ana.pressed({ type: 'change-draft', ridHex, text: '@Ben @Cleo', mentions });
    await settle();
    expect(readDraft(ana.vault, ridHex).mentions).to.deep.equal(mentions);
    await cleo.open(ridHex).room.history.write('leave', {});
    await ben.open(ridHex).room.history.write('profile', { name: 'Benjamin' });
    await settle();
    const { draft, draftMentions } = ana.view(ridHex).composer;
    expect([draft, draftMentions]).to.deep.equal(['@Benjamin @Cleo', [of(ben, 0, 9)]]);
    await ana.pressed({ type: 'change-draft', ridHex, text: 'x @Ben', mentions: [of(ben, 2, 4)] });
    ana.open(ridHex).draft.giveBack({ text: 'lost @Ben', mentions: [of(ben, 5, 4)] }, 'storage-full');
    const back = ana.view(ridHex).composer;
    expect([back.draft, back.draftMentions]).to.deep.equal(['lost @Benjamin\nx @Benjamin', [of(ben, 5, 9), of(ben, 17, 9)]]);
  });
});

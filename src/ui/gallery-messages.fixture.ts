/**
 * Samples of what can be done with messages. Made of the pieces of `gallery.fixture.ts`, which gives them.
 */
import type { PollDialogView, PollView } from '../app/poll-state.js';
import type { MentionView } from '../app/mention-state.js';
import type { EraseDialogView, ForwardDialogView, MessageView, QuoteView } from '../app/message-state.js';
import type { MemberView } from '../app/people-state.js';
import type { ComposerView, RoomView } from '../app/room-state.js';

/** How the gallery makes its samples. */
export interface GalleryPieces<Sample> {
  readonly theirs: (id: string, text: string, changes?: Partial<MessageView>) => MessageView;
  readonly own: (id: string, text: string, changes?: Partial<MessageView>) => MessageView;
  readonly composer: ComposerView;
  readonly inRoom: (name: string, changes: Partial<RoomView>, press?: string) => Sample;
  readonly typing: (name: string, typed: string, room: Partial<RoomView>) => Sample;
  readonly samplePerson: (changes: Partial<MemberView>) => MemberView;
  readonly dialog: (name: string, dialog: EraseDialogView | ForwardDialogView | PollDialogView) => Sample;
}

const quoteOfBen: QuoteView = {
  id: '71',
  kind: 'text',
  isMine: false,
  authorName: 'Ben',
  authorFpHex: '3c'.repeat(32),
  text: 'Shall we meet at the lake on Saturday, or is it too cold for that already? I could also do Sunday.',
};

const quoteOfMine: QuoteView = { ...quoteOfBen, id: '72', isMine: true, authorName: 'Ada', text: 'Saturday. I bring tea.' };

/** The question before a message goes. */
export const sampleErase: EraseDialogView = {
  dialog: 'erase',
  ridHex: '0f'.repeat(16),
  id: '72',
  isMine: true,
  authorName: 'Ada',
  text: 'Saturday. I bring tea.',
};

/** A poll of three answers, two of which were given. */
export const samplePoll: PollView = {
  isMany: false,
  voters: 2,
  options: [
    { text: 'Soup', names: ['Ben'], isMine: false },
    { text: 'Pie', names: ['Ada'], isMine: true },
    { text: 'Nothing at all', names: [], isMine: false },
  ],
};

/** A poll is being made. */
export const samplePollDialog: PollDialogView = {
  dialog: 'poll',
  ridHex: '0f'.repeat(16),
  roomName: 'Kitchen',
  draft: { question: '', options: ['', '', ''], isMany: false },
  error: null,
};

/** A message is to go to another room. */
export const sampleForward: ForwardDialogView = {
  dialog: 'forward',
  ridHex: '0f'.repeat(16),
  id: '71',
  text: quoteOfBen.text,
  rooms: [
    { ridHex: '1f'.repeat(16), name: 'Kitchen table' },
    { ridHex: '2f'.repeat(16), name: 'שכנים של רחוב הגפן' },
  ],
};

const benMentioned: MentionView = { at: 0, length: 4, fpHex: '3c'.repeat(32), name: 'Ben', trust: 'verified', hasNamesake: false };

/** Messages that mention people: oneself, somebody verified, two of one name, and nobody, in three scripts. */
function mentionMessages({ theirs, own }: Pick<GalleryPieces<unknown>, 'theirs' | 'own'>): MessageView[] {
  return [
    theirs('a1', '@Ada, do you bring the map?', {
      mentions: [{ ...benMentioned, length: 4, fpHex: 'a1'.repeat(32), name: 'Ada', trust: 'self' }],
    }),
    own('a2', '@Ben, yes. **@Cleo** has the other one, and @Eve is no more than written.', {
      mentions: [benMentioned, { ...benMentioned, at: 13, length: 5, fpHex: '7e'.repeat(32), name: 'Cleo', trust: 'invited' }],
    }),
    theirs('a3', 'Which one, @Dan or @Dan?', {
      mentions: [
        { ...benMentioned, at: 11, fpHex: '12'.repeat(32), name: 'Dan', trust: 'vouched', hasNamesake: true },
        { ...benMentioned, at: 19, fpHex: '55'.repeat(32), name: 'Dan', trust: 'unverified', hasNamesake: true },
      ],
    }),
    theirs('a4', 'שלום @דנה מהקומה השלישית, מה שלומך?', {
      mentions: [{ ...benMentioned, at: 5, length: 19, name: 'דנה מהקומה השלישית', trust: 'invited' }],
    }),
  ];
}

/** Everything that this part of the gallery shows. */
export function galleryOfMessages<Sample>({
  theirs,
  own,
  composer,
  inRoom,
  typing,
  samplePerson,
  dialog,
}: GalleryPieces<Sample>): Sample[] {
  const messages = [
    theirs('71', quoteOfBen.text),
    own('72', 'Saturday. I bring tea.', { answers: quoteOfBen, earlierVersions: [{ time: 0, text: 'Saturday.' }] }),
    theirs('73', 'Deal!', {
      answers: quoteOfMine,
      reactions: [
        { emoji: '🎉', names: ['Ada', 'Ben'], isMine: true },
        { emoji: '👍', names: ['Ben'], isMine: false },
      ],
    }),
    theirs('74', '', { kind: 'erased' }),
    own('75', 'What did it say?', { answers: { ...quoteOfBen, id: '74', kind: 'erased', text: '' } }),
    theirs('76', 'Nothing.', { answers: { ...quoteOfBen, id: 'ff', kind: 'missing', authorName: '', text: '' } }),
    own('77', 'a'.repeat(300), {
      reactions: [...'👍❤😂🎉😮😢🙏🔥👏'].map((emoji, at) => ({ emoji, names: ['Ben'], isMine: at % 2 === 0 })),
    }),
  ];
  return [
    inRoom('messages', { messages, earlier: 0 }),
    inRoom('messages-menu', { messages: messages.slice(1, 2), earlier: 0 }, 'More'),
    inRoom('messages-pinned', { messages, pinned: quoteOfBen }),
    inRoom('messages-reply', { messages, composer: { ...composer, about: { mode: 'reply', id: '71', quote: quoteOfBen } } }),
    inRoom('messages-edit', {
      messages,
      composer: { ...composer, draft: 'Saturday. I bring cake.', about: { mode: 'edit', id: '72', quote: quoteOfMine } },
    }),
    inRoom('messages-mentions', {
      messages: mentionMessages({ theirs, own }),
      earlier: 0,
      composer: { ...composer, draft: 'Ask @Ben', draftMentions: [{ at: 4, length: 4, fpHex: benMentioned.fpHex }] },
    }),
    typing('messages-mentioning', 'Ask @', {
      messages: mentionMessages({ theirs, own }),
      earlier: 0,
      people: [
        samplePerson({ fpHex: 'a1'.repeat(32), name: 'Ada', trust: 'self' }),
        samplePerson({}),
        samplePerson({ fpHex: '7e'.repeat(32), name: 'Cleo', trust: 'invited' }),
        samplePerson({ fpHex: '12'.repeat(32), name: 'Dan', trust: 'vouched' }),
        samplePerson({ fpHex: '55'.repeat(32), name: 'Dan', trust: 'unverified' }),
        ...Array.from({ length: 30 }, (_, i) => samplePerson({ fpHex: `${i + 60}`.repeat(32), name: `דנה ${i}`, trust: 'vouched' })),
      ],
    }),
    inRoom('messages-mentions-unread', {
      messages: mentionMessages({ theirs, own }),
      later: 12,
      unread: 12,
      mentionIds: ['a1'],
      place: { to: 'message', id: 'a3', takesFocus: false, version: 2 },
    }),
    inRoom('messages-vanishing', {
      messages: [
        { ...own('90', '', { kind: 'notice', notice: { what: 'timer-on', subject: '', hours: 24, verifiedName: null } }) },
        theirs('91', 'The key is under the pot.', { vanishesAt: 1_800_000_000_000 }),
        own('92', 'Found it, thanks.', { answers: { ...quoteOfBen, id: 'fe', kind: 'vanished', text: '' }, vanishesAt: 1_800_000_000_000 }),
      ],
      earlier: 0,
      timerHours: 24,
    }),
    inRoom('messages-vanishing-set', { messages, timerHours: 24, powers: [] }, 'People'),
    inRoom('messages-polls', {
      messages: [
        theirs('78', 'What shall there be for supper?', { kind: 'poll', poll: samplePoll }),
        own('79', 'Which days?', { kind: 'poll', poll: { ...samplePoll, isMany: true } }),
      ],
      earlier: 0,
    }),
    dialog('dialog-poll', samplePollDialog),
    dialog('dialog-forward', sampleForward),
    dialog('dialog-forward-nowhere', { ...sampleForward, rooms: [] }),
    dialog('dialog-erase', sampleErase),
    dialog('dialog-erase-other', { ...sampleErase, isMine: false, authorName: 'Ben', text: quoteOfBen.text }),
  ];
}

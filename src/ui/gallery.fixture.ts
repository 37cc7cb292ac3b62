/**
 * Samples of everything the interface can show, for the screenshots and the component tests. Made-up people, made-up words.
 */
import { sampleConnectionSettings, sampleDoctor, sampleDoctorAlone, sampleOwnServers } from './gallery-connection.fixture.js';
import type {
  DialogView,
  InviteDialogView,
  KnockDialogView,
  DeleteRoomDialogView,
  LeaveDialogView,
  RemoveDialogView,
  RoomDialogView,
  SettingsDialogView,
  VerifyDialogView,
  WipeDialogView,
} from '../app/dialog-state.js';
import type { FindView } from '../app/find-state.js';
import type { BackfillView, MessageView } from '../app/message-state.js';
import type { MemberView } from '../app/people-state.js';
import type { ComposerView, ConnectionView, RoomSummary, RoomView } from '../app/room-state.js';
import type { AppState, HomeView, MainState, SelfCheckName, SelfCheckView, SelfTestState, UnlockState } from '../app/state.js';
import type { StorageDialogView } from '../app/storage-state.js';
import type { Appearance } from '../lib/appearance.js';
import { preferenceGallery } from './gallery-preferences.fixture.js';
import { longRoomGallery } from './gallery-long-rooms.fixture.js';
import { galleryOfMessages } from './gallery-messages.fixture.js';

/** One picture: a name for the file, a state, a button to press first, or what to type as a message, where the state alone does not show it, and how the page is to look. */
export interface GallerySample {
  readonly name: string;
  readonly state: AppState;
  readonly press?: string;
  readonly typed?: string;
  readonly appearance?: Appearance;
}

const galleryNoon = new Date(2026, 2, 14, 12, 0).getTime();
const galleryMinute = 60_000;
export const galleryFp = {
  ada: 'a1'.repeat(32),
  ben: '3c'.repeat(32),
  cleo: '7e'.repeat(32),
  dan: '12'.repeat(32),
  eve: '55'.repeat(32),
} as const;

/** The self-test: what came of each check, `others` of those not named. One that failed says why. */
export function sampleSelfTest(
  outcomes: Partial<Record<SelfCheckName, SelfCheckView['outcome']>>,
  others: SelfCheckView['outcome'] = 'waiting',
): SelfTestState {
  const names: readonly SelfCheckName[] = ['cryptography', 'protocol', 'storage', 'webrtc', 'peerjs'];
  const checks = names.map((name): SelfCheckView => {
    const outcome = outcomes[name] ?? others;
    const isFailed = outcome === 'failed';
    return {
      name,
      outcome,
      error: isFailed && name === 'storage' ? 'storage-full' : null,
      detail: isFailed ? 'TypeError: RTCPeerConnection is not a constructor' : null,
    };
  });
  return { screen: 'self-test', checks, isOver: checks.every(({ outcome }) => outcome === 'passed' || outcome === 'failed') };
}

export const sampleConnection: ConnectionView = {
  signalling: 'online',
  retryInSeconds: null,
  linked: 1,
  others: 1,
  isDialling: false,
  hasNoWay: false,
  isReached: false,
  warning: null,
};

/** A person; Ben, verified and connected, unless told otherwise. */
export function samplePerson(changes: Partial<MemberView> = {}): MemberView {
  return {
    fpHex: galleryFp.ben,
    name: 'Ben',
    verifiedName: changes.trust === undefined || changes.trust === 'verified' ? (changes.name ?? 'Ben') : null,
    verifiedAt: changes.trust === undefined || changes.trust === 'verified' ? galleryNoon : null,
    trust: 'verified',
    isMember: true,
    isLinked: true,
    isMismatched: false,
    admittedBy: 'Ada',
    presence: changes.isLinked === false ? 'offline' : 'here',
    lastSeen: null,
    isElsewhereToo: false,
    heldUp: null,
    isAdmittedByMe: (changes.admittedBy ?? 'Ada') === 'Ada',
    role: 'member',
    powers: [],
    ...changes,
  };
}

export const sampleMe: MemberView = samplePerson({
  fpHex: galleryFp.ada,
  name: 'Ada',
  trust: 'self',
  isLinked: false,
  admittedBy: null,
  presence: 'here',
  role: 'founder',
});

/** A message of Ben's, unless told otherwise. */
export function sampleMessage(id: string, text: string, changes: Partial<MessageView> = {}): MessageView {
  return {
    id,
    kind: 'text',
    isMine: false,
    authorFpHex: galleryFp.ben,
    authorName: 'Ben',
    trust: 'verified',
    isUnchecked: false,
    time: galleryNoon,
    vanishesAt: null,
    text,
    mentions: [],
    answers: null,
    earlierVersions: [],
    reactions: [],
    isPinned: false,
    poll: null,
    notice: null,
    delivery: null,
    recipients: [],
    ...changes,
  };
}

/** A message of one's own, delivered to Ben, unless told otherwise. */
export function sampleOwn(id: string, text: string, changes: Partial<MessageView> = {}): MessageView {
  return sampleMessage(id, text, {
    isMine: true,
    authorFpHex: galleryFp.ada,
    authorName: 'Ada',
    trust: 'self',
    delivery: 'delivered',
    recipients: [{ name: 'Ben', step: 'delivered', carrier: null }],
    ...changes,
  });
}

export const sampleComposer: ComposerView = {
  lock: null,
  unverifiedNames: [],
  acceptanceKeys: [],
  draft: '',
  draftMentions: [],
  mentionBytes: 90,
  mentionsMax: 20,
  draftVersion: 1,
  maxBytes: 12_160,
  isEnterSending: true,
  about: null,
  error: null,
};

const galleryMessages: readonly MessageView[] = [
  sampleMessage('01', '', {
    kind: 'notice',
    authorFpHex: galleryFp.ada,
    authorName: 'Ada',
    notice: { what: 'create', subject: '', verifiedName: null },
    time: galleryNoon - 1500 * galleryMinute,
  }),
  sampleMessage('02', '', {
    kind: 'notice',
    authorFpHex: galleryFp.ada,
    authorName: 'Ada',
    notice: { what: 'admit', subject: 'Ben', verifiedName: null },
    time: galleryNoon - 1490 * galleryMinute,
  }),
  sampleOwn('03', 'Did the seven pictures work for you, too?', {
    time: galleryNoon - 1480 * galleryMinute,
    delivery: 'read',
    recipients: [{ name: 'Ben', step: 'read', carrier: null }],
  }),
  sampleMessage('04', 'They did: turtle, rocket, moon and so on. Took less than a minute on the phone.', {
    time: galleryNoon - 1478 * galleryMinute,
  }),
  sampleMessage('05', 'So nobody reads this but us.', { time: galleryNoon - 1477 * galleryMinute }),
  sampleMessage(
    '06',
    'About Saturday. I thought we could take the early train, walk along the river as far as the old mill, and be back before it gets dark. There is a café by the lock that opens at ten.\n\nBring a warm coat!',
    { time: galleryNoon - 20 * galleryMinute },
  ),
  sampleOwn('07', 'Lovely. I bring tea and the good biscuits.', {
    time: galleryNoon - 12 * galleryMinute,
    delivery: 'delivered',
  }),
  sampleOwn('08', 'And the map, in case your phone runs out again.', {
    time: galleryNoon - 11 * galleryMinute,
    delivery: 'waiting',
    recipients: [{ name: 'Ben', step: 'waiting', carrier: null }],
  }),
];

/** A room with Ben in it, everything well, unless told otherwise. */
export function sampleRoom(changes: Partial<RoomView> = {}): RoomView {
  const { people = [sampleMe, samplePerson()], phase = 'in' } = changes;
  const [other] = people.filter(({ trust }) => trust !== 'self');
  return {
    ridHex: '0a'.repeat(16),
    name: 'Saturday walks',
    partner: phase === 'in' && people.length === 2 && other !== undefined ? other : null,
    phase,
    error: null,
    connection: sampleConnection,
    people,
    typing: [],
    telling: { read: true, typing: true },
    isMuted: false,
    messages: galleryMessages,
    backfill: null,
    earlier: 240,
    later: 0,
    unread: 0,
    mentionIds: [],
    unreadFrom: null,
    place: { to: 'newest', id: null, takesFocus: false, version: 1 },
    find: sampleFind(),
    droppedAt: null,
    pinned: null,
    composer: sampleComposer,
    admission: 'any',
    timerHours: 0,
    powers: ['invite', 'settings', 'leave'],
    isVerified: true,
    ...changes,
  };
}

/** What a newcomer sees while the history is on its way. */
export const galleryBackfill: BackfillView = {
  source: 'members',
  done: 3_200,
  total: 10_000,
  preview: [
    sampleMessage('p1', 'Then the long way, along the river?', { authorFpHex: '', authorName: '', trust: 'unverified', isUnchecked: true }),
    sampleMessage('p2', 'At nine, at the bridge.', { trust: 'unverified', isUnchecked: true }),
  ],
};

/** A room in the list. */
export function sampleSummary(changes: Partial<RoomSummary> = {}): RoomSummary {
  return {
    ridHex: '0a'.repeat(16),
    name: 'Saturday walks',
    partner: null,
    unread: 0,
    isMentioned: false,
    isMuted: false,
    online: 1,
    phase: 'in',
    ...changes,
  };
}

/** Nothing is looked for, unless told otherwise. */
export function sampleFind(changes: Partial<FindView> = {}): FindView {
  return { roomHex: '0a'.repeat(16), query: '', found: [], isBusy: false, share: null, hasMore: false, unopened: 0, ...changes };
}

export const sampleHome: HomeView = { form: 'none', isBusy: false, error: null, inviteText: '', foreignServer: null };
const galleryRooms: readonly RoomSummary[] = [
  sampleSummary({ partner: samplePerson() }),
  sampleSummary({ ridHex: '1b'.repeat(16), name: 'Kitchen table', unread: 3, isMentioned: true, online: 2 }),
  sampleSummary({ ridHex: '2c'.repeat(16), name: 'שכנים של רחוב הגפן', online: 0 }),
  sampleSummary({
    ridHex: '3d'.repeat(16),
    name: 'The very long name of a room about restoring the wooden boat',
    phase: 'asking',
    online: 0,
  }),
];

/** The open vault on the home screen, unless told otherwise. */
export function sampleMain(changes: Partial<MainState> = {}): MainState {
  return {
    screen: 'main',
    me: { name: 'Ada', fpHex: galleryFp.ada, hasPassphrase: true },
    rooms: galleryRooms,
    room: null,
    find: sampleFind({ roomHex: null }),
    home: sampleHome,
    dialog: null,
    alert: null,
    backupNotice: null,
    isOfferingNotices: false,
    isHelpKeyOn: true,
    ...changes,
  };
}

/** Some of it is used, and nothing is under way. */
export const sampleStorage: StorageDialogView = {
  dialog: 'storage',
  used: 600_000,
  limit: 5_242_880,
  disk: { used: 3_400_000, limit: 20_000_000_000 },
  backupAge: null,
  rooms: [
    {
      ridHex: '0a'.repeat(16),
      name: 'Kitchen',
      drops: [
        { keep: 1_000, count: 11_204 },
        { keep: 100, count: 12_104 },
      ],
      isAlone: false,
    },
    { ridHex: '0b'.repeat(16), name: '<b>Cellar</b>', drops: [{ keep: 100, count: 1 }], isAlone: true },
  ],
  copyMade: null,
  work: null,
  outcome: null,
  error: null,
};

/** An invite; `link` and `code` differ as on a hosted page. */
export const sampleInvite: InviteDialogView = {
  dialog: 'invite',
  hasAddress: true,
  ridHex: '0a'.repeat(16),
  link: `https://parley.example/#i=${'AQBk3vQx7rT9mZc2'.repeat(11)}`,
  code: 'AQBk3vQx7rT9mZc2'.repeat(11),
  hasToken: true,
  terms: { uses: 1, days: 7 },
  expires: galleryNoon + 2 * 24 * 60 * galleryMinute,
  open: [{ tokenHex: 'aa'.repeat(32), left: 1, uses: 1, expires: galleryNoon + 2 * 24 * 60 * galleryMinute, by: null }],
  isBusy: false,
};

export const sampleVerify: VerifyDialogView = {
  dialog: 'verify',
  fpHex: galleryFp.ben,
  name: 'Ben',
  trust: 'unverified',
  safetyNumber: '300354477692869396892869876765458257569162576843440918079131',
  emoji: { step: 'idle' },
  isLinked: true,
  code: `PARLEY1:${'A2'.repeat(26)}:${'B3'.repeat(26)}`,
  scanned: null,
};

export const sampleKnock: KnockDialogView = {
  dialog: 'knock',
  ridHex: '0a'.repeat(16),
  roomName: 'Saturday walks',
  fpHex: galleryFp.cleo,
  name: 'Cleo',
  earlierMessages: 246,
  trust: 'unverified',
  isVerified: false,
  verifiedName: null,
};

export const sampleRoomDialog: RoomDialogView = {
  dialog: 'room',
  ridHex: '0a'.repeat(16),
  name: 'Saturday walks',
  ownName: 'Ada',
  fingerprint: { number: '611634382955087078545710129308', emoji: [43, 26, 26, 62, 28, 46, 7] },
  others: [
    { fpHex: galleryFp.ben, name: 'Ben', trust: 'verified', isNamesake: false },
    { fpHex: galleryFp.cleo, name: 'Cleo', trust: 'vouched', isNamesake: false },
    { fpHex: galleryFp.dan, name: 'Dan', trust: 'unverified', isNamesake: false },
  ],
  hasChanged: false,
};

export const sampleSettings: SettingsDialogView = {
  dialog: 'settings',
  ownName: 'Ada',
  hasPassphrase: true,
  lockAfter: 15,
  appearance: { theme: 'system', textSize: 'normal' },
  preferences: { isEnterSending: true, telling: { read: true, typing: true }, isSounding: false, isHelpKeyOn: true },
  notices: { permission: 'default', level: 'off', quiet: null },
  connection: sampleConnectionSettings,
  isBusy: false,
  error: null,
  changes: 0,
};

export const sampleRemove: RemoveDialogView = { dialog: 'remove', ridHex: '0a'.repeat(16), fpHex: galleryFp.ben, name: 'Ben' };

export const sampleDeleteRoom: DeleteRoomDialogView = {
  dialog: 'delete-room',
  ridHex: '0a'.repeat(16),
  roomName: 'Saturday walks',
  isMember: true,
  isAlone: false,
};

export const sampleLeave: LeaveDialogView = {
  dialog: 'leave',
  ridHex: '0a'.repeat(16),
  roomName: 'Saturday walks',
  isFounder: true,
  isAlone: false,
};

export const sampleWipe: WipeDialogView = { dialog: 'wipe' };

/** Text that tries to be more than text. */
export const hostileTexts: readonly string[] = [
  '<img src=x onerror="globalThis.__hostile=1"><script>globalThis.__hostile=1</script>',
  'javascript:globalThis.__hostile=1 "onclick="globalThis.__hostile=1',
  '{{constructor.constructor("globalThis.__hostile=1")()}} ${globalThis.__hostile=1} {name}',
  'photo\u202Egpj.exe and \u2066isolated\u2069 and \u0000\u001B[31m',
  `Z${'\u0310\u0321\u0334'.repeat(40)}algo`,
  'W'.repeat(10_000),
  'שלום Ben (verified) עולם',
];

const galleryMarkdownRoom = sampleRoom({
  messages: [
    sampleMessage('m1', 'The **early** train, *not* the ~~7:40~~ 7:10. Run `date` if in doubt.'),
    sampleMessage(
      'm2',
      'What to bring:\n\n- a warm coat\n- **tea**, and the good biscuits\n\n1. meet at the lock\n2. walk to https://mill.example/way?to=the+old+mill',
    ),
    sampleOwn(
      'm3',
      '> The early train\n> or the late one?\n\nEarly! [The map](https://maps.example/x) says so:\n```\n07:10  platform 2\n07:44  Lock\n```\nSee you',
    ),
  ],
});

const galleryHostileRoom = sampleRoom({
  name: '<b>Room</b> \u202Eevil',
  isVerified: false,
  people: [
    sampleMe,
    samplePerson({ name: '<i>Ben</i>\u202E', trust: 'verified' }),
    samplePerson({ fpHex: galleryFp.cleo, name: 'Cleo', trust: 'vouched', admittedBy: 'Ben', isLinked: false }),
    samplePerson({ fpHex: galleryFp.dan, name: 'Dan'.repeat(30), trust: 'changed', admittedBy: 'Ben' }),
    samplePerson({ fpHex: galleryFp.eve, name: 'Eve', trust: 'unverified', isMismatched: true, admittedBy: 'Cleo', isLinked: false }),
  ],
  knocks: [{ fpHex: 'ff'.repeat(32), name: 'Fay' }],
  messages: [
    ...hostileTexts.map((text, index) =>
      sampleMessage(`h${index}`, text.slice(0, 900), {
        authorName: 'Eve',
        authorFpHex: galleryFp.eve,
        trust: 'unverified',
        time: galleryNoon + index * galleryMinute,
      }),
    ),
    sampleMessage('hx', '', { kind: 'unsupported', time: galleryNoon + 9 * galleryMinute }),
    sampleOwn('hy', 'Hm.', {
      time: galleryNoon + 10 * galleryMinute,
      delivery: 'carried',
      recipients: [
        { name: 'Ben', step: 'read', carrier: null },
        { name: 'Cleo', step: 'carried', carrier: 'Ben' },
      ],
    }),
  ],
  connection: { ...sampleConnection, linked: 2, others: 4 },
  composer: { ...sampleComposer, lock: 'unverified', unverifiedNames: ['Dan', 'Eve'] },
});

function galleryInRoom(name: string, room: Partial<RoomView>, main: Partial<MainState> = {}, press?: string): GallerySample {
  const sample = { name, state: sampleMain({ room: sampleRoom(room), ...main }) };
  return press === undefined ? sample : { ...sample, press };
}

function galleryDialog(name: string, dialog: DialogView): GallerySample {
  return galleryInRoom(name, {}, { dialog });
}

/** People and words of both directions, and names that end in what a direction would move. */
const galleryDirections: Partial<RoomView> = {
  name: 'نزهات السبت (2)',
  isVerified: false,
  people: [
    sampleMe,
    samplePerson({ name: 'Ben (2)', trust: 'verified', verifiedName: 'Ben!' }),
    samplePerson({ fpHex: galleryFp.cleo, name: 'ليلى (2)', trust: 'vouched', admittedBy: 'Ben (2)', powers: ['remove', 'promote'] }),
    samplePerson({ fpHex: galleryFp.dan, name: 'דן!', trust: 'unverified', isLinked: false, admittedBy: 'ليلى (2)' }),
  ],
  connection: { ...sampleConnection, linked: 2, others: 3 },
  messages: [
    sampleMessage('01', '', {
      kind: 'notice',
      authorName: 'Ben (2)',
      notice: { what: 'admit', subject: 'ليلى (2)', verifiedName: null },
      time: galleryNoon - 9 * galleryMinute,
    }),
    sampleMessage('02', 'مرحبًا! هل نأخذ قطار 9:15؟', {
      authorFpHex: galleryFp.cleo,
      authorName: 'ليلى (2)',
      trust: 'vouched',
      time: galleryNoon - 8 * galleryMinute,
    }),
    sampleMessage('03', 'Yes (the 9:15 one), and bring tea!', { authorName: 'Ben (2)', time: galleryNoon - 6 * galleryMinute }),
    sampleMessage('04', 'כן!', { authorFpHex: galleryFp.dan, authorName: 'דן!', trust: 'unverified', time: galleryNoon }),
    sampleOwn('05', 'See you at 9.', {
      recipients: [
        { name: 'Ben (2)', step: 'delivered', carrier: null },
        { name: 'ليلى (2)', step: 'read', carrier: null },
        { name: 'דן!', step: 'carried', carrier: 'ليلى (2)' },
      ],
    }),
  ],
  typing: ['Ben (2)', 'ليلى (2)'],
};

const galleryFirstRun = {
  screen: 'first-run',
  profile: null,
  isBusy: false,
  error: null,
  isAskingWithoutPassphrase: false,
  isFilePage: true,
  hasPendingInvite: false,
  copyMade: null,
  share: null,
} as const;
/** A vault that is locked. */
export const sampleUnlock: UnlockState = { screen: 'unlock', profile: null, idleMinutes: null, isBusy: false, error: null };
const galleryPresence: Partial<RoomView> = {
  people: [
    sampleMe,
    samplePerson(),
    samplePerson({ fpHex: galleryFp.cleo, name: 'Cleo', presence: 'away', heldUp: 'rate' }),
    samplePerson({ fpHex: galleryFp.dan, name: 'Dan', isLinked: false, presence: 'elsewhere', heldUp: 'full' }),
    samplePerson({ fpHex: galleryFp.eve, name: 'Eve', isLinked: false, lastSeen: galleryNoon - 1500 * galleryMinute }),
    samplePerson({ fpHex: 'ff'.repeat(32), name: 'Fay', trust: 'vouched', isLinked: false }),
  ],
  connection: { ...sampleConnection, linked: 2, others: 5 },
  telling: { read: false, typing: true },
};
const galleryLocked: Partial<RoomView> = {
  isVerified: false,
  people: [sampleMe, samplePerson({ trust: 'unverified' })],
  composer: { ...sampleComposer, lock: 'unverified', unverifiedNames: ['Ben'] },
  messages: galleryMessages.slice(0, 2),
  earlier: 0,
};

const galleryAdmin: readonly MemberView[] = [
  sampleMe,
  samplePerson({ role: 'admin', powers: ['remove', 'demote'] }),
  samplePerson({
    fpHex: galleryFp.cleo,
    name: 'Cleo',
    trust: 'vouched',
    admittedBy: 'Ben',
    isLinked: false,
    powers: ['remove', 'promote'],
  }),
  samplePerson({ fpHex: galleryFp.dan, name: 'Dan'.repeat(20), trust: 'unverified', powers: ['remove', 'promote'] }),
];

/** Every screen and dialog, in the states worth looking at. */
export const gallery: readonly GallerySample[] = [
  { name: 'loading', state: { screen: 'loading' } },
  { name: 'fatal', state: { screen: 'fatal', error: 'peerjs-missing' } },
  { name: 'elsewhere', state: { screen: 'elsewhere' } },
  { name: 'self-test-running', state: sampleSelfTest({ cryptography: 'passed', protocol: 'running' }) },
  { name: 'self-test-passed', state: sampleSelfTest({}, 'passed') },
  { name: 'self-test-failed', state: sampleSelfTest({ storage: 'failed', webrtc: 'failed' }, 'passed') },
  { name: 'first-run', state: galleryFirstRun },
  { name: 'first-run-asking', state: { ...galleryFirstRun, isAskingWithoutPassphrase: true, hasPendingInvite: true } },
  { name: 'first-run-profile', state: { ...galleryFirstRun, profile: 'work' } },
  { name: 'profiles', state: { screen: 'profiles', names: ['default', 'Zoë', 'work-2'], error: null } },
  { name: 'profiles-wrong', state: { screen: 'profiles', names: ['default', 'n'.repeat(40)], error: 'profile-invalid' } },
  { name: 'unlock', state: sampleUnlock },
  { name: 'unlock-wrong', state: { ...sampleUnlock, error: 'passphrase-wrong' } },
  { name: 'unlock-idle', state: { ...sampleUnlock, profile: 'work', idleMinutes: 15 } },
  { name: 'unlock-wipe', state: { ...sampleUnlock, dialog: sampleWipe } },
  { name: 'wipe', state: { screen: 'wipe', error: null } },
  { name: 'wipe-left', state: { screen: 'wipe', error: 'wipe-blocked' } },
  { name: 'fatal-damaged', state: { screen: 'fatal', error: 'vault-damaged' } },
  { name: 'home', state: sampleMain() },
  { name: 'home-empty', state: sampleMain({ rooms: [], me: { name: 'Ada', fpHex: galleryFp.ada, hasPassphrase: false } }) },
  { name: 'home-new-room', state: sampleMain({ home: { ...sampleHome, form: 'new-room' } }) },
  {
    name: 'home-join',
    state: sampleMain({ home: { ...sampleHome, form: 'join', inviteText: sampleInvite.code.slice(0, 60), error: 'invite-malformed' } }),
  },
  {
    name: 'home-join-server',
    state: sampleMain({ home: { ...sampleHome, form: 'join', inviteText: sampleInvite.code, foreignServer: 'meet.example:9000' } }),
  },
  galleryInRoom('room', {}),
  galleryInRoom('room-people', {}, {}, 'People'),
  galleryInRoom('room-directions', galleryDirections),
  galleryInRoom('room-directions-people', galleryDirections, {}, 'People'),
  galleryInRoom('room-backfill', {
    phase: 'syncing',
    messages: [],
    earlier: 0,
    backfill: galleryBackfill,
    composer: { ...sampleComposer, lock: 'not-in' },
  }),
  galleryInRoom('room-presence', galleryPresence, {}, 'People'),
  galleryInRoom('room-writing', { ...galleryPresence, typing: ['Ben', '<i>Cleo</i>\u202E'] }),
  galleryInRoom('room-three', {
    people: [
      sampleMe,
      samplePerson({ verifiedName: 'Benjamin' }),
      samplePerson({ fpHex: galleryFp.cleo, name: 'Cleo', trust: 'vouched', admittedBy: 'Benjamin' }),
      samplePerson({ fpHex: galleryFp.dan, name: 'Dan', trust: 'unverified', admittedBy: 'Cleo', isLinked: false }),
    ],
    isVerified: false,
  }),
  galleryInRoom('room-people-admin', { people: galleryAdmin }, {}, 'People'),
  galleryInRoom(
    'room-people-member',
    { people: galleryAdmin.map((person) => ({ ...person, powers: [] })), admission: 'admins', powers: ['leave'] },
    {},
    'People',
  ),
  galleryInRoom('room-leaving', {
    phase: 'leaving',
    powers: [],
    people: [samplePerson({ isLinked: false })],
    connection: { ...sampleConnection, linked: 0 },
    composer: { ...sampleComposer, lock: 'not-in' },
  }),
  galleryInRoom('room-left', { phase: 'left', powers: [], people: [samplePerson()], composer: { ...sampleComposer, lock: 'not-in' } }),
  galleryInRoom('room-locked', galleryLocked),
  galleryInRoom('room-empty', {
    people: [sampleMe],
    messages: galleryMessages.slice(0, 1),
    earlier: 0,
    connection: { ...sampleConnection, linked: 0, others: 0 },
  }),
  galleryInRoom('room-offline', {
    connection: {
      signalling: 'offline',
      retryInSeconds: 12,
      linked: 0,
      others: 1,
      isReached: false,
      isDialling: false,
      hasNoWay: false,
      warning: null,
    },
    people: [sampleMe, samplePerson({ isLinked: false })],
  }),
  galleryInRoom('room-tampered', {
    connection: { ...sampleConnection, linked: 0, warning: 'handshake-failed' },
    people: [sampleMe, samplePerson({ isLinked: false })],
  }),
  galleryInRoom('room-asking', {
    phase: 'asking',
    messages: [],
    earlier: 0,
    isVerified: false,
    people: [sampleMe, samplePerson({ trust: 'invited', admittedBy: null })],
    composer: { ...sampleComposer, lock: 'not-in' },
  }),
  galleryInRoom('room-opening', {
    phase: 'opening',
    messages: [],
    earlier: 0,
    isVerified: false,
    people: [],
    powers: [],
    connection: { ...sampleConnection, linked: 0, others: 0 },
    backfill: { ...galleryBackfill, source: 'device', done: 24_000, total: 100_004 },
    composer: { ...sampleComposer, lock: 'not-in' },
  }),
  galleryInRoom('room-refused', {
    phase: 'refused',
    error: 'knock-refused',
    messages: [],
    earlier: 0,
    people: [sampleMe],
    connection: { ...sampleConnection, linked: 0, others: 0 },
    composer: { ...sampleComposer, lock: 'not-in' },
  }),
  galleryInRoom('room-dropped', {
    earlier: 0,
    droppedAt: galleryNoon - 86_400_000,
    messages: [sampleMessage('old', '', { kind: 'missing', time: galleryNoon - 50 * galleryMinute }), ...galleryMessages.slice(-2)],
  }),
  { name: 'room-markdown', state: sampleMain({ room: galleryMarkdownRoom }) },
  { name: 'room-hostile', state: sampleMain({ room: galleryHostileRoom, alert: { id: 1, error: 'storage-full', subject: '' } }) },
  { name: 'room-damaged', state: sampleMain({ room: sampleRoom(), alert: { id: 1, error: 'history-damaged', subject: 'Kitchen' } }) },
  { name: 'room-mended', state: sampleMain({ room: sampleRoom(), alert: { id: 1, error: 'history-mended', subject: 'Kitchen' } }) },
  { name: 'room-hostile-people', state: sampleMain({ room: galleryHostileRoom }), press: 'People' },
  galleryInRoom('room-long-draft', { composer: { ...sampleComposer, draft: 'a long letter '.repeat(880), error: 'storage-full' } }),
  galleryDialog('dialog-invite', sampleInvite),
  galleryDialog('dialog-invite-file', { ...sampleInvite, hasAddress: false, link: sampleInvite.code, hasToken: false, expires: null }),
  galleryDialog('dialog-invite-many', {
    ...sampleInvite,
    terms: { uses: 25, days: 30 },
    open: [
      { tokenHex: 'aa'.repeat(32), left: 25, uses: 25, expires: galleryNoon + 30 * 24 * 60 * galleryMinute, by: null },
      { tokenHex: 'bb'.repeat(32), left: 1, uses: 5, expires: galleryNoon + 24 * 60 * galleryMinute, by: 'Ben' },
    ],
  }),
  galleryDialog('dialog-settings', sampleSettings),
  galleryDialog('dialog-settings-wrong', { ...sampleSettings, error: 'passphrase-wrong' }),
  galleryDialog('dialog-settings-done', { ...sampleSettings, changes: 1, lockAfter: null }),
  galleryDialog('dialog-settings-device', { ...sampleSettings, hasPassphrase: false }),
  { name: 'dialog-settings-connection', state: galleryDialog('', sampleSettings).state, press: 'Connection' },
  {
    name: 'dialog-settings-servers',
    state: galleryDialog('', { ...sampleSettings, connection: sampleOwnServers }).state,
    press: 'Connection',
  },
  galleryDialog('dialog-doctor', sampleDoctor),
  galleryDialog('dialog-doctor-alone', sampleDoctorAlone),
  galleryDialog('dialog-storage', sampleStorage),
  { name: 'dialog-storage-form', state: galleryDialog('', sampleStorage).state, press: 'Back up this room' },
  { name: 'dialog-storage-export', state: galleryDialog('', sampleStorage).state, press: 'Export as text' },
  { name: 'dialog-storage-drop', state: galleryDialog('', sampleStorage).state, press: 'Drop old messages…' },
  galleryDialog('dialog-storage-work', { ...sampleStorage, work: { what: 'import', share: 0.42 } }),
  galleryDialog('dialog-storage-done', {
    ...sampleStorage,
    backupAge: 12,
    outcome: { what: 'imported', entries: 1204, rooms: 2, refused: 1, refusedIn: ['Kitchen'], dropped: 4, notVerified: ['Ben'] },
  }),
  galleryDialog('dialog-storage-copy', { ...sampleStorage, copyMade: galleryNoon, error: 'backup-passphrase' }),
  { name: 'home-backup-notice', state: sampleMain({ backupNotice: { reason: 'none', isFilePage: true } }) },
  { name: 'first-run-backup', state: galleryFirstRun, press: 'Open a backup' },
  { name: 'first-run-copy', state: { ...galleryFirstRun, copyMade: galleryNoon } },
  { name: 'first-run-copy-busy', state: { ...galleryFirstRun, copyMade: galleryNoon, isBusy: true, share: 0.3 } },
  galleryDialog('dialog-remove', sampleRemove),
  galleryDialog('dialog-leave', sampleLeave),
  galleryDialog('dialog-delete-room', sampleDeleteRoom),
  galleryDialog('dialog-wipe', sampleWipe),
  galleryDialog('dialog-verify', sampleVerify),
  galleryDialog('dialog-verify-emoji', { ...sampleVerify, emoji: { step: 'comparing', indices: [11, 54, 20, 57, 13, 41, 36] } }),
  galleryDialog('dialog-verify-scanned', { ...sampleVerify, scanned: 'match' }),
  galleryDialog('dialog-verify-not-me', { ...sampleVerify, scanned: 'not-me' }),
  galleryDialog('dialog-verify-done', { ...sampleVerify, trust: 'verified' }),
  galleryDialog('dialog-verify-changed', {
    ...sampleVerify,
    trust: 'changed',
    isLinked: false,
    emoji: { step: 'failed', error: 'sas-too-soon', retryAt: galleryNoon },
  }),
  galleryDialog('dialog-room', sampleRoomDialog),
  galleryDialog('dialog-room-changed', {
    ...sampleRoomDialog,
    hasChanged: true,
    others: [
      ...sampleRoomDialog.others,
      { fpHex: galleryFp.eve, name: 'Ben', trust: 'changed', isNamesake: true },
      { fpHex: 'ef'.repeat(32), name: 'Fay'.repeat(20), trust: 'forked', isNamesake: false },
    ],
  }),
  galleryDialog('dialog-knock', sampleKnock),
  galleryDialog('dialog-knock-verified', { ...sampleKnock, trust: 'verified', isVerified: true, verifiedName: 'Cleo' }),
  galleryDialog('dialog-knock-changed', { ...sampleKnock, trust: 'changed' }),
  ...preferenceGallery(sampleMain, sampleRoom(), sampleSettings, sampleUnlock),
  ...longRoomGallery({ main: sampleMain, room: sampleRoom, theirs: sampleMessage, own: sampleOwn, find: sampleFind }),
  ...galleryOfMessages<GallerySample>({
    theirs: sampleMessage,
    own: sampleOwn,
    composer: sampleComposer,
    inRoom: (name, room, press) => galleryInRoom(name, room, {}, press),
    typing: (name, typed, room) => ({ ...galleryInRoom(name, room), typed }),
    samplePerson,
    dialog: galleryDialog,
  }),
];

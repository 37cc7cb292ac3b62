/**
 * English words outside rooms: starting, first run, unlocking, the list of rooms, home.
 */
import type { Phrase } from './phrase.js';

/** Part of the English catalogue. */
export const englishStart = {
  'app.name': 'Parley',
  'app.promise': 'A private conversation in one file.',
  'app.title-room': '{room} – Parley',
  'app.title-unread': '({count}) {title}',
  'loading.text': 'Starting Parley…',
  'fatal.heading': 'Parley did not start',
  'fatal.retry': 'Try again',
  'elsewhere.heading': 'Parley is open in another tab',
  'elsewhere.text': 'Only one tab at a time may write down your messages, so that none is lost. Go on in the other tab, or move here.',
  'elsewhere.take-over': 'Use Parley here',

  'first.heading': 'Welcome',
  'first.lead': 'Talk with the people you choose, straight from browser to browser. No account, no server that keeps your words.',
  'first.point-sealed': 'Sealed on your side, opened on theirs.',
  'first.point-kept': 'Your history stays in this browser, encrypted.',
  'first.point-checked': 'You make sure once, with seven little pictures, that your friends are who they say.',
  'first.name': 'Your name',
  'first.name-hint': 'What the others see.',
  'first.passphrase': 'Passphrase',
  'first.passphrase-hint':
    'Locks what is stored on this device. A few unrelated words are good. Nobody can reset it, so keep it somewhere safe.',
  'first.start': 'Start',
  'first.busy': 'Making your keys…',
  'first.pending-invite': 'You came with an invite. It is kept, and offered as soon as you have started.',
  'first.without-heading': 'Really without one?',
  'first.without': 'Then this browser alone keeps the key: whoever can use this browser can read your messages.',
  'first.without-file':
    'This page was opened from a file. In some browsers any other page opened from a file could then use your key, too, so it matters more here.',
  'first.continue': 'Continue without a passphrase',

  'unlock.heading': 'Welcome back',
  'unlock.text': 'Your messages are sealed. The passphrase opens them.',
  'unlock.passphrase': 'Passphrase',
  'unlock.button': 'Unlock',
  'unlock.busy': 'Opening…',

  'rooms.heading': 'Rooms',
  'rooms.home': 'Home',
  'rooms.none': 'No rooms yet. They appear here once you start or join one.',
  'rooms.unread': { one: '{count} unread', other: '{count} unread' },
  'rooms.online': { one: '{count} connected', other: '{count} connected' },
  'rooms.quiet': 'Nobody connected',
  'rooms.entering': 'Looking for the room…',
  'rooms.asking': 'Waiting to be let in',
  'rooms.syncing': 'Fetching the history…',
  'rooms.refused': 'Not let in',
  'rooms.removed': 'You were removed',
  'rooms.broken': 'Stopped',
  'rooms.lock': 'Lock Parley',
  'rooms.me': 'You are {name}',
  'rooms.no-passphrase': 'No passphrase: whoever uses this browser can open Parley.',

  'home.greeting': 'Hello, {name}',
  'home.lead': 'Start a room and invite someone, or join one you were invited to.',
  'home.new-room': 'New room',
  'home.new-room-hint': 'You found it and decide whom to invite.',
  'home.join': 'Join with an invite',
  'home.join-hint': 'Someone sent you a link or a code.',
  'home.room-name': 'Room name',
  'home.room-name-hint': 'Everyone in the room sees it, and so does whoever holds an invite.',
  'home.create': 'Create room',
  'home.creating': 'Creating…',
  'home.invite': 'Invite link or code',
  'home.invite-hint': 'Paste all of it. It is read here and sent nowhere.',
  'home.join-button': 'Join',
  'home.joining': 'Joining…',
  'home.back': 'Back',
  'home.server-heading': 'This room meets somewhere else',
  'home.server':
    'The invite asks you to use the meeting point {server}. Whoever runs it learns your internet address and when you are online, not what you write. Press “Join” again to agree.',
} as const satisfies Readonly<Record<string, Phrase>>;

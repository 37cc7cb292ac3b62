/**
 * English words outside rooms: starting, first run, unlocking, the list of rooms, home.
 */
import type { Phrase } from './phrase.js';

/** Part of the English catalogue. */
export const englishStart = {
  'app.name': 'Parley',
  'app.promise': 'A private conversation in one file.',
  'app.title-unread': '({count}) Parley',
  'loading.text': 'Starting Parley…',
  'fatal.heading': 'Parley did not start',
  'fatal.button': 'Try again',
  'elsewhere.heading': 'Parley is open in another tab',
  'elsewhere.text': 'Only one tab at a time may keep your messages. Go on there, or move here.',
  'elsewhere.button': 'Use Parley here',

  'first.lead': 'Talk with the people you choose, from browser to browser. No account, no server that keeps your words.',
  'first.point-sealed': 'Sealed on your side, opened on theirs.',
  'first.point-kept': 'Your history stays in this browser, encrypted.',
  'first.point-checked': 'You make sure once, with seven pictures, that your friends are who they say.',
  'first.name': 'Your name',
  'first.name-hint': 'What the others see.',
  'first.passphrase': 'Passphrase',
  'first.passphrase-hint': 'Locks what is stored on this device. A few unrelated words are good. Nobody can reset it.',
  'first.start': 'Start',
  'first.busy': 'Making your keys…',
  'first.pending-invite': 'Your invite is kept, and offered as soon as you have started.',
  'first.without-heading': 'Really without one?',
  'first.without': 'Then whoever can use this browser can read your messages.',
  'first.without-file': 'This page was opened from a file. In some browsers any other page opened from a file could read them, too.',
  'first.continue': 'Continue without a passphrase',

  'unlock.heading': 'Welcome back',
  'unlock.text': 'Your messages are sealed. The passphrase opens them.',
  'unlock.passphrase': 'Passphrase',
  'unlock.button': 'Unlock',
  'unlock.busy': 'Opening…',

  'rooms.heading': 'Rooms',
  'rooms.home': 'Home',
  'rooms.none': 'No rooms yet.',
  'rooms.unread': '{count} unread',
  'rooms.online': '{count} connected',
  'rooms.quiet': 'Nobody connected',
  'rooms.lock': 'Lock Parley',
  'rooms.me': 'You are {name}',
  'rooms.no-passphrase': 'No passphrase: whoever uses this browser can open Parley.',

  'home.greeting': 'Hello, {name}',
  'home.lead': 'Start a room and invite someone, or join one you were invited to.',
  'home.new-room': 'New room',
  'home.new-room-hint': 'You decide whom to invite.',
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
    'The invite asks you to use the meeting point {server}. Whoever runs it learns the internet addresses of all who meet there, and when. Press “Join” again to agree.',
} as const satisfies Readonly<Record<string, Phrase>>;

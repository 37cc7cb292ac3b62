/**
 * English words of the dialogs and of the alert.
 */
import type { Phrase } from './phrase.js';

/** Part of the English catalogue. */
export const englishDialogs = {
  'dialog.close': 'Close',

  'invite.heading': 'Invite',
  'invite.lead': 'Send one of these to the person you want here.',
  'invite.link': 'Invite link',
  'invite.code': 'Invite code',
  'invite.same': 'Parley was opened from a file, which has no address to share: both boxes hold the code.',
  'invite.copy-link': 'Copy link',
  'invite.copy-code': 'Copy code',
  'invite.copied-link': 'Link copied.',
  'invite.copied-code': 'Code copied.',
  'invite.copy-failed': 'It could not be copied. It is marked: press Ctrl and C, or Command and C.',
  'invite.qr': 'Show the link as a QR code',
  'invite.qr-picture': 'QR code of the invite link',
  'invite.qr-hint': 'Whoever photographs it holds the invite, as with the link.',
  'invite.token': 'Let people in without asking',
  'invite.token-hint': 'For whoever is first. You can withdraw it here at any time.',
  'invite.expires': 'Works once, until {date}.',
  'invite.expires-many': 'Works for {count} people, until {date}.',
  'invite.uses': 'For how many people',
  'invite.days': 'For how long',
  'invite.days-1': 'A day',
  'invite.days-7': 'A week',
  'invite.days-30': 'A month',
  'invite.open-heading': 'Invites that are open',
  'invite.open': { one: 'Lets {count} more person in, until {date}.', other: 'Lets {count} more people in, until {date}.' },
  'invite.open-by': {
    one: 'Of {name}: lets {count} more person in, until {date}.',
    other: 'Of {name}: lets {count} more people in, until {date}.',
  },
  'invite.withdraw': 'Withdraw',
  'invite.busy': 'Making the invite…',
  'invite.gives-heading': 'What an invite gives away',
  'invite.gives':
    'Whoever has it learns the name of the room and who invited, can tell when someone is online, and can knock. It lets nobody read anything.',
  'invite.gives-token':
    'Whoever uses it first comes in without being asked and can read what was said before. Send it where nobody else reads along.',
  'invite.gives-token-many':
    'Whoever has it, as long as it works, comes in without being asked and can read what was said before. Send it where nobody else reads along.',

  'verify.heading': 'Verify {name}',
  'verify.lead': 'Ring each other, or sit together, and compare one of the three below. Do not compare in this chat.',
  'verify.emoji': 'Emoji',
  'verify.emoji-idle': 'If nobody is in between, you both see the same seven pictures.',
  'verify.start-idle': 'Compare emoji',
  'verify.emoji-offered': 'The other side has begun to compare.',
  'verify.start-offered': 'Show my emoji',
  'verify.emoji-waiting': 'Waiting for the other side. Ask them to open this window, too.',
  'verify.emoji-comparing': 'Read them to each other, in this order.',
  'verify.start-failed': 'Compare emoji again',
  'verify.emoji-away': 'You have to be connected for this.',
  'verify.retry-at': 'You can try again at {time}.',
  'verify.number': 'Safety number',
  'verify.number-hint': 'Works also while one of you is offline. Every digit has to be the same.',
  'verify.number-busy': 'Working it out…',
  'verify.code': 'QR code',
  'verify.code-picture': 'QR code for {name} to scan',
  'verify.code-hint': 'Sitting together? Let {name} scan this, or scan the code on their screen.',
  'verify.code-only': 'Sitting together? {name} can scan this with the camera of their device.',
  'verify.scan': 'Scan the code of {name}',
  'verify.scan-stop': 'Stop the camera',
  'verify.scan-hint': 'Hold their screen before the camera. No picture leaves this page.',
  'verify.camera': 'What the camera sees',
  'verify.camera-refused':
    'The browser does not let Parley use the camera. Allow it in the settings of the browser, or compare the pictures or the number.',
  'verify.camera-failed': 'The camera cannot be used now. Compare the pictures or the number.',
  'verify.scanned-match':
    'The code matches: it is the key of {name} that you have here, and they have yours. If it was their screen, press “They match”.',
  'verify.scanned-not-me':
    "This is the key of {name}, but the code is about somebody else. Have them open “Verify” for you and scan again. If it stays so, press “They don't match”.",
  'verify.scanned-not-them':
    "This is not the key that you have here under the name {name}. If it was their screen, and they opened “Verify” for you, press “They don't match”.",
  'verify.scanned-no-code': 'That is no code for verifying. They find theirs under “Verify”, with your name.',
  'verify.meaning': 'A match means that nobody sits between you. Parley tells you if this key ever changes.',
  'verify.no-meaning': 'If it does not match, say so here, and write nothing private.',
  'verify.match': 'They match',
  'verify.no-match': "They don't match",
  'verify.done': 'You verified {name}.',
  'verify.changed':
    'The {name} you compared with has another key. That happens when they have a new device, and when someone pretends to be them.',
  'verify.forked':
    '{name} signed histories that contradict each other. Their device may have been copied. Ask them before you compare again.',

  'compare-room.heading': 'Compare the whole room',
  'compare-room.hint': 'Verify everyone who sits with you, or is in one call with you, at once.',
  'compare-room.lead':
    'Sit together, or be in a call where you know every voice. Take turns to read this out, or hold up all your screens. Do not compare in this chat.',
  'compare-room.number': 'Room number',
  'compare-room.all-of-it': 'It counts only as a whole: every picture and every digit. A part of it can be made to look the same.',
  'compare-room.who': 'Who is comparing with you?',
  'compare-room.who-hint':
    'You are {name} here. Let everyone say what they are called here, and tick only those who are with you and said so.',
  'compare-room.namesake': 'Someone else here has the same name. Verify them alone.',
  'compare-room.changed': 'Someone came, left, or took another name meanwhile. Nobody was verified. Compare again from the beginning.',
  'compare-room.meaning':
    'A match means that all of you have the same list of keys, so nobody you tick has another key than the one here. It says nothing of those you do not tick.',
  'compare-room.no-meaning': 'If it does not match, say so here. Nobody is marked; Parley tells you what to do.',

  'emoji.names':
    'Dog, Cat, Lion, Horse, Unicorn, Pig, Elephant, Rabbit, Panda, Rooster, Penguin, Turtle, Fish, Octopus, Butterfly, Flower, ' +
    'Tree, Cactus, Mushroom, Globe, Moon, Cloud, Fire, Banana, Apple, Strawberry, Corn, Pizza, Cake, Heart, Smiley, Robot, ' +
    'Hat, Glasses, Spanner, Santa, Thumbs up, Umbrella, Hourglass, Clock, Gift, Light bulb, Book, Pencil, Paperclip, Scissors, Lock, Key, ' +
    'Hammer, Telephone, Flag, Train, Bicycle, Aeroplane, Rocket, Trophy, Ball, Guitar, Trumpet, Bell, Anchor, Headphones, Folder, Pin',

  'remove.heading': 'Remove {name}',
  'remove.lead': 'From now on {name} gets nothing that is written here, and nobody here links with them.',
  'remove.keeps': 'What they have they keep. Nothing gets it back.',
  'remove.sees': 'They know where this room meets, so they can still see when people here are online.',
  'remove.knocks': 'They still hold an invite, so they can knock under another name. Let in only whom you have compared with.',
  'remove.yes': 'Remove',

  'leave.heading': 'Leave this room',
  'leave.lead': 'You get nothing more of what is written in {room}, and cannot write in it.',
  'leave.keeps': 'What you have of it stays readable here. What you wrote stays with the others.',
  'leave.told': 'The others learn of it as soon as one of them is online.',
  'leave.back': 'This copy of Parley cannot enter it again.',
  'leave.founder':
    'You founded this room. Once you are gone, nobody can remove whoever came in right after you, and if there is no admin, nobody can ever remove anyone or make an admin.',
  'leave.yes': 'Leave',

  'delete-room.heading': 'Delete this room here',
  'delete-room.lead': 'All of {room} goes from this device: what was written, who is in it, and how to find it.',
  'delete-room.others': 'What the others have they keep. Nobody is told.',
  'delete-room.member': 'You are still in it for the others. To go for good, leave it first.',
  'delete-room.alone': 'Nobody else is in it: what was written exists nowhere else.',
  'delete-room.back': 'Nothing brings it back but a backup, or the others if you are invited again.',
  'delete-room.yes': 'Delete the room here',

  'knock.heading': '{name} wants to join',
  'knock.lead': 'They hold an invite to {room}. Anyone can use any name: make sure that it is who you think.',
  'knock.earlier': {
    one: 'They will be able to read {count} earlier message.',
    other: 'They will be able to read {count} earlier messages.',
  },
  'knock.earlier-none': 'There are no earlier messages.',
  'knock.verified': 'You compared with them, and it matched.',
  'knock.verified-as': 'You compared with them when they were called {name}, and it matched.',
  'knock.changed': 'This is not the {name} you compared with: the key is another one. Someone may be pretending to be them.',
  'knock.forked': '{name} signed histories that contradict each other. Their device may have been copied. Ask them before you let them in.',
  'knock.verify': 'Verify',
  'knock.admit': 'Admit',
  'knock.admit-unverified': 'Admit without verifying',
  'knock.refuse': 'Refuse',

  'alert.dismiss': 'Dismiss',
  'alert.subject': '{name}: {sentence}',
} as const satisfies Readonly<Record<string, Phrase>>;

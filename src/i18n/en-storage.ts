/**
 * English words about storage, backups, copies and rooms written out.
 */
import type { Phrase } from './phrase.js';

/** Part of the English catalogue. */
export const englishStorage = {
  'storage.open': 'Storage and backup',
  'storage.space': 'Space',
  'storage.used': '{percent} of what this browser keeps for quick access is used: {used} of {limit}.',
  'storage.disk': 'On disk, all stores together: about {used} of {limit}.',
  'storage.megabytes': '{size} MB',
  'storage.gigabytes': '{size} GB',
  'storage.backup': 'Backup',
  'storage.never': 'No backup yet.',
  'storage.today': 'Last backup: today.',
  'storage.ago': { one: 'Last backup: {count} day ago.', other: 'Last backup: {count} days ago.' },
  'storage.why':
    'Your history is in this browser and nowhere else of yours. A backup is one sealed file: who you are, your rooms, and all that was said. Keep it where you keep things that matter.',
  'storage.back-up': 'Back up everything',
  'storage.back-up-room': 'Back up this room',
  'storage.save-copy': 'Save my copy',
  'storage.open-backup': 'Open a backup',
  'storage.export': 'Export as text',
  'storage.drop-old': 'Drop old messages…',
  'storage.room': 'Which room',
  'storage.format': 'Format',
  'storage.format-html': 'Web page',
  'storage.format-json': 'JSON',
  'storage.format-markdown': 'Markdown',
  'storage.passphrase': 'Passphrase for the file',
  'storage.passphrase-hint': 'It may be the one you unlock Parley with. Without it nobody can open the file, you neither.',
  'storage.again': 'The same passphrase again',
  'storage.differs': 'The two passphrases differ.',
  'storage.missing': 'Type a passphrase for the file.',
  'storage.no-file': 'Choose a backup file.',
  'storage.copy-hint':
    'One web page that is Parley and holds your sealed history. Opened in any browser, it asks for the passphrase and goes on from there.',
  'storage.import-hint': 'What is missing here is added; what is here stays. It has to be a backup of your own.',
  'storage.file': 'Backup file',
  'storage.file-passphrase': 'Passphrase of the backup',
  'storage.plain':
    'The file will not be encrypted: whoever gets hold of it can read all of it. Everyone in the room trusted you with what they wrote.',
  'storage.keep': 'What stays',
  'storage.keep-newest': 'The newest {count}',
  'storage.drops': {
    one: '{count} message goes from this device, and only from this one.',
    other: '{count} messages go from this device, and only from this one.',
  },
  'storage.drop-others':
    'The others keep theirs. This cannot be undone unless somebody in the room, or a backup, still has them: back up this room first, and you can always have them back.',
  'storage.drop-alone':
    'Nobody else is in this room. This cannot be undone unless a backup has them: back up this room first, and you can always have them back.',
  'storage.drop-stays':
    'What you have not read stays, and so does what somebody in the room has not received from you. Who is in the room stays known, and what stays of the rest is too little to read.',
  'storage.do-drop': 'Drop old messages',
  'storage.do-backup': 'Make the backup',
  'storage.do-copy': 'Make the copy',
  'storage.do-import': 'Take it in',
  'storage.do-export': 'Export without encryption',
  'storage.busy-backup': 'Making the backup…',
  'storage.busy-copy': 'Making the copy…',
  'storage.busy-text': 'Writing it out…',
  'storage.busy-import': 'Taking the backup in. Your rooms are closed meanwhile…',
  'storage.busy-drop': 'Dropping old messages…',
  'storage.cancel': 'Cancel',
  'storage.dropped': {
    one: '{count} message was dropped from this device.',
    other: '{count} messages were dropped from this device.',
  },
  'storage.stays-dropped': {
    one: '{count} message in it was dropped here and stays so. To have it back, press “Get them back” at the top of the room’s messages, then open the backup again.',
    other:
      '{count} messages in it were dropped here and stay so. To have them back, press “Get them back” at the top of the room’s messages, then open the backup again.',
  },
  'storage.saved': 'Made: {file}. Your browser puts it where it puts downloads, or asks you.',
  'storage.saved-plain': 'Made: {file}. It is not encrypted.',
  'storage.nothing-new': 'Everything in that backup is here already.',
  'storage.imported': { one: '{count} entry was added.', other: '{count} entries were added.' },
  'storage.imported-rooms': { one: '{count} room is new here.', other: '{count} rooms are new here.' },
  'storage.refused': {
    one: '{count} item in it could not be verified and was left out, in {names}.',
    other: '{count} items in it could not be verified and were left out, in {names}.',
  },
  'storage.not-verified': 'Not taken over, since somebody else is verified here under the same name: {names}. Compare with them again.',
  'storage.copy': 'This page carries a sealed copy, made on {date}.',
  'storage.copy-merge': 'Open it to add what is missing here.',

  'restore.open': 'Open a backup',
  'restore.instead': 'Begin without it',
  'restore.heading': 'Open a backup',
  'restore.copy-heading': 'This is a sealed copy of somebody’s Parley',
  'restore.copy': 'It was made on {date}. Its passphrase opens it here, in this browser.',
  'restore.lead': 'It brings who you are, your rooms and your history to this browser.',
  'restore.new': 'Another passphrase for this browser',
  'restore.new-hint': 'Left empty, that of the backup locks Parley here, too.',
  'restore.button': 'Open it',
  'restore.busy': 'Opening and checking every entry…',
  'restore.note': 'Where Parley was used with it before, both go on side by side, as two devices of yours.',

  'notice-backup.none': 'You have no backup yet.',
  'notice-backup.old': 'Your last backup is more than a month old.',
  'notice-backup.file':
    'Firefox ties what is kept here to where this file lies: once it is moved or renamed, Parley begins empty. Other browsers lose it when their data is cleared.',
  'notice-backup.safari': 'Safari deletes what a page keeps when it was not visited for seven days.',
  'notice-backup.browser': 'When this browser’s data is cleared, or its profile is lost, so is your history.',
  'notice-backup.open': 'Back up now',
  'notice-backup.later': 'Not now',

  'export.plain': 'This file is not encrypted.',
  'export.made': 'Written out by Parley on {date}',
  'export.me': '{name} (you)',
} as const satisfies Readonly<Record<string, Phrase>>;

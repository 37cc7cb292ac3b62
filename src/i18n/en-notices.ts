/**
 * English words of being told of messages: what the browser says outside of the page, and what can be chosen about it.
 */
import type { Phrase } from './phrase.js';

/** Part of the English catalogue. */
export const englishNotices = {
  'notify.plain': 'New message',
  'notify.title': '{author} in {room}',

  'settings.notices': 'Notices',
  'notices.level': 'When a message comes that is not on screen',
  'notices.off': 'Tell me nothing outside of this page',
  'notices.plain': 'Tell me that there is one',
  'notices.full': 'Tell me who wrote, in which room, and what',
  'notices.full-hint': 'Whoever sees your screen can read that, and your system may keep it.',
  'notices.default': 'Your browser will ask you once whether Parley may.',
  'notices.denied':
    'This browser refuses: notifications are blocked for this page. Allow them in the browser’s settings for this page, then choose here again.',
  'notices.unsupported':
    'This browser has no notifications for a page that was opened like this one. The title of the tab counts what is unread.',
  'notices.sound': 'Play a short tone',
  'notices.sound-hint': 'Heard only once you have used the page since it was opened.',
  'notices.quiet': 'Do not disturb',
  'notices.quiet-lead': 'No notifications and no tones; what is unread is counted all the same.',
  'notices.quiet-hour': 'For an hour',
  'notices.quiet-tomorrow': 'Until tomorrow',
  'notices.quiet-on': 'Until I turn it off',
  'notices.is-quiet': 'Nothing disturbs you until you turn it off.',
  'notices.is-quiet-until': 'Nothing disturbs you until {moment}.',
  'notices.quiet-end': 'Turn it off',
  'notices.muted': 'Muted',

  'options.mute-heading': 'This room',
  'options.mute': 'Mute it',
  'options.mute-hint':
    'It tells you nothing outside of this page, unless a message mentions you; and the title of the tab does not count it.',

  'offer.heading': 'Messages came while you looked elsewhere.',
  'offer.text': 'Do you want to be told? Only that there is one, not from whom.',
  'offer.yes': 'Tell me',
  'offer.no': 'No',
} as const satisfies Readonly<Record<string, Phrase>>;

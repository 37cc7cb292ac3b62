/**
 * English words of what can be done with a message.
 */
import type { Phrase } from './phrase.js';

/** Part of the English catalogue. */
export const englishMessages = {
  'message.more': 'More',
  'message.menu': 'What to do with this message',
  'message.reply': 'Reply',
  'message.edit': 'Edit',
  'message.copy': 'Copy text',
  'message.copied': 'Copied.',
  'message.copy-failed': 'It could not be copied.',
  'message.pin': 'Pin',
  'message.unpin': 'Unpin',
  'pinned.label': 'Pinned message',
  'message.erase': 'Delete for everyone',
  'message.go-to': 'Go to the message',
  'message.answer-to': 'Answer to {author}:',
  'message.edited': 'edited',
  'message.versions': 'Earlier versions',
  'quote.missing': 'A message that is not here',
  'quote.erased': 'A message that was deleted',

  'composer.replying': 'Replying to {author}',
  'composer.replying-self': 'Replying to yourself',
  'composer.editing': 'Editing',
  'composer.stop-reply': 'Do not reply',
  'composer.stop-edit': 'Stop editing',

  'message.forward': 'Forward…',
  'forward.heading': 'Forward to…',
  'forward.lead': 'It comes into what you are writing there, as a quotation without its author. You send it.',
  'forward.none': 'There is no other room in which you may write now.',

  'poll.label': 'Poll',
  'poll.one': 'Poll: choose one answer',
  'poll.many': 'Poll: choose as many as you like',
  'poll.voters': { one: '{count} person has answered', other: '{count} people have answered' },
  'poll.votes': { one: '{count} person chose it', other: '{count} people chose it' },
  'poll.who': 'Who chose what',
  'poll.heading': 'Ask everybody',
  'poll.lead': 'A poll in {room}. Everybody there sees who chose what.',
  'poll.question': 'Question',
  'poll.option': 'Answer {number}',
  'poll.more': 'One more answer',
  'poll.several': 'Several answers may be chosen',
  'poll.send': 'Ask',
  'poll.incomplete': 'Write a question and at least two answers.',
  'poll.same': 'Two answers are the same.',
  'composer.poll': 'Ask with a poll',

  'erase.heading': 'Delete this message?',
  'erase.mine': 'It goes for everyone here, with all that it said before it was edited.',
  'erase.theirs': '{author} wrote it. It goes for everyone here, with all that it said before it was edited.',
  'erase.seen': 'Whoever has read or copied it keeps what they know. A device that is off loses it when it comes back.',
  'export.quote': '{author}: {sentence}',
  'export.earlier': 'Earlier, on {date}:',

  'erase.yes': 'Delete for everyone',

  'mention.list': 'People to mention',
  'mention.found': { one: '{count} person to mention', other: '{count} people to mention' },
  'mention.more': { one: '{count} more. Type on to find them.', other: '{count} more. Type on to find them.' },
  'mention.line': 'Mentions {names}',
  'mention.of-you': 'Mentions you',
  'mention.go': 'Mention of you',
  'rooms.mentioned': 'you are mentioned',
} as const satisfies Readonly<Record<string, Phrase>>;

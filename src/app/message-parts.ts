/**
 * What messages say, put together from their entries and from what was said about them since.
 */
import type { Room } from '../room/room.js';
import { namesIn, wordsNow } from './mention-words.js';
import type { NameNow, SaidMention, SaidWords } from './mention-words.js';
import type { QuoteView, ReactionView } from './message-state.js';
import type { PersonViews } from './person-views.js';

type History = Room['history'];

/** An entry of a room. */
export type RoomEntry = ReturnType<History['log']['heads']>[number];

/** So many different emoji are shown under a message; one person may send as many as they like. */
const REACTIONS_SHOWN = 24;

/** So many of what was pinned last are looked at for one that says something: anybody may pin what is not there. */
const PINS_LOOKED_AT = 50;

/** So many characters of a message are quoted. */
const QUOTE_LENGTH = 140;

/** What a message once said, with the names of now. */
export interface SaidVersion extends SaidWords<SaidMention> {
  readonly time: number;
}

/** Everything that a message said, oldest first; the last is what it says now. Nothing for what is no text, and for what has no payload, whatever was said about it. */
export function versionsOf(
  log: Pick<History['log'], 'annotations' | 'members'>,
  entry: RoomEntry,
  nameNow: NameNow = namesIn(log),
): readonly SaidVersion[] {
  if (entry.payload?.kind !== 'text') return [];
  return [entry, ...log.annotations.editsOf(entry)].flatMap(({ payload, time }): SaidVersion | [] => {
    if (payload?.kind !== 'text' && payload?.kind !== 'edit') return [];
    const mentions = (payload.mentions ?? []).map(({ at, length, pk }) => ({ at, length, pkHex: pk.toHex() }));
    return { time, ...wordsNow({ text: payload.text, mentions }, ({ pkHex }) => nameNow(pkHex)) };
  });
}

/** How people meet an entry that has its payload. */
export function reactionsTo(
  { log, ownPkHex }: Pick<History, 'log' | 'ownPkHex'>,
  entry: RoomEntry,
  people: PersonViews,
): readonly ReactionView[] {
  if (entry.isErased) return [];
  const reactions = log.annotations.reactionsTo(entry.idText).slice(0, REACTIONS_SHOWN);
  return reactions.map(({ emoji, authors }) => ({
    emoji,
    names: authors.map((authorHex) => people[authorHex]?.name ?? ''),
    isMine: authors.includes(ownPkHex),
  }));
}

/** A message by its id, hexadecimal, as it is quoted elsewhere. */
export function quoteOf({ log, ownPkHex }: Pick<History, 'log' | 'ownPkHex'>, id: string, people: PersonViews): QuoteView {
  const node = log.graph.get(id);
  const entry = node?.isVoid === false ? node.entry : null;
  const author = people[entry?.authorHex ?? ''];
  const words = entry === null ? null : wordsOf(log, entry);
  const isErased = entry?.isErased === true && !log.payloads.isWithheld(id);
  return {
    id,
    kind: words !== null ? 'text' : node !== null && log.payloads.vanishing.has(node) ? 'vanished' : isErased ? 'erased' : 'missing',
    isMine: entry?.authorHex === ownPkHex,
    authorName: author?.name ?? '',
    authorFpHex: author?.fpHex ?? '',
    text: words === null ? '' : firstLineOf(words),
  };
}

/** The newest pinned message that says something, or `null`. */
export function pinnedIn(history: Pick<History, 'log' | 'ownPkHex'>, people: PersonViews): QuoteView | null {
  for (const id of history.log.annotations.pinned().slice(0, PINS_LOOKED_AT)) {
    const quote = quoteOf(history, id, people);
    if (quote.kind === 'text') return quote;
  }
  return null;
}

/** What an entry says in words now; `null` when it is no message, or its payload is gone. */
export function wordsOf(log: History['log'], entry: RoomEntry): string | null {
  const { payload } = entry;
  return payload?.kind === 'poll' ? payload.question : (versionsOf(log, entry).at(-1)?.text ?? null);
}

/** The first line that is more than space, cut short. */
function firstLineOf(text: string): string {
  const line = text.trimStart().split('\n', 1)[0] ?? '';
  const characters = [...line.slice(0, 2 * QUOTE_LENGTH)];
  return characters.length > QUOTE_LENGTH ? `${characters.slice(0, QUOTE_LENGTH).join('')}…` : line.trimEnd();
}

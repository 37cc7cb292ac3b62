/**
 * What a text with mentions says: of whoever is a member, `@` and the name by which they go now. Nobody else is mentioned, and what stands there is text like any other.
 */
import type { Room } from '../room/room.js';
import { namesakesAmong } from '../lib/readable-name.js';
import type { DraftMention, DraftWords, MentionPlace, MentionView } from './mention-state.js';
import type { PersonViews } from './person-views.js';

/** A text, and who is mentioned in it, in order. */
export interface SaidWords<Mention extends MentionPlace> {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** A mention of somebody by public key, hexadecimal. */
export interface SaidMention extends MentionPlace {
  readonly pkHex: string;
}

/** How somebody goes by public key, hexadecimal; `null` for who is no member. */
export type NameNow = (pkHex: string) => string | null;

/** The names of the members of a log. */
export function namesIn(log: Pick<Room['history']['log'], 'members'>): NameNow {
  return (pkHex) => {
    const member = log.members().get(pkHex);
    return member?.state === 'member' ? member.name : null;
  };
}

/** The names of those of these people who are members. */
export function namesOf(people: PersonViews): NameNow {
  return (pkHex) => (people[pkHex]?.isMember === true ? people[pkHex].name : null);
}

/** The text with the names of now, and where they stand in it. `nameOf`: `null` for whom nobody is mentioned by any more. */
export function wordsNow<Mention extends MentionPlace>(
  said: SaidWords<Mention>,
  nameOf: (mention: Mention) => string | null,
): SaidWords<Mention> {
  let text = '';
  let from = 0;
  const mentions: Mention[] = [];
  for (const mention of said.mentions) {
    const name = nameOf(mention);
    if (name === null) continue;
    text += said.text.slice(from, mention.at);
    mentions.push({ ...mention, at: text.length, length: name.length + 1 });
    text += `@${name}`;
    from = mention.at + mention.length;
  }
  return mentions.length === 0 ? { text: said.text, mentions } : { text: text + said.text.slice(from), mentions };
}

const knownNamesakes = new WeakMap<PersonViews, ReadonlySet<string>>();

/** The mentions of a text that has the names of these people. */
export function mentionViews(mentions: readonly SaidMention[], people: PersonViews): readonly MentionView[] {
  if (mentions.length === 0) return [];
  const namesakes = knownNamesakes.get(people) ?? namesakesAmong(Object.values(people));
  knownNamesakes.set(people, namesakes);
  return mentions.flatMap(({ at, length, pkHex }) => {
    const person = people[pkHex];
    if (person === undefined) return [];
    const { fpHex, name, trust } = person;
    return { at, length, fpHex, name, trust, hasNamesake: namesakes.has(fpHex) };
  });
}

/** What is being written in a room, with the names of now. */
export function draftNow({ people }: Pick<Room, 'people'>, words: DraftWords): DraftWords {
  return wordsNow(words, ({ fpHex }) => {
    const person = people.by(fpHex);
    return person?.isPresent === true ? person.name : null;
  });
}

/** These after a text of so many units. */
export function mentionsAfter(units: number, mentions: readonly DraftMention[]): readonly DraftMention[] {
  return mentions.map((mention) => ({ ...mention, at: mention.at + units }));
}

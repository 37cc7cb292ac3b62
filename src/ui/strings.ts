/**
 * Words, plurals, times and lists in the person's language.
 *
 * The language is the first of `navigator.languages` that has a catalogue; English is the base. Another one is a line in `catalogues`.
 */
import type { ErrorCode } from '../lib/errors.js';
import { english } from '../i18n/en.js';
import type { Catalogue, MessageKey } from '../i18n/en.js';
import type { ParamsOf, Phrase } from '../i18n/phrase.js';
import { visibleName } from './visible-text.js';

const catalogues: Readonly<Record<string, Catalogue>> = { en: english };

/** The first wanted language that has a catalogue, as it was wanted (`en-GB` stays `en-GB`), or `en`. */
export function chooseLanguage(wanted: readonly string[]): string {
  return wanted.find((language) => Object.hasOwn(catalogues, language.split('-')[0] ?? '')) ?? 'en';
}

/** The BCP 47 tag of the language shown. */
export const shownLanguage = chooseLanguage(navigator.languages);

const shownCatalogue: Catalogue = catalogues[shownLanguage.split('-')[0] ?? ''] ?? english;
const pluralRules = new Intl.PluralRules(shownLanguage);
const listFormat = new Intl.ListFormat(shownLanguage, { type: 'conjunction' });

/** A plain number, as the language writes it. */
export const sayNumber: (value: number) => string = new Intl.NumberFormat(shownLanguage).format;

/** A time of day. `time` in milliseconds since 1970. */
export const sayTime: (time: number) => string = new Intl.DateTimeFormat(shownLanguage, { timeStyle: 'short' }).format;

/** A day with its year: nothing relative, so that it stays true after midnight. `time` in milliseconds since 1970. */
export const sayDay: (time: number) => string = new Intl.DateTimeFormat(shownLanguage, { dateStyle: 'full' }).format;

/** A day and a time. `time` in milliseconds since 1970. */
export const sayMoment: (time: number) => string = new Intl.DateTimeFormat(shownLanguage, { dateStyle: 'long', timeStyle: 'short' }).format;

type English = typeof english;
type SayArguments<Key extends MessageKey> = keyof ParamsOf<English[Key]> extends never ? [] : [params: ParamsOf<English[Key]>];

/** What a phrase is filled with. */
type PhraseValue = string | number | readonly string[];

/** Placeholders for what was said before: made safe to look at already. */
const SAID_BEFORE: ReadonlySet<string> = new Set(['sentence', 'step']);
/** Names of controls and dialogs: read as plain text, by people's tools and by tests, and alone on their line. */
const PLAIN_PHRASES: ReadonlySet<string> = new Set<MessageKey>([
  'composer.compare',
  'knock.heading',
  'people.knock-answer',
  'people.demote',
  'people.promote',
  'people.remove',
  'people.verify',
  'remove.heading',
  'verify.heading',
]);
// The blocks of Unicode whose letters are written from right to left (DerivedBidiClass.txt).
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** A name that reads from right to left keeps its direction to itself: in FSI … PDI it cannot change the order of the sentence around it. */
function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

function fillValue(name: string, value: PhraseValue, isPlain: boolean): string {
  if (typeof value === 'number') return sayNumber(value);
  if (typeof value !== 'string') return sayList(value);
  if (SAID_BEFORE.has(name)) return value;
  return isPlain ? visibleName(value) : isolated(visibleName(value));
}

/**
 * Fills a phrase. A number chooses the plural under `count` and is written as the language writes numbers; text is made safe to look at
 * (`visibleName`) and isolated unless the phrase is `isPlain`, since most of it is what other people call themselves. A placeholder without a value
 * stays as it is.
 */
export function fillPhrase(phrase: Phrase, params: Readonly<Record<string, PhraseValue>>, isPlain = false): string {
  const text = typeof phrase === 'string' ? phrase : (phrase[pluralRules.select(Number(params['count']))] ?? phrase.other);
  return text.replace(/\{([a-z]+)\}/gu, (placeholder, name: string) => {
    const value = params[name];
    return value === undefined ? placeholder : fillValue(name, value, isPlain);
  });
}

/** A sentence in the person's language. */
export function say<Key extends MessageKey>(key: Key, ...[params]: SayArguments<Key>): string {
  return fillPhrase(shownCatalogue[key], params ?? {}, PLAIN_PHRASES.has(key));
}

/** What stands before and after `{name}` in a phrase, for a name that is a node of its own. */
export function sayAroundName(key: 'messages.me'): readonly string[] {
  return shownCatalogue[key].split('{name}');
}

/** The sentence for an error. */
export function sayError(code: ErrorCode): string {
  const sentences: Readonly<Record<string, Phrase>> = shownCatalogue;
  return fillPhrase(sentences[`error.${code}`] ?? shownCatalogue['error.lost'], {});
}

/** Names as a list: "Ann, Ben and Cleo". */
export function sayList(names: readonly string[]): string {
  return listFormat.format(names.map((name) => isolated(visibleName(name))));
}

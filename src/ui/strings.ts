/**
 * Words, plurals, times and lists in the person's language.
 *
 * At first the language is the first of `navigator.languages` that has a catalogue; `showLanguage` shows another. English is the base.
 */
import type { ErrorCode } from '../lib/errors.js';
import { lazily } from '../lib/lazy.js';
import { catalogues } from '../i18n/catalogues.js';
import type { Catalogue, MessageKey, english } from '../i18n/en.js';
import { directionOf, isLanguage, languageOfTag } from '../i18n/languages.js';
import type { ParamsOf, Phrase } from '../i18n/phrase.js';
import { visibleName } from './visible-text.js';

/** What belongs to the language that is shown. What the browser makes for it is made when something is first said with it: each takes it some milliseconds. */
interface Voice {
  readonly tag: string;
  readonly catalogue: Catalogue;
  readonly isRightToLeft: boolean;
  readonly pluralRules: () => Intl.PluralRules;
  readonly list: () => Intl.ListFormat;
  readonly number: () => Intl.NumberFormat;
  readonly percent: () => Intl.NumberFormat;
  readonly time: () => Intl.DateTimeFormat;
  readonly day: () => Intl.DateTimeFormat;
  readonly moment: () => Intl.DateTimeFormat;
}

function voiceOf(tag: string): Voice {
  const language = languageOfTag(tag) ?? 'en';
  return {
    tag,
    catalogue: catalogues[language],
    isRightToLeft: directionOf(language) === 'rtl',
    pluralRules: lazily(() => new Intl.PluralRules(tag)),
    list: lazily(() => new Intl.ListFormat(tag, { type: 'conjunction' })),
    number: lazily(() => new Intl.NumberFormat(tag)),
    percent: lazily(() => new Intl.NumberFormat(tag, { style: 'percent' })),
    time: lazily(() => new Intl.DateTimeFormat(tag, { timeStyle: 'short' })),
    day: lazily(() => new Intl.DateTimeFormat(tag, { dateStyle: 'full' })),
    moment: lazily(() => new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short' })),
  };
}

/** The tag to show: that of the language that was `chosen`, else of the first wanted one that has a catalogue, as it was wanted (`en-GB` stays `en-GB`); or `en`. */
export function chooseTag(wanted: readonly string[], chosen: string | null = null): string {
  const isChosen = chosen !== null && isLanguage(chosen);
  const fits = (tag: string): boolean => (isChosen ? languageOfTag(tag) === chosen : languageOfTag(tag) !== null);
  return wanted.find(fits) ?? (isChosen ? chosen : 'en');
}

let voice = voiceOf(chooseTag(navigator.languages));

/** The BCP 47 tag of the language shown. */
export function shownTag(): string {
  return voice.tag;
}

/** In which direction it is written. */
export function shownDirection(): 'ltr' | 'rtl' {
  return voice.isRightToLeft ? 'rtl' : 'ltr';
}

/** Says everything in another language from now on: one of `chooseTag`. What was said before stays as it was said (`showLanguage` says it again). */
export function speakIn(tag: string): void {
  if (tag !== voice.tag) voice = voiceOf(tag);
}

/** A plain number, as the language writes it. */
export function sayNumber(value: number): string {
  return voice.number().format(value);
}

/** A share of a whole, from 0 to 1, in whole hundredths. */
export function sayPercent(share: number): string {
  return voice.percent().format(share);
}

/** A time of day. `time` in milliseconds since 1970. */
export function sayTime(time: number): string {
  return voice.time().format(time);
}

/** A day with its year: nothing relative, so that it stays true after midnight. `time` in milliseconds since 1970. */
export function sayDay(time: number): string {
  return voice.day().format(time);
}

/** A day and a time. `time` in milliseconds since 1970. */
export function sayMoment(time: number): string {
  return voice.moment().format(time);
}

type English = typeof english;
type SayArguments<Key extends MessageKey> = keyof ParamsOf<English[Key]> extends never ? [] : [params: ParamsOf<English[Key]>];

/** What a phrase is filled with. */
type PhraseValue = string | number | readonly string[];

/** Placeholders for what was said before: made safe to look at already. */
const SAID_BEFORE: ReadonlySet<string> = new Set(['sentence', 'step', 'span']);
/** Names of controls and dialogs: read as plain text, by people's tools and by tests, and alone on their line. */
const PLAIN_PHRASES: ReadonlySet<string> = new Set<MessageKey>([
  'composer.compare',
  'connect.remove',
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

/**
 * What reads in the other direction than the sentence, or may, keeps its direction to itself: in FSI … PDI it cannot change the order around it. In a
 * sentence from right to left that is everything, since digits and marks beside Latin letters would move, too.
 */
function isolated(text: string): string {
  return voice.isRightToLeft || RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
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
  const text = typeof phrase === 'string' ? phrase : (phrase[voice.pluralRules().select(Number(params['count']))] ?? phrase.other);
  return text.replace(/\{([a-z]+)\}/gu, (placeholder, name: string) => {
    const value = params[name];
    return value === undefined ? placeholder : fillValue(name, value, isPlain);
  });
}

/** A sentence in the person's language. */
export function say<Key extends MessageKey>(key: Key, ...[params]: SayArguments<Key>): string {
  return fillPhrase(voice.catalogue[key], params ?? {}, PLAIN_PHRASES.has(key));
}

/** What stands before and after `{name}` in a phrase, for a name that is a node of its own. */
export function sayAroundName(key: 'messages.me'): readonly string[] {
  return voice.catalogue[key].split('{name}');
}

/** The sentence for an error. */
export function sayError(code: ErrorCode): string {
  const sentences: Readonly<Record<string, Phrase>> = voice.catalogue;
  return fillPhrase(sentences[`error.${code}`] ?? voice.catalogue['error.lost'], {});
}

/** Names as a list: "Ann, Ben and Cleo". */
export function sayList(names: readonly string[]): string {
  return voice.list().format(names.map((name) => isolated(visibleName(name))));
}

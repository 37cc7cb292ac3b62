/**
 * What a catalogue is made of: sentences with `{placeholders}` and sentences that depend on a number.
 *
 * Only types: a catalogue that misses a key, or a caller that misses a placeholder, does not compile.
 */

/** A sentence that depends on `{count}`, by the plural categories of its language (CLDR). `other` exists in every language. */
export type PluralPhrase = { readonly [Category in Exclude<Intl.LDMLPluralRule, 'other'>]?: string } & { readonly other: string };

/** One entry of a catalogue. */
export type Phrase = string | PluralPhrase;

/** The names between braces in a sentence. */
export type PlaceholdersOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholdersOf<Rest>
  : never;

/** The placeholders of a phrase; a plural always needs `count`, said or not. */
type NamesIn<Entry extends Phrase> = Entry extends string
  ? PlaceholdersOf<Entry>
  : Entry extends PluralPhrase
    ? PlaceholdersOf<Entry['other']> | 'count'
    : never;

/** What has to be given to say a phrase: one value for each placeholder, a number for `count`, a list for `names`. */
export type ParamsOf<Entry extends Phrase> = {
  readonly [Name in NamesIn<Entry>]: Name extends 'count' ? number : Name extends 'names' ? readonly string[] : string | number;
};

/** A plural phrase with every form that a language needs. */
type PluralIn<Forms extends Intl.LDMLPluralRule> = { readonly [Form in Forms | 'other']: string };

/**
 * The form of a catalogue, or of a part of one, in a language that needs the plural `Forms` besides `other`: the same keys, a plural phrase wherever the base
 * has one, and one or none wherever it counts.
 */
export type CatalogueLike<Base extends Readonly<Record<string, Phrase>>, Forms extends Intl.LDMLPluralRule = 'other'> = {
  readonly [Key in keyof Base]: Base[Key] extends string
    ? Base[Key] extends `${string}{count}${string}`
      ? string | PluralIn<Forms>
      : string
    : PluralIn<Forms>;
};

/**
 * A part of the catalogue of a language with one form for one and one for more: German; French and Spanish, too, whose `many` is for whole millions, which
 * nothing is counted in here.
 */
export type PartOfTwo<Base extends Readonly<Record<string, Phrase>>> = CatalogueLike<Base, 'one'>;

/** A part of the Arabic catalogue: all six forms. */
export type PartOfSix<Base extends Readonly<Record<string, Phrase>>> = CatalogueLike<Base, 'zero' | 'one' | 'two' | 'few' | 'many'>;

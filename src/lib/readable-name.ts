/**
 * A name as people read it: what two names that look alike have in common, and nothing for a name that nobody can see.
 */

// What is drawn as nothing: Default_Ignorable_Code_Point (UAX #44) and the format characters that it leaves out.
const UNDRAWN = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;
// U+2800 is the empty pattern of Braille: a space that is not called one.
const BLANK = /[\s\u2800\p{Cc}]+/gu;

/** The name without case, compatibility forms (NFKC), and characters that nobody sees; white space is one space. Empty when nothing can be seen. */
export function readableName(name: string): string {
  return name.normalize('NFKC').replace(UNDRAWN, '').replace(BLANK, ' ').trim().toLocaleLowerCase('en');
}

/** Fingerprints of those among some people whose names read like that of another: they have to be told apart by something else. */
export function namesakesAmong(people: readonly { readonly fpHex: string; readonly name: string }[]): ReadonlySet<string> {
  const byName = Map.groupBy(people, ({ name }) => readableName(name));
  return new Set([...byName.values()].filter(({ length }) => length > 1).flatMap((some) => some.map(({ fpHex }) => fpHex)));
}

/**
 * A secret in every form in which it might lie somewhere, and the search for all of them at once.
 */
import { decode } from 'base32768';

/** What must lie nowhere. `name` is what a finding is called. */
export interface Secret {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bytes to search, and where they are from. */
export interface Haystack {
  readonly where: string;
  readonly bytes: Uint8Array;
}

/** A text as a secret: its bytes are UTF-8. */
export function secretText(text: string): Secret {
  return { name: text, bytes: Buffer.from(text, 'utf8') };
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/gu) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join('');
}

/** What of an encoding of `bitsEach` bits a character stays the same wherever in a longer text the bytes stand: one text for each position. */
function inAllPositions(bytes: Uint8Array, bitsEach: number, positions: number, encode: (bytes: Uint8Array) => string): readonly string[] {
  return Array.from({ length: positions }, (_, before) => {
    const text = encode(Buffer.concat([Buffer.alloc(before), bytes]));
    return text.slice(Math.ceil((before * 8) / bitsEach), Math.floor(((before + bytes.length) * 8) / bitsEach));
  });
}

/** Every form of a secret, by name. Texts are ASCII; which bytes they are in UTF-16 is for the search. */
export function formsOf({ bytes }: Secret): Readonly<Record<string, readonly (string | Uint8Array)[]>> {
  const buffer = Buffer.from(bytes);
  const base64 = inAllPositions(bytes, 6, 3, (each) => Buffer.from(each).toString('base64'));
  const five = inAllPositions(bytes, 5, 5, base32);
  return {
    bytes: [bytes],
    // What is text is UTF-8; of other bytes this is how they look as Latin-1 characters.
    utf16: [Buffer.from(buffer.toString('utf8').includes('\ufffd') ? buffer.toString('latin1') : buffer.toString('utf8'), 'utf16le')],
    hex: [buffer.toString('hex')],
    'hex, upper case': [buffer.toString('hex').toUpperCase()],
    base64,
    base64url: base64.map((text) => text.replace(/\+/gu, '-').replace(/\//gu, '_')),
    base32: five,
    'base32, upper case': five.map((text) => text.toUpperCase()),
  };
}

interface Needle {
  readonly name: string;
  readonly bytes: Uint8Array;
}

function needlesOf(secret: Secret): readonly Needle[] {
  return Object.entries(formsOf(secret)).flatMap(([form, spellings]) =>
    spellings.flatMap((spelling) => {
      const name = `${secret.name} (${form})`;
      if (typeof spelling !== 'string') return [{ name, bytes: spelling }];
      return (['latin1', 'utf16le'] as const).map((encoding) => ({ name, bytes: Buffer.from(spelling, encoding) }));
    }),
  );
}

/** Looks for every form of every secret. Each finding is `<secret> (<form>) in <where>`, once. Secrets have eight bytes or more, or chance would find them. */
export function findSecrets(haystacks: Iterable<Haystack>, secrets: readonly Secret[]): readonly string[] {
  const short = secrets.filter(({ bytes }) => bytes.length < 8);
  if (short.length > 0) throw new RangeError(`too short to look for: ${short.map(({ name }) => name).join(', ')}`);
  // By their first two bytes, so that one pass finds all.
  const byStart = new Map<number, Needle[]>();
  for (const needle of secrets.flatMap(needlesOf)) {
    const start = ((needle.bytes[0] ?? 0) << 8) | (needle.bytes[1] ?? 0);
    byStart.set(start, [...(byStart.get(start) ?? []), needle]);
  }
  const table = Array.from({ length: 65_536 }, (_, start) => byStart.get(start));
  const found = new Set<string>();
  for (const { where, bytes } of haystacks) {
    for (let at = 0; at + 1 < bytes.length; at++) {
      const needles = table[((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)];
      if (needles === undefined) continue;
      for (const needle of needles) if (needle.bytes.every((byte, i) => byte === bytes[at + i])) found.add(`${needle.name} in ${where}`);
    }
  }
  return [...found].sort();
}

/** A text of a store as bytes: UTF-8, UTF-16, and unpacked where it is Base32768. */
export function haystacksOfText(where: string, text: string): readonly Haystack[] {
  const plain = [
    { where, bytes: Buffer.from(text, 'utf8') },
    { where, bytes: Buffer.from(text, 'utf16le') },
  ];
  try {
    return [...plain, { where: `${where}, unpacked`, bytes: decode(text) }];
  } catch (error) {
    // base32768 throws a plain Error at a text that it has not written.
    if (!(error instanceof Error)) throw error;
    return plain;
  }
}

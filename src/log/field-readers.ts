/**
 * Readers of the fields of a payload: each takes what stands in the JSON and gives the value, or refuses it.
 */
import { bytesFromBase64Url } from '../lib/base-text.js';
import type { Bytes } from '../lib/bytes.js';
import { EMOJI_MAX_UNITS, NAME_MAX_CODE_POINTS, POLL_OPTIONS_MAX, POLL_OPTIONS_MIN, REMOVE_HEADS_MAX } from './log-limits.js';

/** Reads one field (`undefined` when it is missing), some with regard to those `beside` it; `undefined` when it is not what it should be. */
export type FieldReader<Value> = (value: unknown, beside?: Readonly<Record<string, unknown>>) => Value | undefined;

/** What `read` reads, or `null` where the field is missing. */
export function readOrNull<Value>(read: FieldReader<Value>): FieldReader<Value | null> {
  return (value) => (value === undefined ? null : read(value));
}

/** So many bytes, base64url. */
export function bytesReader(length: number): FieldReader<Bytes> {
  return (value) => {
    const bytes = typeof value === 'string' ? bytesFromBase64Url(value) : null;
    return bytes?.length === length ? bytes : undefined;
  };
}

/** An integer from `least` to `most`. */
export function integerReader(least: number, most: number): FieldReader<number> {
  return (value) => (Number.isInteger(value) && (value as number) >= least && (value as number) <= most ? (value as number) : undefined);
}

/** One of these texts. */
export function choiceReader<Choice extends string>(...choices: readonly Choice[]): FieldReader<Choice> {
  return (value) => choices.find((choice) => choice === value);
}

/** Different ids, 32 bytes each, as many as a `remove` may list. */
export function readHeads(value: unknown): readonly Bytes[] | undefined {
  if (!Array.isArray(value) || value.length > REMOVE_HEADS_MAX || new Set(value).size !== value.length) return undefined;
  const read = bytesReader(32);
  const heads = value.map((head) => read(head));
  return heads.every((head) => head !== undefined) ? heads : undefined;
}

/** Text that is not empty and has no lone surrogates, which JSON can smuggle in and UTF-8 cannot carry. */
export function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.isWellFormed() ? value : undefined;
}

/** A name: one line of 1 to 64 code points, not only space. */
export function readName(value: unknown): string | undefined {
  const name = readText(value) ?? '';
  return name.trim() !== '' && !/\p{Cc}/u.test(name) && [...name].length <= NAME_MAX_CODE_POINTS ? name : undefined;
}

/** `true` or `false`. */
export function readBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** What somebody reacts with: 1 to 32 UTF-16 units without controls and white space. Whether it is drawn as an emoji is for fonts to say. */
export function readEmoji(value: unknown): string | undefined {
  const emoji = readText(value) ?? '';
  return emoji !== '' && emoji.length <= EMOJI_MAX_UNITS && !/[\p{Cc}\s]/u.test(emoji) ? emoji : undefined;
}

/** The answers of a poll: 2 to 10 texts. */
export function readOptions(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length < POLL_OPTIONS_MIN || value.length > POLL_OPTIONS_MAX) return undefined;
  return value.every((option) => readText(option) !== undefined) ? (value as string[]) : undefined;
}

/** Different places among the answers of a poll, or none. */
export function readChoices(value: unknown): readonly number[] | undefined {
  if (!Array.isArray(value) || new Set(value).size !== value.length) return undefined;
  const read = integerReader(0, POLL_OPTIONS_MAX - 1);
  return value.every((choice) => read(choice) !== undefined) ? (value as number[]) : undefined;
}

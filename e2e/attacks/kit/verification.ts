/**
 * Safety number, emoji and room fingerprint of docs/PROTOCOL.md section 19.
 */
import { compare, join, toNumber } from './bytes.js';
import { hkdfSha256, sha256, sha512 } from './primitives.js';
import type { Identity } from './room.js';

type Named = Pick<Identity, 'pk' | 'fp'>;

function groupsOf(hash: Uint8Array): string {
  const groups = [0, 5, 10, 15, 20, 25].map((at) => toNumber(hash.slice(at, at + 5)) % 100_000);
  return groups.map((group) => String(group).padStart(5, '0')).join('');
}

function halfOf({ pk, fp }: Named): string {
  let hash = sha512(new Uint8Array(2), pk, fp, pk);
  for (let round = 1; round < 5_200; round++) hash = sha512(hash, pk);
  return groupsOf(hash);
}

/** 60 digits. */
export function safetyNumber(a: Named, b: Named): string {
  return [halfOf(a), halfOf(b)].toSorted().join('');
}

/** Seven numbers into the table, from the first 42 bits. */
function emojiOf(bytes: Uint8Array): readonly number[] {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.slice(0, 42).match(/.{6}/gu) ?? []).map((six) => Number.parseInt(six, 2));
}

/** What C commits to. */
export function commitment(h0: Uint8Array, fpC: Uint8Array, fpS: Uint8Array, nonceC: Uint8Array): Uint8Array {
  return sha256('parley/1 sas commit', h0, fpC, fpS, nonceC);
}

export interface Comparison {
  readonly h0: Uint8Array;
  readonly exp0: Uint8Array;
  readonly fpS: Uint8Array;
  readonly fpC: Uint8Array;
  readonly nonceS: Uint8Array;
  readonly nonceC: Uint8Array;
}

/** The seven emoji of a comparison, as numbers into the table. */
export function sasEmoji({ h0, exp0, fpS, fpC, nonceS, nonceC }: Comparison): readonly number[] {
  return emojiOf(hkdfSha256(exp0, join(nonceS, nonceC), join('parley/1 sas', h0, fpS, fpC), 6));
}

/** The number and the emoji of everybody in a room. */
export function roomFingerprint(
  rid: Uint8Array,
  pks: readonly Uint8Array[],
): { readonly number: string; readonly emoji: readonly number[] } {
  const hash = sha512('parley/1 room fingerprint', rid, ...pks.toSorted(compare));
  return { number: groupsOf(hash), emoji: emojiOf(hash.slice(30, 36)) };
}

/** The names of the 64 emoji, in order. */
export const EMOJI_NAMES: readonly string[] = (
  'dog cat lion horse unicorn pig elephant rabbit panda rooster penguin turtle fish octopus butterfly flower tree cactus mushroom globe moon cloud ' +
  'fire banana apple strawberry corn pizza cake heart smiley robot hat glasses spanner santa thumbs-up umbrella hourglass clock gift light-bulb book ' +
  'pencil paperclip scissors lock key hammer telephone flag train bicycle aeroplane rocket trophy ball guitar trumpet bell anchor headphones folder pin'
).split(' ');

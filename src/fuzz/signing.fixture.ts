/**
 * Signatures and tags made right again after an input was changed, as somebody does who holds a key and writes what they like: so that what comes behind the
 * first check is looked at, too. Nothing is made right where the key is another than the one the inputs are made with; and one in eight inputs stays as it is.
 */
import { importAndWipe } from '../crypto/aes-gcm.js';
import { createIdentity } from '../crypto/identity.js';
import { signingKeyFromSeed } from '../crypto/ed25519.js';
import type { SigningKey } from '../crypto/ed25519.js';
import { hmacSha256, NO_BYTES, sha256 } from '../crypto/primitives.js';
import { compareBytes, concatBytes, equalBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { makeAuth } from '../link/link-epoch.js';
import { TEST_RID } from '../log/log-world.fixture.js';
import { entryIdOf, entrySigMessage, payloadHashOf } from '../log/entry.js';

/** Who writes whatever is fuzzed. */
const writer = signingKeyFromSeed(new Uint8Array(32).fill(42));
/** Whose AUTH it is. */
const caller = createIdentity();

/** Where `pk`, and what of the payload is hashed into a body, stand; and its length without parents. */
const PK_AT = 17;
const PH_LENGTH = 32;
const BODY_LEAST = 133;
const SIG_LENGTH = 64;
const SALT_LENGTH = 16;

/** The key with which items and proofs are made that can be signed again. */
export function fuzzKey(): Promise<SigningKey> {
  return writer;
}

/** The data of an AUTH that `resignedAuth` makes right again. */
export async function fuzzAuth(h: Bytes): Promise<Bytes> {
  return makeAuth('initiator', h, await caller, new Uint8Array(8).fill(5));
}

function isLeftAlone(input: Bytes): boolean {
  return input.reduce((sum, byte) => sum + byte, 0) % 8 === 0;
}

/** AUTH, whatever `run` and `caps` have become, signed by who it is from. */
export async function resignedAuth(h: Bytes, input: Bytes): Promise<Bytes> {
  const identity = await caller;
  const said = input.slice(0, 44);
  if (isLeftAlone(input) || said.length < 44 || !equalBytes(said.subarray(0, 32), identity.pk)) return input;
  const sig = await identity.sign(concatBytes(utf8Bytes('parley/1 auth'), Uint8Array.of(0), h, said));
  return concatBytes(said, sig, input.subarray(44 + SIG_LENGTH));
}

/** `lp(body) ‖ sig` at the beginning of these bytes, and what follows; `null` where there is none of the writer's. */
async function signedBodyIn(input: Bytes): Promise<{ readonly body: Bytes; readonly rest: Bytes } | null> {
  const length = (input[0] ?? 0) * 256 + (input[1] ?? 0);
  const body = input.slice(2, 2 + length);
  const { pk } = await writer;
  if (length < BODY_LEAST || body.length < length || !equalBytes(body.subarray(PK_AT, PK_AT + 32), pk)) return null;
  return { body, rest: input.slice(2 + length + SIG_LENGTH) };
}

async function signedBody(body: Bytes): Promise<Bytes> {
  const sig = await (await writer).sign(entrySigMessage(await entryIdOf(body)));
  return concatBytes(Uint8Array.of(body.length >> 8, body.length & 0xff), body, sig);
}

/** An item with the length and the hash of the payload that it has now, and signed as it is now. */
export async function resignedItem(input: Bytes): Promise<Bytes> {
  if (isLeftAlone(input)) return input;
  const parts = await signedBodyIn(input);
  if (parts === null) return input.toHex().includes((await writer).pk.toHex()) && !isLeftAlone(input.slice(1)) ? graftedItem(input) : input;
  const { body, rest } = parts;
  body.set(TEST_RID, 1);
  const payload = rest.slice(SALT_LENGTH + 2);
  if (payload.length > 0) body.set(await payloadHashOf(rest.slice(0, SALT_LENGTH), payload), body.length - PH_LENGTH);
  const length = Uint8Array.of(payload.length >> 8, payload.length & 0xff);
  return concatBytes(await signedBody(body), rest.subarray(0, SALT_LENGTH), rest.length < SALT_LENGTH + 2 ? NO_BYTES : length, payload);
}

/** Of an input that is no item any more, its bytes in the places of feed, seq, prev, time and kind of one that is. */
async function graftedItem(input: Bytes): Promise<Bytes> {
  const from = (at: number, length: number): Bytes => new Uint8Array(length).map((_, i) => input[at + i] ?? 0);
  const [salt, payload] = [from(51, SALT_LENGTH), utf8Bytes('{"text":"hello"}')];
  const seq = from(8, 4);
  const prev = seq.some((byte) => byte !== 0) ? from(12, 32) : new Uint8Array(32);
  const ph = await payloadHashOf(salt, payload);
  const who = concatBytes(Uint8Array.of(1), TEST_RID, (await writer).pk, from(0, 8));
  const body = concatBytes(who, seq, prev, Uint8Array.of(0), from(44, 6), from(50, 1), ph);
  return concatBytes(await signedBody(body), salt, Uint8Array.of(0, payload.length), payload);
}

/** A proof of two branches of one entry each, signed as they are now, and the lower id first. */
export async function resignedProof(input: Bytes): Promise<Bytes> {
  const first = isLeftAlone(input) ? null : await signedBodyIn(input);
  const second = first === null ? null : await signedBodyIn(first.rest);
  if (first === null || second === null) return input;
  const branches = await Promise.all(
    [first.body, second.body].map(async (body) => {
      body.set(TEST_RID, 1);
      // Both in the place of the first, or they prove nothing.
      body.set(first.body.subarray(PK_AT, 61), PK_AT);
      return { id: await entryIdOf(body), bytes: await signedBody(body) };
    }),
  );
  const sorted = branches.toSorted((a, b) => compareBytes(a.id, b.id)).map(({ bytes }) => bytes);
  return concatBytes(...sorted, second.rest);
}

/** Message 1 of a handshake with this key of the room, whatever its public key has become, with the tag that fits. */
export async function retaggedMessage1(prologue: Bytes, psk: Bytes, input: Bytes): Promise<Bytes> {
  if (isLeftAlone(input) || input.length < 32) return input;
  const name = utf8Bytes('Noise_NNpsk0_25519_AESGCM_SHA256');
  const e = input.slice(0, 32);
  const [ck1, t] = await noiseHkdf(name, psk);
  const h = await sha256(await sha256(await sha256(name, prologue), t), e);
  const [, k] = await noiseHkdf(ck1, e);
  const tag = await (await importAndWipe(k)).seal(new Uint8Array(12), new Uint8Array(0), h);
  return concatBytes(e, tag, input.subarray(48));
}

/** The first two outputs. */
async function noiseHkdf(ck: Bytes, input: Bytes): Promise<[Bytes, Bytes]> {
  const key = await hmacSha256(ck, input);
  const one = await hmacSha256(key, Uint8Array.of(1));
  return [one, await hmacSha256(key, one, Uint8Array.of(2))];
}

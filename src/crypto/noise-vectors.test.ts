import { expect } from '@open-wc/testing';
import type { Bytes } from '../lib/bytes.js';
import { AesGcmKey, counterNonce } from './aes-gcm.js';
import { startNoisePair } from './noise-run.fixture.js';
import type { NoiseSide } from './noise-run.fixture.js';
import type { NoisePsk } from './noise.js';
import { itWithVectors, loadPublishedVectors } from './published-vectors.fixture.js';
import { x25519PairFromPrivate } from './x25519-known.js';

interface NoiseVector {
  readonly protocol_name: string;
  readonly init_prologue: string;
  readonly resp_prologue: string;
  readonly init_psks?: readonly string[];
  readonly resp_psks?: readonly string[];
  readonly init_ephemeral: string;
  readonly resp_ephemeral: string;
  readonly handshake_hash?: string;
  readonly messages: readonly { readonly payload: string; readonly ciphertext: string }[];
}

interface NoiseVectorFile {
  readonly vectors: readonly NoiseVector[];
}

const nothing = new Uint8Array(0);

function familyOf(file: NoiseVectorFile | null): readonly NoiseVector[] {
  return file === null ? [] : file.vectors.filter((vector) => vector.protocol_name.startsWith('Noise_NN'));
}

async function sideOf(
  modifiers: readonly string[],
  prologueText: string,
  pskTexts: readonly string[] | undefined,
  ephemeralText: string,
): Promise<NoiseSide> {
  return {
    prologue: Uint8Array.fromHex(prologueText),
    psks: psksOf(modifiers, pskTexts ?? []),
    ephemeral: await x25519PairFromPrivate(Uint8Array.fromHex(ephemeralText)),
  };
}

/** The keys of a vector under the modifiers of its pattern, one for each. */
function psksOf(modifiers: readonly string[], pskTexts: readonly string[]): NoiseSide['psks'] {
  expect(pskTexts.length).to.equal(modifiers.length);
  return Object.fromEntries(modifiers.map((name, i) => [name as NoisePsk, Uint8Array.fromHex(pskTexts[i] as string)]));
}

async function runVector(vector: NoiseVector): Promise<void> {
  const modifiers = (vector.protocol_name.split('_')[1] as string).slice(2).split('+').filter(Boolean);
  const [dialling, dialled] = await startNoisePair(
    await sideOf(modifiers, vector.init_prologue, vector.init_psks, vector.init_ephemeral),
    await sideOf(modifiers, vector.resp_prologue, vector.resp_psks, vector.resp_ephemeral),
  );
  const rows = vector.messages.map(({ payload, ciphertext }) => ({ payload: Uint8Array.fromHex(payload), ciphertextText: ciphertext }));
  const [first, second, ...transport] = rows as [(typeof rows)[0], (typeof rows)[0], ...typeof rows];

  const firstMessage = await dialling.writeMessage(first.payload);
  expect(firstMessage.toHex()).to.equal(first.ciphertextText);
  expect(await dialled.readMessage(firstMessage)).to.deep.equal(first.payload);
  const secondMessage = await dialled.writeMessage(second.payload);
  expect(secondMessage.toHex()).to.equal(second.ciphertextText);
  expect(await dialling.readMessage(secondMessage)).to.deep.equal(second.payload);

  const result = await dialling.finish();
  expect(await dialled.finish()).to.deep.equal(result);
  if (vector.handshake_hash !== undefined) expect(result.h.toHex()).to.equal(vector.handshake_hash);

  expect(transport.length).to.be.greaterThan(1);
  const keys = await Promise.all([AesGcmKey.import(result.initiatorKeyBytes), AesGcmKey.import(result.responderKeyBytes)]);
  for (const [i, row] of transport.entries())
    await checkTransport(keys[i % 2] as AesGcmKey, Math.floor(i / 2), row.payload, row.ciphertextText);
}

async function checkTransport(key: AesGcmKey, n: number, payload: Bytes, ciphertextText: string): Promise<void> {
  expect((await key.seal(counterNonce(n), payload, nothing)).toHex()).to.equal(ciphertextText);
  expect(await key.open(counterNonce(n), Uint8Array.fromHex(ciphertextText), nothing)).to.deep.equal(payload);
}

const cacophony = familyOf(await loadPublishedVectors<NoiseVectorFile>('noise-cacophony.json'));
const snow = familyOf(await loadPublishedVectors<NoiseVectorFile>('noise-snow.json'));

describe('crypto/noise, published vectors', () => {
  itWithVectors('finds the five vectors of the NN family', () => {
    expect(cacophony.map((vector) => vector.protocol_name)).to.deep.equal([
      'Noise_NN_25519_AESGCM_SHA256',
      'Noise_NNpsk0_25519_AESGCM_SHA256',
      'Noise_NNpsk2_25519_AESGCM_SHA256',
    ]);
    expect(snow.map((vector) => vector.protocol_name)).to.deep.equal([
      'Noise_NN_25519_AESGCM_SHA256',
      'Noise_NNpsk0+psk2_25519_AESGCM_SHA256',
    ]);
  });

  for (const vector of cacophony)
    it(`agrees with cacophony's ${vector.protocol_name}, to the last transport message`, () => runVector(vector));
  for (const vector of snow) it(`agrees with snow's ${vector.protocol_name}, to the last transport message`, () => runVector(vector));
});

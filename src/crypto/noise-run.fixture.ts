/**
 * Handshakes for tests: a pair run to its end, or stopped where a message was changed.
 */
import type { Bytes } from '../lib/bytes.js';
import { NoiseHandshake } from './noise.js';
import type { NoiseResult, NoiseStart } from './noise.js';

/** What one side starts with, apart from its role. */
export type NoiseSide = Omit<NoiseStart, 'role'>;

/** Changes a message on its way. */
export type NoiseMeddler = (message: Bytes) => Bytes;

const unchanged: NoiseMeddler = (message) => message;

/** Both handshakes, started. */
export async function startNoisePair(initiator: NoiseSide, responder: NoiseSide): Promise<[NoiseHandshake, NoiseHandshake]> {
  return [await NoiseHandshake.start({ ...initiator, role: 'initiator' }), await NoiseHandshake.start({ ...responder, role: 'responder' })];
}

/** Runs both messages with empty payloads and finishes both sides. Rejects as the side does that notices a change. */
export async function runNoisePair(
  initiator: NoiseSide,
  responder: NoiseSide,
  meddleFirst: NoiseMeddler = unchanged,
  meddleSecond: NoiseMeddler = unchanged,
): Promise<[NoiseResult, NoiseResult]> {
  const [dialling, dialled] = await startNoisePair(initiator, responder);
  const nothing = new Uint8Array(0);
  await dialled.readMessage(meddleFirst(await dialling.writeMessage(nothing)));
  await dialling.readMessage(meddleSecond(await dialled.writeMessage(nothing)));
  return [await dialling.finish(), await dialled.finish()];
}

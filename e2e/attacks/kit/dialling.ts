/**
 * Dialling and being dialled: docs/PROTOCOL.md section 6, "Dialling", and section 7, "Binding". What comes of it is a channel and what it is bound to.
 */
import { base32, fromHex } from './bytes.js';
import type { Binding } from './noise.js';
import { random } from './primitives.js';
import { Queue } from './queue.js';
import type { RtcChannel, RtcPage } from './rtc-page.js';
import type { Signal, Signalling } from './signalling.js';

/** An open channel and everything of its prologue. */
export interface Bound {
  readonly channel: RtcChannel;
  readonly binding: Omit<Binding, 'rid'>;
}

/** The certificate that an SDP names; throws unless the word is there exactly once, in the one form. */
export function certificateIn(sdp: string): Uint8Array {
  const lines = [...sdp.matchAll(/^a=fingerprint:sha-256 ((?:[0-9A-F]{2}:){31}[0-9A-F]{2})\r?$/gmu)];
  const words = [...sdp.matchAll(/fingerprint/giu)];
  if (lines.length !== 1 || words.length !== 1) throw new RangeError('fingerprint');
  return fromHex((lines[0]?.[1] ?? '').replaceAll(':', ''));
}

/** Nobody is there under the id that was dialled. */
export class NobodyThere extends Error {}

/** Opens a channel to whoever holds this id; rejects with `NobodyThere` when nobody answers, with another error when no channel comes of it. */
export async function dial(signalling: Signalling, rtc: RtcPage, dst: string, timeoutMs = 10_000): Promise<Bound> {
  const connectionId = base32(random(15));
  const channel = rtc.newChannel();
  const answers = new Queue<Signal>();
  const stop = signalling.listen((signal) => {
    if (signal.type === 'EXPIRE' && signal.src === dst) answers.end();
    if (signal.src !== dst || signal.payload?.connectionId !== connectionId) return;
    if (signal.type === 'ANSWER') answers.push(signal);
    if (signal.type === 'CANDIDATE' && signal.payload.candidate !== undefined) void channel.addCandidate(signal.payload.candidate);
  });
  try {
    const offer = await channel.describe(null, connectionId);
    const payload = {
      sdp: { type: 'offer', sdp: offer },
      type: 'data',
      connectionId,
      label: connectionId,
      reliable: true,
      serialization: 'raw',
    } as const;
    signalling.send({ type: 'OFFER', dst, payload });
    const answer = (await answers.next(timeoutMs))?.payload?.sdp?.sdp;
    if (answer === undefined) throw new NobodyThere(dst);
    await channel.take(answer);
    await channel.opened(timeoutMs);
    return { channel, binding: { idI: signalling.id, idR: dst, dtlsI: certificateIn(offer), dtlsR: certificateIn(answer) } };
  } finally {
    stop();
  }
}

/** Answers every offer to this id; gives the channels one after the other as they open. */
export function answerAll(signalling: Signalling, rtc: RtcPage): Queue<Bound> {
  const bound = new Queue<Bound>();
  const channels = new Map<string, { readonly channel: RtcChannel; isReady: Promise<void> }>();
  const answer = async (signal: Signal, channel: RtcChannel): Promise<void> => {
    const [dst, connectionId, offer] = [signal.src ?? '', signal.payload?.connectionId ?? '', signal.payload?.sdp?.sdp ?? ''];
    const sdp = await channel.describe(offer, connectionId);
    signalling.send({ type: 'ANSWER', dst, payload: { sdp: { type: 'answer', sdp }, type: 'data', connectionId } });
    // A dial that its dialler gives up is nothing to answer for.
    const isOpen = channel.opened(15_000).then(
      () => true,
      () => false,
    );
    void isOpen.then((opened) => {
      const binding = { idI: dst, idR: signalling.id, dtlsI: certificateIn(offer), dtlsR: certificateIn(sdp) };
      if (opened) bound.push({ channel, binding });
    });
  };
  signalling.listen((signal) => {
    const connectionId = signal.payload?.connectionId ?? '';
    if (signal.type === 'OFFER') {
      const channel = rtc.newChannel();
      channels.set(connectionId, { channel, isReady: answer(signal, channel) });
    }
    const candidate = signal.payload?.candidate;
    const known = channels.get(connectionId);
    if (signal.type === 'CANDIDATE' && candidate !== undefined && known !== undefined) {
      known.isReady = known.isReady.then(() => known.channel.addCandidate(candidate));
    }
  });
  return bound;
}

/**
 * A rekey of docs/PROTOCOL.md section 9, step by step: to stop in the middle of it, or to go on otherwise.
 */
import { TYPE } from './frames.js';
import type { Link } from './link.js';
import type { Secrets } from './noise.js';

/** Takes frames, answers PINGs, until one of this type has come: its data. Throws `ChannelClosed` when the link has ended. */
export async function until(link: Link, wanted: number): Promise<Uint8Array> {
  for (;;) {
    const { type, data } = await link.take();
    if (type === wanted) return data;
    if (type === TYPE.PING) await link.send(TYPE.PONG, data);
  }
}

/** A rekey as I, up to R's answer. */
export async function askForRekey(link: Link): Promise<Secrets> {
  const handshake = link.newRekey();
  await link.send(TYPE.REKEY, handshake.write1());
  handshake.read2(await until(link, TYPE.REKEY));
  link.expectNext(handshake.secrets());
  return handshake.secrets();
}

/** A rekey as R, up to one's own answer. */
export async function answerRekey(link: Link): Promise<void> {
  const handshake = link.newRekey();
  handshake.read1(await until(link, TYPE.REKEY));
  await link.send(TYPE.REKEY, handshake.write2());
  link.expectNext(handshake.secrets());
}

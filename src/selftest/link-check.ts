/**
 * Whether this page reaches itself: a channel over real WebRTC, a whole handshake between two people made for it, and frames both ways, as between any two.
 */
import { createIdentity } from '../crypto/identity.js';
import { randomBytes, sha256 } from '../crypto/primitives.js';
import type { Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import { establishLink } from '../link/establish-link.js';
import type { Link } from '../link/link.js';
import { FIRST_USER_FRAME_TYPE } from '../link/frame-types.js';
import { openLoopback } from '../transport/loopback.js';
import { equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { SelfCheckError, mustBe } from './self-check.js';

/** Bytes of the messages: of several classes of padding. */
const SIZES = [5, 300, 4_000] as const;

/** The frames that come in, as one text; rejects when the link ends before. */
function framesArriving(link: Link, count: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const came: string[] = [];
  link.start({
    frame: (_type, data) => {
      came.push(data.toHex());
      if (came.length === count) resolve(came.join(' '));
    },
    closed: (code) => reject(new ParleyError(code)),
  });
  return promise;
}

/** Rejects with `SelfCheckError` for the first thing that is wrong, with the `ParleyError` of a dial or a handshake, and with what the browser says when it gives no connection. */
export async function checkLink(clock: Clock): Promise<void> {
  const room = { rid: randomBytes(16), psk: randomBytes(32), clock };
  const [ana, ben] = await Promise.all([createIdentity(), createIdentity()]);
  const loopback = await openLoopback(clock, sha256);
  try {
    const [dialler, dialled] = loopback.ends;
    const expects = (fp: Bytes) => (remote: { readonly fp: Bytes }) => equalBytes(remote.fp, fp);
    const [near, far] = await Promise.all([
      establishLink({ ...room, channel: dialler, identity: ana, run: randomBytes(8), accepts: expects(ben.fp) }),
      establishLink({ ...room, channel: dialled, identity: ben, run: randomBytes(8), accepts: expects(ana.fp) }),
    ]);
    mustBe('transcript hash of both ends', near.firstTranscript, far.firstTranscript.toHex());
    if (equalBytes(dialler.dtlsInitiator, dialler.dtlsResponder)) throw new SelfCheckError('DTLS certificates');
    const words = SIZES.map((size) => randomBytes(size));
    const wanted = words.map((bytes) => bytes.toHex()).join(' ');
    const came = Promise.all([framesArriving(near, words.length), framesArriving(far, words.length)]);
    for (const bytes of words) for (const link of [near, far]) link.send(FIRST_USER_FRAME_TYPE, bytes);
    for (const found of await came) mustBe('frames', found, wanted);
    near.close();
    await near.saidGoodbye;
  } finally {
    loopback.close();
  }
}

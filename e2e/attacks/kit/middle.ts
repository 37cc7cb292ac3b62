/**
 * A signalling server that puts itself in between: it keeps back what two people would tell each other, answers each offer by a connection of its own, and
 * opens another to whom the offer was for. So it has DTLS of its own with both, and what is said over the one need not be what is said over the other.
 */
import type { LocalPeerServer } from '../../support/people.js';
import { base32, join } from './bytes.js';
import { certificateIn } from './dialling.js';
import type { Bound } from './dialling.js';
import { TYPE } from './frames.js';
import { Link, handshakeOn, nextOf } from './link.js';
import { random } from './primitives.js';
import { Queue } from './queue.js';
import type { Identity, Room } from './room.js';
import type { RtcChannel, RtcPage } from './rtc-page.js';
import type { Signal } from './signalling.js';

/** The two channels of one dial: to who dials, and to who is dialled. Each is bound to the ids that its other end believes in. */
export interface Between {
  readonly near: Bound;
  readonly far: Bound;
}

type Relayed = { -readonly [Key in keyof Signal]: Signal[Key] };

/** One of the two channels while it is being opened. */
interface Opening {
  readonly channel: RtcChannel;
  /** What is done with it, in order. */
  work: Promise<unknown>;
  /** Takes the answer to an offer of the server's own. */
  answered(sdp: string): void;
}

export class Middle {
  /** Whether it puts itself in between from now on. */
  isOn = false;
  /** Calls with each dial that it is in the middle of. */
  onBetween: (between: Between) => void = () => undefined;
  readonly #openings = new Map<string, Opening>();
  #server: LocalPeerServer | null = null;
  #rtc: RtcPage | null = null;

  /** The server to which `onMessage` was given. Before it is on. */
  takeOver(server: LocalPeerServer, rtc: RtcPage): void {
    this.#server = server;
    this.#rtc = rtc;
  }

  /** What that server does with each message: looks at it, and takes out what is not to arrive. */
  readonly onMessage = (sent: Relayed): void => {
    const { type, src = '', dst = '', payload } = sent;
    const connectionId = payload?.connectionId;
    if (connectionId === undefined || src === dst) return;
    const opening = this.#openings.get(connectionId);
    const sdp = payload?.sdp?.sdp ?? '';
    if (type === 'OFFER' && this.isOn && this.#server?.isHeld(dst) === true) void this.#comeBetween(src, dst, connectionId, sdp);
    else if (opening === undefined) return;
    else if (type === 'ANSWER') opening.answered(sdp);
    else if (type === 'CANDIDATE' && payload?.candidate !== undefined) {
      const { candidate } = payload;
      opening.work = opening.work.then(() => opening.channel.addCandidate(candidate));
    }
    // A type that the server does not know goes nowhere.
    sent.type = 'KEPT';
  };

  async #comeBetween(src: string, dst: string, connectionId: string, offer: string): Promise<void> {
    const near = this.#open(connectionId, (channel) => channel.describe(offer, connectionId));
    const farId = base32(random(15));
    const answers = new Queue<string>();
    const far = this.#open(
      farId,
      (channel) => channel.describe(null, farId),
      (sdp) => answers.push(sdp),
    );
    const common = { type: 'data', connectionId } as const;
    const nearSdp = await near.described;
    this.#server?.deliver({ type: 'ANSWER', src: dst, dst: src, payload: { ...common, sdp: { type: 'answer', sdp: nearSdp } } });
    const farSdp = await far.described;
    const form = { label: farId, reliable: true, serialization: 'raw' };
    const payload = { ...common, connectionId: farId, ...form, sdp: { type: 'offer', sdp: farSdp } };
    this.#server?.deliver({ type: 'OFFER', src, dst, payload });
    const answer = (await answers.next(null)) ?? '';
    await far.channel.take(answer);
    // A dial that somebody gives up is nothing to be in the middle of.
    const areOpen = await Promise.all([near.channel.opened(15_000), far.channel.opened(15_000)]).then(
      () => true,
      () => false,
    );
    const ids = { idI: src, idR: dst };
    if (areOpen)
      this.onBetween({
        near: { channel: near.channel, binding: { ...ids, dtlsI: certificateIn(offer), dtlsR: certificateIn(nearSdp) } },
        far: { channel: far.channel, binding: { ...ids, dtlsI: certificateIn(farSdp), dtlsR: certificateIn(answer) } },
      });
  }

  #open(
    connectionId: string,
    describe: (channel: RtcChannel) => Promise<string>,
    answered: (sdp: string) => void = () => undefined,
  ): { readonly channel: RtcChannel; readonly described: Promise<string> } {
    const channel = (this.#rtc as RtcPage).newChannel();
    const described = describe(channel);
    this.#openings.set(connectionId, { channel, work: described, answered });
    return { channel, described };
  }
}

/** Carries everything between the two until one of them ends; the messages of each, in order. */
export async function carry({
  near,
  far,
}: Between): Promise<{ readonly ofNear: readonly Uint8Array[]; readonly ofFar: readonly Uint8Array[] }> {
  const pour = async (from: Bound, to: Bound): Promise<readonly Uint8Array[]> => {
    const carried: Uint8Array[] = [];
    for (let message; (message = await from.channel.incoming.next(null)) !== null;) {
      carried.push(message);
      await to.channel.send(message);
    }
    await to.channel.close();
    return carried;
  };
  const [ofNear, ofFar] = await Promise.all([pour(near, far), pour(far, near)]);
  return { ofNear, ofFar };
}

/**
 * A handshake with each of the two, which whoever knows the room's secret can have: up to who dialled having proved who they are, which is kept, to the one
 * in the middle. Next to be sent is an AUTH to either.
 */
export async function shakeWithBoth(
  { near, far }: Between,
  room: Room,
  identity: Identity,
): Promise<{ readonly toNear: Link; readonly toFar: Link; readonly authOfNear: Uint8Array }> {
  const withNear = handshakeOn(near, room);
  withNear.read1((await nextOf(near, 6_000)).slice(1));
  await near.channel.send(withNear.write2());
  const toNear = new Link(near, 'R', identity, withNear.secrets());
  const auth = await toNear.take();
  if (auth.type !== TYPE.AUTH) throw new RangeError('AUTH');
  toNear.takeAuth(auth.data);
  const withFar = handshakeOn(far, room);
  await far.channel.send(join(Uint8Array.of(1), withFar.write1()));
  withFar.read2(await nextOf(far));
  return { toNear, toFar: new Link(far, 'I', identity, withFar.secrets()), authOfNear: auth.data };
}

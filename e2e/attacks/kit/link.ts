/**
 * A link: the handshake of docs/PROTOCOL.md section 7, frames of section 8 and the rekey of section 9, from either side. An attack takes it step by step:
 * every message can be looked at, and made otherwise, before it is sent.
 */
import { isSame, join } from './bytes.js';
import type { Bound } from './dialling.js';
import { TYPE, open, readAuth, readHeader, seal, writeAuth } from './frames.js';
import type { Auth, Frame, Role } from './frames.js';
import { Handshake, linkPrologue, rekeyPrologue } from './noise.js';
import type { Secrets } from './noise.js';
import { random } from './primitives.js';
import type { Identity, Room } from './room.js';

/** The other side ended the channel where something was due. */
export class ChannelClosed extends Error {}

/** The next message; throws `ChannelClosed` at the end. */
export async function nextOf({ channel }: Bound, timeoutMs?: number | null): Promise<Uint8Array> {
  const message = await channel.incoming.next(timeoutMs);
  if (message === null) throw new ChannelClosed('the channel was closed');
  return message;
}

/** A handshake that has not begun, bound to this channel. */
export function handshakeOn({ binding }: Bound, room: Room, ephemeral?: Uint8Array): Handshake {
  return new Handshake(linkPrologue({ rid: room.rid, ...binding }), room.psk, ephemeral);
}

export class Link {
  readonly bound: Bound;
  readonly role: Role;
  readonly identity: Identity;
  /** Those of epoch 0. */
  readonly first: Secrets;
  /** Those of the current epoch. */
  secrets: Secrets;
  /** Epoch and number of the next frame that is sent. */
  epoch = 0;
  sendN = 0;
  #receiveEpoch = 0;
  #receiveN = 0;
  #receiveSecrets: Secrets;
  /** Those in which frames come from the other side's next AUTH on. */
  #next: Secrets | null = null;
  #rekey: Handshake | null = null;
  #peer: Auth | null = null;

  constructor(bound: Bound, role: Role, identity: Identity, secrets: Secrets) {
    this.bound = bound;
    this.role = role;
    this.identity = identity;
    this.first = secrets;
    this.secrets = secrets;
    this.#receiveSecrets = secrets;
  }

  /** Who is at the other end. Throws before AUTH. */
  get peer(): Auth {
    if (this.#peer === null) throw new TypeError('AUTH has not come');
    return this.#peer;
  }

  /** The next frame, which counts as sent. */
  seal(type: number, data: Uint8Array): Uint8Array {
    const key = this.role === 'I' ? this.secrets.keyI : this.secrets.keyR;
    return seal(key, { type, epoch: this.epoch, n: this.sendN++ }, data);
  }

  /** Sends one frame. */
  async send(type: number, data: Uint8Array = new Uint8Array()): Promise<void> {
    await this.bound.channel.send(this.seal(type, data));
  }

  /** AUTH for the current epoch. */
  sealAuth(): Uint8Array {
    return this.seal(TYPE.AUTH, writeAuth(this.identity, this.role, this.secrets.h));
  }

  /** The next frame as it comes, whatever it is; throws `ChannelClosed` at the end, `RangeError` when it is not the expected one. */
  async take(timeoutMs?: number | null): Promise<Frame> {
    const message = await nextOf(this.bound, timeoutMs);
    if (this.#next !== null && readHeader(message).epoch === this.#receiveEpoch + 1) {
      this.#receiveSecrets = this.#next;
      this.#next = null;
      this.#receiveEpoch += 1;
      this.#receiveN = 0;
    }
    const { keyI, keyR } = this.#receiveSecrets;
    const frame = open(this.role === 'I' ? keyR : keyI, message);
    if (frame.epoch !== this.#receiveEpoch || frame.n !== this.#receiveN++) throw new RangeError('epoch or number of a frame');
    return frame;
  }

  /** Checks the data of an AUTH of the other side. */
  takeAuth(data: Uint8Array): void {
    const auth = readAuth(data, this.role === 'I' ? 'R' : 'I', this.#receiveSecrets.h);
    if (this.#peer !== null && !isSame(join(auth.pk, auth.run), join(this.#peer.pk, this.#peer.run))) throw new RangeError('another AUTH');
    this.#peer = auth;
  }

  /** The next frame that is not of the link itself: PING, REKEY and AUTH are answered on the way. Throws `ChannelClosed` at the end. */
  async next(timeoutMs?: number | null): Promise<Frame> {
    for (;;) {
      const frame = await this.take(timeoutMs);
      if (frame.type === TYPE.PING) await this.send(TYPE.PONG, frame.data);
      else if (frame.type === TYPE.REKEY) await this.#takeRekey(frame.data);
      else if (frame.type === TYPE.AUTH) {
        this.takeAuth(frame.data);
        if (this.role === 'R') await this.switchTo(this.#receiveSecrets);
      } else if (frame.type !== TYPE.PONG) return frame;
    }
  }

  /** I's beginning of a rekey; `next` does the rest. */
  async startRekey(): Promise<void> {
    this.#rekey = this.newRekey();
    await this.send(TYPE.REKEY, this.#rekey.write1());
  }

  async #takeRekey(message: Uint8Array): Promise<void> {
    if (this.role === 'R') {
      const handshake = this.newRekey();
      handshake.read1(message);
      await this.send(TYPE.REKEY, handshake.write2());
      this.#next = handshake.secrets();
    } else {
      if (this.#rekey === null) throw new RangeError('REKEY');
      this.#rekey.read2(message);
      this.#next = this.#rekey.secrets();
      this.#rekey = null;
      await this.switchTo(this.#next);
    }
  }

  /** Frames of the next epoch, which these are of, can be read from now on. */
  expectNext(secrets: Secrets): void {
    this.#next = secrets;
  }

  /** From here on frames are sent in the next epoch, AUTH first. */
  async switchTo(secrets: Secrets): Promise<void> {
    this.secrets = secrets;
    this.epoch += 1;
    this.sendN = 0;
    await this.bound.channel.send(this.sealAuth());
  }

  /** The handshake of the next epoch. */
  newRekey(ephemeral?: Uint8Array, publicE?: Uint8Array): Handshake {
    return new Handshake(rekeyPrologue(this.secrets.h), this.secrets.exp, ephemeral, publicE);
  }
}

/** The data of the next frame, which has to be of this type. */
async function dataOf(link: Link, wanted: number): Promise<Uint8Array> {
  const { type, data } = await link.take();
  if (type !== wanted) throw new RangeError(`a frame of type ${String(type)} where ${String(wanted)} was due`);
  return data;
}

/** The link of whoever dialled. Throws `ChannelClosed` when the other side does not accept. */
export async function linkAsI(bound: Bound, room: Room, identity: Identity): Promise<Link> {
  const handshake = handshakeOn(bound, room);
  await bound.channel.send(join(Uint8Array.of(1), handshake.write1()));
  handshake.read2(await nextOf(bound));
  const link = new Link(bound, 'I', identity, handshake.secrets());
  await bound.channel.send(link.sealAuth());
  link.takeAuth(await dataOf(link, TYPE.AUTH));
  await link.send(TYPE.PING, random(8));
  await dataOf(link, TYPE.PONG);
  return link;
}

/** The link of whoever was dialled. Throws `ChannelClosed` when the other side does not accept. */
export async function linkAsR(bound: Bound, room: Room, identity: Identity): Promise<Link> {
  const handshake = handshakeOn(bound, room);
  const message = await nextOf(bound);
  if (message.length !== 49 || message[0] !== 1) throw new RangeError('message 1');
  handshake.read1(message.slice(1));
  await bound.channel.send(handshake.write2());
  const link = new Link(bound, 'R', identity, handshake.secrets());
  link.takeAuth(await dataOf(link, TYPE.AUTH));
  await bound.channel.send(link.sealAuth());
  await link.send(TYPE.PONG, await dataOf(link, TYPE.PING));
  return link;
}

/**
 * A member who does not keep to the protocol: holds the room secret, shakes hands, and then sends whatever a test likes.
 */
import type { Identity } from '../crypto/identity.js';
import { linkPrologue } from '../crypto/link-keys.js';
import { randomBytes } from '../crypto/primitives.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { ErrorCode } from '../lib/errors.js';
import type { MemoryChannel } from '../transport/memory-transport.fixture.js';
import { frameHeader, openFrame, packFrameData, sealFrame } from './frame-codec.js';
import { LINK_FRAME } from './frame-types.js';
import { finishLinkNoise, makeAuth, startLinkNoise } from './link-epoch.js';
import type { EpochSecrets } from './link-epoch.js';
import { until } from './link-pair.fixture.js';

/** Who it claims to be and what it knows. */
export interface RawPeerSetup {
  readonly channel: MemoryChannel;
  readonly rid: Bytes;
  readonly psk: Bytes;
  readonly identity: Identity;
  readonly run: Bytes;
}

/** Works with the channel directly; frames are numbered only as far as a test does not say otherwise. */
export class RawPeer {
  readonly setup: RawPeerSetup;
  readonly received: Bytes[] = [];
  closedWith: ErrorCode | null = null;
  epoch = 0;
  n = 0;
  #taken = 0;
  #secrets: EpochSecrets | null = null;

  constructor(setup: RawPeerSetup) {
    this.setup = setup;
    setup.channel.receive({
      message: (bytes) => this.received.push(bytes),
      closed: (reason) => {
        this.closedWith = reason;
      },
    });
  }

  get role(): 'initiator' | 'responder' {
    return this.setup.channel.isInitiator ? 'initiator' : 'responder';
  }

  /** Of the newest epoch. */
  get secrets(): EpochSecrets {
    if (this.#secrets === null) throw new Error('no handshake yet');
    return this.#secrets;
  }

  set secrets(secrets: EpochSecrets) {
    this.#secrets = secrets;
  }

  send(bytes: Bytes): void {
    this.setup.channel.send(bytes);
  }

  /** The next message from the other side. */
  async next(): Promise<Bytes> {
    await until(() => this.received.length > this.#taken || this.closedWith !== null, 'a message');
    const message = this.received[this.#taken++];
    if (message === undefined) throw new Error(`closed: ${this.closedWith}`);
    return message;
  }

  /** Noise only. */
  async shakeHands(): Promise<void> {
    const { channel, rid, psk } = this.setup;
    const [peerIdInitiator, peerIdResponder] = channel.isInitiator
      ? [channel.localId, channel.remoteId]
      : [channel.remoteId, channel.localId];
    const prologue = linkPrologue({
      rid,
      peerIdInitiator,
      peerIdResponder,
      dtlsInitiator: channel.dtlsInitiator,
      dtlsResponder: channel.dtlsResponder,
    });
    const noise = await startLinkNoise(this.role, prologue, psk);
    if (this.role === 'initiator') {
      this.send(concatBytes(Uint8Array.of(1), await noise.writeMessage(new Uint8Array(0))));
      await noise.readMessage(await this.next());
    } else {
      await noise.readMessage((await this.next()).subarray(1));
      this.send(await noise.writeMessage(new Uint8Array(0)));
    }
    this.secrets = await finishLinkNoise(noise, this.role);
  }

  /** An honest handshake, AUTH and greeting included; `auth` replaces the data of the AUTH frame. */
  async enter(auth?: Bytes): Promise<void> {
    await this.shakeHands();
    this.setup.channel.trust();
    const own = auth ?? (await this.auth());
    if (this.role === 'initiator') {
      await this.sendFrame(LINK_FRAME.auth, own);
      await this.next();
      await this.sendFrame(LINK_FRAME.ping, randomBytes(8));
    } else {
      await this.next();
      await this.sendFrame(LINK_FRAME.auth, own);
      await this.next();
    }
  }

  /** One's own AUTH for the newest epoch. */
  auth(): Promise<Bytes> {
    return makeAuth(this.role, this.secrets.h, this.setup.identity, this.setup.run);
  }

  /** An honest frame. */
  async sendFrame(type: number, data: Bytes): Promise<void> {
    this.send(await this.seal(type, packFrameData(type, data)));
  }

  /** Any plaintext under any header, sealed with the right key. */
  seal(type: number, plaintext: Bytes, changes: { type?: number; epoch?: number; n?: number } = {}): Promise<Bytes> {
    const header = { type, epoch: this.epoch, n: this.n++, ...changes };
    return sealFrame(this.secrets.sendKey, frameHeader(header.type, header.epoch, header.n), plaintext);
  }

  /** Opens a frame of the other side. */
  async open(frame: Bytes): Promise<{ type: number; data: Bytes }> {
    return { type: frame[1] as number, data: await openFrame(this.secrets.receiveKey, frame.slice(0, 12), frame) };
  }

  /** The next frame of this type; others are passed over. */
  async nextOfType(type: number): Promise<Bytes> {
    for (;;) {
      const { type: seen, data } = await this.open(await this.next());
      if (seen === type) return data;
    }
  }
}

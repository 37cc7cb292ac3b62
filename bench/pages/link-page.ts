/**
 * Runs in a page: one end of a link and one end of a bare data channel to the same other page, and what is measured over both.
 */
import { createIdentity } from '../../src/crypto/identity.js';
import { randomBytes } from '../../src/crypto/primitives.js';
import { systemClock } from '../../src/lib/clock.js';
import { establishLink } from '../../src/link/establish-link.js';
import type { Link } from '../../src/link/link.js';
import type { Channel } from '../../src/transport/transport.js';
import { localTransport, prepared } from './bench-app.js';

/** Where the bare channel waits, and goes on: what the link does. */
const HIGH_WATER_BYTES = 1024 * 1024;
const LOW_WATER_BYTES = 256 * 1024;

/** From the first to the last message of a run. */
interface Reading {
  readonly seconds: number;
  readonly bytes: number;
  readonly messages: number;
}

/** Counts messages of any way of carrying them. */
class Meter {
  #count = 0;
  #bytes = 0;
  #firstAt = 0;
  #firstBytes = 0;
  #wanted = 0;
  #done: ((reading: Reading) => void) | null = null;

  /** Begins a run of `wanted` messages; resolves with the time between the first and the last, and the bytes after the first. */
  begin(wanted: number): Promise<Reading> {
    this.#count = 0;
    this.#bytes = 0;
    this.#wanted = wanted;
    return new Promise((resolve) => {
      this.#done = resolve;
    });
  }

  take(length: number): void {
    this.#count += 1;
    this.#bytes += length;
    if (this.#count === 1) {
      this.#firstAt = performance.now();
      this.#firstBytes = length;
    }
    if (this.#count === this.#wanted)
      this.#done?.({
        seconds: (performance.now() - this.#firstAt) / 1000,
        bytes: this.#bytes - this.#firstBytes,
        messages: this.#count - 1,
      });
  }
}

/** The two ways. */
type Way = 'link' | 'bare';

const meters: Readonly<Record<Way, Meter>> = { link: new Meter(), bare: new Meter() };
let link: Link | null = null;
let bare: Promise<RTCDataChannel> | null = null;
let connection: RTCPeerConnection | null = null;
let running: Promise<void> | null = null;

/** One end of the link. `room`: `rid` and `psk` as numbers, the same for both. */
export interface LinkEnd {
  readonly port: number;
  readonly ownId: string;
  readonly otherId: string | null;
  readonly room: { readonly rid: readonly number[]; readonly psk: readonly number[] };
}

/** Makes this page's end of the link: `dialled` waits, the other dials. Both use the same room. */
export async function openLink({ port, ownId, otherId, room }: LinkEnd): Promise<void> {
  const endpoint = localTransport(port).open(ownId, ownId);
  const arrival = new Promise<Channel>((resolve) => endpoint.onChannel(resolve));
  while (endpoint.state !== 'online') await new Promise<unknown>((resolve) => endpoint.onState(resolve));
  running = (async () => {
    const channel = otherId === null ? await arrival : await endpoint.dial(otherId);
    const identity = await createIdentity();
    const { rid, psk } = room;
    link = await establishLink({
      channel,
      rid: Uint8Array.from(rid),
      psk: Uint8Array.from(psk),
      identity,
      run: randomBytes(8),
      clock: systemClock,
      accepts: () => true,
    });
    link.start({
      frame: (_type, data) => meters.link.take(data.length),
      closed: (code) => {
        throw new Error(`the link closed: ${code}`);
      },
    });
  })();
}

/** Resolves when the link stands. */
export async function linked(): Promise<void> {
  await running;
}

function gathered(peerConnection: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (peerConnection.iceGatheringState === 'complete') resolve();
    };
    look();
    peerConnection.addEventListener('icegatheringstatechange', look);
  });
}

function takeBare(channel: RTCDataChannel): void {
  channel.binaryType = 'arraybuffer';
  channel.bufferedAmountLowThreshold = LOW_WATER_BYTES;
  channel.addEventListener('message', ({ data }) => meters.bare.take((data as ArrayBuffer).byteLength));
  bare = new Promise((resolve) => {
    if (channel.readyState === 'open') resolve(channel);
    channel.addEventListener('open', () => resolve(channel));
  });
}

/** The bare channel: an offer from one page, an answer from the other, both whole. */
export async function offerBare(): Promise<string> {
  const peerConnection = (connection = new RTCPeerConnection({ iceServers: [] }));
  takeBare(peerConnection.createDataChannel('bare', { ordered: true }));
  await peerConnection.setLocalDescription();
  await gathered(peerConnection);
  return prepared(peerConnection.localDescription).sdp;
}

export async function answerBare(sdp: string): Promise<string> {
  const peerConnection = new RTCPeerConnection({ iceServers: [] });
  peerConnection.addEventListener('datachannel', ({ channel }) => takeBare(channel));
  await peerConnection.setRemoteDescription({ type: 'offer', sdp });
  await peerConnection.setLocalDescription();
  await gathered(peerConnection);
  return prepared(peerConnection.localDescription).sdp;
}

export async function acceptBare(sdp: string): Promise<void> {
  await prepared(connection).setRemoteDescription({ type: 'answer', sdp });
  await bare;
}

/** Counts what comes. */
export function receive(way: Way, count: number): Promise<Reading> {
  return meters[way].begin(count);
}

/** Sends `count` messages of `size` bytes with backpressure. `type` is the link's frame type. */
export async function sendMany(
  way: Way,
  { count, size, type = 0 }: { readonly count: number; readonly size: number; readonly type?: number },
): Promise<void> {
  const message = randomBytes(size);
  if (way === 'link') {
    const to = prepared(link);
    for (let i = 0; i < count; i++) {
      await to.ready();
      to.send(type, message);
    }
    return;
  }
  const channel = await prepared(bare);
  for (let i = 0; i < count; i++) {
    if (channel.bufferedAmount > HIGH_WATER_BYTES)
      await new Promise((resolve) => {
        channel.addEventListener('bufferedamountlow', resolve, { once: true });
      });
    channel.send(message);
  }
}

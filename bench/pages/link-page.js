/**
 * Runs in a page: one end of a link and one end of a bare data channel to the same other page, and what is measured over both.
 */
import { createIdentity } from '../../dist/js/crypto/identity.js';
import { randomBytes, sha256 } from '../../dist/js/crypto/primitives.js';
import { systemClock } from '../../dist/js/lib/clock.js';
import { establishLink } from '../../dist/js/link/establish-link.js';
import { peerJsTransport } from '../../dist/js/transport/peerjs-transport.js';

/** Where the bare channel waits, and goes on: what the link does. */
const HIGH_WATER_BYTES = 1024 * 1024;
const LOW_WATER_BYTES = 256 * 1024;

/** Counts messages of any way of carrying them: `{ seconds, bytes }` from the first to the last of a run. */
class Meter {
  #count = 0;
  #bytes = 0;
  #firstAt = 0;
  #firstBytes = 0;
  #wanted = 0;
  #done = null;

  /** Begins a run of `wanted` messages; resolves with the time between the first and the last, and the bytes after the first. */
  begin(wanted) {
    this.#count = 0;
    this.#bytes = 0;
    this.#wanted = wanted;
    return new Promise((resolve) => {
      this.#done = resolve;
    });
  }

  take(length) {
    this.#count += 1;
    this.#bytes += length;
    if (this.#count === 1) {
      this.#firstAt = performance.now();
      this.#firstBytes = length;
    }
    if (this.#count === this.#wanted)
      this.#done({ seconds: (performance.now() - this.#firstAt) / 1000, bytes: this.#bytes - this.#firstBytes, messages: this.#count - 1 });
  }
}

const meters = { link: new Meter(), bare: new Meter() };
let link = null;
let bare = null;
let peerConnection = null;
let running = null;

/** Makes this page's end of the link: `dialled` waits, the other dials. Both use the same room. */
export async function openLink({ port, ownId, otherId, room }) {
  const servers = [{ host: '127.0.0.1', port, path: '/peerjs', secure: false, key: 'peerjs' }];
  const transport = peerJsTransport({
    Peer: globalThis.Peer,
    servers,
    iceServers: [],
    relayOnly: false,
    clock: systemClock,
    randomBytes,
    sha256,
  });
  const endpoint = transport.open(ownId, ownId);
  const arrival = new Promise((resolve) => endpoint.onChannel(resolve));
  while (endpoint.state !== 'online') await new Promise((resolve) => endpoint.onState(resolve));
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
export async function linked() {
  await running;
}

function gathered() {
  return new Promise((resolve) => {
    if (peerConnection.iceGatheringState === 'complete') resolve();
    peerConnection.addEventListener('icegatheringstatechange', () => peerConnection.iceGatheringState === 'complete' && resolve());
  });
}

function takeBare(channel) {
  channel.binaryType = 'arraybuffer';
  channel.bufferedAmountLowThreshold = LOW_WATER_BYTES;
  channel.addEventListener('message', ({ data }) => meters.bare.take(data.byteLength));
  bare = new Promise((resolve) => {
    if (channel.readyState === 'open') resolve(channel);
    channel.addEventListener('open', () => resolve(channel));
  });
}

/** The bare channel: an offer from one page, an answer from the other, both whole. */
export async function offerBare() {
  peerConnection = new RTCPeerConnection({ iceServers: [] });
  takeBare(peerConnection.createDataChannel('bare', { ordered: true }));
  await peerConnection.setLocalDescription();
  await gathered();
  return peerConnection.localDescription.sdp;
}

export async function answerBare(sdp) {
  peerConnection = new RTCPeerConnection({ iceServers: [] });
  peerConnection.addEventListener('datachannel', ({ channel }) => takeBare(channel));
  await peerConnection.setRemoteDescription({ type: 'offer', sdp });
  await peerConnection.setLocalDescription();
  await gathered();
  return peerConnection.localDescription.sdp;
}

export async function acceptBare(sdp) {
  await peerConnection.setRemoteDescription({ type: 'answer', sdp });
  await bare;
}

/** Counts what comes. */
export function receive(way, count) {
  return meters[way].begin(count);
}

/** Sends `count` messages of `size` bytes with backpressure. `type` is the link's frame type. */
export async function sendMany(way, { count, size, type }) {
  const message = randomBytes(size);
  if (way === 'link') {
    for (let i = 0; i < count; i++) {
      await link.ready();
      link.send(type, message);
    }
    return;
  }
  const channel = await bare;
  for (let i = 0; i < count; i++) {
    if (channel.bufferedAmount > HIGH_WATER_BYTES)
      await new Promise((resolve) => {
        channel.addEventListener('bufferedamountlow', resolve, { once: true });
      });
    channel.send(message);
  }
}

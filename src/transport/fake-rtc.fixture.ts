/**
 * The parts of WebRTC that the transport touches, as puppets: a test sets a state and fires the event.
 */
import type { Bytes } from '../lib/bytes.js';
import type { DataConnection } from './peerjs-loader.js';

/** A data channel that keeps what is sent; `bufferedAmount` grows until the test drains it. */
export class FakeDataChannel extends EventTarget {
  ordered = true;
  maxRetransmits: number | null = null;
  maxPacketLifeTime: number | null = null;
  readyState: RTCDataChannelState = 'connecting';
  binaryType: BinaryType = 'blob';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  readonly sent: Bytes[] = [];
  /** When set, `send` throws it. */
  sendError: Error | null = null;

  send(bytes: Bytes): void {
    if (this.sendError !== null) throw this.sendError;
    this.sent.push(bytes);
    this.bufferedAmount += bytes.length;
  }

  /** Everything has left. */
  drain(): void {
    this.bufferedAmount = 0;
    this.dispatchEvent(new Event('bufferedamountlow'));
  }

  open(): void {
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
  }

  bring(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  close(): void {
    this.readyState = 'closing';
  }

  /** The channel is closed, on whoever's wish. */
  finish(): void {
    this.readyState = 'closed';
    this.dispatchEvent(new Event('close'));
  }

  /** As the type that the transport wants. */
  get real(): RTCDataChannel {
    return this as unknown as RTCDataChannel;
  }
}

function sdpOf(byte: number): { sdp: string } {
  const hex = byte.toString(16).padStart(2, '0').toUpperCase();
  return { sdp: `v=0\r\na=fingerprint:sha-256 ${Array.from({ length: 32 }, () => hex).join(':')}\r\n` };
}

/** A peer connection in the middle of its life: negotiated, local fingerprint all 0x11, remote all 0x22. */
export class FakePeerConnection extends EventTarget {
  iceConnectionState: RTCIceConnectionState = 'connected';
  connectionState: RTCPeerConnectionState = 'connected';
  signalingState: RTCSignalingState = 'stable';
  localDescription: { sdp: string } | null = sdpOf(0x11);
  remoteDescription: { sdp: string } | null = sdpOf(0x22);
  sctp = { transport: Object.assign(new EventTarget(), { state: 'connected' }) };

  /** Sets a state and fires its event. */
  become(change: Partial<Pick<FakePeerConnection, 'iceConnectionState' | 'connectionState' | 'signalingState'>>): void {
    Object.assign(this, change);
    for (const name of Object.keys(change)) this.dispatchEvent(new Event(name.toLowerCase().replace('state', 'statechange')));
  }

  /** The other side opens a data channel. */
  bringChannel(channel: FakeDataChannel): void {
    this.dispatchEvent(Object.assign(new Event('datachannel'), { channel }));
  }
}

/** What PeerJS would hand over. */
export class FakeConnection {
  readonly peer = 'friend';
  readonly fakePeerConnection = new FakePeerConnection();
  readonly peerConnection = this.fakePeerConnection as unknown as RTCPeerConnection;
  readonly dataChannel: RTCDataChannel | null;
  closeCount = 0;

  /** With a data channel of its own for the side that dials. */
  constructor(channel: FakeDataChannel | null) {
    this.dataChannel = channel?.real ?? null;
  }

  close(): void {
    this.closeCount += 1;
  }

  get real(): DataConnection {
    return this as unknown as DataConnection;
  }
}

/**
 * What an `RTCPeerConnection` shows of a channel's life: how far it is, and the network going away.
 */
import { Alarm } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import type { ErrorCode } from '../lib/errors.js';
import { ICE_GAP_MS } from './limits.js';

/** Calls `broken`, maybe more than once, when the connection cannot be used (any more). */
export function watchPeerConnection(connection: RTCPeerConnection, clock: Clock, broken: (reason: ErrorCode) => void): void {
  const gap = new Alarm(clock);
  const look = () => {
    const { iceConnectionState: ice, connectionState } = connection;
    gap.stop();
    if (connectionState === 'failed' && (ice === 'connected' || ice === 'completed')) {
      // A path was found, yet no connection came of it: DTLS refused the certificate, which was not the announced one.
      broken('binding-failed');
    } else if (connectionState === 'failed' || ice === 'failed' || ice === 'closed') {
      // PeerJS hears of `failed` first and closes the connection, so `closed` may be all that we see.
      broken('channel-closed');
    } else if (ice === 'disconnected') {
      // PeerJS has no ICE restart: after this long a new connection is dialled instead, by the layers above.
      gap.set(ICE_GAP_MS, () => broken('channel-closed'));
    }
  };
  connection.addEventListener('iceconnectionstatechange', look);
  connection.addEventListener('connectionstatechange', look);
}

/**
 * Resolves when the channel is open, and the negotiation and DTLS are over for this page too: Chromium opens a data channel up to some milliseconds before
 * it shows the page the remote description. Never resolves on a connection that fails before.
 */
export async function untilNegotiated(connection: RTCPeerConnection, channel: RTCDataChannel): Promise<void> {
  await untilTrue(channel, 'open', () => channel.readyState === 'open');
  await untilTrue(connection, 'signalingstatechange', () => connection.signalingState === 'stable');
  const dtls = connection.sctp?.transport;
  if (dtls !== undefined) await untilTrue(dtls, 'statechange', () => dtls.state === 'connected');
}

async function untilTrue(target: EventTarget, type: string, isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));
}

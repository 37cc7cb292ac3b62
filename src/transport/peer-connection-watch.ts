/**
 * What an `RTCPeerConnection` shows of a channel's life besides the channel itself: data channels that arrive, and the network going away.
 */
import type { Cancel, Clock } from '../lib/clock.js';
import type { ErrorCode } from '../lib/errors.js';
import { ICE_GAP_MS } from './limits.js';

/** Who is told. */
export interface PeerConnectionWatcher {
  /** The other side opened a data channel. */
  channel(channel: RTCDataChannel): void;
  /** The connection cannot be used (any more). */
  broken(reason: ErrorCode): void;
}

/** Watches until cancelled. */
export function watchPeerConnection(connection: RTCPeerConnection, clock: Clock, watcher: PeerConnectionWatcher): Cancel {
  const listening = new AbortController();
  const { signal } = listening;
  let stopGap: Cancel | null = null;
  const endGap = () => {
    stopGap?.();
    stopGap = null;
  };
  const onIce = () => {
    switch (connection.iceConnectionState) {
      case 'disconnected':
        // PeerJS has no ICE restart: after this long a new connection is dialled instead, by the layers above.
        stopGap ??= clock.after(ICE_GAP_MS, () => watcher.broken('channel-closed'));
        break;
      case 'failed':
      // PeerJS hears of `failed` first and closes the connection, so that this is what we see; our own closing ends the watch before.
      case 'closed':
        watcher.broken('channel-closed');
        break;
      default:
        endGap();
    }
  };
  const onConnection = () => {
    if (connection.connectionState !== 'failed') return;
    // A path was found, yet no connection came of it: DTLS refused the certificate, which was not the announced one.
    const hasPath = connection.iceConnectionState === 'connected' || connection.iceConnectionState === 'completed';
    watcher.broken(hasPath ? 'binding-failed' : 'channel-closed');
  };
  connection.addEventListener('iceconnectionstatechange', onIce, { signal });
  connection.addEventListener('connectionstatechange', onConnection, { signal });
  connection.addEventListener('datachannel', ({ channel }) => watcher.channel(channel), { signal });
  return () => {
    endGap();
    listening.abort();
  };
}

/**
 * Resolves when the negotiation and DTLS are over for this page too: Chromium opens a data channel up to some milliseconds before it shows the page the
 * remote description. Never resolves on a connection that fails before.
 */
export async function untilNegotiated(connection: RTCPeerConnection): Promise<void> {
  await untilEvent(connection, 'signalingstatechange', () => connection.signalingState === 'stable');
  const dtls = connection.sctp?.transport;
  if (dtls !== undefined) await untilEvent(dtls, 'statechange', () => dtls.state === 'connected');
}

function untilEvent(target: EventTarget, type: string, isDone: () => boolean): Promise<void> {
  if (isDone()) return Promise.resolve();
  return new Promise((resolve) => {
    const check = () => {
      if (!isDone()) return;
      target.removeEventListener(type, check);
      resolve();
    };
    target.addEventListener(type, check);
  });
}

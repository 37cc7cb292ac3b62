/**
 * A page that reaches itself: two ends of one channel over real WebRTC, in this page, without a server of any kind.
 *
 * PeerJS is left out, and nothing else: what is opened, read and bound is what `peerjs-channel.ts` does with a stranger.
 */
import type { Clock } from '../lib/clock.js';
import { PeerJsChannel } from './peerjs-channel.js';
import type { NegotiatedConnection } from './peerjs-channel.js';
import type { Sha256 } from './sdp-binding.js';
import type { Channel } from './transport.js';

/** Both ends, open. */
export interface Loopback {
  /** The end of who dialled, and of who was dialled. */
  readonly ends: readonly [dialler: Channel, dialled: Channel];
  /** Closes both connections; to be called in any case. */
  close(): void;
}

function loopbackConnection(peer: string, peerConnection: RTCPeerConnection, dataChannel: RTCDataChannel | null): NegotiatedConnection {
  // PeerJS, too, has none on the side that was dialled, until one comes; its type says otherwise.
  return { peer, peerConnection, dataChannel: dataChannel as RTCDataChannel, close: () => peerConnection.close() };
}

/**
 * Rejects with `ParleyError` as a dial does: `dial-timeout`, `channel-closed`, `binding-failed`, `handshake-timeout`; with what the browser says when it gives no
 * connection at all.
 */
export async function openLoopback(clock: Clock, sha256: Sha256): Promise<Loopback> {
  const [dialling, dialled] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const close = (): void => {
    dialling.close();
    dialled.close();
  };
  try {
    const channel = dialling.createDataChannel('loopback');
    const onEnd = (): void => undefined;
    const ends = [
      new PeerJsChannel({
        connection: loopbackConnection('dialled', dialling, channel),
        isInitiator: true,
        localId: 'dialler',
        clock,
        sha256,
        onEnd,
      }),
      new PeerJsChannel({
        connection: loopbackConnection('dialler', dialled, null),
        isInitiator: false,
        localId: 'dialled',
        clock,
        sha256,
        onEnd,
      }),
    ] as const;
    const opened = Promise.all(ends.map((end) => end.opened));
    // Whatever comes first is told: a description that is refused, or a channel that ends.
    await Promise.all([opened, negotiate(dialling, dialled)]);
    return { ends, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function negotiate(dialling: RTCPeerConnection, dialled: RTCPeerConnection): Promise<void> {
  await dialled.setRemoteDescription(await wholeDescription(dialling));
  await dialling.setRemoteDescription(await wholeDescription(dialled));
}

/** What a connection says of itself, with every candidate. */
async function wholeDescription(connection: RTCPeerConnection): Promise<RTCSessionDescription> {
  await connection.setLocalDescription();
  while (connection.iceGatheringState !== 'complete')
    await new Promise((resolve) => connection.addEventListener('icegatheringstatechange', resolve, { once: true }));
  if (connection.localDescription === null) throw new TypeError('a connection that has described itself has no description');
  return connection.localDescription;
}

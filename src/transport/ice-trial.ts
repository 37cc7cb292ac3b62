/**
 * Asking one STUN or TURN server for what it is for: an address as it is seen from outside, or a relay. Nobody else is connected to.
 */

/** What came of it: it did what it is for; it refuses the user name or the password; or nothing came of it. */
export type IceTrialOutcome = 'works' | 'refused' | 'silent';

/** STUN's own codes (RFC 8489, 14.8) when it is the login that is wrong. Not every browser tells of them. */
const LOGIN_CODES: ReadonlySet<number> = new Set([400, 401, 403, 431, 438, 441]);

/** What a trial needs of a connection. */
export type IceTrialConnection = Pick<RTCPeerConnection, 'createDataChannel' | 'setLocalDescription' | 'addEventListener' | 'close'>;

/** Whether the browser takes a server. One that it does not take, and it refuses every connection. */
export function isIceServerTaken(server: RTCIceServer): boolean {
  try {
    new RTCPeerConnection({ iceServers: [server] }).close();
    return true;
  } catch {
    // What it says is for the console, and names the server, which whoever asks knows.
    return false;
  }
}

/** `server`: one that is taken, with one address. `signal` gives up: it is `silent` then, if nothing else was heard. Rejects when the browser gives no connection. */
export async function tryIceServer(
  server: RTCIceServer,
  signal: AbortSignal,
  connect: (configuration: RTCConfiguration) => IceTrialConnection = (configuration) => new RTCPeerConnection(configuration),
): Promise<IceTrialOutcome> {
  const isTurn = [server.urls].flat().some((url) => url.startsWith('turn'));
  const wanted = isTurn ? ' typ relay' : ' typ srflx';
  const connection = connect({ iceServers: [server], iceTransportPolicy: isTurn ? 'relay' : 'all' });
  const { promise, resolve } = Promise.withResolvers<IceTrialOutcome>();
  let trouble: IceTrialOutcome = 'silent';
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate === null) resolve(trouble);
    else if (candidate.candidate.includes(wanted)) resolve('works');
  });
  connection.addEventListener('icecandidateerror', ({ errorCode }) => {
    if (LOGIN_CODES.has(errorCode)) trouble = 'refused';
  });
  signal.addEventListener('abort', () => resolve(trouble), { once: true });
  try {
    connection.createDataChannel('');
    await connection.setLocalDescription();
    return await promise;
  } finally {
    connection.close();
  }
}

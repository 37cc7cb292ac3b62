/**
 * The configuration block of the page (DESIGN section 3): replaceable by whoever hosts or runs the file, so it is input from outside.
 */
import { ParleyError } from '../lib/errors.js';
import { readAs } from './code-to-show.js';

/** A PeerServer. */
export interface SignallingServer {
  readonly host: string;
  /** 1 to 65535. */
  readonly port: number;
  /** Begins and ends with `/`. */
  readonly path: string;
  /** TLS. */
  readonly secure: boolean;
  /** The API key that PeerServers ask for; `peerjs` almost everywhere. */
  readonly key: string;
}

/** What the block says. */
export interface ParleyConfig {
  /** Tried in this order. */
  readonly signalling: readonly SignallingServer[];
  readonly iceServers: readonly RTCIceServer[];
  /** Only ever connect through TURN, so that others don't see one's IP address. */
  readonly relayOnly: boolean;
  /** Where invite links lead, or `null` for the page itself. */
  readonly publicAddress: string | null;
}

/** The public PeerServer that an invite need not name. */
export const PUBLIC_SERVER: SignallingServer = { host: '0.peerjs.com', port: 443, path: '/', secure: true, key: 'peerjs' };

/** Reads the block; what does not fit throws `ParleyError('config-invalid')`. */
export function parseConfig(text: string): ParleyConfig {
  return readAs('config-invalid', () => {
    const { signalling = [], iceServers = [], relayOnly = false, publicAddress = null } = JSON.parse(text) as Partial<ParleyConfig>;
    const isAddress = publicAddress === null || /^https?:\/\/[^#]+$/u.test(publicAddress);
    if (!isAddress || typeof relayOnly !== 'boolean' || signalling.length === 0) throw new TypeError('block');
    return { signalling: signalling.map(parseServer), iceServers: iceServers.map(parseIceServer), relayOnly, publicAddress };
  });
}

function parseServer({ host = '', port = 0, path = '/', secure = true, key = 'peerjs' }: Partial<SignallingServer>): SignallingServer {
  const server = parseServerUrl(serverUrlOf({ host, port, path, secure, key }));
  // Whatever is not of its type reads differently from what was written.
  if (server.host !== host || server.port !== port || server.secure !== secure) throw new TypeError('server');
  return server;
}

function parseIceServer(server: RTCIceServer): RTCIceServer {
  const urls = [server.urls].flat();
  if (urls.length === 0 || !urls.every((url) => /^(?:stuns?|turns?):\S+$/u.test(url))) throw new TypeError('ICE server');
  return { ...server, urls };
}

/** A server as one text, `https://host:port/path?key=…`; `http` when without TLS. */
export function serverUrlOf({ host, port, path, secure, key }: SignallingServer): string {
  return `${secure ? 'https' : 'http'}://${host}:${port}${path}?key=${key}`;
}

const SERVER_URL = /^(https?):\/\/([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\]):(\d{1,5})(\/[\w./~-]{0,200})\?key=([\w-]{1,64})$/u;

/** Reads what `serverUrlOf` writes. Throws `ParleyError('config-invalid')`. */
export function parseServerUrl(text: string): SignallingServer {
  const [, scheme, host = '', number, path = '', key = ''] = SERVER_URL.exec(text) ?? [];
  const port = Number(number);
  if (!(port >= 1 && port <= 65535)) throw new ParleyError('config-invalid');
  return { host, port, path: path.replace(/\/?$/u, '/'), secure: scheme === 'https', key };
}

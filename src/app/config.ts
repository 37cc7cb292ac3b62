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

/** So many signalling servers there may be, and so many addresses of STUN and TURN servers: browsers get slow with more. */
const MOST_SERVERS = 8;

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

/** The servers of it. */
export type ServersOfConfig = Pick<ParleyConfig, 'signalling' | 'iceServers'>;

/** The public PeerServer that an invite need not name. */
export const PUBLIC_SERVER: SignallingServer = { host: '0.peerjs.com', port: 443, path: '/', secure: true, key: 'peerjs' };

/** Reads the block; what does not fit throws `ParleyError('config-invalid')`. */
export function parseConfig(text: string): ParleyConfig {
  return readAs('config-invalid', () => {
    const { signalling = [], iceServers = [], relayOnly = false, publicAddress = null } = JSON.parse(text) as Partial<ParleyConfig>;
    const isAddress = publicAddress === null || /^https?:\/\/[^#]+$/u.test(publicAddress);
    if (!isAddress || typeof relayOnly !== 'boolean') throw new TypeError('block');
    return { ...checkServers(signalling.map(parseServer), iceServers.map(parseIceServer)), relayOnly, publicAddress };
  });
}

function parseServer({ host = '', port = 0, path = '/', secure = true, key = 'peerjs' }: Partial<SignallingServer>): SignallingServer {
  const server = parseServerUrl(serverUrlOf({ host, port, path, secure, key }));
  // Whatever is not of its type reads differently from what was written.
  if (server.host !== host || server.port !== port || server.secure !== secure) throw new TypeError('server');
  return server;
}

/** Both lists, if there are as many as there may be. Throws `ParleyError('config-invalid')`. */
export function checkServers(signalling: readonly SignallingServer[], iceServers: readonly RTCIceServer[]): ServersOfConfig {
  const isMany = signalling.length > MOST_SERVERS || iceServers.flatMap(({ urls }) => urls).length > MOST_SERVERS;
  if (signalling.length === 0 || isMany) throw new ParleyError('config-invalid');
  return { signalling, iceServers };
}

const ICE_HOST = /(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?/u.source;
const ICE_URL = new RegExp(`^(?:stuns?:${ICE_HOST}|turns?:${ICE_HOST}(?:\\?transport=(?:udp|tcp))?)$`, 'u');

/** Whether a server, by its address, relays. */
export function isTurnUrl(url: string): boolean {
  return url.startsWith('turn');
}

/** Whether any of these relays: without one, relays alone reach nobody. */
export function hasRelay(iceServers: readonly RTCIceServer[]): boolean {
  return iceServers.some(({ urls }) => [urls].flat().some(isTurnUrl));
}

/** What of it a browser takes: anything else, and it refuses every connection. Throws `ParleyError`: `ice-address-invalid`, `turn-login-missing`. */
export function parseIceServer({ urls, username, credential }: RTCIceServer): RTCIceServer {
  const all = [urls].flat();
  if (all.length === 0 || !all.every((url) => ICE_URL.test(url))) throw new ParleyError('ice-address-invalid');
  if (!all.some(isTurnUrl)) return { urls: all };
  // RFC 8489 allows no longer ones.
  const isLogin = [username, credential].every((text) => typeof text === 'string' && text !== '' && text.length <= 508);
  if (!isLogin) throw new ParleyError('turn-login-missing');
  return { urls: all, username: username as string, credential: credential as string };
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

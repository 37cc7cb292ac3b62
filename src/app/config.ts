/**
 * The configuration block of the page (DESIGN section 3): replaceable by whoever hosts or runs the file, so it is input from outside.
 */
import { ParleyError } from '../lib/errors.js';

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

/** Reads the block. Throws `ParleyError('config-invalid')` saying (for the console) which part is wrong. */
export function parseConfig(text: string): ParleyConfig {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ParleyError('config-invalid', 'not JSON', { cause: error });
  }
  const block = objectIn(value, 'the block');
  const servers = block['signalling'];
  if (!Array.isArray(servers) || servers.length === 0 || servers.length > 8)
    throw new ParleyError('config-invalid', 'signalling: 1 to 8 servers');
  const iceServers = block['iceServers'] ?? [];
  if (!Array.isArray(iceServers) || iceServers.length > 16) throw new ParleyError('config-invalid', 'iceServers: a list of at most 16');
  const relayOnly = block['relayOnly'] ?? false;
  if (typeof relayOnly !== 'boolean') throw new ParleyError('config-invalid', 'relayOnly: true or false');
  const publicAddress = block['publicAddress'] ?? null;
  if (publicAddress !== null && (typeof publicAddress !== 'string' || !/^https?:\/\/[^#]+$/u.test(publicAddress))) {
    throw new ParleyError('config-invalid', 'publicAddress: an http(s) address without #');
  }
  return { signalling: servers.map(parseServer), iceServers: iceServers.map(parseIceServer), relayOnly, publicAddress };
}

function objectIn(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ParleyError('config-invalid', `${where}: an object`);
  return value as Readonly<Record<string, unknown>>;
}

function parseServer(value: unknown): SignallingServer {
  const { host, port, path = '/', secure = true, key = 'peerjs' } = objectIn(value, 'signalling');
  if (typeof host !== 'string' || !/^(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])$/u.test(host))
    throw new ParleyError('config-invalid', 'signalling.host');
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65535)
    throw new ParleyError('config-invalid', 'signalling.port');
  if (typeof path !== 'string' || !/^\/[\w./~-]{0,200}$/u.test(path)) throw new ParleyError('config-invalid', 'signalling.path');
  if (typeof secure !== 'boolean') throw new ParleyError('config-invalid', 'signalling.secure');
  if (typeof key !== 'string' || !/^[\w-]{1,64}$/u.test(key)) throw new ParleyError('config-invalid', 'signalling.key');
  return { host, port, path: path.endsWith('/') ? path : `${path}/`, secure, key };
}

function parseIceServer(value: unknown): RTCIceServer {
  const { urls, username, credential } = objectIn(value, 'iceServers');
  const list = typeof urls === 'string' ? [urls] : urls;
  const isUrlList =
    Array.isArray(list) && list.length > 0 && list.every((url) => typeof url === 'string' && /^(?:stuns?|turns?):\S+$/u.test(url));
  if (!isUrlList) throw new ParleyError('config-invalid', 'iceServers.urls');
  if (username !== undefined && typeof username !== 'string') throw new ParleyError('config-invalid', 'iceServers.username');
  if (credential !== undefined && typeof credential !== 'string') throw new ParleyError('config-invalid', 'iceServers.credential');
  return {
    urls: list as string[],
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  };
}

/** A server as one text, `https://host:port/path?key=…`; `http` when without TLS. */
export function serverUrlOf(server: SignallingServer): string {
  return `${server.secure ? 'https' : 'http'}://${server.host}:${server.port}${server.path}?key=${server.key}`;
}

/** Reads what `serverUrlOf` writes. Throws `ParleyError('config-invalid')`. */
export function parseServerUrl(text: string): SignallingServer {
  const match = /^(https?):\/\/([^/?#@]+):(\d{1,5})(\/[^?#]*)\?key=([\w-]+)$/u.exec(text);
  if (match === null) throw new ParleyError('config-invalid', 'server address');
  const [, scheme, host, port, path, key] = match;
  return parseServer({ host, port: Number(port), path, secure: scheme === 'https', key });
}

/** Whether two servers are the same one. */
export function isSameServer(a: SignallingServer, b: SignallingServer): boolean {
  return serverUrlOf(a) === serverUrlOf(b);
}

/**
 * Servers as people type them: read with the same care as the page's configuration, so that nothing is kept that a browser would refuse later.
 */
import { ParleyError } from '../lib/errors.js';
import type { IceServerPort } from './app-parts.js';
import { checkServers, isTurnUrl, parseIceServer, parseServerUrl, serverUrlOf } from './config.js';
import type { ServersOfConfig, SignallingServer } from './config.js';
import { readAs } from './code-to-show.js';
import type { IceTexts, ServerFault, ServerTexts } from './connection-state.js';

/** An address in which what is almost always the same may be left out. */
const TYPED_URL = /^(?:(https?|wss?):\/\/)?([^/?#]+?)(?::(\d+))?(\/[^?#]*)?(?:\?key=(.*))?$/iu;

/** Where a signalling server is. Throws `ParleyError('signalling-address-invalid')`. */
export function readSignallingText(text: string): SignallingServer {
  const [, scheme = 'https', host = '', port, path = '/', key = 'peerjs'] = TYPED_URL.exec(text.trim()) ?? [];
  const isSecure = /^(?:https|wss)$/iu.test(scheme);
  const url = `${isSecure ? 'https' : 'http'}://${host}:${port ?? (isSecure ? 443 : 80)}${path}?key=${key}`;
  return readAs('signalling-address-invalid', () => parseServerUrl(url));
}

function readIceTexts({ url, username, credential }: IceTexts, isTaken: IceServerPort['isTaken']): RTCIceServer {
  const server = parseIceServer({ urls: url.trim(), username, credential });
  // Firefox takes no port on which something else is usual; with such a server it would refuse every connection.
  if (!isTaken(server)) throw new ParleyError('ice-address-invalid');
  return server;
}

/** Reads what is not empty. The first that cannot be read is the fault. */
function readList<Text, Server>(
  list: ServerFault['list'],
  texts: readonly Text[],
  isEmpty: (text: Text) => boolean,
  read: (text: Text) => Server,
): readonly Server[] | ServerFault {
  const servers: Server[] = [];
  for (const [index, text] of texts.entries()) {
    if (isEmpty(text)) continue;
    try {
      servers.push(read(text));
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
      return { error: error.code, list, index };
    }
  }
  return servers;
}

/** The servers, or what is wrong with the first that is none. Places that were left empty are passed over, if there is a signalling server. */
export function readServerTexts({ signalling, ice }: ServerTexts, isTaken: IceServerPort['isTaken']): ServersOfConfig | ServerFault {
  const servers = readList('signalling', signalling, (text) => text.trim() === '', readSignallingText);
  if ('error' in servers) return servers;
  if (servers.length === 0) return { error: 'signalling-address-invalid', list: 'signalling', index: 0 };
  const iceServers = readList(
    'ice',
    ice,
    ({ url }) => url.trim() === '',
    (texts) => readIceTexts(texts, isTaken),
  );
  return 'error' in iceServers ? iceServers : checkServers(servers, iceServers);
}

/** One entry for each address. */
export function iceServerEach(iceServers: readonly RTCIceServer[]): readonly RTCIceServer[] {
  return iceServers.flatMap(({ urls, username = '', credential = '' }) =>
    [urls].flat().map((url) => (isTurnUrl(url) ? { urls: url, username, credential } : { urls: url })),
  );
}

/** The same servers, to be typed over. */
export function serverTextsOf({ signalling, iceServers }: ServersOfConfig): ServerTexts {
  const ice = iceServerEach(iceServers).map(({ urls, username = '', credential = '' }) => ({ url: urls as string, username, credential }));
  return { signalling: signalling.map(serverUrlOf), ice };
}

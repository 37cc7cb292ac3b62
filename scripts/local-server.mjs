/**
 * index.html, PeerJS and a PeerServer on one port of this machine, for `npm start`. The page is the built one; only its configuration points here, and its
 * import map and policy name this server instead of the CDNs, with the same integrity.
 */
import { existsSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';
import { readPeerjs } from './build.mjs';
import { withConfig, withPeerjsFrom } from './page.mjs';
import { LocalPeerServer } from './peer-server.mjs';

const root = dirname(import.meta.dirname);
const signallingPath = '/peerjs';
const peerjsPaths = { peerjs: '/vendor/peerjs.min.js', 'peerjs-second': '/vendor/second/peerjs.min.js' };

/** The built page as a server at `origin` gives it out. */
export function localPage(page, origin) {
  const { hostname, port, protocol } = new URL(origin);
  const secure = protocol === 'https:';
  const signalling = [{ host: hostname, port: Number(port || (secure ? 443 : 80)), path: signallingPath, secure, key: 'peerjs' }];
  const urls = Object.fromEntries(Object.entries(peerjsPaths).map(([name, path]) => [name, origin + path]));
  return withPeerjsFrom(withConfig(page, { signalling, iceServers: [], relayOnly: false }), urls);
}

/** The origin by which the browser reached us, or `null` when the header is not a host and a port. */
function originOf(request) {
  const host = request.headers.host ?? '';
  return /^(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?$/iu.test(host) ? `http://${host}` : null;
}

function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const origin = originOf(request);
  const send = (status, type, body) => {
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') send(405, 'text/plain', 'Only GET.\n');
  else if (origin === null) send(400, 'text/plain', 'No usable Host header.\n');
  else if (pathname === '/' || pathname === '/index.html') {
    // Read anew each time, so that a reload after "npm run build" shows the new page.
    send(200, 'text/html', localPage(readFileSync(join(root, 'index.html'), 'utf8'), origin));
  } else if (Object.values(peerjsPaths).includes(pathname)) send(200, 'text/javascript', readPeerjs());
  else send(404, 'text/plain', 'Nothing here.\n');
}

/**
 * Starts serving; resolves to the running server.
 * @param {{ port?: number, host?: string }} [options] as for LocalPeerServer
 */
export async function startLocalServer(options = {}) {
  if (!existsSync(join(root, 'index.html'))) throw new Error('There is no index.html: npm run build');
  const server = new LocalPeerServer({ ...options, path: signallingPath, handle: answer });
  await server.start();
  return server;
}

/** Addresses of this machine that others on its network can use. */
export function lanAddresses() {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

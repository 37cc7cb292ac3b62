/**
 * A web server on loopback for pages that measure single modules: the modules and the pages as `tsc` emits them, PeerJS, and a PeerServer.
 */
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { dirname, join, normalize } from 'node:path';
import { LocalPeerServer } from '../scripts/peer-server.mjs';
import { servedPackages, withServedPackages } from '../scripts/served-packages.mjs';

const root = dirname(import.meta.dirname);
const places: Readonly<Record<string, string>> = {
  '/dist/bench/': join(root, 'dist', 'bench'),
};
const peerjsFile = join(root, 'node_modules', 'peerjs', 'dist', 'peerjs.min.js');
const blankPage =
  '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Measurement</title><script src="/peerjs.min.js"></script>';

function answer(pathname: string): { readonly type: string; readonly body: string | Buffer } | null {
  if (pathname === '/') return { type: 'text/html; charset=utf-8', body: blankPage };
  if (pathname === '/peerjs.min.js') return { type: 'text/javascript', body: readFileSync(peerjsFile) };
  for (const [prefix, directory] of Object.entries(places)) {
    const file = join(directory, normalize(pathname.slice(prefix.length)));
    if (pathname.startsWith(prefix) && file.startsWith(directory) && file.endsWith('.js'))
      return { type: 'text/javascript', body: withServedPackages(readFileSync(file, 'utf8')) };
  }
  if ([...servedPackages.values()].includes(pathname))
    return { type: 'text/javascript', body: readFileSync(join(root, 'node_modules', pathname.slice('/npm/'.length))) };
  return null;
}

const handle: RequestListener = (request, response) => {
  const found = answer(new URL(request.url ?? '/', 'http://localhost').pathname);
  response.writeHead(found === null ? 404 : 200, { 'content-type': found?.type ?? 'text/plain', 'cache-control': 'no-store' });
  response.end(found?.body);
};

/** Where a module of `bench/pages` is, by its name. */
export function pageModule(name: string): string {
  return `/dist/bench/bench/pages/${name}.js`;
}

/** Starts the server; PeerServer answers below /peerjs. */
export async function startBenchServer(): Promise<LocalPeerServer> {
  const server = new LocalPeerServer({ path: '/peerjs', handle });
  await server.start();
  return server;
}

/**
 * Where the `Peer` constructor comes from: the page itself (the offline file holds PeerJS), else the import map's `peerjs`, else its
 * `peerjs-second`. Both map entries are pinned by `integrity`, so that bytes other than the published ones never run.
 */
import type { DataConnection, Peer, PeerConnectOption, PeerJSOption } from 'peerjs';
import { ParleyError } from '../lib/errors.js';

/** Opens a `Peer`. */
export type PeerConstructor = new (id: string, options: PeerJSOption) => Peer;
export type { DataConnection, Peer, PeerConnectOption, PeerJSOption };

/** What `dist/peerjs.min.js` adds to the page, also when it is imported as a module. */
export interface PeerScope {
  readonly Peer?: unknown;
}

/**
 * Finds or loads PeerJS. Rejects with `ParleyError('peerjs-missing')` when none of the places gives it; trying again needs a new page, since Firefox
 * remembers a failed import.
 *
 * The specifier is not a literal, so that no tool resolves it ahead of the browser and its import map.
 */
export async function loadPeerJs(
  importModule: (specifier: string) => Promise<unknown> = (specifier) => import(specifier),
  scope: PeerScope = globalThis as PeerScope,
): Promise<PeerConstructor> {
  for (const specifier of ['peerjs', 'peerjs-second'])
    // The browser's console says why it failed.
    if (scope.Peer === undefined) await importModule(specifier).catch(() => undefined);
  if (scope.Peer === undefined) throw new ParleyError('peerjs-missing');
  return scope.Peer as PeerConstructor;
}

/**
 * Where the `Peer` constructor comes from: the page itself (the offline file holds PeerJS), else the import map's `peerjs`, else its
 * `peerjs-second`. Both map entries are pinned by `integrity`, so that bytes other than the published ones never run.
 */
import type { DataConnection, Peer, PeerConnectOption, PeerJSOption } from 'peerjs';
import { ParleyError } from '../lib/errors.js';

/** Opens a `Peer`. */
export type PeerConstructor = new (id: string, options: PeerJSOption) => Peer;
export type { DataConnection, Peer, PeerConnectOption, PeerJSOption };

const PEERJS_SPECIFIERS = ['peerjs', 'peerjs-second'] as const;

/** What `dist/peerjs.min.js` adds to the page, also when it is imported as a module. */
export interface PeerScope {
  readonly peerjs?: { readonly Peer?: unknown };
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
  const failures: unknown[] = [];
  for (const specifier of [null, ...PEERJS_SPECIFIERS]) {
    try {
      if (specifier !== null) await importModule(specifier);
      const constructor = scope.peerjs?.Peer ?? scope.Peer;
      if (typeof constructor === 'function') return constructor as PeerConstructor;
    } catch (error) {
      failures.push(error);
    }
  }
  throw new ParleyError('peerjs-missing', 'no place gave PeerJS', { cause: new AggregateError(failures) });
}

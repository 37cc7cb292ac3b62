import { expect } from '@open-wc/testing';
import { loadPeerJs } from './peerjs-loader.js';
import type { PeerScope } from './peerjs-loader.js';
import { rejectionCode } from './transport-probes.fixture.js';

function makeConstructor(): () => void {
  return function Peer() {};
}

/** Imports that work for the named specifiers only, and what was tried. */
function importing(
  working: readonly string[],
  scope: { Peer?: unknown },
): { tried: string[]; importModule: (specifier: string) => Promise<unknown> } {
  const tried: string[] = [];
  return {
    tried,
    importModule: async (specifier) => {
      tried.push(specifier);
      if (!working.includes(specifier)) throw new TypeError('Failed to fetch dynamically imported module');
      scope.Peer = makeConstructor();
    },
  };
}

describe('peerjs-loader', () => {
  it('takes a Peer that the page already has, without a request', async () => {
    const scope: PeerScope = { Peer: makeConstructor() };
    const { tried, importModule } = importing([], {});
    expect(await loadPeerJs(importModule, scope)).to.equal(scope.Peer);
    expect(tried).to.deep.equal([]);
  });

  it('imports the first place, and the second only when the first fails', async () => {
    for (const [working, expected] of [
      [['peerjs', 'peerjs-second'], ['peerjs']],
      [['peerjs-second'], ['peerjs', 'peerjs-second']],
    ] as const) {
      const scope: { Peer?: unknown } = {};
      const { tried, importModule } = importing(working, scope);
      expect(await loadPeerJs(importModule, scope)).to.equal(scope.Peer);
      expect(tried).to.deep.equal(expected);
    }
  });

  it('takes the second place when the first gives a file that is not PeerJS', async () => {
    const scope: { Peer?: unknown } = {};
    const tried: string[] = [];
    const importModule = async (specifier: string) => {
      tried.push(specifier);
      if (specifier === 'peerjs-second') scope.Peer = makeConstructor();
    };
    await loadPeerJs(importModule, scope);
    expect(tried).to.deep.equal(['peerjs', 'peerjs-second']);
  });

  it('says peerjs-missing when both fail', async () => {
    expect(await rejectionCode(loadPeerJs(importing([], {}).importModule, {}))).to.equal('peerjs-missing');
  });
});

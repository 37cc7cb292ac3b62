import { expect } from '@open-wc/testing';
import { readChannelPath } from './channel-path.js';
import type { ChannelPath } from './transport.js';

type Entries = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function pathOf(entries: Entries | null, iceTransportPolicy: RTCIceTransportPolicy = 'all'): Promise<ChannelPath> {
  const getStats = (): Promise<RTCStatsReport> =>
    entries === null ? Promise.reject(new Error('gone')) : Promise.resolve(new Map(Object.entries(entries)) as unknown as RTCStatsReport);
  return readChannelPath({ getStats, getConfiguration: () => ({ iceTransportPolicy }) });
}

/** As Chromium says it: the transport names the pair. Another pair was nominated, too. */
function namedPair(own: string, other: string): Entries {
  return {
    t: { type: 'transport', selectedCandidatePairId: 'p' },
    q: { type: 'candidate-pair', nominated: true, localCandidateId: 'x', remoteCandidateId: 'x' },
    p: { type: 'candidate-pair', localCandidateId: 'l', remoteCandidateId: 'r' },
    l: { type: 'local-candidate', candidateType: own },
    r: { type: 'remote-candidate', candidateType: other },
    x: { type: 'local-candidate', candidateType: 'relay' },
  };
}

/** As Firefox says it: the pair is marked. */
function markedPair(own: string, other: string): Entries {
  const { t: _, p, ...rest } = namedPair(own, other);
  return { ...rest, p: { ...p, selected: true } };
}

describe('readChannelPath', () => {
  for (const [browser, pair] of [
    ['a browser that names the pair', namedPair],
    ['a browser that marks the pair', markedPair],
  ] as const) {
    it(`says direct or relayed, by either side, of ${browser}`, async () => {
      for (const [own, other, way] of [
        ['host', 'host', 'direct'],
        ['srflx', 'prflx', 'direct'],
        ['relay', 'srflx', 'relayed'],
        ['host', 'relay', 'relayed'],
      ] as const) {
        expect((await pathOf(pair(own, other))).way).to.equal(way);
      }
    });
  }

  it('hides no address where anything but relays was allowed', async () => {
    expect(await pathOf(namedPair('relay', 'srflx'))).to.deep.equal({ way: 'relayed', isAddressHidden: false });
    expect(await pathOf(namedPair('relay', 'srflx'), 'relay')).to.deep.equal({ way: 'relayed', isAddressHidden: true });
    // A browser that does not keep to it is not believed.
    expect(await pathOf(namedPair('host', 'relay'), 'relay')).to.deep.equal({ way: 'relayed', isAddressHidden: false });
  });

  it('guesses nothing', async () => {
    expect(await pathOf(null)).to.deep.equal({ way: 'unknown', isAddressHidden: null });
    expect(await pathOf({}, 'relay')).to.deep.equal({ way: 'unknown', isAddressHidden: null });
    expect(await pathOf({})).to.deep.equal({ way: 'unknown', isAddressHidden: false });
    const { r: _, ...withoutRemote } = namedPair('host', 'host');
    expect((await pathOf(withoutRemote)).way).to.equal('unknown');
  });
});

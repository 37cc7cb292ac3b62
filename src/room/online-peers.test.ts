import { expect } from '@open-wc/testing';
import { hexOf } from '../lib/bytes.js';
import { knownPeers, onlinePeers } from './online-peers.js';
import { encodePeersFrame } from './room-frames.js';
import type { Session } from './session.js';

const fp = (fill: number): Uint8Array<ArrayBuffer> => new Uint8Array(32).fill(fill);
const session = (fill: number, isRemoteMember: boolean, remoteSlot = 0): Session =>
  ({ isRemoteMember, remoteSlot, link: { remote: { fp: fp(fill) } } }) as Session;

describe('online peers', () => {
  it('are oneself first, then the members one is linked with, never a stranger', () => {
    const own = { fp: fp(1), slot: 2 };
    expect(onlinePeers(own, [session(2, true, 3), session(3, false), session(4, true)])).to.deep.equal([
      own,
      { fp: fp(2), slot: 3 },
      { fp: fp(4), slot: 0 },
    ]);
  });

  it('are as many as a frame names', () => {
    const many = Array.from({ length: 400 }, (_, i) => session(i % 256, true));
    const online = onlinePeers({ fp: fp(1), slot: 0 }, many);
    expect(online).to.have.length(255);
    expect(() => encodePeersFrame({ holdsLobby: false, online })).not.to.throw();
  });

  it('are believed only where they are known', () => {
    const told = [2, 3, 4].map((fill) => ({ fp: fp(fill), slot: 1 }));
    expect(knownPeers(told, (fpHex) => fpHex === hexOf(fp(3)))).to.deep.equal([told[1]]);
  });
});

/**
 * Who is online, as it is told among members and believed of them.
 */
import { hexOf } from '../lib/bytes.js';
import { PEERS_LIMIT } from './room-frames.js';
import type { OnlinePeer } from './room-frames.js';
import type { Session } from './session.js';

/** Oneself first, then the members one is linked with, as many as a frame names. */
export function onlinePeers(own: OnlinePeer, sessions: Iterable<Session>): readonly OnlinePeer[] {
  const members = [...sessions].filter(({ isRemoteMember }) => isRemoteMember);
  return [own, ...members.map(({ link, remoteSlot }) => ({ fp: link.remote.fp, slot: remoteSlot }))].slice(0, PEERS_LIMIT);
}

/** Of those whom somebody calls online, the ones who are known here: nobody makes us dial at random. */
export function knownPeers(online: readonly OnlinePeer[], isPresent: (fpHex: string) => boolean): readonly OnlinePeer[] {
  return online.filter(({ fp }) => isPresent(hexOf(fp)));
}

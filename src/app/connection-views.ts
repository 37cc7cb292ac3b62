/**
 * How a room is connected, as it is shown.
 */
import type { Room } from '../room/room.js';
import type { AppContext } from './app-parts.js';
import { hasRelay } from './config.js';
import type { ConnectionView } from './room-state.js';

/** How a room stands with the signalling server. */
export function signallingOf({ links }: Room): ConnectionView['signalling'] {
  const { signalling } = links.rendezvous;
  return signalling === 'taken' || signalling === 'closed' ? 'offline' : signalling;
}

/** The line of a room. `others`: other members in all. */
export function connectionOf({ clock, config }: Pick<AppContext, 'clock' | 'config'>, room: Room, others: number): ConnectionView {
  const { memberCount, rendezvous, warning } = room.links;
  const { nextAttemptAt, isDialling } = rendezvous;
  return {
    signalling: signallingOf(room),
    retryInSeconds: nextAttemptAt === null ? null : Math.max(0, Math.ceil((nextAttemptAt - clock.now()) / 1000)),
    linked: memberCount,
    others,
    isReached: !room.isIn && room.links.mesh.current.size > 0,
    isDialling,
    hasNoWay: config.relayOnly && !hasRelay(config.iceServers),
    warning,
  };
}

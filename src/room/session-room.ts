/**
 * What a session is made with, and what it needs of its room.
 */
import type { LinkRemote } from '../link/link-parts.js';
import type { Link } from '../link/link.js';
import type { Bytes } from '../lib/bytes.js';
import type { LogConversationRoom } from './log-conversation.js';
import type { LinkEnd } from './mesh.js';
import type { KnockAnswer, KnockFrame, OnlinePeer, PeersFrame } from './room-frames.js';
import type { RoomHistory } from './room-history.js';
import type { RoomPeople } from './room-people.js';
import type { RoomContext, RoomSetup } from './room-setup.js';

/** What a session needs of its room. */
export interface SessionRoom extends LogConversationRoom, Pick<RoomContext, 'isIn' | 'isLeaving' | 'changed' | 'failed'> {
  readonly setup: Pick<RoomSetup, 'clock' | 'ownName' | 'redeem'>;
  readonly history: RoomHistory;
  readonly people: Pick<RoomPeople, 'by'>;
  readonly knocks: { isWaiting(link: Link): boolean; knocked(link: Link, frame: KnockFrame): Promise<void> };
  readonly verification: { take(link: Link, type: number, data: Bytes): void };
  readonly links: {
    readonly rendezvous: { told(installation: string, frame: PeersFrame): void };
    readonly mesh: { place(end: LinkEnd): void };
    meshChanged(): void;
  };
  readonly presence: { readonly lastSeen: { note(fpHex: string): void } };
  isRemoved(remote: LinkRemote): boolean;
  answered(answer: KnockAnswer): void;
}

/** Under which ids the two ends of a link are there, 0 to 3 each. */
export interface SessionSlots {
  readonly own: number;
  /** `null`: not known until they say it themselves. */
  readonly remote: number | null;
}

/** An installation of a member that the other side is linked with. */
export interface KnownPeer extends OnlinePeer {
  readonly fpHex: string;
}

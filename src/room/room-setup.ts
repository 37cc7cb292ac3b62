/**
 * What a room is opened with, and what its parts may ask of it.
 */
import type { RoomAddress } from '../link/addresses.js';
import type { LinkSetup } from '../link/establish-link.js';
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import type { Transport } from '../transport/transport.js';
import type { History, Json } from '../vault/vault.js';
import type { KnockFrame } from './room-frames.js';

/** The small things that a room keeps between starts, beside its history. Writes resolve when durable. */
export interface RoomMemory {
  /** What `writeDelivery` wrote last, or `null`. */
  readDelivery(): Json;
  writeDelivery(value: Json): Promise<void>;
  /** The proofs of forks that `writeForks` wrote last, base64url, or `null`. */
  readForks(): Json;
  writeForks(value: Json): Promise<void>;
  /** What `writeSeen` wrote last, or `null`. */
  readSeen(): Json;
  writeSeen(value: Json): Promise<void>;
  /** This installation goes by another slot from now on, and proves that its ids are its own by other tokens. */
  slotChanged(slot: number, tokens: RoomTokens): Promise<void>;
  /** What `writeFeed` wrote last, or `null`. */
  readFeed(): Json;
  writeFeed(value: Json): Promise<void>;
  /** What `writeFloor` wrote last, or `null`. */
  readFloor(): Json;
  writeFloor(value: Json): Promise<void>;
  /** When emoji were last compared with this person, milliseconds since 1970, or `null`. */
  lastSasAt(fpHex: string): number | null;
  sasTried(fpHex: string, at: number): Promise<void>;
}

/** Random texts that prove to the server that the ids are still ours after a reload: whoever has the same takes them over. */
export interface RoomTokens {
  readonly slot: string;
  readonly lobby: string;
}

/** What the members of a room are told of the person here beside what is written: how far they have read, and that they are writing. */
export interface RoomTelling {
  readonly read: boolean;
  readonly typing: boolean;
}

/** Everything a room needs from outside. */
export interface RoomSetup {
  /** RS, 32 bytes. */
  readonly roomSecret: Bytes;
  /** 32 bytes. */
  readonly founderPk: Bytes;
  /** The fingerprint that the invite named, 32 bytes, or `null` for the founder. */
  readonly inviterFp: Bytes | null;
  readonly identity: LinkSetup['identity'];
  /** What this person wants to be called when they knock. */
  readonly ownName: string;
  /** Random for this start of the page, 8 bytes. */
  readonly run: Bytes;
  readonly clock: Clock;
  readonly transport: Transport;
  readonly history: History;
  /** What opens the door without asking, when the invite held a token. */
  readonly redeem: KnockFrame['redeem'];
  /** The slot that this installation used last. */
  readonly slot: number;
  readonly tokens: RoomTokens;
  /** Others, for when another installation has the ids. */
  newTokens(): RoomTokens;
  /** 0 ≤ x < 1, for jitter. */
  random(): number;
  readonly memory: RoomMemory;
  /** As `Room.telling` is at first. */
  readonly telling: RoomTelling;
  /** Told what went wrong without anybody having asked: storing, mostly, and what of the history cannot be read. */
  failed(error: unknown): void;
}

/** What every part of a room may ask of it, and tell it: `Room`, without what the parts are to each other. */
export interface RoomContext {
  readonly setup: RoomSetup;
  readonly address: RoomAddress;
  /** Whether one is a member: only members answer, hold the lobby and tell who is online. */
  readonly isIn: boolean;
  /** Whether one has left, and looks for a member to tell it to. */
  readonly isLeaving: boolean;
  /** Something that people see has changed. */
  readonly changed: () => void;
  /** Something went wrong that nobody has asked for: storing, or a fault of our own. */
  readonly failed: (error: unknown) => void;
}

/** A wait of a quarter more or less, so that not everybody tries at the same moment. */
export function spreadWait(ms: number, { random }: Pick<RoomSetup, 'random'>): number {
  return ms * (0.75 + random() / 2);
}

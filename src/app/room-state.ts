/**
 * One room as the interface shows it: the part of `state.ts` that is about people, messages and the connection.
 */
import type { ErrorCode } from '../lib/errors.js';
import type { FindView } from './find-state.js';
import type { DraftMention } from './mention-state.js';
import type { BackfillView, MessageView, PlaceView, QuoteView } from './message-state.js';
import type { KnockSummary, MemberView, PartnerView } from './people-state.js';

export interface RoomSummary {
  readonly ridHex: string;
  readonly name: string;
  /** `null` unless one is in the room, with exactly one other member. */
  readonly partner: PartnerView | null;
  readonly unread: number;
  /** Whether any of what is unread mentions the person here. */
  readonly isMentioned: boolean;
  /** Whether nothing is told outside of it of what comes in it. */
  readonly isMuted: boolean;
  /** Other members who are linked now. */
  readonly online: number;
  readonly phase: RoomPhase;
}

/**
 * - `opening`: what is stored here of it is being read; `entering`: dialling the people the invite names; `asking`: a member is asked to let us in; `syncing`: let in, the history is being fetched and checked;
 * - `in`: a member; `leaving`: left, and nobody there is known to have heard of it; `left`: over, and they have;
 * - `refused`, `removed`, `broken`: not any more, see `error`.
 */
export type RoomPhase = 'opening' | 'entering' | 'asking' | 'syncing' | 'in' | 'leaving' | 'left' | 'refused' | 'removed' | 'broken';

export interface RoomView {
  readonly ridHex: string;
  readonly name: string;
  /** As in `RoomSummary`. */
  readonly partner: PartnerView | null;
  readonly phase: RoomPhase;
  readonly error: ErrorCode | null;
  readonly connection: ConnectionView;
  readonly people: readonly MemberView[];
  /** Names of those who are writing a message, in the order of `people`. */
  readonly typing: readonly string[];
  /** What the members are told of the person here. */
  readonly telling: TellingView;
  /** As in `RoomSummary`. */
  readonly isMuted: boolean;
  /** Those who asked to join and have no answer yet, also those whose dialog was closed: the people list offers to answer them. */
  readonly knocks?: readonly KnockSummary[];
  /** Oldest first: a window around what the reader looks at, never the whole history. */
  readonly messages: readonly MessageView[];
  /** A long history that is on its way, or `null`. Until it is here, `messages` stays as it was when it began. */
  readonly backfill: BackfillView | null;
  /** How many older, and how many newer, messages are not in the window. */
  readonly earlier: number;
  readonly later: number;
  /** Messages of others that were not read yet. */
  readonly unread: number;
  /** Those of them that mention the person here, in order; ids of entries, hexadecimal. */
  readonly mentionIds: readonly string[];
  /** The first message that was unread when the room was opened, or came while nobody could see it; `null` when there was none. */
  readonly unreadFrom: string | null;
  /** Where the transcript is to go. */
  readonly place: PlaceView;
  /** What is looked for in it. */
  readonly find: FindView;
  /** When older messages were dropped from this device, milliseconds since 1970; `null` when none are. */
  readonly droppedAt: number | null;
  /** The newest message that is pinned, or `null`. */
  readonly pinned: QuoteView | null;
  readonly composer: ComposerView;
  /** Who may invite and let people in. */
  readonly admission: Admission;
  /** After how many hours disappears what is written from now on; 0 when it stays. */
  readonly timerHours: number;
  /** What one may do here now. */
  readonly powers: readonly RoomPower[];
  /** Whether every other member is verified; what the padlock at the top says. */
  readonly isVerified: boolean;
}

/** Who may invite and let people in: anybody in the room, or only admins. */
export type Admission = 'any' | 'admins';

/** `settings`: decide who may let people in, and when messages disappear; `erase`: erase messages of others. */
export type RoomPower = 'invite' | 'settings' | 'erase' | 'leave';

/** How things stand with the signalling server and with the others. */
export interface ConnectionView {
  /** `paused`: one has left it on purpose, and nobody new finds one. */
  readonly signalling: 'connecting' | 'online' | 'offline' | 'paused';
  /** Whole seconds until the next attempt, when offline. */
  readonly retryInSeconds: number | null;
  /** Other members linked now. */
  readonly linked: number;
  /** Other members in all. */
  readonly others: number;
  /** Whether there is a link to somebody although one is not in the room yet, so that nobody can be told to be a member of it. */
  readonly isReached: boolean;
  /** Whether at least one dial is under way. */
  readonly isDialling: boolean;
  /** Only relays are allowed, and there is none: nobody can be reached. */
  readonly hasNoWay: boolean;
  /** The last thing that went wrong with a link, if it still matters: e.g. `handshake-failed` (someone between may be tampering). */
  readonly warning: ErrorCode | null;
}

/** Whether the members are told how far one has read, and that one is writing. */
export interface TellingView {
  readonly read: boolean;
  readonly typing: boolean;
}

export interface ComposerView {
  /** Why one cannot write, or `null`. `unverified`: members named in `unverifiedNames` are unverified, changed or forked, and one has not accepted that. */
  readonly lock: 'unverified' | 'not-in' | null;
  readonly unverifiedNames: readonly string[];
  /** What is accepted by "Accept without verifying": the people named, each as they are known now. */
  readonly acceptanceKeys: readonly string[];
  /**
   * What the box is to hold, taken over only when `draftVersion` changes: a room was opened, or a message could not be stored and its text is given
   * back. The composer empties its box itself, at once, when it sends, so that fast typing never meets a late clearing.
   */
  readonly draft: string;
  /** Who is mentioned in it, in order. */
  readonly draftMentions: readonly DraftMention[];
  readonly draftVersion: number;
  /** How many bytes a message may have (`jsonTextBytes`). */
  readonly maxBytes: number;
  /** How many of these a mention takes beside its text, at most, and how many mentions there may be. */
  readonly mentionBytes: number;
  readonly mentionsMax: number;
  /** Whether Enter sends; otherwise it makes a new line, and Ctrl or Command with it sends. */
  readonly isEnterSending: boolean;
  /** What is written answers or edits this message, or `null`. When an edit begins or ends the draft takes the place of what is in the box. */
  readonly about: (ComposerAbout & { readonly quote: QuoteView }) | null;
  readonly error: ErrorCode | null;
}

/** The message, by its id in hexadecimal, that is answered or edited. */
export interface ComposerAbout {
  readonly mode: 'reply' | 'edit';
  readonly id: string;
}

/**
 * One room as the interface shows it: the part of `state.ts` that is about people, messages and the connection.
 */
import type { ErrorCode } from '../lib/errors.js';

/**
 * The other one in a room of exactly two, under whose name it is shown. They choose that name, so the room's own name, and how they are known, always
 * stand beside it.
 */
export interface PartnerView {
  readonly fpHex: string;
  readonly name: string;
  /** The name under which they were verified, or `null` when they are not. */
  readonly verifiedName: string | null;
  readonly trust: Trust;
}

export interface RoomSummary {
  readonly ridHex: string;
  readonly name: string;
  /** `null` unless one is in the room, with exactly one other member. */
  readonly partner: PartnerView | null;
  readonly unread: number;
  /** Other members who are linked now. */
  readonly online: number;
  readonly phase: RoomPhase;
}

/**
 * - `entering`: dialling the people the invite names; `asking`: a member is asked to let us in; `syncing`: let in, the history is being fetched and checked;
 * - `in`: a member; `leaving`: left, and nobody there is known to have heard of it; `left`: over, and they have;
 * - `refused`, `removed`, `broken`: not any more, see `error`.
 */
export type RoomPhase = 'entering' | 'asking' | 'syncing' | 'in' | 'leaving' | 'left' | 'refused' | 'removed' | 'broken';

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
  /** Those who asked to join and have no answer yet, also those whose dialog was closed: the people list offers to answer them. */
  readonly knocks?: readonly KnockSummary[];
  /** The newest messages, oldest first: a window, never the whole history. */
  readonly messages: readonly MessageView[];
  /** How many older messages are not in the window. */
  readonly earlier: number;
  readonly composer: ComposerView;
  /** Who may invite and let people in. */
  readonly admission: Admission;
  /** What one may do here now. */
  readonly powers: readonly RoomPower[];
  /** Whether every other member is verified; what the padlock at the top says. */
  readonly isVerified: boolean;
}

/** Who may invite and let people in: anybody in the room, or only admins. */
export type Admission = 'any' | 'admins';

/** `settings`: decide who may let people in. */
export type RoomPower = 'invite' | 'settings' | 'leave';

/** What one may do with somebody: put them out, make them an admin, make them a member again. */
export type PersonPower = 'remove' | 'promote' | 'demote';

/** How things stand with the signalling server and with the others. */
export interface ConnectionView {
  readonly signalling: 'connecting' | 'online' | 'offline';
  /** Whole seconds until the next attempt, when offline. */
  readonly retryInSeconds: number | null;
  /** Other members linked now. */
  readonly linked: number;
  /** Other members in all. */
  readonly others: number;
  /** Whether at least one dial is under way. */
  readonly isDialling: boolean;
  /** The last thing that went wrong with a link, if it still matters: e.g. `handshake-failed` (someone between may be tampering). */
  readonly warning: ErrorCode | null;
}

/** How this person knows somebody (DESIGN section 4, "Trust"). `self` is oneself. */
export type Trust = 'self' | 'verified' | 'invited' | 'vouched' | 'unverified' | 'changed' | 'forked';

export interface PersonView {
  readonly fpHex: string;
  readonly name: string;
  /** The name under which they were verified, or `null` when they are not. */
  readonly verifiedName: string | null;
  /** When that was, milliseconds since 1970, or `null`. */
  readonly verifiedAt: number | null;
  readonly trust: Trust;
  readonly isLinked: boolean;
  /** Whether one pressed "They don't match" for this person. */
  readonly isMismatched: boolean;
  /** Who let them in, by the name under which one knows them: that of their verification, else their own. `null` for the founder. */
  readonly admittedBy: string | null;
  /** Whether that was oneself. */
  readonly isAdmittedByMe: boolean;
  readonly role: 'founder' | 'admin' | 'member';
  /** What one may do with them now. */
  readonly powers: readonly PersonPower[];
}

/**
 * How somebody is there, as far as this machine knows. `here`: linked; `away`: linked, and left their page alone; `elsewhere`: online, by the word of
 * a member with whom they are linked; `offline`: none of these.
 */
export type PresenceView = 'here' | 'away' | 'elsewhere' | 'offline';

/** Somebody who is in the room. */
export interface MemberView extends PersonView {
  /** `here` for oneself. */
  readonly presence: PresenceView;
  /** When they were last linked with this machine, in milliseconds since 1970, for who is `offline`; `null` when they never were, and for all others. */
  readonly lastSeen: number | null;
}

/** Whether the members are told how far one has read, and that one is writing. */
export interface TellingView {
  readonly read: boolean;
  readonly typing: boolean;
}

/** Somebody who asked to join. */
export interface KnockSummary {
  readonly fpHex: string;
  /** As they call themselves. */
  readonly name: string;
}

/** The state of a message of one's own with one person. */
export type DeliveryStep = 'waiting' | 'carried' | 'delivered' | 'read';

export interface MessageView {
  /** Entry id, hexadecimal. */
  readonly id: string;
  readonly kind: 'text' | 'notice' | 'unsupported';
  readonly isMine: boolean;
  readonly authorFpHex: string;
  readonly authorName: string;
  readonly trust: Trust;
  /** Milliseconds since 1970, as the author's machine believed. */
  readonly time: number;
  /** The text, for `text`. Always shown as text. */
  readonly text: string;
  /** What happened, for `notice`. */
  readonly notice: NoticeView | null;
  /** The least advanced step over all other members, for one's own messages; `null` for others' messages and when one is alone. */
  readonly delivery: DeliveryStep | null;
  /** Per person, for one's own messages. */
  readonly recipients: readonly RecipientView[];
}

/** A change of members or of the room, as it stands in the history, by the kind of its entry and what it chose. `subject` is a name. */
export interface NoticeView {
  readonly what:
    | 'create'
    | 'admit'
    | 'profile'
    | 'leave'
    | 'remove'
    | 'role-admin'
    | 'role-member'
    | 'invite'
    | 'revoke'
    | 'settings-any'
    | 'settings-admins';
  readonly subject: string;
  /** The name under which whoever did it was verified, or `null`. After `profile`, their name now says nothing about who they were. */
  readonly verifiedName: string | null;
}

export interface RecipientView {
  readonly name: string;
  readonly step: DeliveryStep;
  /** Who carries the message for them, for `carried`. */
  readonly carrier: string | null;
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
  readonly draftVersion: number;
  readonly error: ErrorCode | null;
}

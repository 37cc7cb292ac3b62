/**
 * Messages as the interface shows them: the part of `room-state.ts` that is about what was said, and how far it has come.
 */
import type { MentionView } from './mention-state.js';
import type { PollView } from './poll-state.js';
import type { Trust } from './people-state.js';

/** The state of a message of one's own with one person. */
export type DeliveryStep = 'waiting' | 'carried' | 'delivered' | 'read';

/** A long history on its way: from the members, or from what is stored on this device. */
export interface BackfillView {
  readonly source: 'members' | 'device';
  /** Entries that came, and that will have come; 0 of 0 while that is not known. */
  readonly done: number;
  readonly total: number;
  /** The newest messages, oldest first, which came ahead: signed by who they say, but it is not known yet whether these were in the room. */
  readonly preview: readonly MessageView[];
}

export interface MessageView {
  /** Entry id, hexadecimal. */
  readonly id: string;
  /** `missing`: its payload is not on this device. */
  readonly kind: 'text' | 'poll' | 'notice' | 'erased' | 'missing' | 'unsupported';
  readonly isMine: boolean;
  readonly authorFpHex: string;
  readonly authorName: string;
  readonly trust: Trust;
  /** Whether it came ahead of what it builds on (`BackfillView`), or that was lost. */
  readonly isUnchecked: boolean;
  /** Milliseconds since 1970, as the author's machine believed. */
  readonly time: number;
  /** When it disappears, milliseconds since 1970; `null` when it stays. */
  readonly vanishesAt: number | null;
  /** The text, for `text`, and the question, for `poll`. Always shown as text. */
  readonly text: string;
  /** Who is mentioned in `text`, in its order. */
  readonly mentions: readonly MentionView[];
  /** What it answers, or `null`. */
  readonly answers: QuoteView | null;
  /** What it said before it was edited, oldest first. */
  readonly earlierVersions: readonly VersionView[];
  /** How people meet it, the emoji that was there first, first. */
  readonly reactions: readonly ReactionView[];
  readonly isPinned: boolean;
  /** The answers, for `poll`. */
  readonly poll: PollView | null;
  /** What happened, for `notice`. */
  readonly notice: NoticeView | null;
  /** The least advanced step over all other members, for one's own messages; `null` for others' messages and when one is alone. */
  readonly delivery: DeliveryStep | null;
  /** Per person, for one's own messages. */
  readonly recipients: readonly RecipientView[];
}

/**
 * Where the transcript is to go, once each time `version` changes: to the end, to the line before what is unread, or to a message, which is then marked, and takes
 * the focus if `takesFocus`.
 */
export interface PlaceView {
  readonly to: 'newest' | 'unread' | 'message';
  /** Entry id, hexadecimal; `null` for `newest`. */
  readonly id: string | null;
  readonly takesFocus: boolean;
  readonly version: number;
}

/** A message as it is quoted in another. */
export interface QuoteView {
  /** Entry id, hexadecimal. */
  readonly id: string;
  /** `missing`: it is not on this device, or is no message. */
  readonly kind: 'text' | 'erased' | 'vanished' | 'missing';
  readonly isMine: boolean;
  /** `''` when it is not known. */
  readonly authorName: string;
  readonly authorFpHex: string;
  /** Its first line, cut short; for `text`. Always shown as text. */
  readonly text: string;
}

/** An emoji with which people meet a message. */
export interface ReactionView {
  /** As it was chosen: text of others. */
  readonly emoji: string;
  /** Who does, by name, at least one. */
  readonly names: readonly string[];
  /** Whether oneself is among them. */
  readonly isMine: boolean;
}

/** What a message once said. */
export interface VersionView {
  /** When that was written, milliseconds since 1970, as the author's machine believed. */
  readonly time: number;
  readonly text: string;
  /** Who is mentioned in it, if anybody is. */
  readonly mentions?: readonly MentionView[];
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
    | 'settings-admins'
    | 'timer-on'
    | 'timer-off';
  readonly subject: string;
  /** After how many hours messages disappear from then on, for `timer-on`. */
  readonly hours?: number;
  /** The name under which whoever did it was verified, or `null`. After `profile`, their name now says nothing about who they were. */
  readonly verifiedName: string | null;
}

export interface RecipientView {
  readonly name: string;
  readonly step: DeliveryStep;
  /** Who carries the message for them, for `carried`. */
  readonly carrier: string | null;
}

/** The question before a message goes for everybody. */
export interface EraseDialogView {
  readonly dialog: 'erase';
  readonly ridHex: string;
  /** Entry id, hexadecimal. */
  readonly id: string;
  readonly isMine: boolean;
  readonly authorName: string;
  /** Its first line, cut short. */
  readonly text: string;
}

/** Where a message is to be forwarded to. */
export interface ForwardDialogView {
  readonly dialog: 'forward';
  readonly ridHex: string;
  /** Entry id, hexadecimal. */
  readonly id: string;
  /** What it says. Always shown as text. */
  readonly text: string;
  /** Rooms in which one may write now, but its own. */
  readonly rooms: readonly { readonly ridHex: string; readonly name: string }[];
}

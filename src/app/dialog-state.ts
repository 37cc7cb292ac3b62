/**
 * What the dialogs show: inviting, verifying, comparing a whole room, removing, leaving, deleting everything, and whoever stands at the door. At most one is
 * open.
 */
import type { Appearance } from '../lib/appearance.js';
import type { ErrorCode } from '../lib/errors.js';
import type { ConnectionSettingsView, DoctorDialogView } from './connection-state.js';
import type { Trust } from './people-state.js';
import type { EraseDialogView, ForwardDialogView } from './message-state.js';
import type { PollDialogView } from './poll-state.js';
import type { NoticesView, PaletteDialogView, PreferencesView, ShortcutsDialogView } from './settings-state.js';
import type { StorageDialogView } from './storage-state.js';
import type { ScannedCode } from './verify-code.js';

export type DialogView =
  | InviteDialogView
  | VerifyDialogView
  | RoomDialogView
  | KnockDialogView
  | RemoveDialogView
  | EraseDialogView
  | PollDialogView
  | ForwardDialogView
  | LeaveDialogView
  | DeleteRoomDialogView
  | WipeDialogView
  | SettingsDialogView
  | PaletteDialogView
  | ShortcutsDialogView
  | StorageDialogView
  | DoctorDialogView;

/** For how many people, and days from its making, a token is good. */
export interface InviteTerms {
  readonly uses: 1 | 5 | 25;
  readonly days: 1 | 7 | 30;
}

/** A token that still lets somebody in, and that one may withdraw. */
export interface OpenInviteView {
  /** Its public key, hexadecimal. */
  readonly tokenHex: string;
  /** How many people it still lets in, and how many in all. */
  readonly left: number;
  readonly uses: number;
  /** Milliseconds since 1970. */
  readonly expires: number;
  /** Who made it, by name; `null` for oneself. */
  readonly by: string | null;
}

export interface InviteDialogView {
  readonly dialog: 'invite';
  readonly ridHex: string;
  /** Whether there is an address that a link can lead to. Without one, both boxes hold the code. */
  readonly hasAddress: boolean;
  readonly link: string;
  readonly code: string;
  /** Whether the invite carries a token that lets people in without asking. */
  readonly hasToken: boolean;
  /** What such a token is good for. */
  readonly terms: InviteTerms;
  /** Tokens that are still good: one's own; for an admin those of all. The one in this invite is among them. */
  readonly open: readonly OpenInviteView[];
  /** When the token ends, milliseconds since 1970, or `null`. */
  readonly expires: number | null;
  readonly isBusy: boolean;
}

export interface VerifyDialogView {
  readonly dialog: 'verify';
  readonly fpHex: string;
  readonly name: string;
  readonly trust: Trust;
  /** 60 digits, or `null` while they are being computed (under a second). */
  readonly safetyNumber: string | null;
  readonly emoji: EmojiView;
  /** Whether there is a link over which emoji can be compared. */
  readonly isLinked: boolean;
  /** What the QR code says that they scan. */
  readonly code: string;
  /** What came of scanning theirs, since the dialog is open; `null` before. */
  readonly scanned: ScannedCode | null;
}

/**
 * The comparison of emoji. `offered`: the other side started one and this side's dialog was not open; `comparing`: seven indices into the table of 64.
 */
export type EmojiView =
  | { readonly step: 'idle' }
  | { readonly step: 'offered' }
  | { readonly step: 'waiting' }
  | { readonly step: 'comparing'; readonly indices: readonly number[] }
  | { readonly step: 'failed'; readonly error: ErrorCode; readonly retryAt: number | null };

/** Comparing a whole room at once. */
export interface RoomDialogView {
  readonly dialog: 'room';
  readonly ridHex: string;
  /** What the room is called. */
  readonly name: string;
  /** What oneself is called in it. */
  readonly ownName: string;
  /** 30 digits, and seven indices into the table of 64; `null` while they are being computed (an instant). */
  readonly fingerprint: { readonly number: string; readonly emoji: readonly number[] } | null;
  /** The other members, by name. */
  readonly others: readonly ComparedView[];
  /** Whether who is in, or what somebody is called, has changed since the dialog came up. */
  readonly hasChanged: boolean;
}

/** Somebody who may be comparing. */
export interface ComparedView {
  readonly fpHex: string;
  readonly name: string;
  readonly trust: Trust;
  /** Another member is called the same, as people read names: then they cannot be ticked. */
  readonly isNamesake: boolean;
}

export interface KnockDialogView {
  readonly dialog: 'knock';
  readonly ridHex: string;
  readonly roomName: string;
  readonly fpHex: string;
  /** As the one who knocks calls themselves. */
  readonly name: string;
  /** How many earlier messages the newcomer will be able to read. */
  readonly earlierMessages: number;
  /** How they are known. `changed`: they call themselves as somebody else who was verified. */
  readonly trust: Trust;
  /** Whether the safety number or emoji were compared already, and nothing speaks against them since. */
  readonly isVerified: boolean;
  /** The name under which they were verified, or `null` when they were not. */
  readonly verifiedName: string | null;
}

/** The question before somebody is put out. */
export interface RemoveDialogView {
  readonly dialog: 'remove';
  readonly ridHex: string;
  readonly fpHex: string;
  readonly name: string;
}

/** The question before one leaves. */
export interface LeaveDialogView {
  readonly dialog: 'leave';
  readonly ridHex: string;
  readonly roomName: string;
  readonly isFounder: boolean;
  /** Whether there is anybody else. */
  readonly isAlone: boolean;
}

/** The question before all of a room goes from this device. */
export interface DeleteRoomDialogView {
  readonly dialog: 'delete-room';
  readonly ridHex: string;
  readonly roomName: string;
  /** Whether one is in, and so still is for the others afterwards. */
  readonly isMember: boolean;
  /** Whether nobody else is in. */
  readonly isAlone: boolean;
}

/** The question before everything on this device is deleted. */
export interface WipeDialogView {
  readonly dialog: 'wipe';
}

/** After how many minutes without use Parley locks itself; `null` for never. */
export type LockAfter = 5 | 15 | 60 | null;

/** What can be set for all of Parley. */
export interface SettingsDialogView {
  readonly dialog: 'settings';
  /** Whether a passphrase opens the vault, or a key that the browser keeps. */
  readonly hasPassphrase: boolean;
  readonly lockAfter: LockAfter;
  /** What the person is called. */
  readonly ownName: string;
  readonly appearance: Appearance;
  readonly preferences: PreferencesView;
  readonly notices: NoticesView;
  readonly connection: ConnectionSettingsView;
  /** The passphrase is being changed; takes about two seconds. */
  readonly isBusy: boolean;
  /** What went wrong with the passphrase. */
  readonly error: ErrorCode | null;
  /** How often the passphrase was changed or set since the dialog came up. */
  readonly changes: number;
}

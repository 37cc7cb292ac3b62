/**
 * Everything the interface shows, as plain immutable data. State flows down: the app replaces what changed and keeps every other object
 * as it was, so that an element compares by identity. Codes, never sentences: words are in `src/i18n`.
 */
import type { ErrorCode } from '../lib/errors.js';
import type { DialogView, WipeDialogView } from './dialog-state.js';
import type { FindView } from './find-state.js';
import type { RoomSummary, RoomView } from './room-state.js';
import type { BackupNotice } from './storage-state.js';

/** What is on screen. */
export type AppState =
  | LoadingState
  | FatalState
  | ElsewhereState
  | ProfilesState
  | FirstRunState
  | UnlockState
  | MainState
  | WipeState
  | SelfTestState;

/** Parley is being prepared: PeerJS is loading, the vault is being looked at. */
export interface LoadingState {
  readonly screen: 'loading';
}

/** Parley cannot start. "Try again" (a reload) is offered, and where it is what is stored that stands in the way, to delete it. */
export interface FatalState {
  readonly screen: 'fatal';
  readonly error: ErrorCode;
  readonly dialog?: WipeDialogView;
}

/** Another tab writes to the vault; this one can take over. */
export interface ElsewhereState {
  readonly screen: 'elsewhere';
}

/** Who is using Parley? The profiles of this browser, and a new one. */
export interface ProfilesState {
  readonly screen: 'profiles';
  readonly names: readonly string[];
  readonly error: ErrorCode | null;
}

/** Nobody has used Parley here yet: name and passphrase. */
export interface FirstRunState {
  readonly screen: 'first-run';
  /** What the profile is called, when there are others. */
  readonly profile: string | null;
  /** The vault is being made; takes about a second. */
  readonly isBusy: boolean;
  readonly error: ErrorCode | null;
  /** "Start" was pressed with an empty passphrase: ask once. */
  readonly isAskingWithoutPassphrase: boolean;
  /** Whether the page comes from a file, where every local HTML file may share one storage (Chromium), so that a passphrase matters more. */
  readonly isFilePage: boolean;
  /** An invite came with the address and will be offered after the start. */
  readonly hasPendingInvite: boolean;
  /** When the sealed copy was made that this page carries, milliseconds since 1970; `null` when it carries none. */
  readonly copyMade: number | null;
  /** Which share of a backup is taken in, from 0 to 1, while one is. */
  readonly share: number | null;
}

/** The vault is locked. */
export interface UnlockState {
  readonly screen: 'unlock';
  /** What the profile is called, when there are others. */
  readonly profile: string | null;
  /** After how many minutes without use Parley locked itself; `null` when it did not. */
  readonly idleMinutes: number | null;
  readonly isBusy: boolean;
  readonly error: ErrorCode | null;
  readonly dialog?: WipeDialogView;
}

/** Everything is being deleted; with an `error`, not everything could be, and it can be tried again. */
export interface WipeState {
  readonly screen: 'wipe';
  readonly error: ErrorCode | null;
}

/**
 * What the self-test looks at, in its order: what the browser computes; Parley's own protocol; that what is stored is kept, and goes; that the page reaches itself over
 * WebRTC; that PeerJS comes, and is the one it has to be.
 */
export type SelfCheckName = 'cryptography' | 'protocol' | 'storage' | 'webrtc' | 'peerjs';

/** One check of the self-test. */
export interface SelfCheckView {
  readonly name: SelfCheckName;
  readonly outcome: 'waiting' | 'running' | 'passed' | 'failed';
  /** Why it failed, where that has a code of Parley's own. */
  readonly error: ErrorCode | null;
  /** What was found to be wrong, for whoever is told of it: in no language of people's. */
  readonly detail: string | null;
}

/** The page tests the browser it is in, instead of being Parley (`#selftest`). */
export interface SelfTestState {
  readonly screen: 'self-test';
  readonly checks: readonly SelfCheckView[];
  /** Whether every check has passed or failed. */
  readonly isOver: boolean;
}

/** The vault is open. */
export interface MainState {
  readonly screen: 'main';
  readonly me: MeView;
  readonly rooms: readonly RoomSummary[];
  /** The room that is open, or `null` on the home screen. */
  readonly room: RoomView | null;
  /** What is looked for in all rooms. */
  readonly find: FindView;
  /** Which form the home screen shows. */
  readonly home: HomeView;
  readonly dialog: DialogView | null;
  /** The newest problem that the person should know of, until dismissed. */
  readonly alert: AlertView | null;
  /** Why it is time for a backup, or `null`. */
  readonly backupNotice: BackupNotice | null;
  /** Whether to ask if the person wants to be told of messages. */
  readonly isOfferingNotices: boolean;
  /** Whether the key `?` shows the keyboard shortcuts. */
  readonly isHelpKeyOn: boolean;
}

export interface MeView {
  readonly name: string;
  /** Fingerprint, hexadecimal. */
  readonly fpHex: string;
  /** Whether the vault is protected by a passphrase, or only by a key that this browser keeps. */
  readonly hasPassphrase: boolean;
}

/** The two forms of the home screen, or neither. */
export interface HomeView {
  readonly form: 'none' | 'new-room' | 'join';
  readonly isBusy: boolean;
  readonly error: ErrorCode | null;
  /** Text already in the invite box (an invite that came with the address). */
  readonly inviteText: string;
  /** A signalling server, `host:port`, that the invite asks to use and that has not been consented to yet. */
  readonly foreignServer: string | null;
}

export interface AlertView {
  /** Grows with every alert, so that the same problem twice is told twice. */
  readonly id: number;
  readonly error: ErrorCode;
  /** A name that the sentence mentions, where it does. */
  readonly subject: string;
}

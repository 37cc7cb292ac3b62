/**
 * Everything a person can ask for. Intents flow up: elements dispatch them, the app turns them into effects.
 */
import type { Appearance } from '../lib/appearance.js';
import type { ServerTexts } from './connection-state.js';
import type { DraftMention } from './mention-state.js';
import type { PollDraft } from './poll-state.js';
import type { InviteTerms, LockAfter } from './dialog-state.js';
import type { Admission, ComposerAbout } from './room-state.js';
import type { NotifyLevel, PreferencesView, QuietChoice } from './settings-state.js';
import type { TextFormat } from './storage-state.js';

/** What a person asks for. */
export type Intent =
  /** First run: make the vault. An empty passphrase asks once, unless `isWithoutPassphrase`. */
  | { readonly type: 'start'; readonly name: string; readonly passphrase: string; readonly isWithoutPassphrase: boolean }
  | { readonly type: 'unlock'; readonly passphrase: string }
  | { readonly type: 'lock' }
  /** Ask whether everything on this device is to be deleted; and delete it: what is asked in the dialog, or the second try. */
  | { readonly type: 'open-wipe' }
  | { readonly type: 'wipe' }
  /** Leave the door of a profile that is locked or new, and show which there are. */
  | { readonly type: 'show-profiles' }
  /** Go to the door of a profile, which may be a new one. */
  | { readonly type: 'choose-profile'; readonly name: string }
  /** The self-test: once more; or leave it, for Parley. */
  | { readonly type: 'run-self-test' }
  | { readonly type: 'leave-self-test' }
  | { readonly type: 'open-settings' }
  | { readonly type: 'open-palette' }
  | { readonly type: 'open-shortcuts' }
  /** Let the passphrase `next` open Parley from now on instead of `current`, or of the device's key when that is `null`. */
  | { readonly type: 'change-passphrase'; readonly current: string | null; readonly next: string }
  | { readonly type: 'set-lock-after'; readonly minutes: LockAfter }
  /** Use these servers from now on; or those of the page. Every link is made anew. */
  | { readonly type: 'set-servers'; readonly texts: ServerTexts }
  | { readonly type: 'use-page-servers' }
  /** Reach others through relays alone, or not. Every link is made anew. */
  | { readonly type: 'set-relay-only'; readonly isOn: boolean }
  /** Find out whether these servers do what they are for; `null`: those that are in use. */
  | { readonly type: 'try-servers'; readonly texts: ServerTexts | null }
  | { readonly type: 'open-doctor' }
  /** Be called this from now on, in every room. */
  | { readonly type: 'rename'; readonly name: string }
  | { readonly type: 'set-appearance'; readonly appearance: Appearance }
  | { readonly type: 'set-preferences'; readonly changes: Partial<PreferencesView> }
  /** Be told of messages outside of the page, or not; the browser asks the person first, where it has not yet. */
  | { readonly type: 'set-notify'; readonly level: NotifyLevel }
  /** The offer to be told of messages, answered. */
  | { readonly type: 'answer-notice-offer'; readonly isWanted: boolean }
  | { readonly type: 'set-quiet'; readonly choice: QuietChoice }
  /** Be told nothing outside of a room of what comes in it. */
  | { readonly type: 'set-muted'; readonly ridHex: string; readonly isMuted: boolean }
  /** Keep the language that is chosen, by its code, for this browser; the interface speaks it at once. */
  | { readonly type: 'set-language'; readonly language: string }
  /** Reload the page: the only way to try a failed import again in every browser. */
  | { readonly type: 'reload' }
  /** Use Parley in this tab instead of the other. */
  | { readonly type: 'take-over' }
  | { readonly type: 'show-home' }
  | { readonly type: 'show-home-form'; readonly form: 'none' | 'new-room' | 'join' }
  | { readonly type: 'create-room'; readonly name: string }
  /** `isServerAccepted`: the foreign signalling server that the invite names was shown and accepted. */
  | { readonly type: 'join'; readonly invite: string; readonly isServerAccepted: boolean }
  | { readonly type: 'open-room'; readonly ridHex: string }
  /** Give up entering a room, or forget one that cannot be entered any more; when something was written in it, ask first. */
  | { readonly type: 'forget-room'; readonly ridHex: string }
  /** Ask whether all of a room is to go from this device; and make it go: what is asked in the dialog is about. */
  | { readonly type: 'open-delete-room'; readonly ridHex: string }
  | { readonly type: 'delete-room'; readonly ridHex: string }
  /** `ridHex` is the room on screen when it was asked for, here and below. */
  | {
      readonly type: 'send';
      readonly ridHex: string;
      readonly text: string;
      /** Who is mentioned in it, in order, here and below. */
      readonly mentions?: readonly DraftMention[];
      readonly about?: ComposerAbout;
    }
  | { readonly type: 'change-draft'; readonly ridHex: string; readonly text: string; readonly mentions?: readonly DraftMention[] }
  /** The reader looks at this message, and the window is to reach as far before it as after; `null`: at the newest, and at what comes. */
  | { readonly type: 'look-at'; readonly ridHex: string; readonly id: string | null }
  /** Show a message where it was said, in whichever room, marked and with the focus on it, unless that `isFocusKept` where it is. */
  | { readonly type: 'show-message'; readonly ridHex: string; readonly id: string; readonly isFocusKept?: boolean }
  /** Show the newest messages. */
  | { readonly type: 'show-newest'; readonly ridHex: string }
  /** Show the first message from a moment on, milliseconds since 1970. */
  | { readonly type: 'show-date'; readonly ridHex: string; readonly time: number }
  /** Answer a message, or edit one of one's own, with what is written next; `id`: of the entry, hexadecimal, here and below. And neither, after all. */
  | { readonly type: 'begin-reply'; readonly ridHex: string; readonly id: string }
  | { readonly type: 'begin-edit'; readonly ridHex: string; readonly id: string }
  | { readonly type: 'stop-about'; readonly ridHex: string }
  /** Meet a message with an emoji, or do not any more. */
  | { readonly type: 'react'; readonly ridHex: string; readonly id: string; readonly emoji: string; readonly isOn: boolean }
  /** Keep a message at hand at the top of the room, for everybody, or do not any more. */
  | { readonly type: 'pin'; readonly ridHex: string; readonly id: string; readonly isOn: boolean }
  /** Ask where a message is to be forwarded to; and put its words into what is being written there. */
  | { readonly type: 'open-forward'; readonly ridHex: string; readonly id: string }
  | { readonly type: 'forward'; readonly toHex: string }
  /** Make a poll; keep what was typed of it; and ask everybody, with 2 to 10 options. */
  | { readonly type: 'open-poll'; readonly ridHex: string }
  | ({ readonly type: 'change-poll'; readonly ridHex: string } & PollDraft)
  | ({ readonly type: 'send-poll'; readonly ridHex: string } & PollDraft)
  /** Choose these answers of a poll, by their places, instead of all that one chose before. */
  | { readonly type: 'vote'; readonly ridHex: string; readonly id: string; readonly choices: readonly number[] }
  /** Ask whether a message is to go for everybody; and make it go: what is asked in the dialog is about. */
  | { readonly type: 'open-erase'; readonly ridHex: string; readonly id: string }
  | { readonly type: 'erase-message'; readonly ridHex: string; readonly id: string }
  /** Look for messages with all these words, in one room or in all (`null`); what was looked for before is left. No words: nothing. */
  | { readonly type: 'find'; readonly roomHex: string | null; readonly query: string }
  /** Look further back. */
  | { readonly type: 'find-more' }
  /** The newest message of the open room is on screen and the page is visible. */
  | { readonly type: 'mark-read'; readonly ridHex: string }
  /** Tell the members of a room, or do not tell them from now on, how far one has read or that one is writing. */
  | { readonly type: 'set-telling'; readonly ridHex: string; readonly what: 'read' | 'typing'; readonly isTold: boolean }
  /** Leave the signalling servers of all rooms, so that nobody new finds one, or come back to them. */
  | { readonly type: 'set-reachable'; readonly isReachable: boolean }
  /** Try to reach the server and the others now. */
  | { readonly type: 'reconnect' }
  | { readonly type: 'open-invite' }
  /** Make the invite in the dialog one that lets one person in without asking, or not. */
  | { readonly type: 'set-invite-token'; readonly hasToken: boolean }
  /** Let the tokens that are made from now on in this dialog be good for so many people and days. */
  | { readonly type: 'set-invite-terms'; readonly terms: InviteTerms }
  /** Make a token worth nothing. */
  | { readonly type: 'withdraw-invite'; readonly ridHex: string; readonly tokenHex: string }
  | { readonly type: 'open-remove'; readonly ridHex: string; readonly fpHex: string }
  | { readonly type: 'open-leave'; readonly ridHex: string }
  /** Put somebody out of the room: what is asked in the dialog is about. */
  | { readonly type: 'remove'; readonly ridHex: string; readonly fpHex: string }
  /** Leave the room. */
  | { readonly type: 'leave'; readonly ridHex: string }
  | { readonly type: 'set-role'; readonly ridHex: string; readonly fpHex: string; readonly role: 'admin' | 'member' }
  /** Decide who may invite and let people in. */
  | { readonly type: 'set-admission'; readonly ridHex: string; readonly admission: Admission }
  /** Decide after how many hours messages disappear from now on; 0: they stay. */
  | { readonly type: 'set-timer'; readonly ridHex: string; readonly hours: number }
  | { readonly type: 'open-verify'; readonly fpHex: string }
  | { readonly type: 'start-emoji'; readonly fpHex: string }
  /** A QR code was seen by the camera in the dialog about this person. */
  | { readonly type: 'scan-code'; readonly fpHex: string; readonly text: string }
  | { readonly type: 'confirm-match'; readonly fpHex: string }
  | { readonly type: 'deny-match'; readonly fpHex: string }
  | { readonly type: 'open-room-comparison'; readonly ridHex: string }
  /** "They match" of a whole room: the number that was shown, and who was ticked, under the names shown. */
  | {
      readonly type: 'confirm-room-match';
      readonly ridHex: string;
      readonly number: string;
      readonly ticked: readonly { readonly fpHex: string; readonly name: string }[];
    }
  | { readonly type: 'deny-room-match'; readonly ridHex: string }
  /** Write although somebody in the room is unverified, changed or forked. `acceptanceKeys`: who was named on screen (`ComposerView`). */
  | { readonly type: 'accept-unverified'; readonly ridHex: string; readonly acceptanceKeys: readonly string[] }
  | { readonly type: 'admit'; readonly ridHex: string; readonly fpHex: string }
  | { readonly type: 'refuse'; readonly ridHex: string; readonly fpHex: string }
  /** Show the dialog of somebody who asked to join again (`RoomView.knocks`). */
  | { readonly type: 'open-knock'; readonly ridHex: string; readonly fpHex: string }
  | { readonly type: 'open-storage' }
  /** Make a backup file of everything, or of one room. */
  | { readonly type: 'back-up'; readonly passphrase: string; readonly roomHex: string | null }
  /** Make this page anew with a backup of everything inside. */
  | { readonly type: 'save-copy'; readonly passphrase: string }
  /** Write a room out for everybody to read. */
  | { readonly type: 'export-text'; readonly roomHex: string; readonly format: TextFormat }
  /** Drop all messages of a room from this device but the newest `keep`. */
  | { readonly type: 'drop-old'; readonly roomHex: string; readonly keep: number }
  /** Ask the members for what was dropped here. */
  | { readonly type: 'get-back'; readonly ridHex: string }
  /**
   * Take a backup in; without a file the one that this page carries. On the first screen it makes the vault, locked by `newPassphrase`, or by the passphrase
   * of the backup when that is empty.
   */
  | { readonly type: 'open-backup'; readonly file: Blob | null; readonly passphrase: string; readonly newPassphrase: string }
  /** Stop what takes long in the storage dialog or on the first screen. */
  | { readonly type: 'cancel-work' }
  | { readonly type: 'dismiss-backup-notice' }
  /** The dialog was closed without an answer. A knock stays and is asked again from the people list. */
  | { readonly type: 'close-dialog' }
  | { readonly type: 'dismiss-alert' };

/**
 * What a person can choose about Parley as a whole, as the interface shows it.
 */
import type { RoomSummary, TellingView } from './room-state.js';

/** What the browser tells outside of the page when a message came: nothing; that one did; or from whom, in which room, and what it says. */
export type NotifyLevel = 'off' | 'plain' | 'full';

/** What the browser says of notifications of this page. `default`: the person was not asked yet; `unsupported`: it has none here. */
export type NoticePermission = 'granted' | 'default' | 'denied' | 'unsupported';

/** For how long nothing is to disturb: `tomorrow` is the next morning, `on` until it is switched off; `null`: not any more. */
export type QuietChoice = 'hour' | 'tomorrow' | 'on' | null;

/** What the person has chosen, kept sealed. How the page looks is not among it (`lib/appearance.ts`). */
export interface PreferencesView {
  /** Whether Enter sends; otherwise it makes a new line, and Ctrl or Command with it sends. */
  readonly isEnterSending: boolean;
  /** What the members of rooms that are made or joined from now on are told at first. */
  readonly telling: TellingView;
  /** Whether a message that is not on screen makes a sound. */
  readonly isSounding: boolean;
  /** Whether the key `?` shows the keyboard shortcuts. */
  readonly isHelpKeyOn: boolean;
}

/** How things stand with being told of messages. */
export interface NoticesView {
  readonly permission: NoticePermission;
  /** What is told now: `off` while the browser does not allow it. */
  readonly level: NotifyLevel;
  /** Until when nothing disturbs, milliseconds since 1970; `on`: until it is switched off; `null`: it does. */
  readonly quiet: number | 'on' | null;
}

/** The command palette: what there is to go to and to do. */
export interface PaletteDialogView {
  readonly dialog: 'palette';
  readonly rooms: readonly RoomSummary[];
  /** The room on screen, or `null`. */
  readonly shownHex: string | null;
  /** Whether one may invite to it. */
  readonly isInviting: boolean;
  /** Who else is in it. */
  readonly people: readonly { readonly fpHex: string; readonly name: string }[];
  /** Whether Parley can be locked. */
  readonly hasPassphrase: boolean;
}

/** The sheet of keyboard shortcuts. */
export interface ShortcutsDialogView extends Pick<PreferencesView, 'isEnterSending' | 'isHelpKeyOn'> {
  readonly dialog: 'shortcuts';
}

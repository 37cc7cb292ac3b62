/**
 * What the app is given by `main.ts`, and what everything behind the lock works with.
 */
import type { Identity } from '../crypto/identity.js';
import type { Appearance } from '../lib/appearance.js';
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import type { RoomSetup } from '../room/room-setup.js';
import type { Vault } from '../vault/vault.js';
import type { ParleyConfig, SignallingServer } from './config.js';
import type { Intent } from './intents.js';
import type { NoticePermission } from './settings-state.js';
import type { RoomTranscript, TextFormat } from './storage-state.js';
import type { AppState, MeView } from './state.js';

/** Where others are met, and by which ways they are reached. It is looked at each time, so it may change: then the transport is renewed. */
export interface WaysToOthers extends Pick<ParleyConfig, 'iceServers' | 'relayOnly'> {
  readonly servers: readonly SignallingServer[];
}

/** Makes a transport that meets others so. */
export type TransportFactory = (ways: WaysToOthers) => RoomSetup['transport'];

/** What came of asking a server: it does what it is for; it refuses the user name or the password; or nothing came of it. */
export type TrialOutcome = 'works' | 'refused' | 'silent';

/** What the page notices of the person: that they touch, type or point, and that the page came into sight or went out of it. */
export type PersonSign = 'input' | 'shown' | 'hidden';

/** What the app needs to know of, or ask from, the page it runs in. */
export interface Page {
  /** Opened from a file rather than from a web server. */
  readonly isFile: boolean;
  /** Whether the page is in sight now. */
  readonly isVisible: boolean;
  /** The page's address without fragment. */
  readonly address: string;
  /** Whether an invite came with the address and was not taken yet. */
  readonly hasInvite: boolean;
  /** The invite that came with the address, once; `null` when none did or it was taken already. */
  takeInvite(): string | null;
  /** The profile that the address names, valid or not; `null` when it names none. */
  readonly profile: string | null;
  /** Names a profile in the address, or none, so that a reload comes back to it. */
  showProfile(profile: string | null): void;
  reload(): void;
  readonly files: PageFiles;
  readonly signs: PageSigns;
}

/** What the page shows of Parley beside what is in it. */
export interface PageSigns {
  /** Lets the page look like this from now on. */
  showAppearance(appearance: Appearance): void;
  /** What the browser says of notifications of this page now. */
  readonly noticePermission: NoticePermission;
  /** Lets the browser ask the person, while they press something; what it says then. */
  askForNotices(): Promise<NoticePermission>;
  /** Tells outside of the page of a new message, without a sound; `null`: that there is one, and no more. `pressed`: the person wants to see it, and the page is in front. Returns what takes it away. */
  showNotice(content: NoticeContent | null, pressed: () => void): () => void;
  /** Plays a short tone, if the browser lets the page be heard now. */
  playTone(): void;
}

/** A new message, as it is told outside of the page. */
export interface NoticeContent {
  readonly author: string;
  readonly room: string;
  readonly text: string;
}

/** Files that go from the page to the person, and what the page itself carries. */
export interface PageFiles {
  /** The sealed copy inside this page, a backup file; `null` in an ordinary page. */
  readonly copy: Blob | null;
  /** Hands a file to the person, under this name. */
  save(file: Blob, name: string): void;
  /** This page as a file of its own, with a backup file inside instead of what it carries now. */
  pageWith(copy: Blob): Promise<Blob>;
  /** A room's history as a file that anybody can read. */
  transcriptFile(format: TextFormat, transcript: RoomTranscript): Blob;
}

/** STUN and TURN servers, one with one address at a time. */
export interface IceServerPort {
  /** Whether the browser takes it. Else it would take no connection at all. */
  isTaken(server: RTCIceServer): boolean;
  /** Asks it for what it is for. `signal` gives up: it is `silent` then. */
  tryOut(server: RTCIceServer, signal: AbortSignal): Promise<TrialOutcome>;
}

/** How others are reached. */
export interface Network {
  readonly config: ParleyConfig;
  readonly transportFor: TransportFactory;
  readonly ice: IceServerPort;
}

/** What the app is made of. */
export interface AppParts {
  readonly clock: Clock;
  readonly page: Page;
  /** Shows a state instead of the one before. */
  show(state: AppState): void;
  /** Reads the configuration and loads PeerJS, for which nobody waits before they can type; rejects, however late, with what the screen is to say when Parley cannot start here. */
  prepare(): Promise<Network>;
}

/** What everything behind the lock works with. */
export interface AppContext extends Network {
  /** What the page says, and the person has chosen otherwise: the same object all the time, which says what is so now. */
  readonly config: ParleyConfig;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly page: Page;
  readonly identity: Identity;
  /** The name is another one once the person has taken it (`renaming.ts`). */
  readonly me: { name: MeView['name'] } & Pick<MeView, 'fpHex'>;
  /** Random for this start of the page, 8 bytes. */
  readonly run: Bytes;
  /** What this page and others of its origin have stored in localStorage, in characters, and what the browser allows. */
  storageUsage(): { readonly used: number; readonly limit: number };
  /** Something that is shown has changed without anybody having asked for it. */
  changed(): void;
  /** Something went wrong that people are to be told of. `subject`: a name that the sentence mentions. */
  failed(error: unknown, subject?: string): void;
}

/** What intents do, by their type. What an effect rejects or throws with is told by whoever calls it. */
export type Effects = { readonly [Type in Intent['type']]?: (intent: Extract<Intent, { readonly type: Type }>) => unknown };

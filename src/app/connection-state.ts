/**
 * How one is connected, and may choose to be, as the interface shows it: the section of the settings and the connection doctor.
 */
import type { ErrorCode } from '../lib/errors.js';
import type { ConnectionView } from './room-state.js';

/** A STUN or TURN server as it is typed. */
export interface IceTexts {
  readonly url: string;
  /** Both empty, unless it relays. */
  readonly username: string;
  readonly credential: string;
}

/** The servers as they are typed, in the order in which they are tried. */
export interface ServerTexts {
  readonly signalling: readonly string[];
  readonly ice: readonly IceTexts[];
}

/** What is wrong with what was typed, and in which place of which list. */
export interface ServerFault {
  readonly error: ErrorCode;
  readonly list: keyof ServerTexts;
  readonly index: number;
}

/** How a server was tried. `running`: it is being asked; `unused`: it is not asked, since only relays are allowed; else what came of it (`TrialOutcome`). */
export interface TrialView {
  readonly kind: 'signalling' | 'stun' | 'turn';
  readonly address: string;
  readonly outcome: 'running' | 'unused' | 'works' | 'refused' | 'silent';
}

/** What the section shows. */
export interface ConnectionSettingsView {
  /** The servers that are used. */
  readonly texts: ServerTexts;
  /** Whether they were chosen here, and are not those of the page. */
  readonly isOwn: boolean;
  readonly relayOnly: boolean;
  /** Whether there is a relay: without one, relays alone reach nobody. */
  readonly hasRelay: boolean;
  /** What is wrong with what was to be saved or tried. */
  readonly fault: ServerFault | null;
  /** How often servers were chosen since the dialog came up. */
  readonly saves: number;
  /** How many people with a link to this browser can see its address; and of how many it is not known. */
  readonly exposure: { readonly seeing: number; readonly unknown: number };
  readonly trials: readonly TrialView[];
}

/** A link that is open now, to one installation of somebody. */
export interface LinkView {
  readonly id: string;
  /** As they call themselves. */
  readonly name: string;
  /** Another installation of one's own identity. */
  readonly isOwn: boolean;
  readonly way: 'direct' | 'relayed' | 'unknown';
  /** Whether the other side learned no address of this one; `null`: unknown. */
  readonly isAddressHidden: boolean | null;
  /** How long a word takes there and back, in whole milliseconds; `null`: unknown. */
  readonly roundTripMs: number | null;
}

/** A room under the doctor's eyes. */
export interface DoctorRoomView {
  readonly ridHex: string;
  readonly name: string;
  readonly signalling: ConnectionView['signalling'];
  readonly links: readonly LinkView[];
}

/** The connection doctor. */
export interface DoctorDialogView {
  readonly dialog: 'doctor';
  readonly relayOnly: boolean;
  readonly hasRelay: boolean;
  readonly trials: readonly TrialView[];
  readonly rooms: readonly DoctorRoomView[];
}

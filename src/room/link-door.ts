/**
 * From a channel to a link of the room: the handshake, who may be at the other end, and what a failure may mean for the people here.
 */
import type { RoomAddress } from '../link/addresses.js';
import { establishLink } from '../link/establish-link.js';
import type { LinkSetup } from '../link/establish-link.js';
import type { LinkRemote } from '../link/link-parts.js';
import type { Link } from '../link/link.js';
import { hexOf } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import type { Channel } from '../transport/transport.js';

/** What may mean that somebody is in between, or is not who they seem; said beside the connection until a link succeeds. */
const DISTRUSTED: ReadonlySet<ErrorCode> = new Set([
  'binding-failed',
  'handshake-failed',
  'handshake-unanswered',
  'identity-unexpected',
  'not-authentic',
  'malformed',
  'too-large',
  'frame-invalid',
  'version-unknown',
]);

/** Why one does not get in, said only to whoever is still outside: inside, somebody who is not there is nothing to worry about. */
const KEEPS_OUT: ReadonlySet<ErrorCode> = new Set(['peer-unavailable', 'dial-timeout', 'handshake-refused', 'handshake-timeout']);

/** Whether a link that ended so, or never came to be, leaves a doubt about who or what is at the other end. */
export function isDistrusted(code: ErrorCode): boolean {
  return DISTRUSTED.has(code);
}

/** What the door needs of the room. */
export interface LinkDoorNeeds extends Pick<LinkSetup, 'identity' | 'run' | 'clock'> {
  readonly address: RoomAddress;
  /** Whether one is a member: only members answer. */
  isIn(): boolean;
  /** Whether the person at the other end was put out of the room. */
  isRemoved(remote: LinkRemote): boolean;
  /** The warning may have changed. */
  changed(): void;
  /** A fault of our own. */
  failed(error: unknown): void;
}

/** Where links of one room begin. */
export class LinkDoor {
  readonly #needs: LinkDoorNeeds;
  readonly #ownFpHex: string;
  #warning: ErrorCode | null = null;

  constructor(needs: LinkDoorNeeds) {
    this.#needs = needs;
    this.#ownFpHex = hexOf(needs.identity.fp);
  }

  /** The last thing that went wrong on the way to a link, or in one, and still matters. */
  get warning(): ErrorCode | null {
    return this.#warning;
  }

  /** Makes a link of a channel; `null`, with the channel closed, when that fails. `expectedFpHex`: who has to be there, `null` for any member. */
  async enter(channel: Channel, expectedFpHex: string | null): Promise<Link | null> {
    const { address, identity, run, clock } = this.#needs;
    const { rid, psk } = address;
    let isUnwanted = false;
    const accepts = (remote: LinkRemote): boolean | Promise<boolean> => {
      isUnwanted = this.#isUnwanted(remote);
      return !isUnwanted && this.#isWhoTheyShouldBe(remote, expectedFpHex);
    };
    try {
      return await establishLink({ channel, rid, psk, identity, run, clock, accepts });
    } catch (error) {
      // Whoever is merely not wanted leaves no doubt about anybody.
      if (!isUnwanted) this.warn(error);
      return null;
    }
  }

  /** What failed on the way to a link, or in one: some of it means that somebody may be in between, and people are told. */
  warn(error: unknown): void {
    const code = errorCodeOf(error);
    if (code === null) this.#needs.failed(error);
    else this.ended(code);
    this.#needs.changed();
  }

  /** A link has ended so. */
  ended(code: ErrorCode): void {
    const isWorse = this.#warning !== null && isDistrusted(this.#warning);
    if (isDistrusted(code) || (KEEPS_OUT.has(code) && !this.#needs.isIn() && !isWorse)) this.#warning = code;
  }

  /** A link has succeeded: what was said before does not matter any more. */
  calm(): void {
    this.#warning = null;
  }

  /** Another installation of our own identity, somebody who was put out, and anybody while we are not in ourselves. */
  #isUnwanted(remote: LinkRemote): boolean {
    // SECURITY: the removed learn nothing more (room.test.ts: "refuses whoever was removed").
    if (this.#needs.isRemoved(remote)) return true;
    return remote.fpHex === this.#ownFpHex || (remote.isInitiator && !this.#needs.isIn());
  }

  #isWhoTheyShouldBe(remote: LinkRemote, expectedFpHex: string | null): boolean | Promise<boolean> {
    if (!remote.isInitiator) return expectedFpHex === null || remote.fpHex === expectedFpHex;
    // SECURITY: an id belongs to one identity (room.test.ts: "answers nobody under the id of another").
    return this.#needs.address.ownsPeerId(remote.fp, remote.peerId);
  }
}

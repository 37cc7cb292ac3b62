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
    try {
      return await establishLink({ channel, rid, psk, identity, run, clock, accepts: (remote) => this.#accepts(remote, expectedFpHex) });
    } catch (error) {
      this.warn(error);
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
    if (DISTRUSTED.has(code)) this.#warning = code;
  }

  /** A link has succeeded: what was said before does not matter any more. */
  calm(): void {
    this.#warning = null;
  }

  /** SECURITY: who may be at the other end (room.test.ts: "answers nobody under the id of another", "refuses whoever was removed"). */
  async #accepts(remote: LinkRemote, expectedFpHex: string | null): Promise<boolean> {
    if (remote.fpHex === this.#ownFpHex || this.#needs.isRemoved(remote)) return false;
    if (!remote.isInitiator) return expectedFpHex === null || remote.fpHex === expectedFpHex;
    return this.#needs.isIn() && (await this.#needs.address.ownsPeerId(remote.fp, remote.peerId));
  }
}

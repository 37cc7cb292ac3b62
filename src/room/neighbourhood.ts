/**
 * Whom of a room to be linked with, as far as is known who is online (DESIGN section 4, "Liveness"): finds the ring out of PEERS, and ends links that it
 * does not need.
 */
import type { Bytes } from '../lib/bytes.js';
import { heldIn } from '../lib/lists.js';
import { ringNeighbours } from './ring.js';
import { encodePeersFrame, PEERS_LIMIT } from './room-frames.js';
import { spreadWait } from './room-setup.js';
import type { RoomContext } from './room-setup.js';
import type { Session } from './session.js';

/** How long a link that the ring does not need is kept: whoever has just come learns over it who else is there. In milliseconds. */
const SURPLUS_MS = 15_000;

/** One side's place among those who are online. */
export class Neighbourhood {
  readonly #room: Pick<RoomContext, 'setup' | 'isIn'>;
  readonly #links: { readonly members: readonly Session[] };
  readonly #ownFpHex: string;
  #isTrimming = false;
  /** As of the last change; computed when asked for. */
  #online: ReadonlySet<string> | null = null;
  #wanted: ReadonlySet<string> | null = null;

  constructor(room: Pick<RoomContext, 'setup' | 'isIn'>, links: { readonly members: readonly Session[] }) {
    this.#room = room;
    this.#links = links;
    this.#ownFpHex = room.setup.identity.fp.toHex();
  }

  /** Fingerprints (hexadecimal) of other people who are linked, and of whoever those are linked with: whoever goes is gone from it with their links. */
  get online(): ReadonlySet<string> {
    if (this.#online === null) {
      const known = this.#links.members.flatMap(({ link, online }) => [link.remote.fpHex, ...online.map(({ fpHex }) => fpHex)]);
      this.#online = new Set(known).difference(new Set([this.#ownFpHex]));
    }
    return this.#online;
  }

  /** How many people are online as far as is known, oneself among them. */
  get onlineCount(): number {
    return this.online.size + 1;
  }

  /** Whether there are to be links to this person's installations; to one's own always. Before one is in, to anybody who may let one in. */
  isWanted(fpHex: string): boolean {
    if (!this.#room.isIn || fpHex === this.#ownFpHex) return true;
    const neighbours = this.online.has(fpHex) ? this.#neighbours() : ringNeighbours(this.#ownFpHex, [...this.online, fpHex]);
    return neighbours.has(fpHex);
  }

  /** Links, or what is known of those who are online, have changed: tells the members who is, where that is news, and ends links that our ring does not need, after a while. */
  changed({ holdsLobby }: { readonly holdsLobby: boolean }): void {
    this.#online = null;
    this.#wanted = null;
    const { isIn, setup } = this.#room;
    const { members } = this.#links;
    // Of whom it is not known yet which installation they are, they say so at once.
    const others = members.flatMap(({ link, remoteSlot }) => (remoteSlot === null ? [] : { fp: link.remote.fp, slot: remoteSlot }));
    const told = new Map<number, { readonly data: Bytes; readonly text: string }>();
    for (const session of isIn ? members : []) {
      const frame = heldIn(told, session.ownSlot, () => {
        const online = [{ fp: setup.identity.fp, slot: session.ownSlot }, ...others].slice(0, PEERS_LIMIT);
        const data = encodePeersFrame({ holdsLobby, online });
        return { data, text: data.toHex() };
      });
      session.tellPeers(frame.data, frame.text);
    }
    this.#trimLater();
  }

  #trimLater(): void {
    const { setup } = this.#room;
    if (this.#isTrimming || this.#surplus() === null) return;
    this.#isTrimming = true;
    setup.clock.after(spreadWait(SURPLUS_MS, setup), () => {
      this.#isTrimming = false;
      // One at a time: with each that goes the ring may be another.
      for (let next = this.#surplus(); next !== null; next = this.#surplus()) next.link.close('bye');
    });
  }

  #neighbours(): ReadonlySet<string> {
    this.#wanted ??= ringNeighbours(this.#ownFpHex, this.online);
    return this.#wanted;
  }

  /** Of those who were dialled: whoever dialled us wants us in their ring. */
  #surplus(): Session | null {
    const wanted = this.#neighbours();
    const isSurplus = ({ isInitiator, remote: { fpHex } }: Session['link']): boolean =>
      isInitiator && fpHex !== this.#ownFpHex && !wanted.has(fpHex);
    return this.#links.members.find(({ link }) => isSurplus(link)) ?? null;
  }
}

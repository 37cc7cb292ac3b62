/**
 * Which way each open link goes and how long a word takes over it: asked again and again while somebody looks, and not at all while nobody does.
 */
import type { AppContext } from './app-parts.js';
import type { LinkView } from './connection-state.js';
import type { OpenRooms } from './open-rooms.js';
import type { OpenRoom } from './open-room.js';

/** How often a link is asked, and how long it may take to answer, in milliseconds. */
const LOOK_EVERY_MS = 2_000;
const LINK_ANSWER_MS = 5_000;

/** A link as a room has it. */
type AnyLink = OpenRoom['room']['links']['mesh']['all'][number]['link'];

/** What was found out last. */
type LinkMeasure = Awaited<ReturnType<AnyLink['measure']>>;
const UNMEASURED: LinkMeasure = { way: 'unknown', isAddressHidden: null, roundTripMs: null };

/** What looks at links. */
export interface LinkWatch {
  /** Somebody looks from now on. */
  begin(): void;
  /** The links of a room, to whomever they lead. */
  linksOf(open: OpenRoom): readonly LinkView[];
  /** How many people see this side's address over a link that is open now; and of how many that is unknown. */
  exposure(): { readonly seeing: number; readonly unknown: number };
}

/** Makes it, at rest. `isLooking`: whether somebody still looks. */
export function makeLinkWatch(
  { clock, me, changed }: Pick<AppContext, 'clock' | 'me' | 'changed'>,
  rooms: OpenRooms,
  isLooking: () => boolean,
): LinkWatch {
  const measures = new WeakMap<AnyLink, LinkMeasure>();
  const asked = new Set<AnyLink>();
  let isRunning = false;

  const linksIn = ({ room }: OpenRoom): readonly AnyLink[] => room.links.mesh.all.map(({ link }) => link);

  async function ask(link: AnyLink): Promise<void> {
    if (asked.has(link)) return;
    asked.add(link);
    measures.set(link, await link.measure(LINK_ANSWER_MS));
    asked.delete(link);
    if (isLooking()) changed();
  }

  function look(): void {
    isRunning = isLooking();
    if (!isRunning) return;
    for (const open of rooms.all.values()) for (const link of linksIn(open)) ask(link).catch(reportError);
    clock.after(LOOK_EVERY_MS, look);
  }

  return {
    begin() {
      if (!isRunning) look();
    },

    linksOf: (open) =>
      linksIn(open).map((link) => {
        const { roundTripMs, way, isAddressHidden } = measures.get(link) ?? UNMEASURED;
        const { fpHex, peerId } = link.remote;
        return {
          id: `${fpHex} ${peerId}`,
          name: open.room.personBy(fpHex)?.name ?? '',
          isOwn: fpHex === me.fpHex,
          way,
          isAddressHidden,
          roundTripMs: roundTripMs === null ? null : Math.round(roundTripMs),
        };
      }),

    exposure() {
      const links = [...rooms.all.values()].flatMap(linksIn).filter(({ remote }) => remote.fpHex !== me.fpHex);
      const peopleOf = (isHidden: boolean | null): string[] =>
        links.filter((link) => (measures.get(link) ?? UNMEASURED).isAddressHidden === isHidden).map(({ remote }) => remote.fpHex);
      const seeing = new Set(peopleOf(false));
      const unknown = new Set(peopleOf(null).filter((fpHex) => !seeing.has(fpHex)));
      return { seeing: seeing.size, unknown: unknown.size };
    },
  };
}

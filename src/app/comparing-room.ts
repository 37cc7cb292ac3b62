/**
 * The dialog "Compare the whole room": the room's fingerprint, and who is comparing with this person.
 *
 * What it shows is one picture: who is in and what each is called. When that changes, what was compared is no more, and neither is what was ticked.
 */
import { roomFingerprint } from '../crypto/room-fingerprint.js';
import type { RoomFingerprint } from '../crypto/room-fingerprint.js';
import { ParleyError } from '../lib/errors.js';
import { readableName } from '../lib/readable-name.js';
import type { RoomPerson } from '../room/room-people.js';
import type { AppContext, Effects } from './app-parts.js';
import { decide } from './deciding.js';
import type { RoomDialogView } from './dialog-state.js';
import type { OpenRoom } from './open-room.js';
import type { OpenRooms } from './open-rooms.js';

/** The dialog, whether it is open or not. */
export interface ComparingRoom {
  /** What is asked for in the dialog, and that it opens. */
  readonly effects: Effects;
  /** What the dialog shows; `null`, and closed, when one is not in the room any more. */
  view(): RoomDialogView | null;
  /** Closes the dialog; whether it was open. */
  close(): boolean;
}

/** Who is in, and what follows from their keys; `null` while it is computed. */
interface RoomPicture {
  readonly key: string;
  readonly members: readonly RoomPerson[];
  fingerprint: RoomFingerprint | null;
}

/** Makes the dialog, closed. */
export function makeComparingRoom(context: AppContext, rooms: OpenRooms): ComparingRoom {
  const { me, changed, failed } = context;
  let openRidHex: string | null = null;
  let picture: RoomPicture | null = null;
  let hasChanged = false;

  /** The dialog's room, if it is about this one and one is in it. */
  function find(ridHex: string | null): OpenRoom | null {
    const open = ridHex === openRidHex ? rooms.all.get(ridHex ?? '') : undefined;
    return open?.room.standing.phase === 'in' ? open : null;
  }

  /** The picture as it is now. */
  function look({ room: { people, ridHex } }: OpenRoom): RoomPicture {
    const members = [...people.all.values()].filter(({ isPresent }) => isPresent);
    const key = members
      .map(({ pkHex, name }) => `${pkHex} ${name}`)
      .sort()
      .join('\n');
    if (picture?.key === key) return picture;
    hasChanged ||= picture !== null;
    const made: RoomPicture = { key, members, fingerprint: null };
    picture = made;
    const keys = members.map(({ pk }) => pk);
    roomFingerprint(Uint8Array.fromHex(ridHex), keys).then((fingerprint) => {
      made.fingerprint = fingerprint;
      changed();
    }, failed);
    return made;
  }

  /**
   * The others, and whether each is the only one here who is called so, as people read names.
   *
   * SECURITY: that lists are alike does not say which key is whose; where two have one name, a tick could mean the other (comparing-room.test.ts: "lets
   * nobody be ticked whose name another here has as well, however it is typed").
   */
  function othersIn({ members }: RoomPicture): readonly { readonly person: RoomPerson; readonly isNamesake: boolean }[] {
    const names = members.map(({ name }) => readableName(name));
    const isAlone = (name: string): boolean => names.indexOf(name) === names.lastIndexOf(name);
    return members
      .map((person) => ({ person, isNamesake: !isAlone(readableName(person.name)) }))
      .filter(({ person }) => person.fpHex !== me.fpHex)
      .sort((a, b) => a.person.name.localeCompare(b.person.name));
  }

  function close(): boolean {
    const isOpen = openRidHex !== null;
    openRidHex = null;
    picture = null;
    hasChanged = false;
    return isOpen;
  }

  return {
    effects: {
      'open-room-comparison': ({ ridHex }) => {
        close();
        openRidHex = ridHex;
      },

      'confirm-room-match': async ({ ridHex, number, ticked }) => {
        const open = find(ridHex);
        if (open === null) return;
        const now = look(open);
        const others = othersIn(now);
        const compared = ticked.flatMap(({ fpHex, name }) => others.filter(({ person }) => person.fpHex === fpHex && person.name === name));
        // SECURITY: what is verified is what was on screen: this number, these keys, these names, or nothing (comparing-room.test.ts: "verifies nobody when
        // the members changed meanwhile, and shows the new number").
        if (now.fingerprint?.number !== number || compared.length !== ticked.length || compared.some(({ isNamesake }) => isNamesake)) {
          hasChanged = true;
          return;
        }
        close();
        await Promise.all(compared.map(({ person }) => decide(context, open.room, person, true)));
      },

      // Nobody is marked: a list that differs does not say by whom.
      'deny-room-match': ({ ridHex }) => {
        const open = find(ridHex);
        if (open === null) return;
        close();
        failed(new ParleyError('room-differs'), open.name());
      },
    },

    view() {
      const open = find(openRidHex);
      if (open === null) {
        close();
        return null;
      }
      const now = look(open);
      return {
        dialog: 'room',
        ridHex: open.room.ridHex,
        name: open.name(),
        ownName: now.members.find(({ fpHex }) => fpHex === me.fpHex)?.name ?? me.name,
        fingerprint: now.fingerprint,
        others: othersIn(now).map(({ person, isNamesake }) => ({
          fpHex: person.fpHex,
          name: person.name,
          trust: open.trustIn(person),
          isNamesake,
        })),
        hasChanged,
      };
    },

    close,
  };
}

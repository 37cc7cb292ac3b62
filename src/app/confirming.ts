/**
 * The questions before what cannot be undone: removing somebody, leaving, deleting a room here, and deleting everything, which `wiping.ts` does.
 *
 * SECURITY: a click does what was asked on screen, or nothing (confirming.test.ts: "removes nobody else than was on screen").
 */
import type { Effects } from './app-parts.js';
import type { DeleteRoomDialogView, LeaveDialogView, RemoveDialogView, WipeDialogView } from './dialog-state.js';
import type { OpenRoom } from './open-room.js';
import type { OpenRooms } from './open-rooms.js';

/** The dialog, whether it is open or not. */
export interface Confirming {
  /** What is asked for in the dialog, and that it opens. */
  readonly effects: Effects;
  /** What the dialog shows; `null`, and closed, when there is nothing left to ask. */
  view(): RemoveDialogView | LeaveDialogView | DeleteRoomDialogView | WipeDialogView | null;
  /** Closes the dialog; whether it was open. */
  close(): boolean;
}

/** The question whether everything is to be deleted. */
export const WIPE_QUESTION: WipeDialogView = { dialog: 'wipe' };

/** A question about a room; `fpHex`: about whom in it, or `''`. */
interface RoomQuestion {
  readonly what: 'remove' | 'leave' | 'delete';
  readonly ridHex: string;
  readonly fpHex: string;
}

/** Makes the dialog, closed. */
export function makeConfirming(rooms: OpenRooms): Confirming {
  /** What is asked. */
  let asked: RoomQuestion | null = null;
  let isWipeAsked = false;

  /** The room that is asked about, if one may do that in it; the dialog is closed for good. */
  function answered(what: RoomQuestion['what'], ridHex: string, fpHex = ''): OpenRoom | null {
    const isAsked = asked?.what === what && asked.ridHex === ridHex && asked.fpHex === fpHex;
    if (isAsked) asked = null;
    return isAsked ? (rooms.all.get(ridHex) ?? null) : null;
  }

  function removeView({ room }: OpenRoom, fpHex: string): RemoveDialogView | null {
    const person = room.people.by(fpHex);
    if (!room.isIn || person === null || !room.history.may('remove', { pk: person.pk })) return null;
    return { dialog: 'remove', ridHex: room.ridHex, fpHex, name: person.name };
  }

  function leaveView({ room, name }: OpenRoom): LeaveDialogView | null {
    if (!room.isIn || !room.history.may('leave')) return null;
    const members = [...room.people.all.values()].filter(({ isPresent }) => isPresent);
    const isFounder = members.some(({ role, pkHex }) => role === 'founder' && pkHex === room.history.ownPkHex);
    return { dialog: 'leave', ridHex: room.ridHex, roomName: name(), isFounder, isAlone: members.length === 1 };
  }

  function deleteView({ room, name }: OpenRoom): DeleteRoomDialogView {
    const others = [...room.people.all.values()].filter(({ isPresent, pkHex }) => isPresent && pkHex !== room.history.ownPkHex);
    return { dialog: 'delete-room', ridHex: room.ridHex, roomName: name(), isMember: room.isIn, isAlone: others.length === 0 };
  }

  function roomView({ what, fpHex }: RoomQuestion, open: OpenRoom): ReturnType<Confirming['view']> {
    if (what === 'delete') return deleteView(open);
    return what === 'leave' ? leaveView(open) : removeView(open, fpHex);
  }

  const ask =
    (what: RoomQuestion['what']) =>
    ({ ridHex, fpHex = '' }: { readonly ridHex: string; readonly fpHex?: string }): void => {
      asked = { what, ridHex, fpHex };
    };

  return {
    effects: {
      'open-remove': ask('remove'),
      'open-leave': ask('leave'),
      'open-delete-room': ask('delete'),
      'forget-room': ({ ridHex }) => {
        if (rooms.all.get(ridHex)?.isBlank === true) return rooms.forget(ridHex);
        ask('delete')({ ridHex });
        return null;
      },
      'open-wipe': () => {
        isWipeAsked = true;
      },
      remove: async ({ ridHex, fpHex }) => {
        const room = answered('remove', ridHex, fpHex)?.room;
        const pk = room?.people.by(fpHex)?.pk;
        if (room === undefined || pk === undefined) return;
        const { log } = room.history;
        await room.history.act('remove', () => ({ pk, heads: log.powers.headsOf(pk.toHex()) }));
      },
      leave: async ({ ridHex }) => {
        await answered('leave', ridHex)?.room.history.act('leave', () => ({}));
      },
      'delete-room': async ({ ridHex }) => {
        if (answered('delete', ridHex) !== null) await rooms.forget(ridHex);
      },
    },

    view() {
      if (isWipeAsked) return WIPE_QUESTION;
      const open = rooms.all.get(asked?.ridHex ?? '');
      const view = asked === null || open === undefined ? null : roomView(asked, open);
      if (view === null) asked = null;
      return view;
    },

    close() {
      const isOpen = asked !== null || isWipeAsked;
      if (!isWipeAsked) asked = null;
      isWipeAsked = false;
      return isOpen;
    },
  };
}

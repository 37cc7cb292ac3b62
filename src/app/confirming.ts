/**
 * The questions before what cannot be undone: removing somebody, leaving, and deleting everything, which `wiping.ts` does.
 *
 * SECURITY: a click does what was asked on screen, or nothing (confirming.test.ts: "removes nobody else than was on screen").
 */
import type { Effects } from './app-parts.js';
import type { LeaveDialogView, RemoveDialogView, WipeDialogView } from './dialog-state.js';
import type { OpenRoom } from './open-room.js';
import type { OpenRooms } from './open-rooms.js';

/** The dialog, whether it is open or not. */
export interface Confirming {
  /** What is asked for in the dialog, and that it opens. */
  readonly effects: Effects;
  /** What the dialog shows; `null`, and closed, when there is nothing left to ask. */
  view(): RemoveDialogView | LeaveDialogView | WipeDialogView | null;
  /** Closes the dialog; whether it was open. */
  close(): boolean;
}

/** The question whether everything is to be deleted. */
export const WIPE_QUESTION: WipeDialogView = { dialog: 'wipe' };

/** Makes the dialog, closed. */
export function makeConfirming(rooms: OpenRooms): Confirming {
  /** What is asked; without `fpHex` whether one wants to leave. */
  let asked: { readonly ridHex: string; readonly fpHex: string | null } | null = null;
  let isWipeAsked = false;

  /** The room that is asked about, if one may do that in it; the dialog is closed for good. */
  function answered(ridHex: string, fpHex: string | null): OpenRoom | null {
    const isAsked = asked?.ridHex === ridHex && asked.fpHex === fpHex;
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

  return {
    effects: {
      'open-remove': ({ ridHex, fpHex }) => {
        asked = { ridHex, fpHex };
      },
      'open-leave': ({ ridHex }) => {
        asked = { ridHex, fpHex: null };
      },
      'open-wipe': () => {
        isWipeAsked = true;
      },
      remove: async ({ ridHex, fpHex }) => {
        const room = answered(ridHex, fpHex)?.room;
        const pk = room?.people.by(fpHex)?.pk;
        if (room === undefined || pk === undefined) return;
        const { log } = room.history;
        await room.history.act('remove', () => ({ pk, heads: log.powers.headsOf(pk.toHex()) }));
      },
      leave: async ({ ridHex }) => {
        await answered(ridHex, null)?.room.history.act('leave', () => ({}));
      },
    },

    view() {
      if (isWipeAsked) return WIPE_QUESTION;
      const open = asked === null ? undefined : rooms.all.get(asked.ridHex);
      const fpHex = asked?.fpHex ?? null;
      const view = open === undefined ? null : fpHex === null ? leaveView(open) : removeView(open, fpHex);
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

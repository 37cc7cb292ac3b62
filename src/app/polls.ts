/**
 * The dialog in which one asks with a poll, and the asking.
 */
import type { ErrorCode } from '../lib/errors.js';
import type { Effects } from './app-parts.js';
import { codeToShow } from './code-to-show.js';
import type { OpenRoom } from './open-room.js';
import type { OpenRooms } from './open-rooms.js';
import type { PollDialogView, PollDraft } from './poll-state.js';

/** Three answers are what most ask for; there can be more. */
const NO_POLL: PollDraft = { question: '', options: ['', '', ''], isMany: false };

/** The dialog, whether it is open or not. */
export interface Polling {
  readonly effects: Effects;
  /** What the dialog shows; `null`, and closed, when one may not write there any more. */
  view(): PollDialogView | null;
  /** Closes the dialog; whether it was open. */
  close(): boolean;
}

/** Makes the dialog, closed. */
export function makePolling(rooms: OpenRooms): Polling {
  let asked: string | null = null;
  let error: ErrorCode | null = null;
  // A dialog that is closed by mistake takes nothing with it; a room that is deleted does.
  const drafts = new WeakMap<OpenRoom, PollDraft>();

  return {
    effects: {
      'open-poll': ({ ridHex }) => {
        asked = ridHex;
        error = null;
      },
      'change-poll': ({ ridHex, question, options, isMany }) => {
        const open = rooms.all.get(ridHex);
        if (asked === ridHex && open !== undefined) drafts.set(open, { question, options, isMany });
      },
      'send-poll': async ({ ridHex, question, options, isMany }) => {
        const open = rooms.all.get(ridHex);
        // SECURITY: a poll waits for the same trust as the composer (polls.test.ts: "asks nothing while the composer is locked").
        if (asked !== ridHex || open?.mayWrite() !== true) return;
        // What is under way is not sent twice.
        asked = null;
        try {
          await open.room.history.write('poll', { question, options, many: isMany });
          drafts.delete(open);
          open.reading.showNewest();
        } catch (reason) {
          [asked, error] = [ridHex, codeToShow(reason)];
        }
      },
    },

    view() {
      const open = rooms.all.get(asked ?? '');
      if (asked === null || open?.mayWrite() !== true) asked = null;
      if (asked === null || open === undefined) return null;
      return { dialog: 'poll', ridHex: asked, roomName: open.name(), draft: drafts.get(open) ?? NO_POLL, error };
    },

    close() {
      const isOpen = asked !== null;
      asked = null;
      return isOpen;
    },
  };
}

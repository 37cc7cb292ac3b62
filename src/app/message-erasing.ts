/**
 * The question before a message goes for everybody, and its going: with all that it ever said, since a person deletes words and not one version of them.
 */
import type { Effects } from './app-parts.js';
import type { EraseDialogView } from './message-state.js';
import { quoteOf } from './message-parts.js';
import type { OpenRoom } from './open-room.js';
import type { OpenRooms } from './open-rooms.js';
import { personViews, trustEvidence } from './person-views.js';
import type { AppContext } from './app-parts.js';

/** The dialog, whether it is open or not. */
export interface MessageErasing {
  readonly effects: Effects;
  /** What the dialog shows; `null`, and closed, when the message is gone, or one may not erase it any more. */
  view(): EraseDialogView | null;
  /** Closes the dialog; whether it was open. */
  close(): boolean;
}

/** Makes the dialog, closed. */
export function makeMessageErasing(context: AppContext, rooms: OpenRooms): MessageErasing {
  let asked: { readonly ridHex: string; readonly id: string } | null = null;

  function viewIn({ room, record }: OpenRoom, id: string): EraseDialogView | null {
    const { history, ridHex } = room;
    if (!room.isIn || !history.log.powers.mayErase(history.ownPkHex, id)) return null;
    const { isMine, authorName, text } = quoteOf(history, id, personViews(context, room, trustEvidence(context, room, record)));
    return { dialog: 'erase', ridHex, id, isMine, authorName, text };
  }

  return {
    effects: {
      'open-erase': ({ ridHex, id }) => {
        asked = { ridHex, id };
      },
      'erase-message': async ({ ridHex, id }) => {
        const isAsked = asked?.ridHex === ridHex && asked.id === id;
        const { history } = rooms.all.get(ridHex)?.room ?? {};
        // SECURITY: what goes is what was on screen (message-erasing.test.ts: "erases nothing else than was on screen").
        if (!isAsked || history === undefined) return;
        asked = null;
        const { annotations, graph, powers } = history.log;
        const message = graph.get(id)?.entry;
        if (message === undefined) return;
        const words = [message, ...annotations.editsOf(message)].filter(({ idText }) => powers.mayErase(history.ownPkHex, idText));
        // All at once: nobody is to see an earlier version meanwhile.
        await Promise.all(words.map((entry) => history.write('erase', { entry: entry.id })));
      },
    },

    view() {
      const open = rooms.all.get(asked?.ridHex ?? '');
      const view = asked === null || open === undefined ? null : viewIn(open, asked.id);
      if (view === null) asked = null;
      return view;
    },

    close() {
      const isOpen = asked !== null;
      asked = null;
      return isOpen;
    },
  };
}

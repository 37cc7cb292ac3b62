/**
 * Forwarding a message: its words go, as a quotation and without saying whose they are, into what is being written in another room. Nothing is sent by that:
 * the person sees them there, and sends them as everything else.
 */
import type { Effects } from './app-parts.js';
import { wordsOf } from './message-parts.js';
import type { ForwardDialogView } from './message-state.js';
import type { OpenRooms } from './open-rooms.js';

/** The dialog that asks where to, whether it is open or not. */
export interface Forwarding {
  readonly effects: Effects;
  /** What the dialog shows; `null`, and closed, when the message is gone. */
  view(): ForwardDialogView | null;
  /** Closes the dialog; whether it was open. */
  close(): boolean;
}

/** Makes the dialog, closed. */
export function makeForwarding(rooms: OpenRooms): Forwarding {
  let asked: { readonly ridHex: string; readonly id: string } | null = null;

  /** What the message says now, or `null`. */
  function words(): string | null {
    const log = rooms.all.get(asked?.ridHex ?? '')?.room.history.log;
    const entry = log?.graph.get(asked?.id ?? '')?.entry;
    return log === undefined || entry === undefined ? null : wordsOf(log, entry);
  }

  /** Rooms in which one may write now, but the one that the message is in. */
  function targets(): ForwardDialogView['rooms'] {
    const others = [...rooms.all.values()].filter((open) => open.room.ridHex !== asked?.ridHex && open.mayWrite());
    return others.map((open) => ({ ridHex: open.room.ridHex, name: open.name() }));
  }

  return {
    effects: {
      'open-forward': ({ ridHex, id }) => {
        asked = { ridHex, id };
      },
      forward: ({ toHex }) => {
        const text = words();
        const target = targets().some(({ ridHex }) => ridHex === toHex) ? rooms.all.get(toHex) : undefined;
        if (text === null || target === undefined) return;
        asked = null;
        target.draft.add(quotationOf(text));
        rooms.show(toHex);
      },
    },

    view() {
      const text = words();
      if (text === null) asked = null;
      return asked === null || text === null ? null : { dialog: 'forward', ...asked, text, rooms: targets() };
    },

    close() {
      const isOpen = asked !== null;
      asked = null;
      return isOpen;
    },
  };
}

/** The Markdown of a quotation, after which one writes on. */
function quotationOf(text: string): string {
  return `${text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')}\n\n`;
}

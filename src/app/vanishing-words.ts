/**
 * What the app forgets of messages that disappear, beyond what the log and the vault do: the words of one that is being edited; and what it notes, so that none
 * is shown while the room is opened next time.
 */
import type { Room } from '../room/room.js';
import type { AppContext } from './app-parts.js';
import type { Draft } from './draft.js';
import { keepKnown, readKnown } from './known-rooms.js';
import type { KnownRoom } from './known-rooms.js';
import type { PersonViews } from './person-views.js';

/** Watches one room. */
export interface VanishingWords {
  /** Something came or went in the room. */
  changed(): void;
  /** Keeps who is in the room, and how soon messages may disappear in it, when the first is somebody else. */
  keep(people: PersonViews): void;
}

/** Begins to watch; what has disappeared while the room was closed is forgotten at once. `name`: what the room is called. */
export function watchVanishing({ vault, failed }: AppContext, { history, ridHex }: Room, draft: Draft, name: () => string): VanishingWords {
  const { graph, payloads } = history.log;
  let keptPeople: PersonViews | null = null;
  let keptHours = readKnown(vault, ridHex)?.shortestHours ?? 0;

  function keep(people: KnownRoom['people'], roomName: string): void {
    keptHours = payloads.vanishing.shortestHours;
    keepKnown(vault, ridHex, roomName, people, keptHours).catch(reportError);
  }

  function changed(): void {
    // A room need not be on screen for somebody to set a timer in it.
    if (keptHours !== payloads.vanishing.shortestHours) {
      const known = readKnown(vault, ridHex);
      keep(known?.people ?? {}, known?.name ?? name());
    }
    const node = draft.about?.mode === 'edit' ? graph.get(draft.about.id) : null;
    // SECURITY: the words of what has disappeared are not left in the box, nor in its record (vanishing-words.test.ts: "gives up an edit of what has disappeared, also when it did while Parley was closed").
    if (node !== null && payloads.vanishing.has(node)) draft.forget().catch(failed);
  }

  changed();
  return {
    changed,
    keep(people) {
      if (people === keptPeople) return;
      keptPeople = people;
      keep(people, name());
    },
  };
}

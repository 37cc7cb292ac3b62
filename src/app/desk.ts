/**
 * The dialogs: invite, verify, compare a room, remove, leave, delete everything, settings, and whoever stands at a door. At most one is open; a knock shows itself when nothing else
 * is.
 */
import type { Knock } from '../room/knocks.js';
import type { AppContext, Effects } from './app-parts.js';
import { makeComparingRoom } from './comparing-room.js';
import { makeConfirming } from './confirming.js';
import type { Connecting } from './connecting.js';
import type { DialogView, InviteDialogView, KnockDialogView } from './dialog-state.js';
import { makeForwarding } from './forwarding.js';
import { makeInviting } from './inviting.js';
import type { Inviting } from './inviting.js';
import { makeMessageErasing } from './message-erasing.js';
import type { OpenRooms } from './open-rooms.js';
import { makePolling } from './polls.js';
import { chooseReachable } from './reachability.js';
import { verifiedPeople } from './records.js';
import type { Settings } from './settings.js';
import type { BackupNotice } from './storage-state.js';
import { makePalette } from './palette.js';
import { makeRenaming } from './renaming.js';
import { makeStoring } from './storing.js';
import { makeVerifying } from './verifying.js';

/** A dialog opens by itself at the earliest so long after another has gone: whoever is about to click was not looking at it. */
const QUIET_MS = 1000;

/** The dialogs. */
export interface Desk {
  /** What is asked for in dialogs, and that they open. */
  readonly effects: Effects;
  /** What is open now. */
  view(): DialogView | null;
  /** Why it is time for a backup, or `null`. */
  backupNotice(): BackupNotice | null;
  /** Stops what is under way. */
  stop(): void;
}

/** Makes the desk, with no dialog on it. */
export function makeDesk(context: AppContext, rooms: OpenRooms, settings: Settings, connecting: Connecting): Desk {
  const { vault, clock, changed } = context;
  const verifying = makeVerifying(context, rooms);
  const comparing = makeComparingRoom(context, rooms);
  const confirming = makeConfirming(rooms);
  const erasing = makeMessageErasing(context, rooms);
  const polling = makePolling(rooms);
  const forwarding = makeForwarding(rooms);
  const storing = makeStoring(context, rooms);
  const palette = makePalette(
    context,
    rooms,
    () => askedView() === null && knockView() === null,
    () => settings.hasPassphrase,
  );
  let inviting: Inviting | null = null;
  /** Whether there was a dialog when it was last asked. */
  let isShown = false;
  /** When the last dialog was found gone, by the clock. */
  let goneAt = Number.NEGATIVE_INFINITY;
  /** Knocks whose dialog was closed without an answer: shown again when asked for, or when a room is opened. */
  const putOff = new Set<Knock>();

  /** The dialog goes when the right to invite does. */
  function inviteView(): InviteDialogView | null {
    if (inviting !== null && !inviting.isAllowed()) inviting = null;
    return inviting?.view() ?? null;
  }

  /** What somebody has asked for, other than the palette. */
  function askedView(): DialogView | null {
    const asked =
      confirming.view() ?? erasing.view() ?? polling.view() ?? forwarding.view() ?? verifying.view() ?? comparing.view() ?? settings.view();
    return asked ?? inviteView() ?? storing.view() ?? connecting.view();
  }

  function knockView(): KnockDialogView | null {
    for (const { room, name: roomName, trustIn } of rooms.all.values()) {
      const knock = room.knocks.waiting.find((waiting) => !putOff.has(waiting));
      if (knock === undefined) continue;
      const { fpHex, name } = knock;
      const trust = trustIn(knock);
      return {
        dialog: 'knock',
        ridHex: room.ridHex,
        roomName: roomName(),
        fpHex,
        name,
        earlierMessages: room.history.receipts.textCount,
        trust,
        isVerified: trust === 'verified',
        verifiedName: verifiedPeople(vault).get(fpHex)?.name ?? null,
      };
    }
    return null;
  }

  /**
   * The other side began to compare emoji: ours opens, if nothing else is open and nothing was just now.
   *
   * SECURITY: a second click meant for the dialog that has gone must not say "They match" of somebody else (desk.test.ts: "does not open a comparison
   * over another dialog, nor right after another dialog").
   */
  function startedView(): DialogView | null {
    if (isShown) {
      goneAt = clock.now();
      clock.after(QUIET_MS, changed);
    }
    if (clock.now() - goneAt < QUIET_MS) return null;
    verifying.openStarted();
    return verifying.view();
  }

  return {
    effects: {
      ...verifying.effects,
      ...comparing.effects,
      ...confirming.effects,
      ...erasing.effects,
      ...polling.effects,
      ...forwarding.effects,
      ...settings.effects,
      ...connecting.effects,
      ...storing.effects,
      ...makeRenaming(context, rooms),
      'set-reachable': ({ isReachable }) => chooseReachable(context.vault, isReachable, rooms.all.values()),
      ...palette.effects,
      'open-shortcuts': (intent) => {
        settings.close();
        return palette.effects['open-shortcuts']?.(intent);
      },
      'open-doctor': (intent) => {
        settings.close();
        return connecting.effects['open-doctor']?.(intent);
      },
      'open-storage': (intent) => {
        settings.close();
        return storing.effects['open-storage']?.(intent);
      },
      'open-invite': () => {
        const open = rooms.current();
        if (open === null || !open.room.isIn || !open.room.history.may('invite')) return null;
        inviting = makeInviting(context, open);
        return inviting.prepare(false);
      },
      'set-invite-token': ({ hasToken }) => inviting?.prepare(hasToken),
      'set-invite-terms': ({ terms }) => inviting?.setTerms(terms),
      'withdraw-invite': ({ ridHex, tokenHex }) => inviting?.withdraw(ridHex, tokenHex),
      'open-room': ({ ridHex }) => {
        rooms.show(ridHex);
        putOff.clear();
      },
      'open-knock': ({ ridHex, fpHex }) => {
        const knock = rooms.all.get(ridHex)?.room.knocks.waiting.find((waiting) => waiting.fpHex === fpHex);
        if (knock !== undefined) putOff.delete(knock);
      },
      'close-dialog': () => {
        if (
          [palette, confirming, erasing, polling, forwarding, verifying, comparing, settings, storing, connecting].some((dialog) =>
            dialog.close(),
          )
        )
          return;
        if (inviting !== null) inviting = null;
        else for (const { room } of rooms.all.values()) for (const knock of room.knocks.waiting) putOff.add(knock);
      },
    },

    view() {
      const view = askedView() ?? palette.view() ?? knockView() ?? startedView();
      isShown = view !== null;
      return view;
    },

    backupNotice: storing.notice,
    stop: storing.stop,
  };
}

/**
 * The command palette and the sheet of keyboard shortcuts: two dialogs that change nothing by themselves.
 */
import type { AppContext, Effects } from './app-parts.js';
import type { OpenRooms } from './open-rooms.js';
import { readPreferences } from './preferences.js';
import type { PaletteDialogView, ShortcutsDialogView } from './settings-state.js';

/** The two dialogs, of which at most one is open. */
export interface Palette {
  /** Opens one; nothing while another dialog is there. */
  readonly effects: Effects;
  /** What is open. */
  view(): PaletteDialogView | ShortcutsDialogView | null;
  /** Closes it; whether one was open. */
  close(): boolean;
}

/** Makes them, closed. `isFree`: whether no other dialog is there; `hasPassphrase`: whether Parley can be locked. */
export function makePalette(
  { vault }: Pick<AppContext, 'vault'>,
  rooms: OpenRooms,
  isFree: () => boolean,
  hasPassphrase: () => boolean,
): Palette {
  let open: 'palette' | 'shortcuts' | null = null;

  function paletteView(): PaletteDialogView {
    const view = rooms.view();
    return {
      dialog: 'palette',
      rooms: rooms.summaries(),
      shownHex: view?.ridHex ?? null,
      isInviting: view?.powers.includes('invite') === true,
      people: (view?.people ?? []).filter(({ trust }) => trust !== 'self').map(({ fpHex, name }) => ({ fpHex, name })),
      hasPassphrase: hasPassphrase(),
    };
  }

  function show(which: 'palette' | 'shortcuts'): void {
    if (isFree()) open = which;
  }

  return {
    effects: {
      'open-palette': () => show('palette'),
      'open-shortcuts': () => show('shortcuts'),
    },
    view() {
      if (open === null) return null;
      const { isEnterSending, isHelpKeyOn } = readPreferences(vault);
      return open === 'palette' ? paletteView() : { dialog: 'shortcuts', isEnterSending, isHelpKeyOn };
    },
    close() {
      const wasOpen = open !== null;
      open = null;
      return wasOpen;
    },
  };
}

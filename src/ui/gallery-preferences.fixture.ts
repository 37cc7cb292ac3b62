/**
 * Samples of what can be chosen about Parley as a whole, and of the whole of it as it looks then. What they are made of comes from the gallery.
 */
import type { SettingsDialogView } from '../app/dialog-state.js';
import type { RoomView } from '../app/room-state.js';
import type { AppState, MainState } from '../app/state.js';
import type { PaletteDialogView } from '../app/settings-state.js';
import type { Appearance } from '../lib/appearance.js';

/** The palette in a room, with everything that it can offer. */
function galleryPalette({ rooms }: MainState, { ridHex, people }: RoomView): PaletteDialogView {
  const others = people.filter(({ trust }) => trust !== 'self').map(({ fpHex, name }) => ({ fpHex, name }));
  return { dialog: 'palette', rooms, shownHex: ridHex, isInviting: true, people: others, hasPassphrase: true };
}

interface PreferenceSample {
  readonly name: string;
  readonly state: AppState;
  readonly press?: string;
  readonly appearance?: Appearance;
}

const galleryLarger: Appearance = { theme: 'system', textSize: 'larger' };
const gallerySmall: Appearance = { theme: 'system', textSize: 'small' };

/** The samples. */
export function preferenceGallery(
  main: (changes: Partial<MainState>) => MainState,
  room: RoomView,
  settings: SettingsDialogView,
  unlock: AppState,
): readonly PreferenceSample[] {
  return [
    { name: 'home-notice-offer', state: main({ isOfferingNotices: true }) },
    {
      name: 'room-muted',
      state: main({ room: { ...room, isMuted: true }, rooms: main({}).rooms.map((each) => ({ ...each, isMuted: true })) }),
    },
    { name: 'dialog-settings-notices', state: main({ dialog: settings }), press: 'Notices' },
    {
      name: 'dialog-settings-denied',
      state: main({ dialog: { ...settings, notices: { permission: 'denied', level: 'off', quiet: 'on' } } }),
      press: 'Notices',
    },
    {
      name: 'dialog-settings-full',
      state: main({ dialog: { ...settings, notices: { permission: 'granted', level: 'full', quiet: Date.UTC(2026, 2, 15, 8) } } }),
      press: 'Notices',
    },
    { name: 'dialog-palette', state: main({ room, dialog: galleryPalette(main({}), room) }) },
    { name: 'dialog-shortcuts', state: main({ room, dialog: { dialog: 'shortcuts', isEnterSending: true, isHelpKeyOn: true } }) },
    { name: 'look-larger-home', state: main({}), appearance: galleryLarger },
    { name: 'look-larger-room', state: main({ room }), appearance: galleryLarger },
    { name: 'look-larger-people', state: main({ room }), press: 'People', appearance: galleryLarger },
    { name: 'look-larger-settings', state: main({ room, dialog: settings }), appearance: galleryLarger },
    { name: 'look-larger-unlock', state: unlock, appearance: galleryLarger },
    { name: 'look-small-room', state: main({ room }), appearance: gallerySmall },
    { name: 'look-small-settings', state: main({ room, dialog: settings }), appearance: gallerySmall },
  ];
}

/**
 * The English catalogue: every word Parley shows, under a typed key. Names that tests outside rely on are fixed in DESIGN section 6.
 *
 * Another language is one more module, `export const french = {…} as const satisfies Catalogue`: a missing key does not compile.
 */
import { englishDialogs } from './en-dialogs.js';
import { englishErrors } from './en-errors.js';
import { englishKeyboard } from './en-keyboard.js';
import { englishNotices } from './en-notices.js';
import { englishPreferences } from './en-preferences.js';
import { englishLongRooms } from './en-long-rooms.js';
import { englishRoom } from './en-room.js';
import { englishSettings } from './en-settings.js';
import { englishStart } from './en-start.js';
import { englishWipe } from './en-wipe.js';
import { englishStorage } from './en-storage.js';
import type { CatalogueLike, Phrase } from './phrase.js';

/** English, the base of every other language. */
export const english = {
  ...englishErrors,
  ...englishStart,
  ...englishRoom,
  ...englishLongRooms,
  ...englishDialogs,
  ...englishWipe,
  ...englishSettings,
  ...englishStorage,
  ...englishPreferences,
  ...englishNotices,
  ...englishKeyboard,
} as const satisfies Readonly<Record<string, Phrase>>;

/** Every key of the catalogues. */
export type MessageKey = keyof typeof english;

/** What a catalogue of another language has to be. */
export type Catalogue = CatalogueLike<typeof english>;

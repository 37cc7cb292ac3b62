/**
 * The English catalogue: every word Parley shows, under a typed key. Names that tests outside rely on are fixed in DESIGN section 6.
 *
 * Other languages have the same keys (`catalogues.ts`): a missing one does not compile.
 */
import { englishDialogs } from './en-dialogs.js';
import { englishErrors } from './en-errors.js';
import { englishKeyboard } from './en-keyboard.js';
import { englishConnection } from './en-connection.js';
import { englishNotices } from './en-notices.js';
import { englishPreferences } from './en-preferences.js';
import { englishLongRooms } from './en-long-rooms.js';
import { englishMessages } from './en-messages.js';
import { englishVanishing } from './en-vanishing.js';
import { englishReactions } from './en-reactions.js';
import { englishLanguage } from './en-language.js';
import { englishRoom } from './en-room.js';
import { englishSettings } from './en-settings.js';
import { englishStart } from './en-start.js';
import { englishWipe } from './en-wipe.js';
import { englishSelfTest } from './en-self-test.js';
import { englishStorage } from './en-storage.js';
import type { CatalogueLike, Phrase } from './phrase.js';

/** English, the base of every other language. */
export const english = {
  ...englishErrors,
  ...englishStart,
  ...englishRoom,
  ...englishLongRooms,
  ...englishMessages,
  ...englishVanishing,
  ...englishReactions,
  ...englishDialogs,
  ...englishWipe,
  ...englishSelfTest,
  ...englishSettings,
  ...englishStorage,
  ...englishPreferences,
  ...englishNotices,
  ...englishConnection,
  ...englishKeyboard,
  ...englishLanguage,
} as const satisfies Readonly<Record<string, Phrase>>;

/** Every key of the catalogues. */
export type MessageKey = keyof typeof english;

/** What a catalogue of another language has to be. */
export type Catalogue = CatalogueLike<typeof english>;

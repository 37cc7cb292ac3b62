/**
 * The German catalogue.
 */
import { germanDialogs } from './de-dialogs.js';
import { germanErrors } from './de-errors.js';
import { germanLanguage } from './de-language.js';
import { germanLongRooms } from './de-long-rooms.js';
import { germanPreferences } from './de-preferences.js';
import { germanRoom } from './de-room.js';
import { germanSettings } from './de-settings.js';
import { germanStart } from './de-start.js';
import { germanStorage } from './de-storage.js';
import { germanWipe } from './de-wipe.js';
import { germanSelfTest } from './de-self-test.js';
import { germanMessages } from './de-messages.js';
import { germanVanishing } from './de-vanishing.js';
import { germanReactions } from './de-reactions.js';
import { germanKeyboard } from './de-keyboard.js';
import { germanConnection } from './de-connection.js';
import { germanNotices } from './de-notices.js';
import type { Catalogue } from './en.js';

/** Every word of Parley in German. */
export const german: Catalogue = {
  ...germanErrors,
  ...germanStart,
  ...germanRoom,
  ...germanDialogs,
  ...germanWipe,
  ...germanSelfTest,
  ...germanSettings,
  ...germanLongRooms,
  ...germanPreferences,
  ...germanStorage,
  ...germanLanguage,
  ...germanMessages,
  ...germanVanishing,
  ...germanReactions,
  ...germanKeyboard,
  ...germanNotices,
  ...germanConnection,
};

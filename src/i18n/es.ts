/**
 * The Spanish catalogue.
 */
import { spanishDialogs } from './es-dialogs.js';
import { spanishErrors } from './es-errors.js';
import { spanishLanguage } from './es-language.js';
import { spanishLongRooms } from './es-long-rooms.js';
import { spanishPreferences } from './es-preferences.js';
import { spanishRoom } from './es-room.js';
import { spanishSettings } from './es-settings.js';
import { spanishStart } from './es-start.js';
import { spanishStorage } from './es-storage.js';
import { spanishWipe } from './es-wipe.js';
import { spanishSelfTest } from './es-self-test.js';
import { spanishMessages } from './es-messages.js';
import { spanishVanishing } from './es-vanishing.js';
import { spanishReactions } from './es-reactions.js';
import { spanishKeyboard } from './es-keyboard.js';
import { spanishConnection } from './es-connection.js';
import { spanishNotices } from './es-notices.js';
import type { Catalogue } from './en.js';

/** Every word of Parley in Spanish. */
export const spanish: Catalogue = {
  ...spanishErrors,
  ...spanishStart,
  ...spanishRoom,
  ...spanishDialogs,
  ...spanishWipe,
  ...spanishSelfTest,
  ...spanishSettings,
  ...spanishLongRooms,
  ...spanishPreferences,
  ...spanishStorage,
  ...spanishLanguage,
  ...spanishMessages,
  ...spanishVanishing,
  ...spanishReactions,
  ...spanishKeyboard,
  ...spanishNotices,
  ...spanishConnection,
};

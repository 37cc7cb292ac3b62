/**
 * The Arabic catalogue.
 */
import { arabicDialogs } from './ar-dialogs.js';
import { arabicErrors } from './ar-errors.js';
import { arabicLanguage } from './ar-language.js';
import { arabicLongRooms } from './ar-long-rooms.js';
import { arabicPreferences } from './ar-preferences.js';
import { arabicRoom } from './ar-room.js';
import { arabicSettings } from './ar-settings.js';
import { arabicStart } from './ar-start.js';
import { arabicStorage } from './ar-storage.js';
import { arabicWipe } from './ar-wipe.js';
import { arabicSelfTest } from './ar-self-test.js';
import { arabicMessages } from './ar-messages.js';
import { arabicVanishing } from './ar-vanishing.js';
import { arabicReactions } from './ar-reactions.js';
import { arabicKeyboard } from './ar-keyboard.js';
import { arabicConnection } from './ar-connection.js';
import { arabicNotices } from './ar-notices.js';
import type { Catalogue } from './en.js';

/** Every word of Parley in Arabic. */
export const arabic: Catalogue = {
  ...arabicErrors,
  ...arabicStart,
  ...arabicRoom,
  ...arabicDialogs,
  ...arabicWipe,
  ...arabicSelfTest,
  ...arabicSettings,
  ...arabicLongRooms,
  ...arabicPreferences,
  ...arabicStorage,
  ...arabicLanguage,
  ...arabicMessages,
  ...arabicVanishing,
  ...arabicReactions,
  ...arabicKeyboard,
  ...arabicNotices,
  ...arabicConnection,
};

/**
 * The French catalogue.
 */
import { frenchDialogs } from './fr-dialogs.js';
import { frenchErrors } from './fr-errors.js';
import { frenchLanguage } from './fr-language.js';
import { frenchLongRooms } from './fr-long-rooms.js';
import { frenchPreferences } from './fr-preferences.js';
import { frenchRoom } from './fr-room.js';
import { frenchSettings } from './fr-settings.js';
import { frenchStart } from './fr-start.js';
import { frenchStorage } from './fr-storage.js';
import { frenchWipe } from './fr-wipe.js';
import { frenchSelfTest } from './fr-self-test.js';
import { frenchMessages } from './fr-messages.js';
import { frenchVanishing } from './fr-vanishing.js';
import { frenchReactions } from './fr-reactions.js';
import { frenchKeyboard } from './fr-keyboard.js';
import { frenchConnection } from './fr-connection.js';
import { frenchNotices } from './fr-notices.js';
import type { Catalogue } from './en.js';

/** Every word of Parley in French. */
export const french: Catalogue = {
  ...frenchErrors,
  ...frenchStart,
  ...frenchRoom,
  ...frenchDialogs,
  ...frenchWipe,
  ...frenchSelfTest,
  ...frenchSettings,
  ...frenchLongRooms,
  ...frenchPreferences,
  ...frenchStorage,
  ...frenchLanguage,
  ...frenchMessages,
  ...frenchVanishing,
  ...frenchReactions,
  ...frenchKeyboard,
  ...frenchNotices,
  ...frenchConnection,
};

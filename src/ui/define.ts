/**
 * Every element by its tag, with its look. Children come before the parents that make them. Modules themselves have no side effects.
 */
// The sheets first: so they stand together in the page, and so does what is shown.
import { baseSheet } from './base-sheet.js';
import { composerSheet } from './composer-sheet.js';
import { connectionSheet } from './connection-sheet.js';
import {
  dialogSheet,
  doctorDialogSheet,
  inviteDialogSheet,
  knockDialogSheet,
  roomDialogSheet,
  scannerSheet,
  settingsDialogSheet,
  trialsSheet,
  verifyDialogSheet,
} from './dialog-sheet.js';
import { findSheet } from './find-sheet.js';
import { firstRunSheet } from './first-run-sheet.js';
import { homeSheet } from './home-sheet.js';
import { paletteDialogSheet, shortcutsDialogSheet } from './keyboard-sheet.js';
import { alertSheet, mainSheet } from './main-sheet.js';
import { membershipSheet } from './membership-sheet.js';
import { emojiPickerSheet, messageExtrasSheet, messageMenuSheet } from './message-menu-sheet.js';
import { messagesSheet } from './messages-sheet.js';
import { compareRoomSheet, peopleSheet } from './people-sheet.js';
import { plateSheet, profilesSheet, selfTestSheet } from './plate-sheet.js';
import { roomListSheet } from './room-list-sheet.js';
import { roomOptionsSheet } from './room-options-sheet.js';
import { roomSheet } from './room-sheet.js';
import { backupNoticeSheet, storageDialogSheet } from './storage-sheet.js';
import { adoptTokens } from './tokens.js';
import { ParleyAlert } from './parley-alert.js';
import { ParleyApp } from './parley-app.js';
import { ParleyBackupNotice } from './parley-backup-notice.js';
import { ParleyCompareRoom } from './parley-compare-room.js';
import { ParleyComposer } from './parley-composer.js';
import { ParleyConnection } from './parley-connection.js';
import { ParleyDeleteRoomDialog } from './parley-delete-room-dialog.js';
import { ParleyDoctorDialog } from './parley-doctor-dialog.js';
import { ParleyEmojiPicker } from './parley-emoji-picker.js';
import { ParleyEraseDialog } from './parley-erase-dialog.js';
import { ParleyForwardDialog } from './parley-forward-dialog.js';
import { ParleyPollDialog } from './parley-poll-dialog.js';
import { ParleyFind } from './parley-find.js';
import { ParleyFirstRun } from './parley-first-run.js';
import { ParleyHome } from './parley-home.js';
import { ParleyInviteDialog } from './parley-invite-dialog.js';
import { ParleyKnockDialog } from './parley-knock-dialog.js';
import { ParleyLeaveDialog } from './parley-leave-dialog.js';
import { ParleyMain } from './parley-main.js';
import { ParleyMembership } from './parley-membership.js';
import { ParleyMessageMenu } from './parley-message-menu.js';
import { ParleyMessages } from './parley-messages.js';
import { ParleyNoticeOffer } from './parley-notice-offer.js';
import { ParleyPaletteDialog } from './parley-palette-dialog.js';
import { ParleyPeople } from './parley-people.js';
import { ParleyPlate } from './parley-plate.js';
import { ParleyProfiles } from './parley-profiles.js';
import { ParleyRecipients } from './parley-recipients.js';
import { ParleyRemoveDialog } from './parley-remove-dialog.js';
import { ParleyRoomDialog } from './parley-room-dialog.js';
import { ParleyRoomList } from './parley-room-list.js';
import { ParleyRoomOptions } from './parley-room-options.js';
import { ParleyRoom } from './parley-room.js';
import { ParleySelfTest } from './parley-self-test.js';
import { ParleySettingsDialog } from './parley-settings-dialog.js';
import { ParleyShortcutsDialog } from './parley-shortcuts-dialog.js';
import { ParleyStorageDialog } from './parley-storage-dialog.js';
import { ParleyQrScanner } from './parley-qr-scanner.js';
import { ParleyVerifyDialog } from './parley-verify-dialog.js';
import { ParleyWipeDialog } from './parley-wipe-dialog.js';
import { showLanguage } from './language.js';

const parleyElements = {
  'parley-alert': [ParleyAlert, alertSheet],
  'parley-plate': [ParleyPlate, plateSheet],
  'parley-profiles': [ParleyProfiles, plateSheet, profilesSheet],
  'parley-self-test': [ParleySelfTest, plateSheet, selfTestSheet],
  'parley-first-run': [ParleyFirstRun, firstRunSheet],
  'parley-invite-dialog': [ParleyInviteDialog, dialogSheet, inviteDialogSheet],
  'parley-qr-scanner': [ParleyQrScanner, scannerSheet],
  'parley-verify-dialog': [ParleyVerifyDialog, dialogSheet, verifyDialogSheet],
  'parley-room-dialog': [ParleyRoomDialog, dialogSheet, verifyDialogSheet, roomDialogSheet],
  'parley-knock-dialog': [ParleyKnockDialog, dialogSheet, knockDialogSheet],
  'parley-remove-dialog': [ParleyRemoveDialog, dialogSheet],
  'parley-erase-dialog': [ParleyEraseDialog, dialogSheet],
  'parley-forward-dialog': [ParleyForwardDialog, dialogSheet],
  'parley-poll-dialog': [ParleyPollDialog, dialogSheet],
  'parley-leave-dialog': [ParleyLeaveDialog, dialogSheet],
  'parley-delete-room-dialog': [ParleyDeleteRoomDialog, dialogSheet],
  'parley-wipe-dialog': [ParleyWipeDialog, dialogSheet],
  'parley-settings-dialog': [ParleySettingsDialog, dialogSheet, settingsDialogSheet, trialsSheet],
  'parley-palette-dialog': [ParleyPaletteDialog, dialogSheet, paletteDialogSheet],
  'parley-shortcuts-dialog': [ParleyShortcutsDialog, dialogSheet, shortcutsDialogSheet],
  'parley-doctor-dialog': [ParleyDoctorDialog, dialogSheet, doctorDialogSheet, trialsSheet],
  'parley-storage-dialog': [ParleyStorageDialog, dialogSheet, storageDialogSheet],
  'parley-backup-notice': [ParleyBackupNotice, backupNoticeSheet],
  'parley-notice-offer': [ParleyNoticeOffer, backupNoticeSheet],
  'parley-find': [ParleyFind, findSheet],
  'parley-connection': [ParleyConnection, connectionSheet],
  'parley-recipients': [ParleyRecipients],
  'parley-emoji-picker': [ParleyEmojiPicker, emojiPickerSheet],
  'parley-message-menu': [ParleyMessageMenu, messageMenuSheet],
  'parley-messages': [ParleyMessages, messagesSheet, messageExtrasSheet],
  'parley-composer': [ParleyComposer, composerSheet],
  'parley-people': [ParleyPeople, peopleSheet],
  'parley-membership': [ParleyMembership, membershipSheet],
  'parley-compare-room': [ParleyCompareRoom, compareRoomSheet],
  'parley-room-options': [ParleyRoomOptions, roomOptionsSheet],
  'parley-room': [ParleyRoom, roomSheet],
  'parley-room-list': [ParleyRoomList, roomListSheet],
  'parley-home': [ParleyHome, homeSheet],
  'parley-main': [ParleyMain, mainSheet],
  'parley-app': [ParleyApp],
} as const;

/** Makes the page speak the person's language, `chosen` or what the browser wants, look like Parley, and know the elements; to be called once. */
export function defineParleyElements(chosen: string | null = null): void {
  showLanguage(chosen);
  adoptTokens();
  for (const [tag, [element, ...sheets]] of Object.entries(parleyElements)) {
    element.sheets = [baseSheet, ...sheets];
    customElements.define(tag, element);
  }
}

/**
 * Registers every element, children before the parents that make them. Modules themselves have no side effects.
 */
import { ParleyAlert } from './parley-alert.js';
import { ParleyApp } from './parley-app.js';
import { ParleyComposer } from './parley-composer.js';
import { ParleyConnection } from './parley-connection.js';
import { ParleyElsewhere } from './parley-elsewhere.js';
import { ParleyFatal } from './parley-fatal.js';
import { ParleyFirstRun } from './parley-first-run.js';
import { ParleyHome } from './parley-home.js';
import { ParleyInviteDialog } from './parley-invite-dialog.js';
import { ParleyKnockDialog } from './parley-knock-dialog.js';
import { ParleyLoading } from './parley-loading.js';
import { ParleyMain } from './parley-main.js';
import { ParleyMessages } from './parley-messages.js';
import { ParleyPeople } from './parley-people.js';
import { ParleyRoomList } from './parley-room-list.js';
import { ParleyRoom } from './parley-room.js';
import { ParleyUnlock } from './parley-unlock.js';
import { ParleyVerifyDialog } from './parley-verify-dialog.js';

const parleyElements = {
  'parley-alert': ParleyAlert,
  'parley-loading': ParleyLoading,
  'parley-fatal': ParleyFatal,
  'parley-elsewhere': ParleyElsewhere,
  'parley-first-run': ParleyFirstRun,
  'parley-unlock': ParleyUnlock,
  'parley-invite-dialog': ParleyInviteDialog,
  'parley-verify-dialog': ParleyVerifyDialog,
  'parley-knock-dialog': ParleyKnockDialog,
  'parley-connection': ParleyConnection,
  'parley-messages': ParleyMessages,
  'parley-composer': ParleyComposer,
  'parley-people': ParleyPeople,
  'parley-room': ParleyRoom,
  'parley-room-list': ParleyRoomList,
  'parley-home': ParleyHome,
  'parley-main': ParleyMain,
  'parley-app': ParleyApp,
} as const;

/** Makes the elements known to the page. Calling it again does nothing. */
export function defineParleyElements(): void {
  for (const [tag, element] of Object.entries(parleyElements)) {
    if (customElements.get(tag) === undefined) customElements.define(tag, element);
  }
}

/**
 * The open vault: rooms, the home screen, dialogs and alerts. Intents come in, effects go to the rooms and the vault, and one state comes out.
 */
import { createIdentity, importIdentity } from '../crypto/identity.js';
import { randomBytes } from '../crypto/primitives.js';
import type { Cancel } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import type { OpenVault } from '../vault/open-vault.js';
import type { Vault } from '../vault/vault.js';
import type { AppContext, Effects, PersonSign } from './app-parts.js';
import { Attendance } from './attendance.js';
import { ChosenConfig } from './chosen-config.js';
import { codeToShow } from './code-to-show.js';
import { makeConnecting } from './connecting.js';
import { makeDesk } from './desk.js';
import { makeHomeForms } from './home-forms.js';
import { makeFinding } from './finding.js';
import type { Intent } from './intents.js';
import { makeNoticing } from './noticing.js';
import { makeOpenRooms } from './open-rooms.js';
import { readPreferences } from './preferences.js';
import { readMe, writeMe } from './records.js';
import { reuse } from './reuse.js';
import { makeSettings } from './settings.js';
import type { SettingsDoor } from './settings.js';
import { StatePace } from './state-pace.js';
import type { AlertView, MainState } from './state.js';

/** At most so often is a new state made, in milliseconds: a burst of messages is shown in steps, the first at once. */
const STATE_EVERY_MS = 60;
/** While a long history is on its way to the room on screen, which then shows little else than that. */
const STATE_EVERY_BACKFILL_MS = 200;

/** Makes the identity of a new vault; resolves when durable. */
export async function createMe(vault: Vault, name: string): Promise<void> {
  const identity = await createIdentity();
  await writeMe(vault, { name: name.trim(), pkcs8: await identity.exportPkcs8() });
}

/** What a workspace is made of. */
export interface WorkspaceParts extends Pick<AppContext, 'config' | 'clock' | 'page' | 'transportFor' | 'ice'>, SettingsDoor {
  readonly vault: OpenVault;
  /** Shows a state instead of the one before; changes that come close together make one. */
  show(state: MainState): void;
}

/** Everything behind the lock. */
export interface Workspace {
  /** The state now. */
  state(): MainState;
  /** Turns an intent into effects. */
  dispatch(intent: Intent): void;
  /** An invite came with the address: put it into the form. */
  offerInvite(inviteText: string): void;
  /** The network may be back. */
  wake(): void;
  /** The page notices something of the person: the members of the rooms see whether they are away. */
  noticed(sign: PersonSign): void;
  /** Something went wrong outside that people are to be told of. */
  failed(this: void, error: unknown): void;
  /** Keeps what is being written, leaves every room and closes the vault. Rejects, closed all the same, with `draft-lost` when that could not be kept. */
  close(): Promise<void>;
}

/** Reads who one is and opens every room. Throws `vault-damaged` when the identity is not readable. */
export async function openWorkspace(parts: WorkspaceParts): Promise<Workspace> {
  const { vault, clock, show } = parts;
  const stored = readMe(vault);
  if (stored === null) throw new ParleyError('vault-damaged');
  const identity = await importIdentity(stored.pkcs8);
  const me = { name: stored.name, fpHex: identity.fp.toHex() };
  let alert: AlertView | null = null;
  let alerts = 0;
  let shown: MainState | null = null;
  let isClosed = false;
  let tick: Cancel | null = null;

  const pace = new StatePace(clock, () => {
    const { room } = state();
    show(shown as MainState);
    // "Next attempt in n seconds" counts down on its own.
    tick?.();
    tick = typeof room?.connection.retryInSeconds === 'number' ? clock.after(1000, changed) : null;
  });
  const config = new ChosenConfig(vault, parts.config);
  const context: AppContext = { ...parts, config, identity, me, run: randomBytes(8), storageUsage: vault.usage, changed, failed };
  const rooms = makeOpenRooms(context);
  const connecting = makeConnecting(context, rooms, config);
  const settings = makeSettings(context, parts, connecting);
  const desk = makeDesk(context, rooms, settings, connecting);
  const noticing = makeNoticing(context, rooms, (ridHex) => void rooms.perform({ type: 'open-room', ridHex }, effects));
  const home = makeHomeForms(context, rooms);
  const finding = makeFinding(context, rooms);
  const attendance = new Attendance(clock, parts.page.isVisible, rooms.setAway);
  const effects: Effects = {
    ...rooms.effects,
    ...desk.effects,
    ...home.effects,
    ...finding.effects,
    'dismiss-alert': () => {
      alert = null;
    },
  };

  function failed(error: unknown, subject = ''): void {
    alert = { id: ++alerts, error: codeToShow(error), subject };
    changed();
  }

  function state(): MainState {
    noticing.review();
    const room = rooms.view();
    shown = reuse<MainState>(shown, {
      screen: 'main',
      me: { ...me, hasPassphrase: settings.hasPassphrase },
      rooms: rooms.summaries(),
      room: room && { ...room, find: finding.view(room.ridHex) },
      find: finding.view(null),
      home: home.view(),
      dialog: desk.view(),
      alert,
      backupNotice: desk.backupNotice(),
      isOfferingNotices: noticing.isOffering(),
      isHelpKeyOn: readPreferences(vault).isHelpKeyOn,
    });
    return shown;
  }

  function changed(): void {
    if (!isClosed) pace.changed((shown?.room?.backfill ?? null) !== null ? STATE_EVERY_BACKFILL_MS : STATE_EVERY_MS);
  }

  vault.onTrouble((code) => failed(new ParleyError(code)));
  if (vault.damage.length > 0) failed(new ParleyError('vault-damaged'));
  await rooms.openAll();

  return {
    state,
    dispatch(intent) {
      pace.did(intent);
      void rooms.perform(intent, effects);
    },
    failed,
    offerInvite(inviteText) {
      home.show({ form: 'join', inviteText });
      changed();
    },
    wake() {
      if (!settings.noticed(null)) rooms.wake();
    },
    noticed(sign) {
      if (settings.noticed(sign)) return;
      attendance.noticed(sign);
      // A machine that slept is opened again: the network may be another.
      if (sign === 'shown') rooms.wake();
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      pace.stop();
      tick?.();
      attendance.stop();
      settings.stop();
      noticing.stop();
      desk.stop();
      connecting.stop();
      finding.stop();
      // At once, since the page may be going; and again with what comes back to a box because it could not be sent any more.
      await Promise.allSettled([rooms.keepDrafts()]);
      await rooms.close();
      const [drafts] = await Promise.allSettled([rooms.keepDrafts()]);
      await vault.close().catch((error: unknown) => {
        // What could not be stored before was tried once more.
        throw drafts.status === 'rejected' ? new ParleyError('draft-lost', { cause: error }) : error;
      });
    },
  };
}

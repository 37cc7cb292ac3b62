/**
 * From the first moment to an open vault: loading, first run, unlocking, another tab. Once the vault is open, a `Workspace` takes over.
 */
import { ParleyError } from '../lib/errors.js';
import { TabLock } from '../vault/tab-lock.js';
import { DEFAULT_PROFILE } from '../vault/vault-names.js';
import { browserVaultPorts, VaultDoor } from '../vault/vault-door.js';
import type { VaultPorts } from '../vault/vault-door.js';
import type { OpenVault } from '../vault/open-vault.js';
import type { AppParts, Network, PersonSign } from './app-parts.js';
import { codeToShow } from './code-to-show.js';
import type { Intent } from './intents.js';
import { fillingFrom, lookAtCopy } from './restoring.js';
import type { VaultFilling } from './restoring.js';
import type { AppState, FirstRunState, UnlockState } from './state.js';
import { createMe, openWorkspace } from './workspace.js';
import type { Workspace } from './workspace.js';

/** The name of whoever made a vault and never came to be written into it. */
const NAMELESS = 'Somebody';

const LOCKED: UnlockState = { screen: 'unlock', isBusy: false, error: null };

/** The whole application above the interface: states go to `AppParts.show`, intents come to `dispatch`. */
export interface App {
  /** Prepares Parley and finds out what this browser holds. Ends on the first screen a person can do something on. */
  start(): Promise<void>;
  /** Turns an intent into effects. Never throws: what goes wrong is shown. */
  dispatch(intent: Intent): void;
  /** The network may be back. */
  wake(): void;
  /** The page notices something of the person. */
  noticed(sign: PersonSign): void;
  /** An invite was put into the address of the open page: it is offered now, or once the vault is open. */
  inviteArrived(): void;
  /** The page goes away: say goodbye to everybody and write out what waits. */
  suspend(): void;
}

/** Fills a new vault with somebody new. */
function namedAs(name: string): VaultFilling {
  return (vault) => createMe(vault, name);
}

/** Makes the app, which shows that it is loading. `openContent`: from an open vault to what is behind it. */
export function makeApp({ clock, page, prepare, show: showState }: AppParts, openContent = openWorkspace): App {
  const lock = new TabLock(DEFAULT_PROFILE);
  const ports: VaultPorts = { ...browserVaultPorts, lock };
  let state: AppState;
  let network: Network;
  let workspace: Workspace | null = null;
  /** How often another tab has taken the lock from this one. */
  let losses = 0;
  let copyMade: number | null = null;

  function show(next: AppState): void {
    state = next;
    showState(next);
  }

  function showOpened(next: AppState): void {
    if (workspace !== null) show(next);
  }

  const firstRun = (): FirstRunState => ({
    screen: 'first-run',
    isBusy: false,
    error: null,
    isAskingWithoutPassphrase: false,
    isFilePage: page.isFile,
    hasPendingInvite: page.hasInvite,
    copyMade,
    share: null,
  });

  /** Never rejects: whoever asked for the change that could not be stored was told when it failed. */
  async function closeQuietly(opened: Workspace | OpenVault | null): Promise<void> {
    await opened?.close().catch(codeToShow);
  }

  function close(): Promise<void> {
    const closing = closeQuietly(workspace);
    workspace = null;
    return closing;
  }

  /** The screen before the vault: what this browser holds decides. The writer's lock comes first, and goes with the vault when that is closed. */
  async function showDoorAfter(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      if ((await lock.acquire()) === 'elsewhere') {
        show({ screen: 'elsewhere' });
        return;
      }
      const what = await VaultDoor.inspect(DEFAULT_PROFILE, ports);
      if (what === 'empty') show(firstRun());
      else if (what === 'passphrase') show(LOCKED);
      else if (what === 'device') await open(VaultDoor.unlock, null);
      else throw new ParleyError(what === 'unavailable' ? 'storage-unavailable' : `vault-${what}`);
    } catch (error) {
      show({ screen: 'fatal', error: codeToShow(error) });
    }
  }

  function offerInvite(): void {
    const invite = workspace === null ? null : page.takeInvite();
    if (invite !== null) workspace?.offerInvite(invite);
  }

  /** From a vault to the main screen. Rejects, with the vault closed, when either cannot be opened. */
  async function open(openVault: typeof VaultDoor.unlock, passphrase: string | null, fill = namedAs(NAMELESS)): Promise<void> {
    const lossesBefore = losses;
    const vault = await openVault(DEFAULT_PROFILE, passphrase, clock, ports);
    let opened: Workspace;
    try {
      // Without anything in it, it is new, or was made and then the page went away before anybody was written into it.
      if (vault.names('').length === 0 && vault.damage.length === 0) await fill(vault);
      opened = await openContent({ ...network, vault, hasPassphrase: passphrase !== null, clock, page, show: showOpened });
    } catch (error) {
      // No vault stays open, and locked for other tabs, behind a screen that has none.
      await closeQuietly(vault);
      throw error;
    }
    // SECURITY: another tab that took over meanwhile is the one that writes now (app-opening.test.ts: "does not show a vault that another tab took meanwhile").
    if (losses !== lossesBefore) {
      await closeQuietly(opened);
      show({ screen: 'elsewhere' });
      return;
    }
    workspace = opened;
    offerInvite();
    show(opened.state());
  }

  /** Does what ends in the open vault from this screen, which is busy meanwhile and says what went wrong. */
  async function busyOn(screen: () => FirstRunState | UnlockState, work: () => Promise<void>): Promise<void> {
    show({ ...screen(), isBusy: true });
    try {
      await work();
    } catch (error) {
      show({ ...screen(), error: codeToShow(error) });
    }
  }

  function openFrom(screen: () => FirstRunState | UnlockState, ...vault: Parameters<typeof open>): Promise<void> {
    return busyOn(screen, () => open(...vault));
  }

  function restore(file: Blob | null, passphrase: string, newPassphrase: string): Promise<void> {
    return busyOn(firstRun, async () => {
      const fill = await fillingFrom(file, passphrase, page.files, (share) => show({ ...firstRun(), isBusy: true, share }));
      await open(VaultDoor.create, newPassphrase === '' ? passphrase : newPassphrase, fill);
    });
  }

  show({ screen: 'loading' });
  return {
    start: () =>
      showDoorAfter(async () => {
        network = await prepare();
        copyMade = (await lookAtCopy(page.files)).made;
        lock.onLost(() => {
          losses++;
          void close().then(() => show({ screen: 'elsewhere' }));
        });
      }),

    dispatch(intent) {
      const isReadyOn = (screen: AppState['screen']): boolean => state.screen === screen && !('isBusy' in state && state.isBusy);
      if (intent.type === 'reload') page.reload();
      else if (intent.type === 'take-over') void showDoorAfter(() => lock.takeOver());
      else if (intent.type === 'lock') void showDoorAfter(close);
      else if (intent.type === 'unlock') {
        if (isReadyOn('unlock')) void openFrom(() => LOCKED, VaultDoor.unlock, intent.passphrase);
      } else if (intent.type === 'start') {
        const { name, passphrase, isWithoutPassphrase } = intent;
        if (!isReadyOn('first-run')) return;
        if (passphrase !== '') void openFrom(firstRun, VaultDoor.create, passphrase, namedAs(name));
        else if (isWithoutPassphrase) void openFrom(firstRun, VaultDoor.create, null, namedAs(name));
        else show({ ...firstRun(), isAskingWithoutPassphrase: true });
      } else if (intent.type === 'open-backup' && workspace === null) {
        if (isReadyOn('first-run')) void restore(intent.file, intent.passphrase, intent.newPassphrase);
      } else workspace?.dispatch(intent);
    },

    wake: () => workspace?.wake(),

    noticed: (sign) => workspace?.noticed(sign),

    inviteArrived() {
      if (state.screen === 'first-run') show({ ...state, hasPendingInvite: true });
      offerInvite();
    },

    suspend: () => void close(),
  };
}

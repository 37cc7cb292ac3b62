/**
 * From the first moment to an open vault: loading, choosing a profile, first run, unlocking, another tab. Once the vault is open, a `Workspace` takes over.
 */
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import { VaultDoor } from '../vault/vault-door.js';
import type { AppParts, Network, PersonSign } from './app-parts.js';
import { codeToShow } from './code-to-show.js';
import type { Intent } from './intents.js';
import { makeDoorStates } from './door-states.js';
import { makeEntering } from './entering.js';
import { takeLanguage } from './language-keeping.js';
import { closeQuietly, namedAs, openProfile } from './opening.js';
import type { VaultEntrance } from './opening.js';
import { Profiles } from './profiles.js';
import type { ChosenProfile } from './profiles.js';
import { lookAtCopy, NO_COPY } from './restoring.js';
import type { AppState, UnlockState } from './state.js';
import { makeScreen } from './screen.js';
import { makeWiping } from './wiping.js';
import { openWorkspace } from './workspace.js';
import type { Workspace } from './workspace.js';

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

/** Makes the app, which shows that it is loading. `openContent`: from an open vault to what is behind it. */
export function makeApp({ clock, page, prepare, show: showState }: AppParts, openContent = openWorkspace): App {
  const screen = makeScreen(showState);
  const { show } = screen;
  let network: Promise<Network>;
  let workspace: Workspace | null = null;
  /** How often another tab has taken the lock from this one. */
  let losses = 0;
  /** Pending while the door is on its way to the screen. */
  let door: Promise<void> = Promise.resolve();
  let carried = NO_COPY;
  const profiles = new Profiles(page, (lost) => {
    if (lost !== profiles.chosen) return;
    losses++;
    void close().then(() => show({ screen: 'elsewhere' }));
  });

  const isBusy = (): boolean => 'isBusy' in screen.state && screen.state.isBusy;

  function showOpened(next: AppState): void {
    if (workspace !== null) show(next);
  }

  const { firstRun, locked } = makeDoorStates(page, profiles, () => carried);

  function close(): Promise<ErrorCode | null> {
    const closing = closeQuietly(workspace);
    workspace = null;
    return closing;
  }

  /** The screen before the vault: what this browser holds decides. The writer's lock comes first, and goes with the vault when that is closed. */
  async function showDoor(work: () => Promise<UnlockState | void>): Promise<void> {
    try {
      const lockedState = (await work()) ?? locked(null);
      const { chosen } = profiles;
      if (chosen === null) {
        show(profiles.state);
        return;
      }
      if ((await chosen.lock.acquire()) === 'elsewhere') {
        show({ screen: 'elsewhere' });
        return;
      }
      const what = await VaultDoor.inspect(chosen.name, chosen.ports);
      if (what === 'empty') show(firstRun());
      else if (what === 'passphrase') {
        // Somebody may have been quick: what they typed waits.
        if (!isBusy()) show(lockedState);
      } else if (what === 'device') await open(VaultDoor.unlock, null);
      else throw new ParleyError(what === 'unavailable' ? 'storage-unavailable' : `vault-${what}`);
    } catch (error) {
      show({ screen: 'fatal', error: codeToShow(error) });
    }
  }

  function showDoorAfter(work: Parameters<typeof showDoor>[0]): Promise<void> {
    door = showDoor(work);
    return door;
  }

  /** Takes everything off the screen at once, and closes the vault behind it. `idleMinutes`: for so long nobody used it; `null` when it was asked for. */
  function lockVault(idleMinutes: number | null): void {
    if (screen.state.screen !== 'main' || !screen.state.me.hasPassphrase) return;
    show(locked(idleMinutes));
    void showDoorAfter(async () => {
      const error = await close();
      return locked(idleMinutes, error === 'draft-lost' ? error : null);
    });
  }

  function offerInvite(): void {
    const invite = workspace === null ? null : page.takeInvite();
    if (invite !== null) workspace?.offerInvite(invite);
  }

  const takeWipe = makeWiping({
    clock,
    page,
    profile: () => profiles.chosen,
    state: () => screen.state,
    show,
    close,
    showDoor: () => showDoorAfter(() => profiles.leave().then(() => profiles.begin())),
  });

  /** From a vault to the main screen. Rejects, with the vault closed, when either cannot be opened. */
  async function open(...entrance: VaultEntrance): Promise<void> {
    const lossesBefore = losses;
    const parts = { ...(await network), clock, page, show: showOpened, lockIdle: lockVault };
    const opened = await openProfile(profiles.chosen as ChosenProfile, entrance, parts, openContent);
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

  const { openFrom, restore } = makeEntering({
    show,
    screen: () => screen.state.screen,
    settled: () => door,
    losses: () => losses,
    open,
    firstRun,
    files: page.files,
  });

  return {
    start: () =>
      showDoorAfter(async () => {
        network = prepare();
        // Nobody waits for what comes from afar before they can type; but nothing is opened before it is here.
        network.catch((error: unknown) => screen.fail(codeToShow(error)));
        await profiles.begin();
        carried = await lookAtCopy(page.files);
        if (screen.failure !== null) throw new ParleyError(screen.failure);
      }),

    dispatch(intent) {
      const { state } = screen;
      const isReadyOn = (...screens: readonly AppState['screen'][]): boolean => screens.includes(state.screen) && !isBusy();
      if (takeWipe(intent) || takeLanguage(intent, state, show, workspace?.failed)) return;
      if (intent.type === 'reload') page.reload();
      else if (intent.type === 'take-over') void showDoorAfter(async () => profiles.chosen?.lock.takeOver());
      else if (intent.type === 'lock') lockVault(null);
      else if (intent.type === 'show-profiles') {
        // The vault may still be closing.
        const before = door;
        if (isReadyOn('unlock', 'first-run')) void showDoorAfter(() => before.then(() => profiles.leave()));
      } else if (intent.type === 'choose-profile') {
        if (isReadyOn('profiles')) void showDoorAfter(async () => profiles.choose(intent.name));
      } else if (intent.type === 'unlock') {
        if (isReadyOn('unlock')) void openFrom(state as UnlockState, VaultDoor.unlock, intent.passphrase);
      } else if (intent.type === 'start') {
        const { name, passphrase, isWithoutPassphrase } = intent;
        if (!isReadyOn('first-run')) return;
        if (passphrase !== '') void openFrom(firstRun(), VaultDoor.create, passphrase, namedAs(name));
        else if (isWithoutPassphrase) void openFrom(firstRun(), VaultDoor.create, null, namedAs(name));
        else show({ ...firstRun(), isAskingWithoutPassphrase: true });
      } else if (intent.type === 'open-backup' && workspace === null) {
        if (isReadyOn('first-run')) void restore(intent);
      } else workspace?.dispatch(intent);
    },

    wake: () => workspace?.wake(),

    noticed: (sign) => workspace?.noticed(sign),

    inviteArrived() {
      if (screen.state.screen === 'first-run') show({ ...screen.state, hasPendingInvite: true });
      offerInvite();
    },

    suspend: () => void close(),
  };
}

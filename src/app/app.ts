/**
 * From the first moment to an open vault: loading, first run, unlocking, another tab. Once the vault is open, a `Workspace` takes over.
 */
import { Emitter } from '../lib/emitter.js';
import type { Cancel } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import { TabLock } from '../vault/tab-lock.js';
import { DEFAULT_PROFILE } from '../vault/vault-names.js';
import { browserVaultPorts, VaultDoor } from '../vault/vault-door.js';
import type { VaultPorts } from '../vault/vault-door.js';
import type { OpenVault } from '../vault/open-vault.js';
import type { AppParts, TransportFactory } from './app-parts.js';
import { codeToShow } from './code-to-show.js';
import type { Intent } from './intents.js';
import type { AppState, FirstRunState, UnlockState } from './state.js';
import { closeOpened, openWorkspace } from './opening.js';
import type { Workspace } from './workspace.js';

/** The name of whoever made a vault and never came to be written into it. */
const NAMELESS = 'Somebody';

/** The whole application above the interface: state goes down through `listen`, intents come up through `dispatch`. */
export class App {
  readonly #parts: AppParts;
  readonly #changed = new Emitter<AppState>();
  readonly #lock = new TabLock(DEFAULT_PROFILE);
  readonly #ports: VaultPorts = { ...browserVaultPorts, lock: this.#lock };
  #state: AppState = { screen: 'loading' };
  #transportFor: TransportFactory | null = null;
  #workspace: Workspace | null = null;
  /** How often another tab has taken the lock from this one. */
  #losses = 0;

  constructor(parts: AppParts) {
    this.#parts = parts;
  }

  get state(): AppState {
    return this.#state;
  }

  /** Listens to every new state. */
  listen(listener: (state: AppState) => void): Cancel {
    return this.#changed.listen(listener);
  }

  /** Loads PeerJS and finds out what this browser holds. Ends on the first screen a person can do something on. */
  async start(): Promise<void> {
    try {
      this.#transportFor = await this.#parts.loadTransport();
      this.#lock.onLost(() => {
        this.#losses++;
        void this.#close().then(() => this.#show({ screen: 'elsewhere' }));
      });
      await this.#showDoor();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Turns an intent into effects. Never throws: what goes wrong is shown. */
  dispatch(intent: Intent): void {
    if (intent.type === 'reload') this.#parts.page.reload();
    else if (intent.type === 'take-over') void this.#takeOver();
    else if (intent.type === 'start') void this.#makeVault(intent);
    else if (intent.type === 'unlock') void this.#unlock(intent.passphrase);
    else if (intent.type === 'lock') void this.#close().then(() => this.#showDoor());
    else this.#workspace?.dispatch(intent);
  }

  /** The network may be back, or the person looks at the page again. */
  wake(): void {
    this.#workspace?.wake();
  }

  /** An invite was put into the address of the open page: it is offered now, or once the vault is open. */
  inviteArrived(): void {
    if (this.#workspace !== null) this.#offerInvite(this.#workspace);
    else if (this.#state.screen === 'first-run') this.#show({ ...this.#state, hasPendingInvite: true });
  }

  /** The page goes away: say goodbye to everybody and write out what waits. */
  suspend(): void {
    void this.#close();
  }

  /** The screen before the vault: what this browser holds decides. The writer's lock comes first, and goes with the vault when that is closed. */
  async #showDoor(): Promise<void> {
    try {
      if ((await this.#lock.acquire()) === 'elsewhere') {
        this.#show({ screen: 'elsewhere' });
        return;
      }
      const what = await VaultDoor.inspect(DEFAULT_PROFILE, this.#ports);
      if (what === 'empty') this.#show(this.#firstRun({}));
      else if (what === 'passphrase') this.#show({ screen: 'unlock', isBusy: false, error: null });
      else if (what === 'device') await this.#open(() => VaultDoor.unlock(DEFAULT_PROFILE, null, this.#parts.clock, this.#ports), false);
      else if (what === 'unavailable') throw new ParleyError('storage-unavailable');
      else throw new ParleyError(`vault-${what}`);
    } catch (error) {
      this.#fail(error);
    }
  }

  async #takeOver(): Promise<void> {
    try {
      await this.#lock.takeOver();
      await this.#showDoor();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #makeVault({ name, passphrase, isWithoutPassphrase }: Extract<Intent, { type: 'start' }>): Promise<void> {
    if (this.#state.screen !== 'first-run' || this.#state.isBusy) return;
    if (passphrase === '' && !isWithoutPassphrase) {
      this.#show(this.#firstRun({ isAskingWithoutPassphrase: true }));
      return;
    }
    this.#show(this.#firstRun({ isBusy: true }));
    try {
      const secret = passphrase === '' ? null : passphrase;
      await this.#open(() => VaultDoor.create(DEFAULT_PROFILE, secret, this.#parts.clock, this.#ports), secret !== null, name);
    } catch (error) {
      this.#show(this.#firstRun({ error: codeToShow(error) }));
    }
  }

  async #unlock(passphrase: string): Promise<void> {
    if (this.#state.screen !== 'unlock' || this.#state.isBusy) return;
    this.#show({ screen: 'unlock', isBusy: true, error: null });
    try {
      await this.#open(() => VaultDoor.unlock(DEFAULT_PROFILE, passphrase, this.#parts.clock, this.#ports), true);
    } catch (error) {
      const state: UnlockState = { screen: 'unlock', isBusy: false, error: codeToShow(error) };
      this.#show(state);
    }
  }

  /** From a vault to the main screen. Rejects, with the vault closed, when either cannot be opened. */
  async #open(openVault: () => Promise<OpenVault>, hasPassphrase: boolean, name = NAMELESS): Promise<void> {
    const { config, clock, page } = this.#parts;
    const losses = this.#losses;
    const vault = await openVault();
    const transportFor = this.#transportFor as TransportFactory;
    const workspace = await openWorkspace({ vault, hasPassphrase, config, clock, page, transportFor }, name);
    // SECURITY: another tab that took over meanwhile is the one that writes now (app-opening.test.ts: "does not show a vault that another tab took meanwhile").
    if (this.#losses !== losses || !this.#lock.isHeld) {
      await closeOpened(workspace);
      this.#show({ screen: 'elsewhere' });
      return;
    }
    this.#workspace = workspace;
    workspace.listen((state) => {
      if (this.#workspace === workspace) this.#show(state);
    });
    this.#offerInvite(workspace);
    this.#show(workspace.state);
  }

  #offerInvite(workspace: Workspace): void {
    const invite = this.#parts.page.takeInvite();
    if (invite !== null) workspace.offerInvite(invite);
  }

  async #close(): Promise<void> {
    const workspace = this.#workspace;
    this.#workspace = null;
    if (workspace !== null) await closeOpened(workspace);
  }

  #firstRun(changes: Partial<FirstRunState>): FirstRunState {
    return {
      screen: 'first-run',
      isBusy: false,
      error: null,
      isAskingWithoutPassphrase: false,
      isFilePage: this.#parts.page.isFile,
      hasPendingInvite: this.#parts.page.hasInvite,
      ...changes,
    };
  }

  #show(state: AppState): void {
    this.#state = state;
    this.#changed.emit(state);
  }

  #fail(error: unknown): void {
    this.#show({ screen: 'fatal', error: codeToShow(error) });
  }
}

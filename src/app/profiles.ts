/**
 * Which profile this page is about: each is an identity of its own with its vault, its database and its writer's lock, so that two tabs with two
 * profiles run side by side.
 *
 * The address says which (`#profile=name`); without that it is `default`, unless there are several: then people are asked.
 */
import type { ErrorCode } from '../lib/errors.js';
import { entryCodec } from '../room/entry-codec.js';
import { TabLock } from '../vault/tab-lock.js';
import { DEFAULT_PROFILE, isProfileName } from '../vault/vault-names.js';
import { browserVaultPorts, VaultDoor } from '../vault/vault-door.js';
import type { VaultPorts } from '../vault/vault-door.js';
import type { Page } from './app-parts.js';
import type { ProfilesState } from './state.js';

/** A profile that was gone to. */
export interface ChosenProfile {
  readonly name: string;
  readonly lock: TabLock;
  /** The browser's, with this lock. */
  readonly ports: VaultPorts;
}

/** The profiles of this browser, and which one it is. */
export class Profiles {
  readonly #page: Page;
  readonly #lost: (chosen: ChosenProfile) => void;
  #names: readonly string[] = [];
  #error: ErrorCode | null = null;
  #chosen: ChosenProfile | null = null;

  /** `lost`: another tab has taken the lock of the profile that this page is about. */
  constructor(page: Page, lost: (chosen: ChosenProfile) => void) {
    this.#page = page;
    this.#lost = lost;
  }

  /** The profile that this page is about; `null` when people are to be asked. */
  get chosen(): ChosenProfile | null {
    return this.#chosen;
  }

  /** What it is called, when there are others. */
  get shownName(): string | null {
    const name = this.#chosen?.name ?? null;
    return this.#names.some((each) => each !== name) ? name : null;
  }

  /** What people are asked. */
  get state(): ProfilesState {
    return { screen: 'profiles', names: this.#names, error: this.#error };
  }

  /** Looks at which there are and goes to the one that the address names, or the only one. Rejects with `storage-unavailable`. */
  async begin(): Promise<void> {
    this.#names = await VaultDoor.list();
    const wanted = this.#page.profile;
    if (wanted !== null) this.#go(wanted);
    else if (this.#names.length < 2) this.#go(DEFAULT_PROFILE);
  }

  /** Goes to one, which may be new, and names it in the address; says what is wrong with its name otherwise. */
  choose(name: string): void {
    this.#go(name.trim());
    if (this.#chosen !== null) this.#page.showProfile(this.#chosen.name);
  }

  /** Leaves the one that was gone to. Resolves when other tabs can have its lock. */
  async leave(): Promise<void> {
    await this.#chosen?.lock.release();
    this.#chosen = null;
    this.#error = null;
    this.#page.showProfile(null);
    this.#names = await VaultDoor.list();
  }

  #go(name: string): void {
    this.#error = isProfileName(name) ? null : 'profile-invalid';
    if (this.#error !== null) return;
    const lock = new TabLock(name);
    const chosen = { name, lock, ports: { ...browserVaultPorts, codec: entryCodec, lock } };
    lock.onLost(() => this.#lost(chosen));
    this.#chosen = chosen;
  }
}

/**
 * The settings: the dialog, changing the passphrase, after how long Parley locks itself and the locking that comes of it. The other choices are `preferring.ts`.
 */
import type { AppContext, Effects, PersonSign } from './app-parts.js';
import { codeToShow } from './code-to-show.js';
import type { Connecting } from './connecting.js';
import type { SettingsDialogView } from './dialog-state.js';
import { IdleLock } from './idle-lock.js';
import { readLockAfter, writeLockAfter } from './lock-records.js';
import { makePreferring } from './preferring.js';

/** What the settings need of the vault's door. */
export interface SettingsDoor {
  /** Whether a passphrase opens the vault, at first. */
  readonly hasPassphrase: boolean;
  /** Lets `next` open the vault instead of `current`. Rejects with `passphrase-wrong`, and as the vault does. */
  changePassphrase(current: string | null, next: string): Promise<void>;
  /** The vault is to be locked: nobody has used it for so many minutes. */
  lockIdle(minutes: number): void;
}

/** The settings of an open vault. */
export interface Settings {
  /** What is asked for in the dialog, and that it opens. */
  readonly effects: Effects;
  /** Whether a passphrase opens the vault. */
  readonly hasPassphrase: boolean;
  /** What the dialog shows, while it is open. */
  view(): SettingsDialogView | null;
  /** Closes the dialog; whether it was open. */
  close(): boolean;
  /** Something is noticed of the person, or (`null`) the machine may have slept. Returns whether that came too late: then the vault is being locked. */
  noticed(sign: PersonSign | null): boolean;
  /** Nothing is locked by itself any more. */
  stop(): void;
}

const CLOSED_SETTINGS = { isBusy: false, error: null, changes: 0 } as const;

/** Makes the settings, with the dialog closed; idle time counts from now. */
export function makeSettings(
  context: Pick<AppContext, 'vault' | 'clock' | 'page' | 'me' | 'changed'>,
  door: SettingsDoor,
  connecting: Pick<Connecting, 'section' | 'showSection'>,
): Settings {
  const { vault, clock } = context;
  const preferring = makePreferring(context);
  const idleLock = new IdleLock(clock, door.lockIdle);
  let { hasPassphrase } = door;
  let isOpen = false;
  let form: Pick<SettingsDialogView, 'isBusy' | 'error' | 'changes'> = CLOSED_SETTINGS;

  /** Without a passphrase there is nothing to lock: whoever is there could open it. */
  function setIdleLock(): void {
    idleLock.set(hasPassphrase ? readLockAfter(vault) : null);
  }

  setIdleLock();
  return {
    effects: {
      ...preferring.effects,
      'open-settings': () => {
        isOpen = true;
        form = CLOSED_SETTINGS;
        connecting.showSection(true);
      },
      'change-passphrase': async ({ current, next }) => {
        if (!isOpen || form.isBusy) return;
        const { changes } = form;
        form = { isBusy: true, error: null, changes };
        try {
          await door.changePassphrase(current, next);
          hasPassphrase = true;
          setIdleLock();
          form = { isBusy: false, error: null, changes: changes + 1 };
        } catch (error) {
          form = { isBusy: false, error: codeToShow(error), changes };
        }
      },
      'set-lock-after': async ({ minutes }) => {
        await writeLockAfter(vault, minutes);
        setIdleLock();
      },
    },

    get hasPassphrase() {
      return hasPassphrase;
    },

    view: () =>
      isOpen
        ? {
            dialog: 'settings',
            ownName: context.me.name,
            hasPassphrase,
            lockAfter: readLockAfter(vault),
            ...preferring.view(),
            connection: connecting.section(),
            ...form,
          }
        : null,

    close() {
      const wasOpen = isOpen;
      // What comes of a change that is under way has to be seen.
      isOpen &&= form.isBusy;
      if (!isOpen) connecting.showSection(false);
      return wasOpen;
    },

    noticed: (sign) => (sign === null ? idleLock.isOver() : idleLock.noticed(sign)),
    stop: () => idleLock.stop(),
  };
}

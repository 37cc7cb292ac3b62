/**
 * What a person has chosen about Parley as a whole: one record of the vault, `preferences`, of which what is not there is as nobody chose. And of each
 * room whether it is muted.
 */
import type { Json, Vault } from '../vault/vault.js';
import type { NotifyLevel, PreferencesView, QuietChoice } from './settings-state.js';

const QUIET_HOUR_MS = 3_600_000;

/** Until when nothing disturbs: milliseconds since 1970, `on` for until it is switched off, `null` for it does. */
export type QuietUntil = number | 'on' | null;

/** What is kept. */
export interface Preferences extends PreferencesView {
  readonly notify: NotifyLevel;
  readonly quietUntil: QuietUntil;
  /** Whether the person was asked, or has said by themselves, whether they want to be told of messages. */
  readonly isNoticeOffered: boolean;
}

/** What nobody has chosen anything else than. */
export const DEFAULT_PREFERENCES: Preferences = {
  isEnterSending: true,
  telling: { read: true, typing: true },
  isSounding: false,
  isHelpKeyOn: true,
  notify: 'off',
  quietUntil: null,
  isNoticeOffered: false,
};

/** A truth value, or what stands for one that is none. */
function truthOf(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

/** What was chosen. */
export function readPreferences(vault: Vault): Preferences {
  const stored = (vault.get('preferences') ?? {}) as { readonly [Name in keyof Preferences]?: unknown };
  const telling = (stored.telling ?? {}) as { readonly [Name in keyof Preferences['telling']]?: unknown };
  const { notify, quietUntil } = stored;
  return {
    isEnterSending: truthOf(stored.isEnterSending, DEFAULT_PREFERENCES.isEnterSending),
    telling: {
      read: truthOf(telling.read, DEFAULT_PREFERENCES.telling.read),
      typing: truthOf(telling.typing, DEFAULT_PREFERENCES.telling.typing),
    },
    isSounding: truthOf(stored.isSounding, DEFAULT_PREFERENCES.isSounding),
    isHelpKeyOn: truthOf(stored.isHelpKeyOn, DEFAULT_PREFERENCES.isHelpKeyOn),
    notify: notify === 'plain' || notify === 'full' ? notify : DEFAULT_PREFERENCES.notify,
    quietUntil: quietUntil === 'on' || typeof quietUntil === 'number' ? quietUntil : DEFAULT_PREFERENCES.quietUntil,
    isNoticeOffered: truthOf(stored.isNoticeOffered, DEFAULT_PREFERENCES.isNoticeOffered),
  };
}

/** Keeps what is chosen now; resolves when durable. */
export function changePreferences(vault: Vault, changes: Partial<Preferences>): Promise<void> {
  return vault.put('preferences', { ...readPreferences(vault), ...changes } as unknown as Json);
}

/** Until when nothing disturbs, as of now (milliseconds since 1970); `null` when it does, also when the time is over. */
export function quietNow(vault: Vault, now: number): QuietUntil {
  const { quietUntil } = readPreferences(vault);
  return typeof quietUntil === 'number' && quietUntil <= now ? null : quietUntil;
}

/** Until when nothing disturbs by a choice that is made now. In the small hours the next morning is that of the same day. */
export function quietUntilOf(choice: QuietChoice, now: number): QuietUntil {
  if (choice === 'hour') return now + QUIET_HOUR_MS;
  if (choice !== 'tomorrow') return choice;
  const morning = new Date(now);
  morning.setDate(morning.getDate() + (morning.getHours() < 4 ? 0 : 1));
  return morning.setHours(8, 0, 0, 0);
}

/** Whether nothing is told outside of a room of what comes in it. */
export function isRoomMuted(vault: Vault, ridHex: string): boolean {
  return vault.get(`muted/${ridHex}`) === true;
}

/** Mutes a room, or not any more; resolves when durable. */
export function muteRoom(vault: Vault, ridHex: string, isMuted: boolean): Promise<void> {
  return vault.put(`muted/${ridHex}`, isMuted || null);
}

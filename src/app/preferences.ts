/**
 * What a person has chosen about Parley as a whole: one record of the vault, `preferences`, of which what is not there is as nobody chose.
 */
import type { Json, Vault } from '../vault/vault.js';
import type { PreferencesView } from './settings-state.js';

/** What is kept. */
export type Preferences = PreferencesView;

/** What nobody has chosen anything else than. */
export const DEFAULT_PREFERENCES: Preferences = {
  isEnterSending: true,
  telling: { read: true, typing: true },
};

/** A truth value, or what stands for one that is none. */
function truthOf(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

/** What was chosen. */
export function readPreferences(vault: Vault): Preferences {
  const stored = (vault.get('preferences') ?? {}) as { readonly [Name in keyof Preferences]?: unknown };
  const telling = (stored.telling ?? {}) as { readonly [Name in keyof Preferences['telling']]?: unknown };
  return {
    isEnterSending: truthOf(stored.isEnterSending, DEFAULT_PREFERENCES.isEnterSending),
    telling: {
      read: truthOf(telling.read, DEFAULT_PREFERENCES.telling.read),
      typing: truthOf(telling.typing, DEFAULT_PREFERENCES.telling.typing),
    },
  };
}

/** Keeps what is chosen now; resolves when durable. */
export function changePreferences(vault: Vault, changes: Partial<Preferences>): Promise<void> {
  return vault.put('preferences', { ...readPreferences(vault), ...changes } as unknown as Json);
}

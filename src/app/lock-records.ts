/**
 * What the app keeps in the vault about locking: after how long it locks itself, and what was being written when it did.
 */
import type { Json, Vault } from '../vault/vault.js';
import type { LockAfter } from './dialog-state.js';
import type { DraftMention } from './mention-state.js';
import type { ComposerAbout } from './room-state.js';

/** The choices, in minutes. */
export const LOCK_CHOICES = [5, 15, 60, null] as const satisfies readonly LockAfter[];

/**
 * Until somebody chooses. Whoever set a passphrase wants the vault shut when they have gone; a quarter of an hour is what people know from their screens,
 * and long enough to read something else meanwhile: a locked Parley is offline.
 */
const LOCK_AFTER_DEFAULT: LockAfter = 15;

/** After how many minutes without use Parley locks itself. */
export function readLockAfter(vault: Vault): LockAfter {
  const stored = vault.get('lock') as { readonly after?: unknown } | null;
  return LOCK_CHOICES.find((choice) => choice === stored?.after) ?? (stored?.after === null ? null : LOCK_AFTER_DEFAULT);
}

/** Stores the choice; resolves when durable. */
export function writeLockAfter(vault: Vault, after: LockAfter): Promise<void> {
  return vault.put('lock', { after });
}

/** What was being written in a room. */
export interface KeptDraft {
  readonly text: string;
  /** Who is mentioned in it, if anybody is, and in what was written before. */
  readonly mentions?: readonly DraftMention[];
  readonly asideMentions?: readonly DraftMention[];
  /** The message that it answers or edits, and what was written before that was edited. */
  readonly about: ComposerAbout | null;
  readonly aside: string;
  /** Whether the room was on screen. */
  readonly wasOpen: boolean;
}

/** What was being written in a room when Parley was locked and has not been sent or emptied since; an empty text when nothing was. */
export function readDraft(vault: Vault, ridHex: string): KeptDraft {
  return { text: '', about: null, aside: '', wasOpen: false, ...(vault.get(`draft/${ridHex}`) as Partial<KeptDraft> | null) };
}

/** Keeps what is being written, or forgets it when it is empty; resolves when durable. */
export async function writeDraft(
  vault: Vault,
  ridHex: string,
  { text, mentions = [], about, aside, asideMentions = [], wasOpen }: KeptDraft,
): Promise<void> {
  const name = `draft/${ridHex}`;
  const isEmpty = text === '' && aside === '';
  if (isEmpty && vault.get(name) === null) return;
  const list = (some: readonly DraftMention[]): Json => some.map(({ at, length, fpHex }) => ({ at, length, fpHex }));
  const kept = {
    text,
    wasOpen,
    ...(mentions.length > 0 && { mentions: list(mentions) }),
    ...(about !== null && { about: { ...about }, aside, ...(asideMentions.length > 0 && { asideMentions: list(asideMentions) }) }),
  };
  await vault.put(name, isEmpty ? null : kept);
}

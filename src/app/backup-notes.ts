/**
 * What is kept of backups in this browser, in the record `backup`: when the last one was made, and when people were last asked for one.
 */
import type { Vault } from '../vault/vault.js';
import type { BackupNotice } from './storage-state.js';

const BACKUP_DAY_MS = 86_400_000;

/** So many messages without any backup are something to lose. */
const NOTICE_MESSAGES = 50;

/** After so many days the last one is old. */
const NOTICE_DAYS = 30;

/** Who has said "Not now" is left alone for so many days. */
const NOTICE_PAUSE_DAYS = 14;

/** Times are milliseconds since 1970, or `null` for never. */
export interface BackupNotes {
  /** When everything was last backed up. */
  readonly at: number | null;
  /** When the notice was last dismissed. */
  readonly dismissedAt: number | null;
  /** When the copies were made that pages carried and that were taken in. */
  readonly copies: readonly number[];
}

/** What was noted down. */
export function readBackupNotes(vault: Vault): BackupNotes {
  return { at: null, dismissedAt: null, copies: [], ...(vault.get('backup') as Partial<BackupNotes> | null) };
}

/** Notes down what has changed; resolves when durable. */
export function noteBackup(vault: Vault, changes: Partial<BackupNotes>): Promise<void> {
  return vault.put('backup', { ...readBackupNotes(vault), ...changes });
}

/** Whole days since a moment. */
export function daysSince(time: number, now: number): number {
  return Math.max(0, Math.floor((now - time) / BACKUP_DAY_MS));
}

/** Why it is time for a backup now, with so many messages in all rooms; `null` when it is not, or people were asked a short while ago. */
export function backupNoticeReason({ at, dismissedAt }: BackupNotes, messages: number, now: number): BackupNotice['reason'] | null {
  if (messages < NOTICE_MESSAGES || (dismissedAt !== null && daysSince(dismissedAt, now) < NOTICE_PAUSE_DAYS)) return null;
  if (at === null) return 'none';
  return daysSince(at, now) >= NOTICE_DAYS ? 'old' : null;
}

/**
 * What the dialog "Storage and backup" says of sizes, times, and what came of something.
 */
import type { StorageOutcome } from '../app/storage-state.js';
import { say } from './strings.js';

/** A size on disk. */
export function sayBytes(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  return megabytes < 1_000
    ? say('storage.megabytes', { size: Math.round(megabytes * 10) / 10 })
    : say('storage.gigabytes', { size: Math.round(megabytes / 100) / 10 });
}

/** When the last backup was made. `age`: whole days, or `null` when there is none. */
export function sayAge(age: number | null): string {
  if (age === null) return say('storage.never');
  return age === 0 ? say('storage.today') : say('storage.ago', { count: age });
}

/** What came of it, a sentence each. */
export function outcomeWords(outcome: StorageOutcome): string[] {
  if (outcome.what === 'saved') return [say(outcome.isSealed ? 'storage.saved' : 'storage.saved-plain', { file: outcome.fileName })];
  if (outcome.what === 'dropped') return [say('storage.dropped', { count: outcome.count })];
  const { entries, rooms, refused, dropped, refusedIn, notVerified } = outcome;
  return [
    entries === 0 && rooms === 0 ? say('storage.nothing-new') : say('storage.imported', { count: entries }),
    ...(rooms > 0 ? [say('storage.imported-rooms', { count: rooms })] : []),
    ...(dropped > 0 ? [say('storage.stays-dropped', { count: dropped })] : []),
    ...(refused > 0 ? [say('storage.refused', { count: refused, names: refusedIn })] : []),
    ...(notVerified.length > 0 ? [say('storage.not-verified', { names: notVerified })] : []),
  ];
}

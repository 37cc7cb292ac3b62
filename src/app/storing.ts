/**
 * The dialog "Storage and backup": how full it is, backups and copies going out, backups coming in. One thing at a time, which can be stopped.
 */
import { diskUsage } from '../vault/disk-usage.js';
import { readBackupHeader } from '../vault/backup-file.js';
import type { AppContext, Effects } from './app-parts.js';
import { wholeScope } from './backup-contents.js';
import type { BackupScope } from './backup-contents.js';
import { readBackup } from './backup-import.js';
import { makeBackup } from './backup-making.js';
import { backupNoticeReason, daysSince, noteBackup, readBackupNotes } from './backup-notes.js';
import { codeToShow } from './code-to-show.js';
import type { OpenRoom } from './open-room.js';
import type { OpenRooms } from './open-rooms.js';
import { transcriptOf } from './room-transcript.js';
import type { BackupNotice, StorageDialogView, StorageOutcome, StorageWork, StoredRoomView, TextFormat } from './storage-state.js';

/** How files of each form end. */
const TEXT_ENDINGS: Readonly<Record<TextFormat, string>> = { html: 'html', json: 'json', markdown: 'md' };

/** How many of the newest messages may stay when older ones are dropped. */
const DROP_KEEPS = [10_000, 1_000, 100] as const;

/** The dialog, whether it is open or not. */
export interface Storing {
  /** What is asked for in the dialog, and that it opens. */
  readonly effects: Effects;
  /** What the dialog shows; `null` when it is closed. */
  view(): StorageDialogView | null;
  /** Why it is time for a backup, or `null`. */
  notice(): BackupNotice | null;
  /** Closes the dialog, unless something is under way in it; whether it was open. */
  close(): boolean;
  /** Stops what is under way. */
  stop(): void;
}

/** Whether work ended because it was stopped. */
export function isStopped(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** `isBusy`: nothing can be dropped now, and nobody need count what could. */
function storedRoomView({ room, name }: OpenRoom, isBusy: boolean): StoredRoomView {
  const { dropping, receipts } = room.history;
  const sizes = isBusy ? [] : DROP_KEEPS.filter((keep) => receipts.textCount > keep);
  const drops = sizes.map((keep) => ({ keep, count: dropping.countBut(keep) })).filter(({ count }) => count > 0);
  const isAlone = [...room.people.all.values()].every(({ isPresent, pk }) => !isPresent || pk.toHex() === room.history.ownPkHex);
  return { ridHex: room.ridHex, name: name(), drops, isAlone };
}

/** Makes the dialog: closed, unless the page carries a copy that was not taken in here yet. */
export function makeStoring(context: AppContext, rooms: OpenRooms): Storing {
  const { vault, clock, page, changed } = context;
  const { files } = page;
  let isOpen = false;
  let disk: StorageDialogView['disk'] = null;
  let copyMade: number | null = null;
  let stopping: AbortController | null = null;
  let work: StorageWork | null = null;
  let outcome: StorageOutcome | null = null;
  let error: StorageDialogView['error'] = null;

  /** The rooms that are believed. Another goes into a backup of everything, with its mark, and is offered nothing: what it says is nothing to hand on. */
  const believed = (): readonly OpenRoom[] => [...rooms.all.values()].filter(({ belief }) => belief.holds);

  async function open(): Promise<void> {
    isOpen = true;
    outcome = null;
    error = null;
    disk = await diskUsage();
  }

  async function offerCopy(copy: Blob): Promise<void> {
    const { made } = await readBackupHeader(copy);
    if (readBackupNotes(vault).copies.includes(made)) return;
    copyMade = made;
    await open();
    changed();
  }

  /** Does one thing, says how far it is and what came of it. */
  async function perform(
    what: StorageWork['what'],
    run: (signal: AbortSignal, progress: (share: number) => void) => Promise<StorageOutcome>,
  ): Promise<void> {
    if (stopping !== null) return;
    stopping = new AbortController();
    work = { what, share: 0 };
    outcome = null;
    error = null;
    try {
      outcome = await run(stopping.signal, (share) => {
        work = { what, share };
        changed();
      });
    } catch (reason) {
      if (!isStopped(reason)) error = codeToShow(reason);
    } finally {
      stopping = null;
      work = null;
    }
    disk = await diskUsage();
  }

  function fileName(kind: string, ending: string): string {
    return `parley-${kind}-${new Date(clock.wall()).toISOString().slice(0, 10)}.${ending}`;
  }

  function save(file: Blob, name: string, isSealed = true): StorageOutcome {
    files.save(file, name);
    return { what: 'saved', fileName: name, isSealed };
  }

  function scopeOf(roomHex: string | null): BackupScope {
    const room = rooms.all.get(roomHex ?? '')?.room;
    if (room === undefined) return wholeScope(vault);
    return { rids: [room.ridHex], fps: Array.from(room.people.all.values(), ({ fpHex }) => fpHex) };
  }

  if (files.copy !== null) offerCopy(files.copy).catch(context.failed);

  return {
    effects: {
      'open-storage': open,
      'back-up': ({ passphrase, roomHex }) =>
        perform('backup', async (signal, progress) => {
          const made = clock.wall();
          const file = await makeBackup(vault, { scope: scopeOf(roomHex), passphrase, made }, signal, progress);
          const saved = save(file, fileName(roomHex === null ? 'backup' : 'room', 'parley'));
          if (roomHex === null) await noteBackup(vault, { at: made });
          return saved;
        }),
      'save-copy': ({ passphrase }) =>
        perform('copy', async (signal, progress) => {
          const made = clock.wall();
          const file = await makeBackup(vault, { scope: wholeScope(vault), passphrase, made }, signal, progress);
          const saved = save(await files.pageWith(file), fileName('copy', 'html'));
          const { copies } = readBackupNotes(vault);
          // Opened in this browser, it has nothing new to offer.
          await noteBackup(vault, { at: made, copies: [...copies, Math.floor(made)] });
          return saved;
        }),
      'export-text': ({ roomHex, format }) =>
        perform('text', async (signal, progress) => {
          // SECURITY: nothing of a history that is not believed is written out as if it were one (storing.test.ts: "offers nothing for a room that is not believed").
          const shown = believed().find(({ room }) => room.ridHex === roomHex);
          if (shown === undefined) throw new DOMException('', 'AbortError');
          const file = files.transcriptFile(format, await transcriptOf(context, shown, signal, progress));
          return save(file, fileName('room', TEXT_ENDINGS[format]), false);
        }),
      'open-backup': ({ file, passphrase }) =>
        perform('import', async (signal, progress) => {
          const source = file ?? files.copy;
          if (source === null) throw new DOMException('', 'AbortError');
          const backup = await readBackup(source, passphrase, signal, progress);
          const imported = await rooms.whileClosed(() => backup.mergeInto(vault));
          if (file === null) {
            await noteBackup(vault, { copies: [...readBackupNotes(vault).copies, backup.made] });
            copyMade = null;
          }
          // A room that could not be believed itself has no name.
          const nameOfRoom = (ridHex: string): string => rooms.all.get(ridHex)?.name() ?? ridHex.slice(0, 8);
          return { what: 'imported', ...imported, refusedIn: imported.refusedIn.map(nameOfRoom) };
        }),
      'drop-old': ({ roomHex, keep }) =>
        perform('drop', async (_signal, progress) => {
          const dropping = rooms.all.get(roomHex)?.room.history.dropping;
          if (dropping === undefined) throw new DOMException('', 'AbortError');
          return { what: 'dropped', count: await dropping.drop(keep, progress) };
        }),
      'cancel-work': () => stopping?.abort(),
      'dismiss-backup-notice': () => noteBackup(vault, { dismissedAt: clock.wall() }),
    },

    view() {
      if (!isOpen) return null;
      const { used, limit } = context.storageUsage();
      const { at } = readBackupNotes(vault);
      const shown = believed().map((room) => storedRoomView(room, work !== null));
      const backupAge = at === null ? null : daysSince(at, clock.wall());
      return { dialog: 'storage', used, limit, disk, backupAge, rooms: shown, copyMade, work, outcome, error };
    },

    notice() {
      const messages = believed().reduce((sum, { room }) => sum + room.history.receipts.textCount, 0);
      const reason = backupNoticeReason(readBackupNotes(vault), messages, clock.wall());
      return reason && { reason, isFilePage: page.isFile };
    },

    close() {
      const wasOpen = isOpen;
      isOpen = work !== null;
      return wasOpen;
    },

    stop: () => stopping?.abort(),
  };
}

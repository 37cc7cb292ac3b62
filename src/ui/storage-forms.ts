/**
 * What can be made in the dialog "Storage and backup", and what of it makes sense now.
 */
import type { StorageDialogView } from '../app/storage-state.js';

/** What can be made, in the order of the buttons. */
const STORAGE_FORMS = ['back-up', 'back-up-room', 'save-copy', 'open-backup', 'export', 'drop-old'] as const;
/** One of them. */
export type StorageForm = (typeof STORAGE_FORMS)[number];

/** Those that make sense now. A copy that waits to be opened comes first. */
export function formsFor({ rooms, copyMade }: StorageDialogView): StorageForm[] {
  const makesSense = (which: StorageForm): boolean => {
    if (which === 'drop-old') return rooms.some(({ drops }) => drops.length > 0);
    return rooms.length > 0 || (which !== 'back-up-room' && which !== 'export');
  };
  const forms = STORAGE_FORMS.filter(makesSense);
  return copyMade === null ? forms : ['open-backup', ...forms.filter((which) => which !== 'open-backup')];
}

/** By which words each is done. */
export const SUBMIT_WORDS = {
  'back-up': 'backup',
  'back-up-room': 'backup',
  'save-copy': 'copy',
  'open-backup': 'import',
  export: 'export',
  'drop-old': 'drop',
} as const;

/**
 * What the dialog "Storage and backup" and the first screen have in common: how far something is, and the form that opens a backup.
 */
import type { Intent } from '../app/intents.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { field } from './pieces.js';
import { say, sayNumber } from './strings.js';

/** How far something is. `share` from 0 to 1. */
export function progressBar(words: string, share: number): VNode {
  const percent = Math.floor(share * 100);
  return h(
    'div',
    { class: 'stack' },
    h('p', { id: 'work', role: 'status' }, words),
    h('progress', { max: 100, value: percent, 'aria-labelledby': 'work' }, sayNumber(percent)),
  );
}

/** The boxes for a backup that is to be opened; without one for a file where the page carries it. */
export function backupFields(isCarried: boolean): Child[] {
  return [
    !isCarried && field('input', 'backup-file', say('storage.file'), null, { type: 'file', accept: '.parley', 'data-start': true }),
    field('input', 'backup-passphrase', say('storage.file-passphrase'), null, {
      type: 'password',
      autocomplete: 'current-password',
      'data-start': isCarried,
    }),
  ];
}

/** What is typed in these boxes; `null` where a file is wanted and none was chosen. */
export function backupIntent(root: ShadowRoot, newPassphrase: string): Extract<Intent, { readonly type: 'open-backup' }> | null {
  const box = root.querySelector<HTMLInputElement>('#backup-file');
  const passphrase = root.querySelector<HTMLInputElement>('#backup-passphrase')?.value ?? '';
  const file = box?.files?.[0] ?? null;
  return box !== null && file === null ? null : { type: 'open-backup', file, passphrase, newPassphrase };
}

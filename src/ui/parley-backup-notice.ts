/**
 * `<parley-backup-notice>`: says, now and then, that a backup would be good, and why. Asks for `open-storage`, `dismiss-backup-notice`.
 */
import type { BackupNotice } from '../app/storage-state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { ParleyElement } from './element.js';
import { button } from './pieces.js';
import { say } from './strings.js';

/** What this browser does with what it keeps. */
function sayWhy(isFilePage: boolean): string {
  if (navigator.vendor.startsWith('Apple')) return say('notice-backup.safari');
  return say(isFilePage ? 'notice-backup.file' : 'notice-backup.browser');
}

export class ParleyBackupNotice extends ParleyElement<BackupNotice> {
  protected override view({ reason, isFilePage }: BackupNotice): Child[] {
    return [
      h(
        'div',
        { class: 'notice calm', role: 'status' },
        h('p', { class: 'small' }, h('b', {}, say(`notice-backup.${reason}`)), ' ', sayWhy(isFilePage)),
        h(
          'div',
          { class: 'row' },
          button({ class: 'quiet', onclick: () => this.request({ type: 'open-storage' }) }, say('notice-backup.open')),
          button({ class: 'quiet', onclick: () => this.request({ type: 'dismiss-backup-notice' }) }, say('notice-backup.later')),
        ),
      ),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-backup-notice': ParleyBackupNotice;
  }
}

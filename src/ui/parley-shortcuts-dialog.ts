/**
 * `<parley-shortcuts-dialog>`: dialog "Keyboard shortcuts": what keys do. Asks for `set-preferences`, `close-dialog`.
 */
import type { ShortcutsDialogView } from '../app/settings-state.js';
import { ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { switchLine } from './settings-pieces.js';
import { hasCommandKey } from './shortcuts.js';
import { say } from './strings.js';

/** Keys that are pressed together, as they are called on this keyboard. */
function keysOf(...keys: readonly string[]): VNode {
  return h('dt', {}, ...keys.flatMap((key, i) => [i > 0 && ' + ', h('kbd', {}, key)]));
}

export class ParleyShortcutsDialog extends ParleyDialog<ShortcutsDialogView> {
  protected override view({ isEnterSending, isHelpKeyOn }: ShortcutsDialogView): Child[] {
    const command = hasCommandKey ? '⌘' : say('keys.control');
    const enter = say('keys.enter');
    const rows: readonly (readonly [keys: VNode, words: string])[] = [
      [keysOf(command, 'K'), say('shortcuts.palette')],
      [keysOf(say('keys.alt'), '↑'), say('shortcuts.previous')],
      [keysOf(say('keys.alt'), '↓'), say('shortcuts.next')],
      [isEnterSending ? keysOf(enter) : keysOf(command, enter), say('shortcuts.send')],
      [isEnterSending ? keysOf(say('keys.shift'), enter) : keysOf(enter), say('shortcuts.new-line')],
      [keysOf('@'), say('shortcuts.mention')],
      [keysOf(say('keys.escape')), say('shortcuts.close')],
      ...(isHelpKeyOn ? [[keysOf('?'), say('shortcuts.sheet')] as const] : []),
    ];
    return this.dialog(say('shortcuts.heading'), [
      h('dl', {}, ...rows.map(([keys, words]) => h('div', {}, keys, h('dd', {}, words)))),
      switchLine('help-key', say('shortcuts.help-key'), say('shortcuts.help-key-hint'), isHelpKeyOn, (isOn) =>
        this.request({ type: 'set-preferences', changes: { isHelpKeyOn: isOn } }),
      ),
    ]);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-shortcuts-dialog': ParleyShortcutsDialog;
  }
}

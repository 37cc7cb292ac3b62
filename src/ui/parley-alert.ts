/**
 * `<parley-alert>`: the newest problem, said once and kept until dismissed. Each alert is a new node, so that the same problem twice is told twice.
 */
import type { AlertView } from '../app/state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { ParleyElement } from './element.js';
import { glyph } from './icons.js';
import { iconButton } from './pieces.js';
import { say, sayError } from './strings.js';

export class ParleyAlert extends ParleyElement<AlertView | null> {
  protected override view(alert: AlertView | null): Child[] {
    if (alert === null) return [];
    const sentence = sayError(alert.error);
    // The one that says that something is well again.
    const isGood = alert.error === 'history-mended';
    return [
      h(
        'div',
        { 'data-id': alert.id, class: isGood ? 'notice' : 'error', role: isGood ? 'status' : 'alert' },
        glyph(isGood ? 'check' : 'warning'),
        h('p', {}, alert.subject === '' ? sentence : say('alert.subject', { name: alert.subject, sentence })),
        iconButton('close', say('alert.dismiss'), { onclick: () => this.request({ type: 'dismiss-alert' }) }),
      ),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-alert': ParleyAlert;
  }
}

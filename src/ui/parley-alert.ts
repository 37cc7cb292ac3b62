/**
 * `<parley-alert>`: the newest problem, said once and kept until dismissed. Each alert is a new node, so that the same problem twice is told twice.
 */
import type { AlertView } from '../app/state.js';
import { alertSheet } from './alert-sheet.js';
import { h } from './dom.js';
import { ParleyElement } from './element.js';
import { glyph } from './icons.js';
import { say, sayError } from './strings.js';

export class ParleyAlert extends ParleyElement<AlertView | null> {
  readonly #place = h('div');

  constructor() {
    super(alertSheet);
    this.root.append(this.#place);
  }

  protected override listen(signal: AbortSignal): void {
    const dismiss = (event: Event): void => {
      if (event.target instanceof Element && event.target.closest('button') !== null) this.request({ type: 'dismiss-alert' });
    };
    this.#place.addEventListener('click', dismiss, { signal });
  }

  protected override update(alert: AlertView | null, previous: AlertView | null | undefined): void {
    if (alert?.id === previous?.id) return;
    if (alert === null) {
      this.#place.replaceChildren();
      return;
    }
    const sentence = sayError(alert.error);
    this.#place.replaceChildren(
      h('div', { class: 'error', role: 'alert' }, [
        glyph('warning'),
        h('p', {}, [alert.subject === '' ? sentence : say('alert.subject', { name: alert.subject, sentence })]),
        h('button', { type: 'button', class: 'icon' }, [glyph('close'), h('span', { class: 'visually-hidden' }, [say('alert.dismiss')])]),
      ]),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-alert': ParleyAlert;
  }
}

/**
 * `<parley-loading>`: Parley is being prepared.
 *
 * A status, so that a screen reader says it without the focus being moved. No intents.
 */
import type { LoadingState } from '../app/state.js';
import { h } from './dom.js';
import { ParleyElement } from './element.js';
import { parleyMark } from './icons.js';
import { plateSheet } from './plate-sheet.js';
import { say } from './strings.js';

export class ParleyLoading extends ParleyElement<LoadingState> {
  constructor() {
    super(plateSheet);
    this.root.append(
      h('main', {}, [
        h('div', { class: 'plate breathing', role: 'status' }, [parleyMark(), h('p', { class: 'soft' }, [say('loading.text')])]),
      ]),
    );
  }

  protected override update(): void {
    // There is one way to load.
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-loading': ParleyLoading;
  }
}

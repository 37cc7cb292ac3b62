/**
 * `<parley-elsewhere>`: another tab writes to the vault. "Use Parley here" asks for `take-over`.
 */
import type { ElsewhereState } from '../app/state.js';
import { h } from './dom.js';
import { ParleyElement } from './element.js';
import { parleyMark } from './icons.js';
import { plateSheet } from './plate-sheet.js';
import { say } from './strings.js';

export class ParleyElsewhere extends ParleyElement<ElsewhereState> {
  readonly #takeOver = h('button', { type: 'button', class: 'primary' }, [say('elsewhere.take-over')]);

  constructor() {
    super(plateSheet);
    this.root.append(
      h('main', {}, [
        h('div', { class: 'plate' }, [
          parleyMark(),
          h('h1', { tabindex: -1, 'data-start': true }, [say('elsewhere.heading')]),
          h('p', { class: 'soft' }, [say('elsewhere.text')]),
          this.#takeOver,
        ]),
      ]),
    );
  }

  protected override listen(signal: AbortSignal): void {
    this.#takeOver.addEventListener('click', () => this.request({ type: 'take-over' }), { signal });
  }

  protected override update(): void {
    // There is one way to be elsewhere.
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-elsewhere': ParleyElsewhere;
  }
}

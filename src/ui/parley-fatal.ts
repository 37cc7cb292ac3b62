/**
 * `<parley-fatal>`: Parley cannot start. An alert says why and what can be done; "Try again" asks for `reload`.
 */
import type { FatalState } from '../app/state.js';
import { h, setText } from './dom.js';
import { ParleyElement } from './element.js';
import { parleyMark } from './icons.js';
import { plateSheet } from './plate-sheet.js';
import { say, sayError } from './strings.js';

export class ParleyFatal extends ParleyElement<FatalState> {
  readonly #sentence = h('p');
  readonly #retry = h('button', { type: 'button', class: 'primary' }, [say('fatal.retry')]);

  constructor() {
    super(plateSheet);
    this.root.append(
      h('main', {}, [
        h('div', { class: 'plate' }, [
          parleyMark(),
          h('h1', { tabindex: -1, 'data-start': true }, [say('fatal.heading')]),
          h('div', { class: 'error', role: 'alert' }, [this.#sentence]),
          this.#retry,
        ]),
      ]),
    );
  }

  protected override listen(signal: AbortSignal): void {
    this.#retry.addEventListener('click', () => this.request({ type: 'reload' }), { signal });
  }

  protected override update(state: FatalState): void {
    setText(this.#sentence, sayError(state.error));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-fatal': ParleyFatal;
  }
}

/**
 * The box for a passphrase that is chosen now, and below it how hard that is to guess. What is typed stays in the box: of it, only the strength is kept.
 */
import { passphraseStrength } from '../lib/passphrase-strength.js';
import type { PassphraseStrength } from '../lib/passphrase-strength.js';
import { h } from './dom.js';
import type { Properties, VNode } from './dom.js';
import { glyph } from './icons.js';
import { field } from './pieces.js';
import { say } from './strings.js';

const LOOKS = {
  weak: { looks: 'bad', sign: 'warning' },
  fair: { looks: 'warn', sign: 'warning' },
  strong: { looks: 'good', sign: 'check' },
} as const;

/** One such box of an element, which `refresh`es when there is something else to say. */
export class NewPassphrase {
  readonly #refresh: () => void;
  #strength: PassphraseStrength | null = null;

  constructor(refresh: () => void) {
    this.#refresh = refresh;
  }

  /** The box with its label and hint. `properties` are the box's. */
  field(id: string, label: string, hint: string | null, properties: Properties = {}): VNode {
    const oninput = (event: Event): void => this.#typed((event.currentTarget as HTMLInputElement).value);
    const box = field('input', id, label, hint, { type: 'password', autocomplete: 'new-password', oninput, ...properties });
    return h('div', {}, box, this.#line());
  }

  /** The box was emptied, or is gone. The element shows it when it shows itself next. */
  clear(): void {
    this.#strength = null;
  }

  /** Always there, so that what is said in it is read out. */
  #line(): VNode {
    const strength = this.#strength;
    if (strength === null) return h('p', { role: 'status' });
    const { looks, sign } = LOOKS[strength];
    return h('p', { class: `chip ${looks}`, role: 'status' }, glyph(sign), say(`strength.${strength}`));
  }

  #typed(text: string): void {
    const strength = passphraseStrength(text);
    if (strength === this.#strength) return;
    this.#strength = strength;
    this.#refresh();
  }
}

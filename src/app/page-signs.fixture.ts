/**
 * For tests: what a page shows of Parley beside its content, noted instead of shown.
 */
import type { Appearance } from '../lib/appearance.js';
import type { PageSigns } from './app-parts.js';

/** What was shown. */
export class KeptSigns implements PageSigns {
  /** Every look that the page was given, in order. */
  readonly looks: Appearance[] = [];

  showAppearance(appearance: Appearance): void {
    this.looks.push(appearance);
  }
}

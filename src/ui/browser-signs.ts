/**
 * What the page shows of Parley beside its content.
 */
import { showAppearance } from './appearance.js';

/** The signs of this page. */
export class BrowserSigns {
  readonly showAppearance = showAppearance;
}

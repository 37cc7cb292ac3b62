/**
 * The page's look as the person chose it: two attributes of the page, which the tokens go by. None where nobody chose.
 */
import { DEFAULT_APPEARANCE } from '../lib/appearance.js';
import type { Appearance } from '../lib/appearance.js';

/** Lets a page look like this. Before anything is painted, nothing is seen of another look. */
export function showAppearance({ theme, textSize }: Appearance, page: Document = document): void {
  const { dataset } = page.documentElement;
  if (theme === DEFAULT_APPEARANCE.theme) delete dataset['theme'];
  else dataset['theme'] = theme;
  if (textSize === DEFAULT_APPEARANCE.textSize) delete dataset['textSize'];
  else dataset['textSize'] = textSize;
}

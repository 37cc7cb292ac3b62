/**
 * A box that is as high as its text, where engines do not know that by themselves.
 */

// What older engines need a script for.
const isGrowingNatively = CSS.supports('field-sizing', 'content');

/** Makes a box as high as its text, which has changed. */
export function growWithText(box: HTMLTextAreaElement): void {
  if (isGrowingNatively) return;
  box.style.blockSize = 'auto';
  box.style.blockSize = `${box.scrollHeight + 2}px`;
}

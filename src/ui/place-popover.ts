/**
 * Where something that opens over the page stands: beside what it was opened from, and wholly in sight.
 */

/** Space between the two, and to the edge of the page, in CSS pixels. */
const GAP_PX = 6;

/** Puts an open popover below `anchor`, or above it where there is no room; on a narrow page its sheet decides where across it stands. */
export function placePopover(popover: HTMLElement, anchor: Element): void {
  const { top, bottom, left, right } = anchor.getBoundingClientRect();
  const { offsetHeight, offsetWidth } = popover;
  const { clientHeight, clientWidth } = document.documentElement;
  const isBelow = bottom + GAP_PX + offsetHeight <= clientHeight || top - GAP_PX - offsetHeight < 0;
  const y = isBelow ? Math.min(bottom + GAP_PX, clientHeight - offsetHeight - GAP_PX) : top - GAP_PX - offsetHeight;
  const x = left < clientWidth / 2 ? left : right - offsetWidth;
  popover.style.top = `${Math.max(GAP_PX, y)}px`;
  popover.style.left = `${Math.min(Math.max(GAP_PX, x), Math.max(GAP_PX, clientWidth - offsetWidth - GAP_PX))}px`;
}

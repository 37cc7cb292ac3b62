/**
 * The page's icon: Parley's mark, and on it how much is unread. A number alone, as in the title: browsers keep icons.
 */

/** More than two digits are not seen at that size. */
const BADGE_MAX = 99;

/** The drawing, as text: an image, in which nothing runs. */
function drawFavicon(unread: number): string {
  const badge =
    unread === 0
      ? ''
      : `<circle cx="44" cy="20" r="20" fill="#1b5fb4"/><text x="44" y="29" font-family="sans-serif" font-weight="bold" font-size="${unread > 9 ? 24 : 28}" text-anchor="middle" fill="#fff">${Math.min(unread, BADGE_MAX)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><path fill="#5f9472" d="M60 58V40a15 15 0 0 0-15-15h-7a15 15 0 0 0-15 15v3a15 15 0 0 0 15 15z"/><path fill="#c8592c" d="M4 40V21A15 15 0 0 1 19 6h7a15 15 0 0 1 15 15v4a15 15 0 0 1-15 15z"/>${badge}</svg>`;
}

/** Gives the page its icon, with a number if it is not 0. */
export function showFavicon(unread: number, page: Document = document): void {
  const href = `data:image/svg+xml,${encodeURIComponent(drawFavicon(unread))}`;
  const link = page.head.querySelector<HTMLLinkElement>('link[rel=icon]');
  if (link === null || link.href === href) return;
  // Another element: some browsers do not look again at one that they have looked at.
  const changed = link.cloneNode() as HTMLLinkElement;
  changed.href = href;
  link.replaceWith(changed);
}

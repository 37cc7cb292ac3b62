import { expect } from '@open-wc/testing';
import { showFavicon } from './favicon.js';

/** A page with an icon. */
function pageWithIcon(): Document {
  const page = document.implementation.createHTMLDocument('');
  const link = page.createElement('link');
  link.rel = 'icon';
  link.href = 'data:,';
  page.head.append(link);
  return page;
}

const iconOf = (page: Document): HTMLLinkElement => page.head.querySelector('link[rel=icon]') as HTMLLinkElement;
const drawn = (page: Document): string => decodeURIComponent(iconOf(page).href);

describe('the icon of the page', () => {
  it('shows the mark, and how much is unread in two digits', async () => {
    const page = pageWithIcon();
    const texts = [0, 3, 99, 1_000].map((unread) => {
      showFavicon(unread, page);
      return /<text[^>]*>(.*)<\/text>/u.exec(drawn(page))?.[1] ?? '';
    });
    expect(texts).to.deep.equal(['', '3', '99', '99']);
    const image = new Image();
    image.src = iconOf(page).href;
    await image.decode();
    expect(page.head.querySelectorAll('link').length).to.equal(1);
  });

  it('is left alone while the number is the same, and where there is none', () => {
    const page = pageWithIcon();
    showFavicon(3, page);
    const before = iconOf(page);
    showFavicon(3, page);
    expect(iconOf(page)).to.equal(before);
    iconOf(page).remove();
    showFavicon(4, page);
    expect(page.head.querySelector('link')).to.equal(null);
  });
});

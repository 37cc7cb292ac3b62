import { expect } from '@open-wc/testing';
import { DEFAULT_APPEARANCE, TEXT_SIZES } from '../lib/appearance.js';
import { showAppearance } from './appearance.js';
import { adoptTokens } from './tokens.js';

describe('showing the appearance', () => {
  before(adoptTokens);
  afterEach(() => showAppearance(DEFAULT_APPEARANCE));

  const look = (): CSSStyleDeclaration => getComputedStyle(document.documentElement);

  it('gives the page the theme that was chosen, whatever the device says', () => {
    expect(look().colorScheme).to.equal('light dark');
    showAppearance({ theme: 'dark', textSize: 'normal' });
    expect([look().colorScheme, look().backgroundColor]).to.deep.equal(['dark', 'rgb(24, 21, 19)']);
    showAppearance({ theme: 'light', textSize: 'normal' });
    expect([look().colorScheme, look().backgroundColor]).to.deep.equal(['light', 'rgb(245, 239, 230)']);
    showAppearance(DEFAULT_APPEARANCE);
    expect(look().colorScheme).to.equal('light dark');
    expect(document.documentElement.getAttributeNames().filter((name) => name.startsWith('data-t'))).to.deep.equal([]);
  });

  it('makes all that is measured in rem smaller or larger, and nothing that is to be hit smaller than 44 pixels', () => {
    const probe = document.createElement('p');
    document.body.append(probe);
    probe.style.blockSize = 'var(--parley-target)';
    const sizes = TEXT_SIZES.map((textSize) => {
      showAppearance({ theme: 'system', textSize });
      return [Number.parseFloat(look().fontSize), probe.getBoundingClientRect().height];
    });
    probe.remove();
    expect(sizes).to.deep.equal([
      [14, 44],
      [16, 44],
      [19, 52.25],
      [22, 60.5],
    ]);
  });
});

import { expect } from '@open-wc/testing';
import { appearanceText, DEFAULT_APPEARANCE, parseAppearance, TEXT_SIZES, THEMES } from './appearance.js';

describe('appearance', () => {
  it('comes back from its text, whatever was chosen', () => {
    for (const theme of THEMES)
      for (const textSize of TEXT_SIZES) expect(parseAppearance(appearanceText({ theme, textSize }))).to.deep.equal({ theme, textSize });
  });

  it('is what nobody chose for whatever it does not know', () => {
    for (const text of [null, '', 'x', 'pink huge', ' ', '{"theme":"dark"}', 'DARK LARGE'])
      expect(parseAppearance(text), `${text}`).to.deep.equal(DEFAULT_APPEARANCE);
    expect(parseAppearance('dark huge')).to.deep.equal({ theme: 'dark', textSize: 'normal' });
    expect(parseAppearance('pink large')).to.deep.equal({ theme: 'system', textSize: 'large' });
  });
});

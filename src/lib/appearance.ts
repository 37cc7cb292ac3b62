/**
 * How the page looks to one person: theme and size of text. What there is to choose, and how a choice is written down.
 *
 * It is known before the vault is unlocked, so that the locked screen looks as it should; `vault/plain-look.ts` says where it stands.
 */

/** The themes to choose from; `system`: whatever the machine is set to. */
export const THEMES = ['system', 'light', 'dark'] as const;

/** The sizes of text to choose from. */
export const TEXT_SIZES = ['small', 'normal', 'large', 'larger'] as const;

export type Theme = (typeof THEMES)[number];
export type TextSize = (typeof TEXT_SIZES)[number];

/** What was chosen. */
export interface Appearance {
  readonly theme: Theme;
  readonly textSize: TextSize;
}

/** What nobody has chosen anything else than. */
export const DEFAULT_APPEARANCE: Appearance = { theme: 'system', textSize: 'normal' };

/** A choice as a text: two words. */
export function appearanceText({ theme, textSize }: Appearance): string {
  return `${theme} ${textSize}`;
}

/** The choice that a text stands for; each part of it that is nothing to choose is as nobody chose. */
export function parseAppearance(text: string | null): Appearance {
  const words = (text ?? '').split(' ');
  return {
    theme: THEMES.find((theme) => theme === words[0]) ?? DEFAULT_APPEARANCE.theme,
    textSize: TEXT_SIZES.find((textSize) => textSize === words[1]) ?? DEFAULT_APPEARANCE.textSize,
  };
}

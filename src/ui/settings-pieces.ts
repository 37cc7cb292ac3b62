/**
 * What sections of the settings are made of, and the sections that are choices alone.
 */
import type { SettingsDialogView } from '../app/dialog-state.js';
import type { Intent } from '../app/intents.js';
import { TEXT_SIZES, THEMES } from '../lib/appearance.js';
import { h } from './dom.js';
import type { Child, Properties, VNode } from './dom.js';
import { languageChoice } from './language.js';
import { button, choices } from './pieces.js';
import { say } from './strings.js';

/** The sections, in their order. */
export const SETTINGS_SECTIONS = [
  'appearance',
  'language',
  'writing',
  'notices',
  'connection',
  'lock-passphrase',
  'storage',
  'name',
] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/** Asks for something. */
export type Request = (intent: Intent) => void;

/** What a section is called. */
export function saySection(id: SettingsSection): string {
  if (id === 'storage') return say('storage.open');
  if (id === 'connection') return say('connection.label');
  return id === 'language' ? say('language.label') : say(`settings.${id}`);
}

/** One section under its heading, which takes the focus when somebody goes to it. */
export function settingsSection(id: SettingsSection, ...children: readonly Child[]): VNode {
  return h('section', { class: 'group', 'aria-labelledby': id, 'data-id': id }, h('h3', { id, tabindex: -1 }, saySection(id)), ...children);
}

/** A box to tick, with its words and a hint below them. `box`: what is the box's own. */
export function tickLine(id: string, words: string, hint: string | null, box: Properties): VNode {
  return h(
    'div',
    { class: 'switch' },
    h('input', { type: 'checkbox', id, 'aria-describedby': hint !== null && `${id}-hint`, ...box }),
    h('div', {}, h('label', { for: id }, words), hint !== null && h('p', { class: 'small soft', id: `${id}-hint` }, hint)),
  );
}

/** Something that is or is not so. The mark stays where the state says until the state has followed. */
export function switchLine(id: string, words: string, hint: string | null, isOn: boolean, turn: (isOn: boolean) => void): VNode {
  const onclick = (event: Event): void => {
    event.preventDefault();
    turn(!isOn);
  };
  return tickLine(id, words, hint, { checked: isOn, onclick });
}

/** Theme and size of text. */
export function appearanceSection({ appearance }: SettingsDialogView, request: Request): VNode {
  return settingsSection(
    'appearance',
    choices(
      'theme',
      say('appearance.theme'),
      THEMES.map((theme) => [theme, say(`appearance.${theme}`)]),
      appearance.theme,
      false,
      (theme) => request({ type: 'set-appearance', appearance: { ...appearance, theme } }),
    ),
    choices(
      'text-size',
      say('appearance.text-size'),
      TEXT_SIZES.map((textSize) => [textSize, say(`appearance.${textSize}`)]),
      appearance.textSize,
      false,
      (textSize) => request({ type: 'set-appearance', appearance: { ...appearance, textSize } }),
    ),
    h('p', { class: 'small soft' }, say('appearance.hint')),
  );
}

/** The language of the page. */
export function languageSection(request: Request): VNode {
  return settingsSection(
    'language',
    languageChoice((language) => request({ type: 'set-language', language })),
    h('p', { class: 'small soft' }, say('language.hint')),
  );
}

/** What Enter does, and what members of new rooms are told. */
export function writingSection({ preferences }: SettingsDialogView, request: Request): VNode {
  const { isEnterSending, telling } = preferences;
  const tell = (changes: Partial<typeof telling>): void =>
    request({ type: 'set-preferences', changes: { telling: { ...telling, ...changes } } });
  return settingsSection(
    'writing',
    choices(
      'enter',
      say('writing.enter'),
      [
        ['sends', say('writing.enter-sends')],
        ['breaks', say('writing.enter-breaks')],
      ],
      isEnterSending ? 'sends' : 'breaks',
      false,
      (does) => request({ type: 'set-preferences', changes: { isEnterSending: does === 'sends' } }),
    ),
    h(
      'div',
      { class: 'switches', role: 'group', 'aria-labelledby': 'telling' },
      h('p', { class: 'small label', id: 'telling' }, say('writing.telling')),
      switchLine('tell-read', say('writing.read'), null, telling.read, (read) => tell({ read })),
      switchLine('tell-typing', say('writing.typing'), null, telling.typing, (typing) => tell({ typing })),
      h('p', { class: 'small soft' }, say('writing.telling-hint')),
    ),
    button({ onclick: () => request({ type: 'open-shortcuts' }) }, say('shortcuts.heading')),
  );
}

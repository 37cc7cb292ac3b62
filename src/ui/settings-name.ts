/**
 * The section "Your name" of the settings.
 */
import type { SettingsDialogView } from '../app/dialog-state.js';
import { h } from './dom.js';
import type { VNode } from './dom.js';
import { glyph } from './icons.js';
import { NAME_LENGTH_LIMIT } from './parley-first-run.js';
import { button, field, form } from './pieces.js';
import { settingsSection } from './settings-pieces.js';
import { say, sayError } from './strings.js';

/** The section. `hasChanged`: since the dialog came up; `isInvisible`: nobody could see what was typed. */
export function nameSection({ ownName }: SettingsDialogView, hasChanged: boolean, isInvisible: boolean, submit: () => void): VNode {
  return settingsSection(
    'name',
    h('p', { class: 'soft' }, say('name.lead')),
    form(
      submit,
      { class: 'stack' },
      field('input', 'own-name', say('name.label'), null, {
        required: true,
        maxlength: NAME_LENGTH_LIMIT,
        dir: 'auto',
        autocomplete: 'nickname',
        placeholder: ownName,
        'aria-describedby': 'name-error',
        'aria-invalid': isInvisible && 'true',
      }),
      isInvisible && h('p', { class: 'error', role: 'alert', id: 'name-error' }, glyph('warning'), sayError('name-invisible')),
      h(
        'div',
        { class: 'row' },
        button({ type: 'submit' }, say('name.change')),
        h('p', { class: 'small done', 'aria-live': 'polite' }, hasChanged && say('name.done', { name: ownName })),
      ),
    ),
  );
}

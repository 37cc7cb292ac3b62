/**
 * The section "Notices" of the settings: what is told outside of the page, the tone, and for how long nothing is to disturb.
 */
import type { SettingsDialogView } from '../app/dialog-state.js';
import type { NoticesView, QuietChoice } from '../app/settings-state.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { glyph } from './icons.js';
import { button, choices } from './pieces.js';
import { settingsSection, switchLine } from './settings-pieces.js';
import type { Request } from './settings-pieces.js';
import { say, sayMoment } from './strings.js';

const QUIET_CHOICES = ['hour', 'tomorrow', 'on'] as const satisfies readonly QuietChoice[];

/** What the browser says, where that has to be known. */
function permissionLine({ permission }: NoticesView): Child {
  if (permission === 'granted') return null;
  if (permission === 'default') return h('p', { class: 'small soft' }, say('notices.default'));
  return h('p', { class: 'notice', role: 'status' }, glyph('warning'), say(`notices.${permission}`));
}

function quietPart({ quiet }: NoticesView, request: Request): VNode {
  const ask = (choice: QuietChoice): void => request({ type: 'set-quiet', choice });
  const words =
    quiet === null ? '' : quiet === 'on' ? say('notices.is-quiet') : say('notices.is-quiet-until', { moment: sayMoment(quiet) });
  return h(
    'div',
    { class: 'switches', role: 'group', 'aria-labelledby': 'quiet' },
    h('h4', { id: 'quiet' }, say('notices.quiet')),
    h('p', { class: 'small soft' }, say('notices.quiet-lead')),
    h('p', { class: 'done', 'aria-live': 'polite', hidden: quiet === null }, words),
    h(
      'div',
      { class: 'row' },
      ...(quiet === null
        ? QUIET_CHOICES.map((choice) => button({ 'data-id': choice, onclick: () => ask(choice) }, say(`notices.quiet-${choice}`)))
        : [button({ 'data-id': 'end', onclick: () => ask(null) }, say('notices.quiet-end'))]),
    ),
  );
}

/** The section. */
export function noticesSection({ notices, preferences }: SettingsDialogView, request: Request): VNode {
  const { permission, level } = notices;
  return settingsSection(
    'notices',
    choices(
      'notify',
      say('notices.level'),
      [
        ['off', say('notices.off')],
        ['plain', say('notices.plain')],
        ['full', say('notices.full')],
      ],
      level,
      permission === 'denied' || permission === 'unsupported',
      (chosen) => request({ type: 'set-notify', level: chosen }),
    ),
    permissionLine(notices),
    level === 'full' && h('p', { class: 'small soft' }, say('notices.full-hint')),
    switchLine('sound', say('notices.sound'), say('notices.sound-hint'), preferences.isSounding, (isSounding) =>
      request({ type: 'set-preferences', changes: { isSounding } }),
    ),
    quietPart(notices, request),
  );
}

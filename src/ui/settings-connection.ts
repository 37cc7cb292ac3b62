/**
 * The section "Connection" of the settings: relays only, who sees one's address, and the servers.
 */
import type { SettingsDialogView } from '../app/dialog-state.js';
import { h } from './dom.js';
import type { VNode } from './dom.js';
import { glyph } from './icons.js';
import { button } from './pieces.js';
import type { ServersForm } from './servers-form.js';
import { settingsSection, switchLine } from './settings-pieces.js';
import type { Request } from './settings-pieces.js';
import { say } from './strings.js';

/** Nobody is counted of whom it is not known. */
function sayExposure({ seeing, unknown }: SettingsDialogView['connection']['exposure']): string {
  const known = seeing === 0 && unknown > 0 ? [] : [seeing === 0 ? say('connect.seen-none') : say('connect.seen', { count: seeing })];
  return [...known, ...(unknown > 0 ? [say('connect.seen-unknown', { count: unknown })] : [])].join(' ');
}

/** The section, with the form in it. */
export function connectionSection({ connection }: SettingsDialogView, servers: ServersForm, request: Request): VNode {
  const { relayOnly, hasRelay, exposure } = connection;
  return settingsSection(
    'connection',
    h('p', { class: 'soft' }, say('connect.lead')),
    switchLine('relay-only', say('connect.relay'), say('connect.relay-hint'), relayOnly, (isOn) =>
      request({ type: 'set-relay-only', isOn }),
    ),
    h('p', { class: 'small seen' }, sayExposure(exposure)),
    relayOnly && !hasRelay && h('p', { class: 'notice', role: 'status' }, glyph('warning'), say('connection.no-way')),
    button({ onclick: () => request({ type: 'open-doctor' }) }, say('doctor.heading')),
    servers.view(connection),
  );
}

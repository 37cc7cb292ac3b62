/**
 * `<parley-doctor-dialog>`: dialog "Connection doctor": the servers and what came of asking them; and of each room how it is found, who is linked, which
 * way, and how long a word takes. Asks for `try-servers`, `open-settings`, `close-dialog`.
 */
import type { DoctorDialogView, DoctorRoomView, LinkView } from '../app/connection-state.js';
import { ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { glyph } from './icons.js';
import { selfTestLink } from './parley-self-test.js';
import { button, nameOf } from './pieces.js';
import { say } from './strings.js';
import { trialList } from './trial-list.js';

function linkLine({ id, name, isOwn, way, isAddressHidden, roundTripMs }: LinkView): VNode {
  const isSeen = isAddressHidden === null ? 'seen-unknown' : isAddressHidden ? 'hidden' : 'seen';
  return h(
    'li',
    { 'data-id': id },
    isOwn ? h('span', { class: 'name' }, say('doctor.own')) : nameOf(name === '' ? say('messages.someone') : name),
    h(
      'ul',
      { role: 'list', class: 'small facts' },
      h('li', {}, say(`doctor.${way}`)),
      h('li', {}, roundTripMs === null ? say('doctor.no-round-trip') : say('doctor.round-trip', { count: roundTripMs })),
      !isOwn && h('li', {}, say(`doctor.${isSeen}`)),
    ),
  );
}

function roomPart({ ridHex, name, signalling, links }: DoctorRoomView): VNode {
  const id = `room-${ridHex}`;
  return h(
    'section',
    { class: 'room', 'data-id': ridHex, 'aria-labelledby': id },
    h('h4', { id }, nameOf(name)),
    h('p', { class: 'small soft' }, say(signalling === 'online' ? 'doctor.online' : `connection.${signalling}`)),
    links.length === 0
      ? h('p', { class: 'small' }, say('doctor.nobody'))
      : h('ul', { role: 'list', class: 'links', 'aria-labelledby': id }, ...links.map(linkLine)),
  );
}

export class ParleyDoctorDialog extends ParleyDialog<DoctorDialogView> {
  protected override view({ relayOnly, hasRelay, trials, rooms }: DoctorDialogView): Child[] {
    const hasStun = trials.some(({ kind }) => kind === 'stun');
    const isTrying = trials.some(({ outcome }) => outcome === 'running');
    return this.dialog(
      say('doctor.heading'),
      [
        relayOnly && !hasRelay && h('p', { class: 'notice', role: 'status' }, glyph('warning'), say('connection.no-way')),
        h(
          'section',
          { class: 'group', 'aria-labelledby': 'servers' },
          h('h3', { id: 'servers' }, say('doctor.servers')),
          trialList(trials),
          !hasStun && !relayOnly && h('p', { class: 'small' }, say('doctor.no-stun')),
          !hasRelay && !relayOnly && h('p', { class: 'small' }, say('doctor.no-turn')),
        ),
        h(
          'section',
          { class: 'group', 'aria-labelledby': 'links' },
          h('h3', { id: 'links' }, say('connection.label')),
          rooms.length === 0 ? h('p', { class: 'small' }, say('doctor.nobody')) : h('div', { class: 'rooms' }, ...rooms.map(roomPart)),
        ),
        h('p', { class: 'small' }, selfTestLink()),
      ],
      [
        button(
          { disabled: this.isNew || isTrying, onclick: () => this.request({ type: 'try-servers', texts: null }) },
          say('connect.test'),
        ),
        button({ disabled: this.isNew, class: 'quiet', onclick: () => this.request({ type: 'open-settings' }) }, say('settings.heading')),
      ],
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-doctor-dialog': ParleyDoctorDialog;
  }
}

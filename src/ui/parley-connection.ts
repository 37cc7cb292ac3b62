/**
 * `<parley-connection>`: `status` "Connection", the countdown to the next attempt, "Try now", and a warning when a link was refused for a reason that
 * matters. Asks for `reconnect`, `open-doctor`, and for `set-reachable` when one has left the meeting point.
 */
import type { ConnectionView } from '../app/room-state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { ParleyElement } from './element.js';
import { button, errorLine, iconButton } from './pieces.js';
import { say } from './strings.js';

/** How things stand, in one sentence that claims only what is known. It holds no countdown: a live region must not speak every second. */
export function sayConnection({ signalling, linked, others, isReached, isDialling, hasNoWay }: ConnectionView): string {
  if (linked > 0) {
    const sentence = linked === others ? say('connection.all', { count: others }) : say('connection.some', { linked, count: others });
    return signalling === 'offline' || signalling === 'paused' ? say(`connection.${signalling}-linked`, { sentence }) : sentence;
  }
  if (isReached) return say('connection.reached');
  if (hasNoWay) return say('connection.no-way');
  if (signalling !== 'online') return say(`connection.${signalling}`);
  if (isDialling) return say('connection.dialling');
  return say(others === 0 ? 'connection.alone' : 'connection.nobody');
}

/** Which sign stands beside it; the words say the same. */
export function connectionTone({ signalling, linked, hasNoWay }: ConnectionView): 'good' | 'busy' | 'bad' {
  if (linked > 0) return 'good';
  return hasNoWay || signalling === 'offline' || signalling === 'paused' ? 'bad' : 'busy';
}

export class ParleyConnection extends ParleyElement<ConnectionView> {
  protected override view(connection: ConnectionView): Child[] {
    const { signalling, retryInSeconds, warning } = connection;
    const isOffline = signalling === 'offline';
    return [
      h(
        'div',
        { class: 'line small', 'data-tone': connectionTone(connection) },
        h(
          'div',
          { class: 'now' },
          h('span', { class: 'dot', 'aria-hidden': 'true' }),
          h('p', { role: 'status', 'aria-label': say('connection.label') }, sayConnection(connection)),
          iconButton('pulse', say('doctor.heading'), { class: 'icon doctor', onclick: () => this.request({ type: 'open-doctor' }) }),
        ),
        isOffline && retryInSeconds !== null && h('p', { class: 'soft' }, say('connection.retry', { count: retryInSeconds })),
        isOffline && button({ class: 'quiet', onclick: () => this.request({ type: 'reconnect' }) }, say('connection.now')),
        signalling === 'paused' &&
          button(
            { class: 'quiet', onclick: () => this.request({ type: 'set-reachable', isReachable: true }) },
            say('connection.come-back'),
          ),
      ),
      errorLine(warning),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-connection': ParleyConnection;
  }
}

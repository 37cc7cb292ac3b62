/**
 * `<parley-connection>`: `status` "Connection", the countdown to the next attempt, "Try now", and a warning when a link was refused for a reason that
 * matters. Asks for `reconnect`.
 */
import type { ConnectionView } from '../app/room-state.js';
import { connectionTone, sayConnection } from './connection-words.js';
import { connectionSheet } from './connection-sheet.js';
import { h, setAttribute, setHidden, setText } from './dom.js';
import { ParleyElement } from './element.js';
import { ErrorLine } from './error-line.js';
import { say } from './strings.js';

export class ParleyConnection extends ParleyElement<ConnectionView> {
  readonly #status = h('p', { role: 'status', 'aria-label': say('connection.label') });
  readonly #retry = h('p', { class: 'soft retry', hidden: true });
  readonly #now = h('button', { type: 'button', class: 'quiet', hidden: true }, [say('connection.now')]);
  readonly #line = h('div', { class: 'line small' }, [
    h('div', { class: 'now' }, [h('span', { class: 'dot', 'aria-hidden': 'true' }), this.#status]),
    this.#retry,
    this.#now,
  ]);
  readonly #warning = new ErrorLine();

  constructor() {
    super(connectionSheet);
    this.root.append(this.#line, this.#warning.node);
  }

  protected override listen(signal: AbortSignal): void {
    this.#now.addEventListener('click', () => this.request({ type: 'reconnect' }), { signal });
  }

  protected override update(connection: ConnectionView): void {
    setText(this.#status, sayConnection(connection));
    setAttribute(this.#line, 'data-tone', connectionTone(connection));
    const isOffline = connection.signalling === 'offline';
    setHidden(this.#retry, !isOffline || connection.retryInSeconds === null);
    if (connection.retryInSeconds !== null) setText(this.#retry, say('connection.retry', { count: connection.retryInSeconds }));
    setHidden(this.#now, !isOffline);
    this.#warning.show(connection.warning);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-connection': ParleyConnection;
  }
}

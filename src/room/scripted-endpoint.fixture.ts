/**
 * An endpoint that is in whatever state a test says.
 */
import type { Cancel } from '../lib/clock.js';
import { Emitter } from '../lib/emitter.js';
import { ParleyError } from '../lib/errors.js';
import type { Channel, Endpoint, EndpointState, Transport } from '../transport/transport.js';

/** One id at a server that a test plays. */
export class ScriptedEndpoint implements Endpoint {
  readonly peerId: string;
  readonly token: string;
  readonly wasHandedOver = false;
  readonly nextAttemptAt = null;
  wakes = 0;
  state: EndpointState = 'connecting';
  readonly #states = new Emitter<EndpointState>();

  constructor(peerId: string, token: string) {
    this.peerId = peerId;
    this.token = token;
  }

  /** The server says something. */
  enter(state: EndpointState): void {
    this.state = state;
    this.#states.emit(state);
  }

  onState(listener: (state: EndpointState) => void): Cancel {
    return this.#states.listen(listener);
  }

  onChannel(): Cancel {
    return () => undefined;
  }

  dial(): Promise<Channel> {
    return Promise.reject(new ParleyError('peer-unavailable'));
  }

  wake(): void {
    this.wakes++;
  }

  pause(): void {
    this.enter('paused');
  }

  resume(): void {
    this.enter('connecting');
  }

  close(): void {
    if (this.state !== 'closed') this.enter('closed');
  }
}

/** Keeps every endpoint it has opened. */
export class ScriptedTransport implements Transport {
  readonly opened: ScriptedEndpoint[] = [];

  open(peerId: string, token: string): ScriptedEndpoint {
    const endpoint = new ScriptedEndpoint(peerId, token);
    this.opened.push(endpoint);
    return endpoint;
  }

  renew(): void {
    throw new Error('not in the script');
  }
}

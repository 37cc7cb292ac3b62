/**
 * Small observers for tests of any transport: they wait for what happened, never for time to pass.
 */
import type { Bytes } from '../lib/bytes.js';
import type { ErrorCode } from '../lib/errors.js';
import type { Channel, Endpoint, EndpointState } from './transport.js';

/** Resolves once the endpoint is in `state`. */
export function untilState(endpoint: Endpoint, state: EndpointState): Promise<void> {
  if (endpoint.state === state) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = endpoint.onState((next) => {
      if (next !== state) return;
      stop();
      resolve();
    });
  });
}

/** The next channel that somebody opens to the endpoint. */
export function nextChannel(endpoint: Endpoint): Promise<Channel> {
  return new Promise((resolve) => {
    const stop = endpoint.onChannel((channel) => {
      stop();
      resolve(channel);
    });
  });
}

/** A receiver that keeps what it is told. */
export class ChannelLog {
  readonly messages: Bytes[] = [];
  readonly ends: ErrorCode[] = [];
  readonly #checks = new Set<() => void>();

  /** Receives from `channel`. */
  constructor(channel: Channel) {
    channel.receive({
      message: (bytes) => {
        this.messages.push(bytes);
        this.#check();
      },
      closed: (reason) => {
        this.ends.push(reason);
        this.#check();
      },
    });
  }

  /** Resolves when `count` messages have arrived in all. */
  untilCount(count: number): Promise<void> {
    return this.#until(() => this.messages.length >= count);
  }

  /** Resolves with the reason when the channel has ended. */
  async untilEnd(): Promise<ErrorCode> {
    await this.#until(() => this.ends.length > 0);
    return this.ends[0] as ErrorCode;
  }

  #until(isDone: () => boolean): Promise<void> {
    if (isDone()) return Promise.resolve();
    return new Promise((resolve) => {
      const check = () => {
        if (!isDone()) return;
        this.#checks.delete(check);
        resolve();
      };
      this.#checks.add(check);
    });
  }

  #check(): void {
    for (const check of [...this.#checks]) check();
  }
}

/** The code a promise is rejected with; throws when it isn't, or with no code. */
export async function rejectionCode(promise: Promise<unknown>): Promise<ErrorCode> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return error.code as ErrorCode;
    throw error;
  }
  throw new Error('not rejected');
}

/** `length` bytes that differ with `seed`. */
export function patternBytes(length: number, seed = 0): Bytes {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = (i * 31 + seed * 7 + (i >> 8)) & 0xff;
  return bytes;
}

/**
 * Trying servers: each is asked for what it is for, all at once, and what comes of it is shown as it comes.
 */
import { randomBytes } from '../crypto/primitives.js';
import { base32Of } from '../lib/base-text.js';
import type { AppContext, TrialOutcome } from './app-parts.js';
import { isTurnUrl, serverUrlOf } from './config.js';
import type { ServersOfConfig, SignallingServer } from './config.js';
import type { TrialView } from './connection-state.js';
import { iceServerEach } from './server-texts.js';

/** How long a server may take, in milliseconds. */
const TRIAL_MS = 10_000;

/** What tries servers. */
export interface Trials {
  /** Tries these, and forgets what came of others. STUN is left alone where only relays are allowed: it would see the address for nothing. */
  run(servers: ServersOfConfig, relayOnly: boolean): void;
  /** What came of it so far. */
  view(): readonly TrialView[];
  /** Asks no further, and forgets what came of it. */
  stop(): void;
}

/** Makes it, with nothing tried. */
export function makeTrials(context: Pick<AppContext, 'clock' | 'transportFor' | 'ice' | 'changed' | 'failed'>): Trials {
  const { clock, transportFor, ice, changed, failed } = context;
  let trials: TrialView[] = [];
  let running = new AbortController();

  /** Claims an id that nobody has, as every room does. */
  async function trySignalling(server: SignallingServer, signal: AbortSignal): Promise<TrialOutcome> {
    const [id, token] = [base32Of(randomBytes(20)), base32Of(randomBytes(20))];
    const { promise, resolve } = Promise.withResolvers<TrialOutcome>();
    const endpoint = transportFor({ servers: [server], iceServers: [], relayOnly: false }).open(id, token);
    const look = (): void => {
      if (endpoint.state === 'online') resolve('works');
      else if (endpoint.nextAttemptAt !== null) resolve('silent');
    };
    signal.addEventListener('abort', () => resolve('silent'), { once: true });
    endpoint.onState(look);
    look();
    const outcome = await promise;
    endpoint.close();
    return outcome;
  }

  function stop(): void {
    running.abort();
    trials = [];
  }

  function begin(trial: Omit<TrialView, 'outcome'>, ask: ((signal: AbortSignal) => Promise<TrialOutcome>) | null): void {
    const index = trials.push({ ...trial, outcome: ask === null ? 'unused' : 'running' }) - 1;
    if (ask === null) return;
    const { signal } = running;
    const patience = new AbortController();
    const cancel = clock.after(TRIAL_MS, () => patience.abort());
    ask(AbortSignal.any([signal, patience.signal]))
      .then((outcome) => {
        cancel();
        if (signal.aborted) return;
        trials = trials.with(index, { ...trial, outcome });
        changed();
      })
      .catch(failed);
  }

  return {
    run({ signalling, iceServers }, relayOnly) {
      stop();
      running = new AbortController();
      for (const server of signalling)
        begin({ kind: 'signalling', address: serverUrlOf(server) }, (signal) => trySignalling(server, signal));
      for (const server of iceServerEach(iceServers)) {
        const address = server.urls as string;
        const isTurn = isTurnUrl(address);
        begin({ kind: isTurn ? 'turn' : 'stun', address }, relayOnly && !isTurn ? null : (signal) => ice.tryOut(server, signal));
      }
    },
    view: () => trials,
    stop,
  };
}

/**
 * The configuration as it is now: what the page says, but for what the person has chosen instead, which is a record of the vault, `connection`.
 */
import type { Json, Vault } from '../vault/vault.js';
import type { ParleyConfig, ServersOfConfig, SignallingServer } from './config.js';
import { readServerTexts, serverTextsOf } from './server-texts.js';
import type { ServerTexts } from './connection-state.js';

/** What is kept; `null`: as the page says. */
interface ConnectionChoices {
  readonly servers: ServersOfConfig | null;
  readonly relayOnly: boolean | null;
}

function readConnectionChoices(vault: Pick<Vault, 'get'>): ConnectionChoices {
  const stored = (vault.get('connection') ?? {}) as { readonly servers?: unknown; readonly relayOnly?: unknown };
  const relayOnly = typeof stored.relayOnly === 'boolean' ? stored.relayOnly : null;
  const none = { servers: null, relayOnly };
  if ((stored.servers ?? null) === null) return none;
  try {
    const servers = readServerTexts(stored.servers as ServerTexts, () => true);
    return 'error' in servers ? none : { servers, relayOnly };
  } catch (error) {
    // Another Parley may write it otherwise. Nobody is locked out for that.
    reportError(error);
    return none;
  }
}

/** One object for as long as the vault is open, which says what is so now. */
export class ChosenConfig implements ParleyConfig {
  readonly publicAddress: string | null;
  readonly #vault: Pick<Vault, 'get' | 'put'>;
  readonly #page: ParleyConfig;
  #choices: ConnectionChoices;

  constructor(vault: Pick<Vault, 'get' | 'put'>, page: ParleyConfig) {
    this.publicAddress = page.publicAddress;
    this.#vault = vault;
    this.#page = page;
    this.#choices = readConnectionChoices(vault);
  }

  get signalling(): readonly SignallingServer[] {
    return (this.#choices.servers ?? this.#page).signalling;
  }

  get iceServers(): readonly RTCIceServer[] {
    return (this.#choices.servers ?? this.#page).iceServers;
  }

  get relayOnly(): boolean {
    return this.#choices.relayOnly ?? this.#page.relayOnly;
  }

  /** Whether the servers were chosen here. */
  get hasOwnServers(): boolean {
    return this.#choices.servers !== null;
  }

  /** It is so at once; resolves when it is durable. `null`: as the page says. */
  choose(changes: Partial<ConnectionChoices>): Promise<void> {
    this.#choices = { ...this.#choices, ...changes };
    const { servers, relayOnly } = this.#choices;
    return this.#vault.put('connection', { servers: servers && serverTextsOf(servers), relayOnly } as unknown as Json);
  }
}

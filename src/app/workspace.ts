/**
 * The open vault: rooms, the home screen, dialogs and alerts. Intents come in, effects go to the rooms and the vault, and one state comes out.
 */
import { createIdentity, exportIdentity, importIdentity } from '../crypto/identity.js';
import { randomBytes } from '../crypto/primitives.js';
import { hexOf } from '../lib/bytes.js';
import type { Cancel, Clock } from '../lib/clock.js';
import { Emitter } from '../lib/emitter.js';
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import type { OpenVault } from '../vault/open-vault.js';
import type { Vault } from '../vault/vault.js';
import type { Page, TransportFactory } from './app-parts.js';
import { codeToShow } from './code-to-show.js';
import type { ParleyConfig } from './config.js';
import { Desk } from './desk.js';
import { HomeForms } from './home-forms.js';
import type { Intent } from './intents.js';
import { OpenRooms } from './open-rooms.js';
import { readMe, writeMe } from './records.js';
import { reuse, reuseList } from './reuse.js';
import type { RoomParts } from './rooms.js';
import type { AlertView, MainState } from './state.js';

/** At most so often is a new state made, in milliseconds: a burst of messages is shown in steps, the first at once. */
const STATE_EVERY_MS = 30;

/** Makes the identity of a new vault; resolves when durable. */
export async function createMe(vault: Vault, name: string): Promise<void> {
  await writeMe(vault, { name: name.trim(), pkcs8: await exportIdentity(await createIdentity()) });
}

/** What a workspace is made of. */
export interface WorkspaceParts {
  readonly vault: OpenVault;
  readonly hasPassphrase: boolean;
  readonly config: ParleyConfig;
  readonly clock: Clock;
  readonly page: Page;
  readonly transportFor: TransportFactory;
}

/** Everything behind the lock. */
export class Workspace {
  readonly #parts: WorkspaceParts;
  readonly #roomParts: RoomParts;
  readonly #rooms: OpenRooms;
  readonly #desk: Desk;
  readonly #home: HomeForms;
  readonly #changed = new Emitter<MainState>();
  #alert: AlertView | null = null;
  #alerts = 0;
  #state: MainState | null = null;
  #lastShown = Number.NEGATIVE_INFINITY;
  #pending: Cancel | null = null;
  #tick: Cancel | null = null;
  #isClosed = false;

  /** Reads who one is and opens every room. Throws `vault-damaged` when the identity is not readable. */
  static async open(parts: WorkspaceParts): Promise<Workspace> {
    const me = readMe(parts.vault);
    if (me === null) throw new ParleyError('vault-damaged', 'no identity');
    const identity = await importIdentity(me.pkcs8);
    const { vault, config, clock, transportFor } = parts;
    const workspace = new Workspace(parts, { vault, config, clock, transportFor, identity, run: randomBytes(8), ownName: me.name });
    await workspace.#rooms.openAll();
    return workspace;
  }

  private constructor(parts: WorkspaceParts, roomParts: RoomParts) {
    this.#parts = parts;
    this.#roomParts = roomParts;
    const changed = (): void => this.#invalidate();
    const failed = (error: unknown, subject?: string): void => this.#tell(codeToShow(error), subject);
    this.#rooms = new OpenRooms(roomParts, { changed, failed });
    this.#desk = new Desk({ ...roomParts, page: parts.page, rooms: this.#rooms, changed, failed });
    this.#home = new HomeForms(roomParts, this.#rooms, changed);
    parts.vault.onTrouble((code) => this.#tell(code));
    if (parts.vault.damage.length > 0) this.#tell('vault-damaged');
  }

  /** The state now. */
  get state(): MainState {
    const { identity, ownName } = this.#roomParts;
    const room = this.#rooms.current;
    const state = reuse<MainState>(this.#state, {
      screen: 'main',
      me: reuse(this.#state?.me, { name: ownName, fpHex: hexOf(identity.fp), hasPassphrase: this.#parts.hasPassphrase }),
      rooms: reuseList(this.#state?.rooms, this.#rooms.summaries()),
      room: room?.projector.view(room.draft) ?? null,
      home: this.#home.view,
      dialog: this.#desk.view(this.#state?.dialog ?? null),
      alert: this.#alert,
    });
    this.#state = state;
    return state;
  }

  /** Listens to new states; changes that come close together make one. */
  listen(listener: (state: MainState) => void): Cancel {
    return this.#changed.listen(listener);
  }

  /** An invite came with the address: put it into the form. */
  offerInvite(text: string): void {
    this.#rooms.show(null);
    this.#home.offerInvite(text);
  }

  /** Turns an intent into effects. */
  dispatch(intent: Intent): void {
    switch (intent.type) {
      case 'show-home':
        this.#rooms.show(null);
        this.#home.show('none');
        break;
      case 'show-home-form':
        this.#rooms.show(null);
        this.#home.show(intent.form);
        break;
      case 'create-room':
        void this.#home.create(intent.name);
        break;
      case 'join':
        void this.#home.join(intent.invite, intent.isServerAccepted);
        break;
      case 'open-room':
        this.#rooms.show(intent.ridHex);
        this.#desk.roomOpened();
        break;
      case 'dismiss-alert':
        this.#alert = null;
        break;
      default:
        if (!this.#rooms.dispatch(intent)) this.#desk.dispatch(intent);
    }
    this.#invalidate();
  }

  /** The network may be back, or the person looks at the page again. */
  wake(): void {
    this.#rooms.wake();
  }

  /** Leaves every room and closes the vault. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#pending?.();
    this.#tick?.();
    await this.#rooms.close();
    await this.#parts.vault.close();
  }

  #tell(error: ErrorCode, subject = ''): void {
    this.#alert = { id: ++this.#alerts, error, subject };
    this.#invalidate();
  }

  #invalidate(): void {
    if (this.#pending !== null || this.#isClosed) return;
    const wait = Math.max(0, this.#lastShown + STATE_EVERY_MS - this.#parts.clock.now());
    this.#pending = this.#parts.clock.after(wait, () => {
      this.#pending = null;
      this.#lastShown = this.#parts.clock.now();
      const { state } = this;
      this.#changed.emit(state);
      // "Next attempt in n seconds" counts down on its own.
      this.#tick?.();
      const isCounting = (state.room?.connection.retryInSeconds ?? null) !== null;
      this.#tick = isCounting ? this.#parts.clock.after(1000, () => this.#invalidate()) : null;
    });
  }
}

/**
 * Installations for tests: the rooms and the dialogs of some people on one network in memory, with vaults in memory, under a clock that stands still.
 */
import { createIdentity } from '../crypto/identity.js';
import type { Identity } from '../crypto/identity.js';
import { randomBytes } from '../crypto/primitives.js';
import { hexOf } from '../lib/bytes.js';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { MemoryHistory } from '../room/room.fixture.js';
import { MemoryNetwork } from '../transport/memory-transport.fixture.js';
import type { Json, Vault } from '../vault/vault.js';
import type { Page } from './app-parts.js';
import { PUBLIC_SERVER } from './config.js';
import type { ParleyConfig } from './config.js';
import { Desk } from './desk.js';
import type { DialogView } from './dialog-state.js';
import type { Intent } from './intents.js';
import { encodeInvite } from './invite.js';
import { OpenRooms } from './open-rooms.js';
import type { OpenRoom } from './open-room.js';
import { planJoin } from './rooms.js';
import type { RoomParts } from './rooms.js';
import type { PersonView, RoomView } from './room-state.js';

/** Long enough for anybody to find anybody. */
const MEETING_MS = 10_000;

const testConfig: ParleyConfig = { signalling: [PUBLIC_SERVER], iceServers: [], relayOnly: false, publicAddress: null };
const testPage: Page = {
  isFile: false,
  address: 'https://parley.example/',
  hasInvite: false,
  takeInvite: () => null,
  reload: () => undefined,
};

/** Records and histories in memory. */
export class MemoryVault implements Vault {
  readonly #records = new Map<string, Json>();
  readonly #histories = new Map<string, MemoryHistory>();
  /** Rejects every `put` while it is set; the value stays changed, as the vault has it. */
  fault: Error | null = null;

  get(name: string): Json | null {
    return this.#records.get(name) ?? null;
  }

  names(prefix: string): readonly string[] {
    return [...this.#records.keys()].filter((name) => name.startsWith(prefix)).sort();
  }

  put(name: string, value: Json): Promise<void> {
    if (value === null) this.#records.delete(name);
    else this.#records.set(name, value);
    return this.fault === null ? Promise.resolve() : Promise.reject(this.fault);
  }

  history(name: string): MemoryHistory {
    const history = this.#histories.get(name) ?? new MemoryHistory();
    this.#histories.set(name, history);
    return history;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** What they have in common. */
export class TestNeighbourhood {
  readonly clock = new FakeClock();
  readonly network = new MemoryNetwork(this.clock);

  /** Somebody with a new vault. */
  async person(name: string): Promise<TestInstallation> {
    return new TestInstallation(this, name, await createIdentity());
  }

  /** The guest joins a new room of the host. */
  async meet(host: TestInstallation, guest: TestInstallation, roomName = 'Kitchen'): Promise<string> {
    const ridHex = await this.knock(host, guest, roomName);
    host.press({ type: 'admit', ridHex, fpHex: guest.fpHex });
    await this.clock.advance(MEETING_MS);
    return ridHex;
  }

  /** The guest stands at the door of a new room of the host. */
  async knock(host: TestInstallation, guest: TestInstallation, roomName = 'Kitchen'): Promise<string> {
    await host.rooms.create(roomName);
    const { current } = host.rooms;
    if (current === null) throw new Error('no room was made');
    const { roomSecret, founderPk } = current.record;
    const inviterFp = host.parts.identity.fp;
    const plan = await planJoin(guest.parts, await encodeInvite({ roomSecret, founderPk, inviterFp, token: null, server: null, roomName }));
    await guest.rooms.join(plan);
    await this.clock.advance(MEETING_MS);
    return plan.ridHex;
  }
}

/** One person's rooms and dialogs. */
export class TestInstallation {
  readonly vault = new MemoryVault();
  readonly parts: RoomParts;
  readonly rooms: OpenRooms;
  readonly desk: Desk;
  readonly fpHex: string;
  /** What went wrong; `null` for a test in which nothing may. */
  failures: unknown[] | null = null;
  #dialog: DialogView | null = null;

  constructor({ clock, network }: TestNeighbourhood, ownName: string, identity: Identity) {
    const { vault } = this;
    this.fpHex = hexOf(identity.fp);
    this.parts = { vault, config: testConfig, clock, identity, run: randomBytes(8), ownName, transportFor: () => network.transport() };
    const changed = (): void => undefined;
    const failed = (error: unknown): void => {
      if (this.failures === null) throw error;
      this.failures.push(error);
    };
    this.rooms = new OpenRooms(this.parts, { changed, failed });
    this.desk = new Desk({ ...this.parts, page: testPage, rooms: this.rooms, changed, failed });
  }

  /** The dialog on screen now. */
  dialog(): DialogView | null {
    this.#dialog = this.desk.view(this.#dialog);
    return this.#dialog;
  }

  /** Which dialog is on screen now, and about whom. */
  dialogText(): string {
    const view = this.dialog();
    return view === null ? 'none' : view.dialog === 'invite' ? 'invite' : `${view.dialog} ${view.name}`;
  }

  /** Asks for something, as the interface does. */
  press(intent: Intent): void {
    if (!this.rooms.dispatch(intent)) this.desk.dispatch(intent);
  }

  /** An open room. */
  open(ridHex: string): OpenRoom {
    const open = this.rooms.get(ridHex);
    if (open === null) throw new Error('no such room');
    return open;
  }

  /** A room as it is shown. */
  view(ridHex: string): RoomView {
    const open = this.open(ridHex);
    return open.projector.view(open.draft);
  }

  /** Somebody in a room as they are shown. */
  seen(ridHex: string, who: TestInstallation): PersonView {
    const person = this.view(ridHex).people.find(({ fpHex }) => fpHex === who.fpHex);
    if (person === undefined) throw new Error('nobody of that fingerprint');
    return person;
  }

  /** The texts of a room, oldest first. */
  texts(ridHex: string): string[] {
    return this.view(ridHex).messages.flatMap(({ kind, text }) => (kind === 'text' ? [text] : []));
  }
}

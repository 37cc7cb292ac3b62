/**
 * Installations for tests: the rooms and the dialogs of some people on one network in memory, with vaults in memory, under a clock that stands still.
 */
import { createIdentity } from '../crypto/identity.js';
import type { Identity } from '../crypto/identity.js';
import { randomBytes } from '../crypto/primitives.js';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { MemoryHistory } from '../room/room.fixture.js';
import { MemoryNetwork, noIce } from '../transport/memory-transport.fixture.js';
import type { Json, Vault } from '../vault/vault.js';
import type { AppContext, Effects, Page, WaysToOthers } from './app-parts.js';
import { ChosenConfig } from './chosen-config.js';
import { PUBLIC_SERVER } from './config.js';
import type { ParleyConfig } from './config.js';
import { makeConnecting } from './connecting.js';
import type { Connecting } from './connecting.js';
import { makeDesk } from './desk.js';
import type { Desk } from './desk.js';
import type { DialogView } from './dialog-state.js';
import { makeHomeForms } from './home-forms.js';
import type { HomeForms } from './home-forms.js';
import type { Intent } from './intents.js';
import { encodeInvite } from './invite.js';
import { makeOpenRooms } from './open-rooms.js';
import { KeptFiles } from './page-files.fixture.js';
import { KeptSigns } from './page-signs.fixture.js';
import type { OpenRooms } from './open-rooms.js';
import type { OpenRoom } from './open-room.js';
import { planJoin } from './rooms.js';
import { makeSettings } from './settings.js';
import type { Settings, SettingsDoor } from './settings.js';
import { reuse } from './reuse.js';
import type { MemberView } from './people-state.js';
import type { RoomView } from './room-state.js';

/** Long enough for anybody to find anybody. */
const MEETING_MS = 10_000;

const testConfig: ParleyConfig = { signalling: [PUBLIC_SERVER], iceServers: [], relayOnly: false, publicAddress: null };
/** A page that shows nothing. */
export const testPage: Page = {
  isFile: false,
  isVisible: true,
  address: 'https://parley.example/',
  hasInvite: false,
  profile: null,
  showProfile: () => undefined,
  takeInvite: () => null,
  reload: () => undefined,
  files: new KeptFiles(),
  signs: new KeptSigns(),
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

  /** Another vault that holds the same. */
  copy(): MemoryVault {
    const copy = new MemoryVault();
    for (const [name, value] of this.#records) copy.#records.set(name, value);
    for (const [name, { items }] of this.#histories) copy.history(name).items = [...items];
    return copy;
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

  /** The vault of somebody, copied, and opened somewhere else, with its rooms. */
  async copy(original: TestInstallation): Promise<TestInstallation> {
    const copy = new TestInstallation(this, original.parts.me.name, original.parts.identity, original.vault.copy());
    await copy.rooms.openAll();
    await this.clock.advance(MEETING_MS);
    return copy;
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
    const current = host.rooms.current();
    if (current === null) throw new Error('no room was made');
    await this.#invite(host, guest, current);
    return current.room.ridHex;
  }

  /** The guest joins a room that is there, let in by somebody who is in it, whoever they knock at. */
  async enter(host: TestInstallation, guest: TestInstallation, ridHex: string): Promise<void> {
    const open = host.open(ridHex);
    await this.#invite(host, guest, open);
    const { identity, me } = guest.parts;
    await open.room.history.write('admit', { pk: identity.pk, name: me.name, token: null, redeem: null });
    await this.clock.advance(MEETING_MS);
  }

  async #invite(host: TestInstallation, guest: TestInstallation, { record, name }: OpenRoom): Promise<void> {
    const { roomSecret, founderPk } = record;
    const roomName = name();
    const inviterFp = host.parts.identity.fp;
    const plan = await planJoin(guest.parts, await encodeInvite({ roomSecret, founderPk, inviterFp, token: null, server: null, roomName }));
    await guest.rooms.join(plan);
    await this.clock.advance(MEETING_MS);
  }
}

/** One person's rooms and dialogs. */
export class TestInstallation {
  readonly vault: MemoryVault;
  readonly parts: AppContext;
  readonly rooms: OpenRooms;
  readonly settings: Settings;
  readonly desk: Desk;
  readonly home: HomeForms;
  readonly config: ChosenConfig;
  readonly connecting: Connecting;
  /** Of each transport that was made, in order: where and how others are met. */
  readonly ways: WaysToOthers[] = [];
  /** What comes of trying a STUN or TURN server. */
  tryIceServer: AppContext['ice']['tryOut'] = noIce.tryOut;
  readonly fpHex: string;
  /** After how many minutes without use the vault was to be locked, each time. */
  readonly locks: number[] = [];
  /** What a change of the passphrase comes to. */
  changePassphrase: (current: string | null, next: string) => Promise<void> = () => Promise.resolve();
  /** What went wrong; `null` for a test in which nothing may. */
  failures: unknown[] | null = null;
  readonly #effects: Effects;
  readonly #views = new Map<string, RoomView>();
  #dialog: DialogView | null = null;

  constructor(
    { clock, network }: Pick<TestNeighbourhood, 'clock' | 'network'>,
    name: string,
    identity: Identity,
    vault = new MemoryVault(),
  ) {
    this.vault = vault;
    this.fpHex = identity.fp.toHex();
    const changed = (): void => undefined;
    const failed = (error: unknown): void => {
      if (this.failures === null) throw error;
      this.failures.push(error);
    };
    const me = { name, fpHex: this.fpHex };
    const mine = { vault, identity, me, run: randomBytes(8), changed, failed };
    this.config = new ChosenConfig(vault, testConfig);
    const found = {
      transportFor: (ways: WaysToOthers) => {
        this.ways.push(ways);
        return network.transport();
      },
      ice: { ...noIce, tryOut: (server: RTCIceServer, signal: AbortSignal) => this.tryIceServer(server, signal) },
    };
    const storageUsage = (): { used: number; limit: number } => ({ used: 1_000, limit: 5_000_000 });
    this.parts = { ...mine, storageUsage, config: this.config, clock, page: testPage, ...found };
    this.rooms = makeOpenRooms(this.parts);
    this.connecting = makeConnecting(this.parts, this.rooms, this.config);
    const door: SettingsDoor = {
      hasPassphrase: true,
      changePassphrase: (current, next) => this.changePassphrase(current, next),
      lockIdle: (minutes) => void this.locks.push(minutes),
    };
    this.settings = makeSettings(this.parts, door, this.connecting);
    // Only a test that is about it wants to be locked out.
    this.settings.stop();
    this.desk = makeDesk(this.parts, this.rooms, this.settings, this.connecting);
    this.home = makeHomeForms(this.parts, this.rooms);
    this.#effects = { ...this.rooms.effects, ...this.desk.effects, ...this.home.effects };
  }

  /** The dialog on screen now. */
  dialog(): DialogView | null {
    this.#dialog = reuse(this.#dialog, this.desk.view());
    return this.#dialog;
  }

  /** Which dialog is on screen now, and about whom. */
  dialogText(): string {
    const view = this.dialog();
    return view === null ? 'none' : 'name' in view ? `${view.dialog} ${view.name}` : view.dialog;
  }

  /** Asks for something, as the interface does. */
  press(intent: Intent): void {
    void this.pressed(intent);
  }

  /** Asks for something; resolves when it is done. */
  pressed(intent: Intent): Promise<void> {
    return this.rooms.perform(intent, this.#effects);
  }

  /** Accepts everybody whom the composer of a room names now. */
  async acceptAll(ridHex: string): Promise<void> {
    await this.pressed({ type: 'accept-unverified', ridHex, acceptanceKeys: this.view(ridHex).composer.acceptanceKeys });
  }

  /** What is to be in the box of a room. */
  draft(ridHex: string): { readonly text: string; readonly version: number; readonly error: string | null } {
    const { draft, draftVersion, error } = this.view(ridHex).composer;
    return { text: draft, version: draftVersion, error };
  }

  /** An open room. */
  open(ridHex: string): OpenRoom {
    const open = this.rooms.all.get(ridHex);
    if (open === undefined) throw new Error('no such room');
    return open;
  }

  /** A room as it is shown. */
  view(ridHex: string): RoomView {
    const view = reuse(this.#views.get(ridHex), this.open(ridHex).view());
    this.#views.set(ridHex, view);
    return view;
  }

  /** Somebody in a room as they are shown. */
  seen(ridHex: string, who: TestInstallation): MemberView {
    const person = this.view(ridHex).people.find(({ fpHex }) => fpHex === who.fpHex);
    if (person === undefined) throw new Error('nobody of that fingerprint');
    return person;
  }

  /** The texts of a room, oldest first. */
  texts(ridHex: string): string[] {
    return this.view(ridHex).messages.flatMap(({ kind, text }) => (kind === 'text' ? [text] : []));
  }
}

/**
 * Rooms for tests: people with a history and a memory of their own, on one network in memory, under a clock that stands still.
 */
import { redeemSignature, tokenSigningKey } from '../crypto/invite-token.js';
import { createIdentity } from '../crypto/identity.js';
import type { Identity } from '../crypto/identity.js';
import { randomBytes } from '../crypto/primitives.js';
import { openRoomAddress } from '../link/addresses.js';
import type { RoomAddress } from '../link/addresses.js';
import { establishLink } from '../link/establish-link.js';
import type { Link } from '../link/link.js';
import type { Bytes } from '../lib/bytes.js';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { Author } from '../log/author.js';
import type { FeedHead } from '../log/author.js';
import { loadEntry } from '../log/packed-items.js';
import type { Entry } from '../log/entry.js';
import { RoomLog } from '../log/log.js';
import type { Mention } from '../log/mentions.js';
import { MemoryNetwork } from '../transport/memory-transport.fixture.js';
import { entryKeyOf } from '../log/entry-item.js';
import type { Endpoint } from '../transport/transport.js';
import type { History, Json, StoredItem } from '../vault/vault.js';
import { Room } from './room.js';
import type { RoomMemory, RoomSetup, RoomTokens } from './room-setup.js';

/** A history in memory that can refuse, and can take its time. */
export class MemoryHistory implements History {
  /** What is durable. */
  items: Bytes[] = [];
  damage: readonly string[] = [];
  /** Thrown by every `append` while it is set. */
  fault: Error | null = null;
  #gate: PromiseWithResolvers<void> | null = null;

  load(): Promise<readonly StoredItem[]> {
    return Promise.resolve(this.items.map((bytes) => ({ bytes })));
  }

  count(): Promise<number> {
    return Promise.resolve(this.items.length);
  }

  async newest(count: number): Promise<readonly StoredItem[]> {
    return (await this.load()).slice(-count);
  }

  async append(items: readonly Bytes[]): Promise<void> {
    const copies = items.map((item) => item.slice());
    if (this.#gate !== null) await this.#gate.promise;
    if (this.fault !== null) throw this.fault;
    this.items.push(...copies);
  }

  async replace(items: readonly Bytes[], progress: (share: number) => void = () => undefined): Promise<void> {
    const wanted = new Map(items.map((item) => [entryKeyOf(item), item.slice()]));
    if (this.#gate !== null) await this.#gate.promise;
    progress(0.5);
    this.items = this.items.map((item) => wanted.get(entryKeyOf(item)) ?? item);
    progress(1);
  }

  forgetAll(): Promise<void> {
    this.items = [];
    return Promise.resolve();
  }

  /** Nothing becomes durable until `release`. */
  hold(): void {
    this.#gate ??= Promise.withResolvers<void>();
  }

  release(): void {
    this.#gate?.resolve();
    this.#gate = null;
  }
}

/** The small things, in memory. */
export class MemoryRoomMemory implements RoomMemory {
  delivery: Json = null;
  forks: Json = null;
  seen: Json = null;
  /** Kept between the starts of one person, or copied with their history. */
  feed: Json = null;
  /** How far messages were dropped. */
  floor: Json = null;
  slots: number[] = [];
  /** Those that belong to the last slot, once it has changed. */
  tokens: RoomTokens | null = null;
  readonly sas = new Map<string, number>();
  /** Rejects every write while it is set. */
  fault: Error | null = null;

  readDelivery(): Json {
    return this.delivery;
  }

  writeDelivery(value: Json): Promise<void> {
    return this.#write(() => {
      this.delivery = value;
    });
  }

  readForks(): Json {
    return this.forks;
  }

  writeForks(value: Json): Promise<void> {
    return this.#write(() => {
      this.forks = value;
    });
  }

  readSeen(): Json {
    return this.seen;
  }

  writeSeen(value: Json): Promise<void> {
    return this.#write(() => {
      this.seen = value;
    });
  }

  slotChanged(slot: number, tokens: RoomTokens): Promise<void> {
    return this.#write(() => {
      this.slots.push(slot);
      this.tokens = tokens;
    });
  }

  readFeed(): Json {
    return this.feed;
  }

  writeFeed(value: Json): Promise<void> {
    return this.#write(() => {
      this.feed = value;
    });
  }

  readFloor(): Json {
    return this.floor;
  }

  writeFloor(value: Json): Promise<void> {
    return this.#write(() => {
      this.floor = value;
    });
  }

  lastSasAt(fpHex: string): number | null {
    return this.sas.get(fpHex) ?? null;
  }

  sasTried(fpHex: string, at: number): Promise<void> {
    return this.#write(() => this.sas.set(fpHex, at));
  }

  #write(change: () => void): Promise<void> {
    if (this.fault !== null) return Promise.reject(this.fault);
    change();
    return Promise.resolve();
  }
}

function newTokens(): RoomTokens {
  return { slot: randomBytes(8).toHex(), lobby: randomBytes(8).toHex() };
}

/** Somebody with one installation. */
export class TestPerson {
  readonly name: string;
  readonly identity: Identity;
  readonly memory = new MemoryRoomMemory();
  history = new MemoryHistory();
  /** Who invited them; `null` for the founder. */
  inviter: TestPerson | null = null;
  redeem: RoomSetup['redeem'] = null;
  slot = 0;
  /** What went wrong in the room they have open. */
  readonly troubles: unknown[] = [];
  #tokens = newTokens();
  #room: Room | null = null;

  constructor(name: string, identity: Identity) {
    this.name = name;
    this.identity = identity;
  }

  /** The vault of this installation, copied, and opened somewhere else. */
  copy(): TestPerson {
    const { delivery, feed, floor, forks, seen, slots, tokens } = this.memory;
    const copy = new TestPerson(this.name, this.identity);
    Object.assign(copy.memory, { delivery, feed, floor, forks, seen, slots: [...slots], tokens });
    copy.history.items = [...this.history.items];
    copy.inviter = this.inviter;
    copy.#tokens = this.#tokens;
    return copy;
  }

  /** Another installation of the same person, with the same history: not a copy, which would have the same tokens. */
  elsewhere(): TestPerson {
    const other = this.copy();
    other.#tokens = newTokens();
    other.memory.feed = null;
    return other;
  }

  get pkHex(): string {
    return this.identity.pk.toHex();
  }

  get fpHex(): string {
    return this.identity.fp.toHex();
  }

  get isOpen(): boolean {
    return this.#room !== null;
  }

  /** The room they have open. */
  get room(): Room {
    if (this.#room === null) throw new Error(`${this.name} has no room open`);
    return this.#room;
  }

  /** Opens the room, as a page does that has just started. */
  async open(world: RoomWorld, changes: Partial<RoomSetup> = {}): Promise<Room> {
    const room = await Room.open({
      roomSecret: world.roomSecret,
      founderPk: world.founder.identity.pk,
      inviterFp: this.inviter?.identity.fp ?? null,
      identity: this.identity,
      ownName: this.name,
      run: randomBytes(8),
      clock: world.clock,
      transport: world.network.transport(),
      history: this.history,
      redeem: this.redeem,
      slot: this.memory.slots.at(-1) ?? this.slot,
      tokens: this.memory.tokens ?? this.#tokens,
      newTokens,
      random: () => 0.5,
      memory: this.memory,
      telling: { read: true, typing: true },
      failed: (error) => this.troubles.push(error),
      ...changes,
    });
    this.#room = room;
    return room;
  }

  /** The same person in a room of their own memory: another installation, or the same after a reload. */
  async start(world: RoomWorld, changes: Partial<RoomSetup> = {}): Promise<Room> {
    const room = await this.open(world, changes);
    room.start();
    await world.settle();
    return room;
  }

  /** Names of who is in, as this person knows, in the order in which they came. */
  members(): string[] {
    return [...this.room.people.all.values()].filter(({ isPresent }) => isPresent).map(({ name }) => name);
  }

  /** The texts of the room, oldest first. */
  texts(): string[] {
    const { timeline } = this.room.history.log;
    return timeline.slice(0, timeline.length).flatMap(({ payload }) => (payload?.kind === 'text' ? [payload.text] : []));
  }

  /** Writes a text; resolves when it is durable. */
  say(text: string, mentions: readonly Mention[] = []): Promise<Entry> {
    return this.room.history.write('text', { text, mentions });
  }
}

/** A room, its people and what is between them. */
export class RoomWorld {
  readonly clock: FakeClock;
  readonly network: MemoryNetwork;
  readonly roomSecret = randomBytes(32);
  readonly founder: TestPerson;
  readonly people: readonly TestPerson[];

  /** The first of these is the founder. */
  constructor(people: readonly TestPerson[], clock = new FakeClock()) {
    this.clock = clock;
    this.network = new MemoryNetwork(clock);
    this.people = people;
    this.founder = people[0] as TestPerson;
  }

  /** People of these names; the first is the founder. Those who come first have the lower fingerprints. */
  static async make(...names: readonly string[]): Promise<RoomWorld> {
    const identities = await testPeople();
    return new RoomWorld(names.map((name, i) => new TestPerson(name, identities[i] as Identity)));
  }

  /** A room that is founded and whose founder is online; everybody else was let in by the founder and is online as well. */
  static async joined(...names: readonly string[]): Promise<RoomWorld> {
    const world = await RoomWorld.make(...names);
    await world.found();
    for (const person of world.people.slice(1)) await world.admit(person);
    return world;
  }

  /** A room of so many, all of whom the founder let in, and of whom nobody is online. Time goes in steps of 50 ms. */
  static async ofMany(count: number): Promise<RoomWorld> {
    const identities = await makeIdentities(count);
    const world = new RoomWorld(
      identities.map((identity, i) => new TestPerson(`person ${i}`, identity)),
      new FakeClock(undefined, 50),
    );
    const { founder } = world;
    const room = await founder.open(world);
    await room.found('Everybody');
    for (const person of world.people.slice(1)) {
      person.inviter = founder;
      await room.history.write('admit', { pk: person.identity.pk, name: person.name, token: null, redeem: null });
    }
    await room.close();
    for (const person of world.people) person.history.items = [...founder.history.items];
    return world;
  }

  person(index: number): TestPerson {
    const person = this.people[index];
    if (person === undefined) throw new Error(`nobody at ${index}`);
    return person;
  }

  /** The founder writes the beginning and is online. */
  async found(): Promise<Room> {
    const room = await this.founder.open(this);
    await room.found('Kitchen');
    room.start();
    await this.settle();
    return room;
  }

  /** Somebody knocks, and the founder lets them in. */
  async admit(person: TestPerson): Promise<void> {
    person.inviter = this.founder;
    await person.start(this);
    await this.founder.room.knocks.admit(person.fpHex);
    await this.advance(2_500);
  }

  /** A token that lets somebody in, made known by the founder or another member; what redeems it for a person. */
  async token(
    changes: { readonly uses?: number; readonly expires?: number; readonly by?: TestPerson } = {},
  ): Promise<(person: TestPerson) => Promise<void>> {
    const key = await tokenSigningKey(randomBytes(16));
    const { uses = 1, expires = this.clock.wall() + 3_600_000, by = this.founder } = changes;
    await by.room.history.write('invite', { token: key.pk, uses, expires });
    const { rid } = await this.address();
    return async (person) => {
      person.inviter = by;
      person.redeem = { token: key.pk, signature: await redeemSignature(key, rid, person.identity.pk) };
    };
  }

  address(): Promise<RoomAddress> {
    return openRoomAddress(this.roomSecret, this.founder.identity.pk);
  }

  /** Moves time on. */
  advance(ms: number): Promise<void> {
    return this.clock.advance(ms);
  }

  /** Waits until nothing happens any more without time passing. */
  settle(): Promise<void> {
    return this.clock.advance(0);
  }

  /** A link made by hand, from `person` under `fromId` (their own first id when left out) to `toId`; rejects as `establishLink` does. */
  async dial(person: TestPerson, toId: string, changes: { readonly fromId?: string; readonly run?: Bytes } = {}): Promise<RawLink> {
    const address = await this.address();
    const { fromId = await address.peerIdOf(person.identity.fp, 3), run = randomBytes(8) } = changes;
    const endpoint = this.network.transport().open(fromId, 'raw');
    await this.settle();
    const channel = await endpoint.dial(toId);
    const establishing = establishLink({
      channel,
      rid: address.rid,
      psk: address.psk,
      identity: person.identity,
      run,
      clock: this.clock,
      accepts: () => true,
    });
    await Promise.allSettled([establishing, this.settle()]);
    const raw = new RawLink(endpoint, await establishing);
    await this.settle();
    return raw;
  }

  /** Signs any entry of `person` on top of what `holder` has stored: in a new feed, or at `head`. */
  async authorOf(
    person: TestPerson,
    holder: TestPerson = this.founder,
    head: FeedHead | null = null,
    wall: () => number = () => this.clock.wall(),
  ): Promise<Author> {
    const { rid } = await this.address();
    const log = new RoomLog(rid, this.founder.identity.pk);
    log.addAll(await Promise.all(holder.history.items.map((item) => loadEntry({ bytes: item }, rid))));
    const author = new Author(person.identity, rid, log, wall);
    author.resume(head);
    return author;
  }

  /** Every room says goodbye. */
  async close(): Promise<void> {
    for (const person of this.people) if (person.isOpen) await person.room.close();
    await this.advance(2_000);
  }
}

/** A link made by hand and what came over it. */
export class RawLink {
  readonly endpoint: Endpoint;
  readonly link: Link;
  readonly frames: { readonly type: number; readonly data: Bytes }[] = [];
  endedWith: string | null = null;

  constructor(endpoint: Endpoint, link: Link) {
    this.endpoint = endpoint;
    this.link = link;
    link.start({
      frame: (type, data) => this.frames.push({ type, data: data.slice() }),
      closed: (code) => {
        this.endedWith = code;
      },
    });
  }

  /** Data of all frames of one type, in order. */
  of(type: number): Bytes[] {
    return this.frames.filter((frame) => frame.type === type).map(({ data }) => data);
  }
}

/** Somebody who is none of the first two people of a world. */
export async function strangerIdentity(): Promise<Identity> {
  return (await testPeople())[2] as Identity;
}

let people: Promise<Identity[]> | null = null;

const TEST_PEOPLE = 5;

async function makeIdentities(count: number): Promise<Identity[]> {
  const made = await Promise.all(Array.from({ length: count }, createIdentity));
  return made.sort((a, b) => (a.fp.toHex() < b.fp.toHex() ? -1 : 1));
}

/** The same people in every test of a page, by rising fingerprint: keys cost time. */
export function testPeople(): Promise<Identity[]> {
  people ??= makeIdentities(TEST_PEOPLE);
  return people;
}

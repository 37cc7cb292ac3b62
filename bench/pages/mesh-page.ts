/**
 * Runs in a page: one room with many people online, over the network in memory, with the product's own log, sync, links and rendezvous. Counts what
 * every entry costs: how often it arrives at each, over how many links it came, how many frames and bytes all links together carried for it.
 */
import { itemPlaceOf } from '../../src/log/entry-item.js';
import { LOG_FRAME } from '../../src/log/sync-frames.js';
import type { EntryIntake } from '../../src/room/entry-intake.js';
import { RoomWorld } from '../../src/room/room.fixture.js';
import type { TestPerson } from '../../src/room/room.fixture.js';
import type { Session } from '../../src/room/session.js';
import type { MeshCounts } from '../mesh-counts.js';
import { prepared } from './bench-app.js';

let madeWorld: RoomWorld | null = null;
let people: TestPerson[] = [];
const online = new Set<TestPerson>();
/** By place of an entry: by fingerprint, how many copies came, and over how many links the first. */
const arrivals = new Map<string, Map<string, { readonly copies: number; readonly hops: number }>>();
const traffic = { frames: 0, bytes: 0 };
let seed = 1;

function world(): RoomWorld {
  return prepared(madeWorld);
}

/** The same numbers in every run. */
function random(): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
}

function take<Item>(list: Item[]): Item {
  return prepared(list.splice(Math.floor(random() * list.length), 1)[0]);
}

/** As long as a frame with so much data is on the wire: PROTOCOL section 8. */
function frameBytes(length: number): number {
  return 12 + 16 + Math.max(256, 2 ** Math.ceil(Math.log2(length + 4)));
}

/** Counts what a room takes in, and what it sends of the log. */
function watch({ fpHex, room }: TestPerson): void {
  const { intake } = room.history;
  const takeIn = intake.take.bind(intake);
  intake.take = (...[items, from]: Parameters<EntryIntake['take']>): void => {
    for (const { feedKey, seq } of items.map(itemPlaceOf)) {
      const place = `${feedKey} ${seq}`;
      const seen = arrivals.get(place) ?? new Map<string, { readonly copies: number; readonly hops: number }>();
      arrivals.set(place, seen);
      const known = seen.get(fpHex);
      const hops = known?.hops ?? 1 + (seen.get(from.link.remote.fpHex)?.hops ?? 0);
      seen.set(fpHex, { copies: (known?.copies ?? 0) + 1, hops });
    }
    takeIn(items, from);
  };
  const { mesh } = room.links;
  const add = mesh.add.bind(mesh);
  mesh.add = (session: Session): void => {
    const { link } = session;
    const send = link.send.bind(link);
    link.send = (...[type, data]: Parameters<typeof link.send>): void => {
      if (type >= LOG_FRAME.have && type <= LOG_FRAME.need) {
        traffic.frames++;
        traffic.bytes += frameBytes(data.length);
      }
      send(type, data);
    };
    add(session);
  };
}

async function come(person: TestPerson): Promise<void> {
  const room = await person.open(world(), { random });
  watch(person);
  online.add(person);
  room.start();
}

/** Goes away: with a goodbye, or lost with all its links, of which the others are told nothing. */
async function go(person: TestPerson, isLost: boolean): Promise<void> {
  online.delete(person);
  const address = await world().address();
  const ids = new Set([await address.peerIdOf(person.identity.fp, 0)]);
  if (person.room.links.rendezvous.holdsLobby) ids.add(address.lobbyId);
  if (isLost) {
    for (const wire of world().network.wires) if (ids.has(wire.initiator.localId) || ids.has(wire.responder.localId)) wire.die();
  }
  await person.room.close();
}

/** A room of so many, all of whom were let in and none of whom is online. */
export async function makeRoom(count: number): Promise<void> {
  seed = 1;
  arrivals.clear();
  online.clear();
  madeWorld = await RoomWorld.ofMany(count);
  people = [...madeWorld.people];
}

/** Everybody comes online, one every quarter of a second, and so much time passes. */
export async function everybodyComes(ms: number): Promise<void> {
  for (const person of people) {
    await come(person);
    await world().advance(250);
  }
  await world().advance(ms);
}

/** So many are lost, so many say goodbye, and so many who were away come back. */
export async function churn(lost: number, left: number, back: number): Promise<void> {
  const here = [...online];
  const away = people.filter((person) => !online.has(person));
  for (let i = 0; i < lost + left; i++) await go(take(here), i < lost);
  for (let i = 0; i < back && away.length > 0; i++) await come(take(away));
}

/**
 * So many of those who are online write, one after the other, and so much time passes after each. How many entries have not reached how many who are
 * online then, and what all links together carried of the log for them.
 */
export async function writeAndCount(count: number, ms: number): Promise<MeshCounts> {
  const before = { ...traffic };
  const places: string[] = [];
  for (let i = 0; i < count; i++) {
    const { feedKey, seq } = await take([...online]).say(`message ${i}: ${'x'.repeat(40)}`);
    places.push(`${feedKey} ${seq}`);
    await world().advance(ms);
  }
  const seen = places.flatMap((place) => [...(arrivals.get(place)?.values() ?? [])]);
  const links = [...online].reduce((sum, { room }) => sum + room.links.mesh.current.size, 0) / 2;
  const all = Math.max(...[...online].map((person) => person.texts().length));
  return {
    online: online.size,
    links,
    linksMost: Math.max(...[...online].map(({ room }) => room.links.mesh.current.size)),
    missing: [...online].filter((person) => person.texts().length < all).length,
    hopsMost: Math.max(...seen.map(({ hops }) => hops)),
    hopsMean: seen.reduce((sum, { hops }) => sum + hops, 0) / seen.length,
    copiesMost: Math.max(...seen.map(({ copies }) => copies)),
    copiesMean: seen.reduce((sum, { copies }) => sum + copies, 0) / seen.length,
    framesPerEntry: (traffic.frames - before.frames) / count,
    bytesPerEntry: (traffic.bytes - before.bytes) / count,
    troubles: people.flatMap(({ troubles }) => troubles.map(String)),
  };
}

/** Lets so many milliseconds pass. */
export async function pass(ms: number): Promise<void> {
  await world().advance(ms);
}

/** How many of those who are online have fewer messages than another. */
export function behind(): number {
  const counts = [...online].map((person) => person.texts().length);
  return counts.filter((count) => count < Math.max(...counts)).length;
}

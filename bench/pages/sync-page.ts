/**
 * Runs in two pages: one has a room with a long history by several authors, the other comes into it with an invite and gets all of it over a real link,
 * into a real vault, and on screen. The product's own modules, from the transport to the elements.
 */
import type { AppContext } from '../../src/app/app-parts.js';
import { encodeInvite } from '../../src/app/invite.js';
import { holdRoom } from '../../src/app/open-room.js';
import { writeRoom } from '../../src/app/records.js';
import { makeRoom, openKnownRoom, planJoin } from '../../src/app/rooms.js';
import { createIdentity } from '../../src/crypto/identity.js';
import { tokenSigningKey } from '../../src/crypto/invite-token.js';
import { randomBytes } from '../../src/crypto/primitives.js';
import { systemClock } from '../../src/lib/clock.js';
import { Author } from '../../src/log/author.js';
import { verifyEntryItem } from '../../src/log/entry.js';
import type { Entry } from '../../src/log/entry.js';
import type { RoomMemory, RoomSetup } from '../../src/room/room-setup.js';
import { Room } from '../../src/room/room.js';
import type { Session } from '../../src/room/session.js';
import type { History, StoredItem } from '../../src/vault/vault.js';
import { benchContext, localTransport, prepared } from './bench-app.js';

/** Signed, and stored, at once while a history is made. */
const BATCH = 500;
const OTHER_AUTHORS = 5;
/** As many messages as a small screen shows. */
const SCREENFUL = 10;

/** Remembers nothing beside the history. (The tests' own brings a counter of everything that WebCrypto does.) */
const NO_MEMORY: RoomMemory = {
  readDelivery: () => null,
  writeDelivery: () => Promise.resolve(),
  readForks: () => null,
  writeForks: () => Promise.resolve(),
  readSeen: () => null,
  writeSeen: () => Promise.resolve(),
  readFloor: () => null,
  writeFloor: () => Promise.resolve(),
  readFeed: () => null,
  writeFeed: () => Promise.resolve(),
  slotChanged: () => Promise.resolve(),
  lastSasAt: () => null,
  sasTried: () => Promise.resolve(),
};

let context: AppContext | null = null;
let room: Room | null = null;

/** Makes a vault, and everything that a room is opened with. */
export async function begin(port: number, name: string): Promise<void> {
  context = await benchContext(name, port, () => localTransport(port));
}

/** Writes so many messages into a room, by several people in turns, each on top of the one before; gives their bytes. */
async function fill({ history }: Room, store: Pick<History, 'append'>, messages: number): Promise<number> {
  const authors: Author[] = [];
  for (let i = 0; i < OTHER_AUTHORS; i++) {
    const identity = await createIdentity();
    await history.write('admit', { pk: identity.pk, name: `Author ${i}`, token: null, redeem: null });
    const author = new Author(identity, history.log.rid, history.log, () => Date.now());
    author.resume(null);
    authors.push(author);
  }
  let bytes = 0;
  for (let made = 0; made < messages; made += BATCH) {
    // Runs of a few by each, as people write.
    const entries: Entry[] = [];
    for (let i = made; i < Math.min(messages, made + BATCH); i++) {
      const entry = await prepared(authors[Math.floor(i / 3) % OTHER_AUTHORS]).write('text', {
        text: `message ${i}: ${'so many words '.repeat(3)}`,
      });
      history.log.add(entry);
      entries.push(entry);
      bytes += entry.itemBytes.length;
    }
    await store.append(entries.map(({ itemBytes }) => itemBytes));
  }
  return bytes;
}

/** A room with so many messages, on line; an invite that lets one person in, and the bytes of the messages. */
export async function makeHistory(messages: number): Promise<{ readonly code: string; readonly bytes: number }> {
  const { identity, config } = prepared(context);
  room = await makeRoom(prepared(context), 'History');
  const bytes = await fill(room, room.setup.history, messages);
  const token = randomBytes(16);
  const { pk } = await tokenSigningKey(token);
  await room.history.write('invite', { token: pk, uses: 1000, expires: Date.now() + 3_600_000 });
  room.start();
  const { roomSecret, founderPk } = room.setup;
  const [server] = config.signalling;
  const code = await encodeInvite({ roomSecret, founderPk, inviterFp: identity.fp, token, server: prepared(server), roomName: 'History' });
  return { code, bytes };
}

/** Joins, shows the room, and waits for all of it: milliseconds from the link until a screenful is shown, and until everything is stored and in the log. */
export async function fetchHistory(code: string, messages: number): Promise<{ readonly screenful: number; readonly whole: number }> {
  const own = prepared(context);
  const { ridHex, record } = await planJoin(own, code);
  await writeRoom(own.vault, ridHex, record);
  room = await openKnownRoom(own, record);
  const open = holdRoom({ ...own, changed: () => show() }, room);
  const view = document.createElement('parley-messages');
  view.style.blockSize = '600px';
  document.body.replaceChildren(view);
  let shownAt = Number.NEGATIVE_INFINITY;
  let isDue = false;
  /** As the workspace does: at most every 60 ms, and every 200 ms while a long history is on its way. */
  function show(): void {
    if (isDue) return;
    isDue = true;
    setTimeout(
      () => {
        isDue = false;
        shownAt = performance.now();
        view.state = open.view();
      },
      Math.max(0, shownAt + (view.state?.backfill ? 200 : 60) - performance.now()),
    );
  }
  const { mesh } = room.links;
  const add = mesh.add.bind(mesh);
  let linkedAt = 0;
  mesh.add = (session: Session): void => {
    // The first: others may follow from the other ids of the same person.
    linkedAt ||= performance.now();
    add(session);
  };
  room.start();
  let screenfulAt = 0;
  while (screenfulAt === 0) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (prepared(view.shadowRoot).querySelectorAll('article').length >= SCREENFUL) screenfulAt = performance.now();
  }
  const { log } = room.history;
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (log.timeline.length >= messages) resolve();
    };
    log.onChange(look);
    look();
  });
  const doneAt = performance.now();
  return { screenful: screenfulAt - linkedAt, whole: doneAt - linkedAt };
}

/** Verifies all that was fetched once more, and does nothing else with it: milliseconds. Less than this no fetch can take. */
export async function verifyAgain(): Promise<number> {
  const { log } = prepared(room).history;
  const items = log.timeline.slice(0, log.timeline.length).map(({ itemBytes }) => itemBytes);
  const startedAt = performance.now();
  // A frame holds about a hundred.
  for (let at = 0; at < items.length; at += 100) await Promise.all(items.slice(at, at + 100).map((item) => verifyEntryItem(item, log.rid)));
  return performance.now() - startedAt;
}

/** Goes on line no more. */
export async function leave(): Promise<void> {
  await prepared(room).close();
}

/** Opens a room with so many entries from a store in memory: the vault's own memory is another thing. */
async function makeLarge(messages: number): Promise<() => Promise<number>> {
  const { identity, transportFor, config } = prepared(context);
  const items: StoredItem[] = [];
  const store: History = {
    damage: [],
    load: () => Promise.resolve(items),
    count: () => Promise.resolve(items.length),
    newest: (count) => Promise.resolve(items.slice(-count)),
    append: (more) => {
      for (const item of more) items.push({ bytes: item.slice() });
      return Promise.resolve();
    },
    replace: () => Promise.reject(new Error('nothing is erased here')),
    forgetAll: () => Promise.reject(new Error('nothing is forgotten here')),
  };
  const setup: RoomSetup = {
    roomSecret: randomBytes(32),
    founderPk: identity.pk,
    inviterFp: null,
    identity,
    ownName: 'Ana',
    run: randomBytes(8),
    clock: systemClock,
    transport: transportFor({ ...config, servers: config.signalling }),
    history: store,
    redeem: null,
    slot: 0,
    tokens: { slot: 'slot', lobby: 'lobby' },
    newTokens: () => ({ slot: 'slot', lobby: 'lobby' }),
    random: Math.random,
    memory: NO_MEMORY,
    telling: { read: true, typing: true },
    failed: reportError,
  };
  const first = await Room.open(setup);
  await first.found('Large');
  await fill(first, store, messages);
  await first.close();
  room = null;
  /** The history as the vault hands it over: read once, and then the room's own. */
  let rest = items;
  const history: History = {
    ...store,
    load: () => {
      const loaded = rest;
      rest = [];
      return Promise.resolve(loaded);
    },
  };
  return async () => {
    room = await Room.open({ ...setup, history });
    return room.history.log.timeline.length;
  };
}

let openAgain: (() => Promise<number>) | null = null;

/** Prepares `openPrepared`; what it holds before the room is opened is the items alone. */
export async function prepareLarge(messages: number): Promise<void> {
  openAgain = await makeLarge(messages);
}

/** Opens it; how many entries it shows. */
export function openPrepared(): Promise<number> {
  return prepared(openAgain)();
}

/**
 * Runs in two pages: one has a room with a long history by several authors, the other comes into it with an invite and gets all of it over a real link,
 * into a real vault, and on screen. The product's own modules, from the transport to the elements.
 */
import { encodeInvite } from '../../dist/js/app/invite.js';
import { holdRoom } from '../../dist/js/app/open-room.js';
import { writeRoom } from '../../dist/js/app/records.js';
import { makeRoom, openKnownRoom, planJoin } from '../../dist/js/app/rooms.js';
import { createIdentity } from '../../dist/js/crypto/identity.js';
import { tokenSigningKey } from '../../dist/js/crypto/invite-token.js';
import { randomBytes, sha256 } from '../../dist/js/crypto/primitives.js';
import { systemClock } from '../../dist/js/lib/clock.js';
import { Author } from '../../dist/js/log/author.js';
import { Room } from '../../dist/js/room/room.js';
import { peerJsTransport } from '../../dist/js/transport/peerjs-transport.js';
import { defineParleyElements } from '../../dist/js/ui/define.js';
import { VaultDoor } from '../../dist/js/vault/vault-door.js';

/** Signed, and stored, at once while a history is made. */
const BATCH = 500;
const OTHER_AUTHORS = 5;
/** As many messages as a small screen shows. */
const SCREENFUL = 10;

/** Remembers nothing beside the history. (The tests' own brings a counter of everything that WebCrypto does.) */
const NO_MEMORY = {
  readDelivery: () => null,
  writeDelivery: () => Promise.resolve(),
  readForks: () => null,
  writeForks: () => Promise.resolve(),
  readSeen: () => null,
  writeSeen: () => Promise.resolve(),
  slotChanged: () => Promise.resolve(),
  lastSasAt: () => null,
  sasTried: () => Promise.resolve(),
};

let parts = null;
let room = null;

/** Makes a vault, and everything that a room is opened with. */
export async function begin(port, name) {
  const vault = await VaultDoor.create(name, null);
  const identity = await createIdentity();
  defineParleyElements();
  const servers = [{ host: '127.0.0.1', port, path: '/peerjs', secure: false, key: 'peerjs' }];
  const network = { Peer: globalThis.Peer, servers, iceServers: [], relayOnly: false, clock: systemClock, randomBytes, sha256 };
  parts = {
    vault,
    config: { signalling: servers },
    clock: systemClock,
    identity,
    run: randomBytes(8),
    me: { name, fpHex: identity.fp.toHex(), hasPassphrase: false },
    changed: () => undefined,
    failed: (error) => reportError(error),
    transportFor: () => peerJsTransport(network),
  };
}

/** Writes so many messages into a room, by several people in turns, each on top of the one before; gives their bytes. */
async function fill(target, store, messages) {
  const { history } = target;
  const authors = [];
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
    const entries = [];
    for (let i = made; i < Math.min(messages, made + BATCH); i++) {
      const entry = await authors[Math.floor(i / 3) % OTHER_AUTHORS].write('text', { text: `message ${i}: ${'so many words '.repeat(3)}` });
      history.log.add(entry);
      entries.push(entry);
      bytes += entry.itemBytes.length;
    }
    await store.append(entries.map(({ itemBytes }) => itemBytes));
  }
  return bytes;
}

/** A room with so many messages, on line; an invite that lets one person in, and the bytes of the messages. */
export async function makeHistory(messages) {
  room = await makeRoom(parts, 'History');
  const bytes = await fill(room, room.setup.history, messages);
  const token = randomBytes(16);
  const { pk } = await tokenSigningKey(token);
  await room.history.write('invite', { token: pk, uses: 1000, expires: Date.now() + 3_600_000 });
  room.start();
  const { roomSecret, founderPk } = room.setup;
  const [server] = parts.config.signalling;
  const code = await encodeInvite({ roomSecret, founderPk, inviterFp: parts.identity.fp, token, server, roomName: 'History' });
  return { code, bytes };
}

/** Joins, shows the room, and waits for all of it: milliseconds from the link until a screenful is shown, and until everything is stored and in the log. */
export async function fetchHistory(code, messages) {
  const { ridHex, record } = await planJoin(parts, code);
  await writeRoom(parts.vault, ridHex, record);
  room = await openKnownRoom(parts, record);
  const open = holdRoom({ ...parts, changed: () => show() }, room);
  const view = document.createElement('parley-messages');
  view.style.blockSize = '600px';
  document.body.replaceChildren(view);
  let shownAt = Number.NEGATIVE_INFINITY;
  let isDue = false;
  /** As the workspace does: at most every 60 ms, and every 200 ms while a long history is on its way. */
  function show() {
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
  mesh.add = (session) => {
    linkedAt = performance.now();
    add(session);
  };
  room.start();
  let screenfulAt = 0;
  while (screenfulAt === 0) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (view.shadowRoot.querySelectorAll('article').length >= SCREENFUL) screenfulAt = performance.now();
  }
  const { log } = room.history;
  await new Promise((resolve) => {
    const look = () => {
      if (log.timeline.length >= messages) resolve();
    };
    log.onChange(look);
    look();
  });
  const doneAt = performance.now();
  return { screenful: screenfulAt - linkedAt, whole: doneAt - linkedAt };
}

/** Goes on line no more. */
export async function leave() {
  await room.close();
}

/** Opens a room with so many entries from a store in memory: the vault's own memory is another thing. */
export async function openLarge(messages) {
  const items = [];
  const store = {
    damage: [],
    load: () => Promise.resolve(items),
    append: (more) => {
      for (const item of more) items.push(item.slice());
      return Promise.resolve();
    },
  };
  const setup = {
    roomSecret: randomBytes(32),
    founderPk: parts.identity.pk,
    inviterFp: null,
    identity: parts.identity,
    ownName: 'Ana',
    run: randomBytes(8),
    clock: systemClock,
    transport: parts.transportFor(),
    history: store,
    redeem: null,
    slot: 0,
    tokens: { slot: 'slot', lobby: 'lobby' },
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
  setup.history = {
    ...store,
    load: () => {
      const loaded = rest;
      rest = [];
      return Promise.resolve(loaded);
    },
  };
  return async () => {
    room = await Room.open(setup);
    return room.history.log.timeline.length;
  };
}

let openAgain = null;

/** Prepares `openLarge`; what it holds before the room is opened is the items alone. */
export async function prepareLarge(messages) {
  openAgain = await openLarge(messages);
}

/** Opens it; how many entries it shows. */
export function openPrepared() {
  return openAgain();
}

/**
 * Runs in a page: two rooms in one vault, one with a long history and one that has just been made, and what one more message costs in each.
 *
 * The rooms are the product's own, with the vault on the browser's own storage; only the network is left out: nobody else is there.
 */
import { holdRoom } from '../../dist/js/app/open-room.js';
import { reuse } from '../../dist/js/app/reuse.js';
import { makeRoom } from '../../dist/js/app/rooms.js';
import { createIdentity } from '../../dist/js/crypto/identity.js';
import { randomBytes } from '../../dist/js/crypto/primitives.js';
import { systemClock } from '../../dist/js/lib/clock.js';
import { defineParleyElements } from '../../dist/js/ui/define.js';
import { VaultDoor } from '../../dist/js/vault/vault-door.js';

/** Written at once while a history is made; as many as a long burst. */
const BATCH = 1000;

/** A signalling server that is never reached. */
const nowhere = {
  open: (peerId) => ({
    peerId,
    state: 'connecting',
    nextAttemptAt: null,
    onState: () => () => undefined,
    onChannel: () => () => undefined,
    dial: () => Promise.reject(new Error('nobody is dialled here')),
    wake: () => undefined,
    close: () => undefined,
  }),
};

let parts = null;
const scenes = new Map();

/** Makes the vault. */
export async function begin() {
  const vault = await VaultDoor.create('bench', null);
  const identity = await createIdentity();
  defineParleyElements();
  parts = {
    vault,
    config: { signalling: [] },
    clock: systemClock,
    identity,
    run: randomBytes(8),
    me: { name: 'Ana', fpHex: identity.fp.toHex(), hasPassphrase: false },
    changed: () => undefined,
    failed: reportError,
    transportFor: () => nowhere,
  };
}

/** Makes a room with so many messages, shown in an interface of its own. */
export async function makeScene(name, messages) {
  const room = await makeRoom(parts, name);
  room.start();
  for (let made = 0; made < messages; made += BATCH)
    await Promise.all(
      Array.from({ length: Math.min(BATCH, messages - made) }, (_, i) =>
        room.history.write('text', { text: `message ${made + i} of many` }),
      ),
    );
  const open = holdRoom(parts, room);
  const view = document.createElement('parley-messages');
  view.style.blockSize = '600px';
  scenes.set(name, { room, open, view, count: 0 });
  return room.history.log.timeline.length;
}

/** Which room is on screen: layout is only paid for that one. */
export function show(name) {
  document.body.replaceChildren(scenes.get(name).view);
  project(scenes.get(name));
}

function project({ open, view }) {
  view.state = reuse(view.state, open.view());
  return view.updateComplete;
}

/** Nothing is on screen: what is drawn would otherwise fall into what is measured. */
export function showNothing() {
  document.body.replaceChildren();
}

/** So many messages, one after the other: milliseconds a message until it is durable and in the log. */
export async function store(name, count) {
  const scene = scenes.get(name);
  const startedAt = performance.now();
  for (let i = 0; i < count; i++) await scene.room.history.write('text', { text: `one more, number ${(scene.count += 1)}` });
  return (performance.now() - startedAt) / count;
}

/** So many messages, one after the other, each stored before: milliseconds a message until it is projected, reconciled and laid out. */
export async function showNew(name, count) {
  const scene = scenes.get(name);
  let time = 0;
  for (let i = 0; i < count; i++) {
    await scene.room.history.write('text', { text: `one more, number ${(scene.count += 1)}` });
    const startedAt = performance.now();
    await project(scene);
    scene.view.getBoundingClientRect();
    time += performance.now() - startedAt;
    // The frame that follows is not to fall into the next message.
    await new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve));
    });
  }
  return time / count;
}

/** Writes everything out, so that neither room carries the other's work. */
export function settle() {
  return parts.vault.flush();
}

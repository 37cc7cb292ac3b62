/**
 * Runs in a page: two rooms in one vault, one with a long history and one that has just been made, and what one more message costs in each.
 *
 * The rooms are the product's own, with the vault on the browser's own storage; only the network is left out: nobody else is there.
 */
import type { AppContext } from '../../src/app/app-parts.js';
import { holdRoom } from '../../src/app/open-room.js';
import type { OpenRoom } from '../../src/app/open-room.js';
import { reuse } from '../../src/app/reuse.js';
import { makeRoom } from '../../src/app/rooms.js';
import type { Room } from '../../src/room/room.js';
import type { ParleyMessages } from '../../src/ui/parley-messages.js';
import type { OpenVault } from '../../src/vault/open-vault.js';
import { benchContext, nowhere, prepared } from './bench-app.js';

/** Written at once while a history is made; as many as a long burst. */
const BATCH = 1000;

interface Scene {
  readonly room: Room;
  readonly open: OpenRoom;
  readonly view: ParleyMessages;
  count: number;
}

let context: AppContext | null = null;
const scenes = new Map<string, Scene>();

/** Makes the vault. */
export async function begin(): Promise<void> {
  context = await benchContext('Ana', null, () => nowhere);
}

/** Makes a room with so many messages, shown in an interface of its own. */
export async function makeScene(name: string, messages: number): Promise<number> {
  const room = await makeRoom(prepared(context), name);
  room.start();
  for (let made = 0; made < messages; made += BATCH)
    await Promise.all(
      Array.from({ length: Math.min(BATCH, messages - made) }, (_, i) =>
        room.history.write('text', { text: `message ${made + i} of many` }),
      ),
    );
  const open = holdRoom(prepared(context), room);
  const view = document.createElement('parley-messages');
  view.style.blockSize = '600px';
  scenes.set(name, { room, open, view, count: 0 });
  return room.history.log.timeline.length;
}

/** Which room is on screen: layout is only paid for that one. */
export async function show(name: string): Promise<void> {
  const scene = prepared(scenes.get(name));
  document.body.replaceChildren(scene.view);
  await project(scene);
}

async function project({ open, view }: Scene): Promise<void> {
  view.state = reuse(view.state, open.view());
  // Elements show what is new in a microtask, which comes before this one.
  await Promise.resolve();
}

/** Nothing is on screen: what is drawn would otherwise fall into what is measured. */
export function showNothing(): void {
  document.body.replaceChildren();
}

/** So many messages, one after the other: milliseconds a message until it is durable and in the log. */
export async function store(name: string, count: number): Promise<number> {
  const scene = prepared(scenes.get(name));
  const startedAt = performance.now();
  for (let i = 0; i < count; i++) await scene.room.history.write('text', { text: `one more, number ${(scene.count += 1)}` });
  return (performance.now() - startedAt) / count;
}

/** So many messages, one after the other, each stored before: milliseconds a message until it is projected, reconciled and laid out. */
export async function showNew(name: string, count: number): Promise<number> {
  const scene = prepared(scenes.get(name));
  let time = 0;
  for (let i = 0; i < count; i++) {
    await scene.room.history.write('text', { text: `one more, number ${(scene.count += 1)}` });
    const startedAt = performance.now();
    await project(scene);
    scene.view.getBoundingClientRect();
    time += performance.now() - startedAt;
    // The frame that follows is not to fall into the next message.
    await new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve, 0));
    });
  }
  return time / count;
}

/** Writes everything out, so that neither room carries the other's work. */
export function settle(): Promise<void> {
  return (prepared(context).vault as OpenVault).flush();
}

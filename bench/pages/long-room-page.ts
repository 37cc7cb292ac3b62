/**
 * Runs in a page that `vault-page` has filled: the whole product over that vault, but the network, scrolled and searched as people do it.
 */
import { systemClock } from '../../src/lib/clock.js';
import { entryCodec } from '../../src/room/entry-codec.js';
import type { MainState } from '../../src/app/state.js';
import { openWorkspace } from '../../src/app/workspace.js';
import type { Workspace } from '../../src/app/workspace.js';
import { defineParleyElements } from '../../src/ui/define.js';
import { ParleyApp } from '../../src/ui/parley-app.js';
import { VaultDoor, browserVaultPorts } from '../../src/vault/vault-door.js';
import { localConfig, noIce, nowhere, prepared, quietPage } from './bench-app.js';

const PROFILE = 'bench';

let workspace: Workspace | null = null;
let shown: MainState | null = null;
let look: () => void = () => undefined;

/** Resolves when what is shown is so. */
function until(isSo: (state: MainState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    look = () => {
      if (shown !== null && isSo(shown)) resolve();
    };
    look();
  });
}

/** Opens the vault with its room on screen; resolves with how many messages that has. */
export async function open(): Promise<number> {
  defineParleyElements();
  const app = new ParleyApp();
  const show = (state: MainState): void => {
    shown = state;
    app.state = state;
    look();
  };
  const vault = await VaultDoor.unlock(PROFILE, null, systemClock, { ...browserVaultPorts, codec: entryCodec });
  const opened = await openWorkspace({
    vault,
    hasPassphrase: false,
    changePassphrase: () => Promise.resolve(),
    lockIdle: () => undefined,
    config: localConfig(null),
    clock: systemClock,
    page: quietPage,
    transportFor: () => nowhere,
    ice: noIce,
    show,
  });
  workspace = opened;
  app.addEventListener('parley-intent', ({ intent }) => opened.dispatch(intent));
  document.body.replaceChildren(app);
  show(opened.state());
  await until(({ room }) => room?.phase === 'in');
  const { messages, earlier, later } = prepared(shown?.room);
  return messages.length + earlier + later;
}

function elementsBelow(root: ParentNode): Element[] {
  const here = [...root.querySelectorAll('*')];
  return [...here, ...here.flatMap(({ shadowRoot }) => (shadowRoot === null ? [] : elementsBelow(shadowRoot)))];
}

const transcript = (): HTMLElement => prepared(elementsBelow(document).find((element) => element.matches('[role=log]'))) as HTMLElement;

/** What scrolling cost. */
export interface Scrolled {
  /** Milliseconds between two frames. */
  readonly frames: readonly number[];
  /** Elements in the transcript and in the whole page, at most. */
  readonly elements: number;
  readonly inPage: number;
  /** How many messages went by. */
  readonly passed: number;
}

/** Scrolls from the newest messages (`up`) or from the oldest so many pixels a frame, for so many frames. */
export async function scroll(direction: 'up' | 'down', pixels: number, count: number): Promise<Scrolled> {
  const { ridHex } = prepared(shown?.room);
  const open = prepared(workspace);
  const version = shown?.room?.place.version;
  open.dispatch(direction === 'up' ? { type: 'show-newest', ridHex } : { type: 'show-date', ridHex, time: 0 });
  await until(({ room }) => room?.place.version !== version);
  const log = transcript();
  const frames: number[] = [];
  let [elements, inPage] = [0, 0];
  const before = prepared(shown?.room).earlier;
  let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
  for (let i = 0; i < count; i++) {
    log.scrollTop += direction === 'up' ? -pixels : pixels;
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    frames.push(now - last);
    last = now;
    // Counting takes its time, too.
    if (i % 20 > 0) continue;
    elements = Math.max(elements, elementsBelow(log).length);
    inPage = Math.max(inPage, elementsBelow(document).length);
    last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
  }
  return { frames, elements, inPage, passed: Math.abs(prepared(shown?.room).earlier - before) };
}

/** What finding cost. */
export interface Found {
  /** Milliseconds until the first result was on screen, and until the search was over or had found enough. */
  readonly first: number;
  readonly whole: number;
  /** The longest time between two frames meanwhile, in milliseconds. */
  readonly longest: number;
  readonly count: number;
}

/** Looks for something in the room on screen. */
export async function find(query: string): Promise<Found> {
  const { ridHex } = prepared(shown?.room);
  const startedAt = performance.now();
  let isOver = false;
  let longest = 0;
  const watch = (last: number): void => {
    requestAnimationFrame((now) => {
      longest = Math.max(longest, now - last);
      if (!isOver) watch(now);
    });
  };
  requestAnimationFrame(watch);
  prepared(workspace).dispatch({ type: 'find', roomHex: ridHex, query });
  const first = until(({ room }) => room?.find.query === query && room.find.found.length > 0).then(() => performance.now() - startedAt);
  const firstAfter = await first;
  await until(({ room }) => room?.find.query === query && !room.find.isBusy);
  isOver = true;
  const count = prepared(shown?.room).find.found.length;
  return { first: firstAfter, whole: performance.now() - startedAt, longest, count };
}

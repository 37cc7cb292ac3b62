/**
 * People for journeys: each has a browser, a copy of the built page opened from file://, and nothing else in common with the others than a PeerServer on
 * loopback. The CDNs are answered with the bytes of the npm package; every other request to the network is refused and noted.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, firefox } from '@playwright/test';
import type { Browser, BrowserContext, Page, Route } from '@playwright/test';
import { launchOptions, plainContext } from '../../scripts/browsers.mjs';
import { peerjsUrls, withConfig, withPatch } from '../../scripts/page.mjs';
import { LocalPeerServer } from '../../scripts/peer-server.mjs';

const root = dirname(dirname(import.meta.dirname));
const peerjsText = readFileSync(join(root, 'node_modules', 'peerjs', 'dist', 'peerjs.min.js'), 'utf8');

export type BrowserName = 'chromium' | 'firefox';
export type { LocalPeerServer };

/** What a CDN does: the right bytes, other bytes (one is changed), or no answer. */
export type CdnBehaviour = 'good' | 'tampered' | 'down';

export interface PersonOptions {
  /** The server that the page's configuration names. Without one it names a port where nobody listens. */
  readonly signalling?: { readonly port: number };
  /** A profile on disk that outlives the browser, for `kill` and `reopen`. Otherwise a private context that `close` forgets. */
  readonly isPersistent?: boolean;
  /** The first and the second CDN; both good unless told otherwise. */
  readonly cdn?: { readonly first: CdnBehaviour; readonly second: CdnBehaviour };
  /** Replaces the configuration block: an object becomes JSON, a text stays as it is. */
  readonly config?: object | string;
  /** Which built file; `index.html` unless told otherwise. */
  readonly file?: 'index.html' | 'dist/parley-offline.html';
  /** The text of the page, as it is, instead of a built file with another configuration. */
  readonly page?: string;
  /** Changes to the app's script, each a text that stands in it once and what takes its place: a member whose Parley is another one. */
  readonly patch?: readonly (readonly [from: string, to: string])[];
  /** Added to the page's address, with its `#`. */
  readonly hash?: string;
  /** Size of the window's inside; 1280 × 800 unless told otherwise. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** `context.addInitScript` with this text, before the page's own scripts. */
  readonly initScript?: string;
}

export interface Person {
  readonly browserName: BrowserName;
  /** The page; another one after `reopen`. */
  readonly page: Page;
  /** The context; another one after `reopen`. */
  readonly context: BrowserContext;
  /** Where the page is opened from (file://). */
  readonly url: string;
  /** Uncaught errors and `console.error` of every page of this person, in order. */
  readonly errors: readonly string[];
  /** Requests that went neither to a CDN address of PeerJS nor to a file: there should be none. */
  readonly foreignRequests: readonly string[];
  /** Every request to the network, the CDNs included: address, headers and body, a line each. */
  readonly requests: readonly string[];
  /** Another tab with the same page. */
  openTab(): Promise<Page>;
  /** Closes the browser (or, when not persistent, the context) as a person would. */
  close(): Promise<void>;
  /** `kill -9` of the whole browser, with every process it has started. Persistent people only. */
  kill(): Promise<void>;
  /** Closes what is open, then opens browser and page again from the same profile and file. Persistent people only. */
  reopen(): Promise<void>;
  /** Somebody with a copy of this profile, which is taken at once, and a browser of their own. Persistent people only, while their browser is closed. */
  copy(): Promise<Person>;
  /** The directory of the profile. Persistent people only. */
  readonly profile: string;
  /** Keeps the profile as it is now, for `putBackProfile`. Persistent people only, while their browser is closed. */
  keepProfile(): void;
  /** Replaces the profile by the one that was kept last, as somebody does who restores an old backup of the disk. While the browser is closed. */
  putBackProfile(): void;
}

const temporary = mkdtempSync(join(tmpdir(), 'parley-e2e-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 3 }));
let directoryCount = 0;

function makeDirectory(name: string): string {
  const directory = join(temporary, `${name}-${String(directoryCount++)}`);
  mkdirSync(directory);
  return directory;
}

/** A PeerServer on a free port of loopback. `stop`, `start` again on the same port, `restart`, `dropConnections`, `messages`: see scripts/peer-server.mjs. */
export async function startSignalling(options: ConstructorParameters<typeof LocalPeerServer>[0] = {}): Promise<LocalPeerServer> {
  const server = new LocalPeerServer(options);
  await server.start();
  return server;
}

/** The configuration that points at a PeerServer of this machine, with no ICE servers. */
export function loopbackConfig(port: number): object {
  return { signalling: [{ host: '127.0.0.1', port, path: '/', secure: false, key: 'peerjs' }], iceServers: [], relayOnly: false };
}

/** A private copy of the built page with only the configuration block replaced. Its path is its origin in Firefox, so everybody has their own. */
function writePage(options: PersonOptions): string {
  const file = join(makeDirectory('page'), 'index.html');
  if (options.page !== undefined) {
    writeFileSync(file, options.page);
    return pathToFileURL(file).href;
  }
  const config = options.config ?? loopbackConfig(options.signalling?.port ?? 1);
  const page = withConfig(readFileSync(join(root, options.file ?? 'index.html'), 'utf8'), config);
  writeFileSync(
    file,
    (options.patch ?? []).reduce((patched, [from, to]) => withPatch(patched, from, to), page),
  );
  return pathToFileURL(file).href + (options.hash ?? '');
}

function answerAs(behaviour: CdnBehaviour): (route: Route) => Promise<void> {
  if (behaviour === 'down') return (route) => route.abort('connectionfailed');
  const body = behaviour === 'good' ? peerjsText : `${peerjsText} `;
  return (route) => route.fulfill({ body, contentType: 'text/javascript', headers: { 'access-control-allow-origin': '*' } });
}

const running = new Map<BrowserName, Promise<Browser>>();

/** One browser of each kind for everybody who is not persistent; Playwright's worker ends it. */
function sharedBrowser(name: BrowserName): Promise<Browser> {
  let browser = running.get(name);
  if (browser === undefined) {
    browser = (name === 'chromium' ? chromium : firefox).launch(launchOptions(name));
    running.set(name, browser);
  }
  return browser;
}

/** Closes the browsers that people shared. For scripts that are not Playwright tests. */
export async function closeSharedBrowsers(): Promise<void> {
  const browsers = [...running.values()];
  running.clear();
  for (const browser of browsers) await (await browser).close();
}

/** Ids of the processes that were started with this profile directory, and of all that these have started. */
function processesOf(profile: string): number[] {
  const found = new Set<number>();
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/u.test(name))) {
    try {
      if (readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes(profile)) found.add(Number(entry));
      parents.set(Number(entry), Number(/\) \S (\d+)/u.exec(readFileSync(`/proc/${entry}/stat`, 'utf8'))?.[1]));
    } catch (error) {
      // The process ended while we looked.
      if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
  let size;
  do {
    size = found.size;
    for (const [id, parent] of parents) if (found.has(parent)) found.add(id);
  } while (found.size > size);
  return [...found];
}

/** `kill -9`; a process that is gone already is what was wanted. */
function killProcess(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

class OpenPerson implements Person {
  readonly browserName: BrowserName;
  readonly url: string;
  readonly errors: string[] = [];
  readonly foreignRequests: string[] = [];
  readonly requests: string[] = [];
  readonly #options: PersonOptions;
  readonly #profile: string | null;
  #kept: string | null = null;
  #context: BrowserContext | null = null;
  #page: Page | null = null;

  constructor(browserName: BrowserName, options: PersonOptions) {
    this.browserName = browserName;
    this.#options = options;
    this.url = writePage(options);
    this.#profile = options.isPersistent === true ? makeDirectory('profile') : null;
  }

  get page(): Page {
    if (this.#page === null) throw new Error('This person has no page open.');
    return this.#page;
  }

  get context(): BrowserContext {
    if (this.#context === null) throw new Error('This person has no browser open.');
    return this.#context;
  }

  async open(): Promise<void> {
    const contextOptions = { ...plainContext, viewport: this.#options.viewport ?? { width: 1280, height: 800 } };
    const type = this.browserName === 'chromium' ? chromium : firefox;
    this.#context =
      this.#profile === null
        ? await (await sharedBrowser(this.browserName)).newContext(contextOptions)
        : await type.launchPersistentContext(this.#profile, { ...launchOptions(this.browserName), ...contextOptions });
    await this.#prepare(this.#context);
    this.#page = await this.openTab();
  }

  async #prepare(context: BrowserContext): Promise<void> {
    const { first, second } = this.#options.cdn ?? { first: 'good', second: 'good' };
    // The last route that fits wins. A glob such as https://** fits nothing on a file:// page.
    const isForeign = (url: URL): boolean => /^https?:$/u.test(url.protocol) && url.hostname !== '127.0.0.1';
    await context.route(isForeign, (route) => {
      this.foreignRequests.push(route.request().url());
      return route.abort('blockedbyclient');
    });
    await context.route((url) => url.href === peerjsUrls.peerjs, answerAs(first));
    await context.route((url) => url.href === peerjsUrls['peerjs-second'], answerAs(second));
    context.on('request', (request) => {
      if (/^(?:https?|wss?):/u.test(request.url()))
        this.requests.push([request.url(), JSON.stringify(request.headers()), request.postData() ?? ''].join('\n'));
    });
    if (this.#options.initScript !== undefined) await context.addInitScript(this.#options.initScript);
    context.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    context.on('weberror', (webError) => this.errors.push(String(webError.error())));
  }

  async openTab(): Promise<Page> {
    // A persistent context starts with a blank tab, which a person would use.
    const blank = this.#page === null ? this.context.pages()[0] : undefined;
    const page = blank ?? (await this.context.newPage());
    await page.goto(this.url);
    return page;
  }

  async close(): Promise<void> {
    const context = this.#context;
    this.#context = null;
    this.#page = null;
    await context?.close();
  }

  async kill(): Promise<void> {
    if (this.#profile === null) throw new TypeError('Only a persistent person has a browser of their own to kill.');
    const context = this.context;
    const gone = new Promise<void>((resolve) => {
      context.once('close', () => resolve());
    });
    const processes = processesOf(this.#profile);
    if (processes.length === 0) throw new Error('The browser to kill was not found.');
    for (const id of processes) killProcess(id);
    await gone;
    this.#context = null;
    this.#page = null;
  }

  get profile(): string {
    if (this.#profile === null) throw new TypeError('Only a persistent person has a profile.');
    return this.#profile;
  }

  /** The profile, which nothing is writing to. */
  get #closedProfile(): string {
    if (this.#context !== null) throw new TypeError('The profile is in use.');
    return this.profile;
  }

  async copy(): Promise<Person> {
    const copy = new OpenPerson(this.browserName, this.#options);
    cpSync(this.#closedProfile, copy.profile, { recursive: true });
    await copy.open();
    return copy;
  }

  keepProfile(): void {
    this.#kept = makeDirectory('kept');
    cpSync(this.#closedProfile, this.#kept, { recursive: true, verbatimSymlinks: true });
  }

  putBackProfile(): void {
    if (this.#kept === null) throw new TypeError('No profile was kept.');
    rmSync(this.#closedProfile, { recursive: true });
    cpSync(this.#kept, this.profile, { recursive: true, verbatimSymlinks: true });
  }

  async reopen(): Promise<void> {
    if (this.#profile === null) throw new TypeError('Only a persistent person can open the browser again.');
    await this.close();
    await this.open();
  }
}

/** Opens the page for one person and resolves when it has loaded. */
export async function newPerson(browserName: BrowserName, options: PersonOptions = {}): Promise<Person> {
  const person = new OpenPerson(browserName, options);
  await person.open();
  return person;
}

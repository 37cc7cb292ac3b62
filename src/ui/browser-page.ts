/**
 * The page that Parley runs in: its address, and what comes with it: an invite (`#i=…`) and the profile (`#profile=…`), alone or joined by `&`.
 *
 * An invite is taken out of the address at once, so that it stays neither on screen nor in the history. The profile stays there.
 */

import type { RoomTranscript, TextFormat } from '../app/storage-state.js';
import type { PageCopy } from './page-copy.js';
import { BrowserSigns } from './browser-signs.js';
import { roomAsText } from './room-as-text.js';
import { saveFile } from './save-file.js';

const INVITE_PART = 'i=';
const PROFILE_PART = 'profile=';

/** As text that stands in an address; one that was not encoded as it should be is taken as it is. */
function decodedPart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What only a person does to a page; an assistive tool may press a button by a click alone. Focus is not among it: the page moves it by itself, too. */
const INPUT_EVENTS = ['input', 'keydown', 'click', 'pointerdown', 'pointermove', 'wheel'] as const;

/** The window, or what a test gives for it. */
export type PageWindow = Pick<Window, 'addEventListener' | 'document' | 'history' | 'location' | 'self' | 'top'>;

/** The files of a page. */
export class BrowserFiles {
  readonly save = saveFile;
  readonly #source: PageCopy;

  constructor(source: PageCopy) {
    this.#source = source;
  }

  /** The sealed copy inside this page, or `null`. */
  get copy(): Blob | null {
    return this.#source.copy;
  }

  /** This page with a backup file inside. */
  pageWith(copy: Blob): Promise<Blob> {
    return this.#source.with(copy);
  }

  /** A room's history as a file that anybody can read. */
  transcriptFile(format: TextFormat, transcript: RoomTranscript): Blob {
    return new Blob([roomAsText(format, transcript)], { type: 'text/plain' });
  }
}

/** The page of a window. */
export class BrowserPage {
  /** Opened from a file rather than from a web server. */
  readonly isFile: boolean;
  /** Whether another page shows this one, and could have people press what they do not see. */
  readonly isFramed: boolean;
  /** The page's address without fragment. */
  readonly address: string;
  /** What goes out of the page as files, and what it carries. */
  readonly files: BrowserFiles;
  readonly signs = new BrowserSigns();
  readonly #window: PageWindow;
  #invite: string | null = null;
  #profile: string | null = null;

  constructor(source: PageCopy, pageWindow: PageWindow = window) {
    const { location, self, top } = pageWindow;
    this.isFile = location.protocol === 'file:';
    this.isFramed = self !== top;
    this.address = location.href.split('#')[0] as string;
    this.files = new BrowserFiles(source);
    this.#window = pageWindow;
    this.#readAddress();
  }

  /** Whether the page is in sight now. */
  get isVisible(): boolean {
    return this.#window.document.visibilityState === 'visible';
  }

  /** Whether an invite came with the address and was not taken yet. */
  get hasInvite(): boolean {
    return this.#invite !== null;
  }

  /** The invite that came with the address, once; `null` when none did or it was taken already. */
  takeInvite(): string | null {
    const taken = this.#invite;
    this.#invite = null;
    return taken;
  }

  /** The profile that the address names, valid or not; `null` when it names none. */
  get profile(): string | null {
    return this.#profile;
  }

  /** Names a profile in the address, or none. */
  showProfile(profile: string | null): void {
    this.#profile = profile;
    this.#showAddress(null);
  }

  /** Calls `arrived` when an invite is put into the address of the open page. Loads the page again when another profile is. */
  listenForInvites(arrived: () => void): void {
    this.#window.addEventListener('hashchange', () => {
      const before = this.#profile;
      const isInvite = this.#readAddress();
      if (this.#profile !== before) this.reload();
      else if (isInvite) arrived();
    });
  }

  /** Calls `noticed` with what the person does: touch, type or point (very often), and when the page comes into sight or goes out of it. */
  listenForPerson(noticed: (sign: 'input' | 'shown' | 'hidden') => void): void {
    // Before anybody can stop them, and without making anything that scrolls wait.
    const early = { capture: true, passive: true };
    for (const type of INPUT_EVENTS) this.#window.addEventListener(type, () => noticed('input'), early);
    this.#window.document.addEventListener('visibilitychange', () => noticed(this.isVisible ? 'shown' : 'hidden'));
  }

  /** Loads the page again; an invite that nobody has taken comes along. */
  reload(): void {
    if (this.#invite !== null) this.#showAddress(this.#invite);
    this.#window.location.reload();
  }

  #readAddress(): boolean {
    const parts = this.#window.location.hash.slice(1).split('&');
    const invite = parts.find((part) => part.startsWith(INVITE_PART));
    const profile = parts.find((part) => part.startsWith(PROFILE_PART));
    // An invite that is put into the address of the open page says nothing of the profile.
    if (profile !== undefined) this.#profile = decodedPart(profile.slice(PROFILE_PART.length));
    else if (invite === undefined) this.#profile = null;
    if (invite === undefined) return false;
    this.#invite = `#${invite}`;
    this.#showAddress(null);
    return true;
  }

  #showAddress(invite: string | null): void {
    const profile = this.#profile === null ? [] : [`${PROFILE_PART}${encodeURIComponent(this.#profile)}`];
    const parts = [...profile, ...(invite === null ? [] : [invite.slice(1)])];
    this.#window.history.replaceState(null, '', parts.length === 0 ? this.address : `${this.address}#${parts.join('&')}`);
  }
}

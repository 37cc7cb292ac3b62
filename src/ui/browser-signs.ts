/**
 * What the page shows of Parley beside its content: its look, notifications of the browser, a tone.
 */
import type { NoticePermission } from '../app/settings-state.js';
import { showAppearance } from './appearance.js';
import { NoticeTone } from './notice-tone.js';
import { say } from './strings.js';
import { visibleText } from './visible-text.js';

/** So much of a message stands in a notification, in characters. */
const NOTICE_TEXT_LENGTH = 200;

/** What is asked of the browser; tests put another in its place. */
export interface NoticeWindow {
  readonly Notification?: typeof Notification;
  focus(): void;
}

/** What is said of a message where that was chosen. */
interface SaidNotice {
  readonly author: string;
  readonly room: string;
  readonly text: string;
}

/** The signs of this page. */
export class BrowserSigns {
  readonly showAppearance = showAppearance;
  readonly #window: NoticeWindow;
  readonly #tone = new NoticeTone();
  /** Browsers of phones have the constructor, and throw when it is used. */
  #isRefused = false;

  constructor(noticeWindow: NoticeWindow = window) {
    this.#window = noticeWindow;
  }

  /** What the browser says of notifications of this page. */
  get noticePermission(): NoticePermission {
    const { Notification: notification } = this.#window;
    return notification === undefined || this.#isRefused ? 'unsupported' : notification.permission;
  }

  /** Lets the browser ask; what it says then. */
  async askForNotices(): Promise<NoticePermission> {
    await this.#window.Notification?.requestPermission();
    return this.noticePermission;
  }

  /** Tells of a new message, or with `null` that there is one. Returns what takes it away. */
  showNotice(said: SaidNotice | null, pressed: () => void): () => void {
    const { Notification: notification } = this.#window;
    if (notification === undefined) return () => undefined;
    const title = said === null ? say('app.name') : say('notify.title', said);
    const body = said === null ? say('notify.plain') : visibleText(said.text.slice(0, NOTICE_TEXT_LENGTH));
    try {
      // A sound is ours to make, where it was chosen.
      const shown = new notification(title, { body, silent: true });
      shown.addEventListener('click', () => {
        shown.close();
        this.#window.focus();
        pressed();
      });
      return () => shown.close();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#isRefused = true;
      return () => undefined;
    }
  }

  /** Plays a short tone. */
  playTone(): void {
    this.#tone.play();
  }
}

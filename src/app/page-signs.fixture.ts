/**
 * For tests: what a page shows of Parley beside its content, noted instead of shown.
 */
import type { Appearance } from '../lib/appearance.js';
import type { NoticeContent, PageSigns } from './app-parts.js';
import type { NoticePermission } from './settings-state.js';

/** What was shown. */
export class KeptSigns implements PageSigns {
  /** Every look that the page was given, in order. */
  readonly looks: Appearance[] = [];

  /** What the browser says, and what it says once it has asked. */
  noticePermission: NoticePermission = 'default';
  answer: NoticePermission = 'granted';
  /** How often it has asked, and how many tones were played. */
  asked = 0;
  tones = 0;
  /** Every notification, in order, and whether it stands. */
  readonly notices: { readonly content: NoticeContent | null; readonly press: () => void; isThere: boolean }[] = [];

  askForNotices(): Promise<NoticePermission> {
    this.asked++;
    this.noticePermission = this.answer;
    return Promise.resolve(this.answer);
  }

  showNotice(content: NoticeContent | null, pressed: () => void): () => void {
    const notice = { content, press: pressed, isThere: true };
    this.notices.push(notice);
    return () => {
      notice.isThere = false;
    };
  }

  playTone(): void {
    this.tones++;
  }

  showAppearance(appearance: Appearance): void {
    this.looks.push(appearance);
  }
}

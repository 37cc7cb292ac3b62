import { expect } from '@open-wc/testing';
import { BrowserSigns } from './browser-signs.js';
import type { NoticeWindow } from './browser-signs.js';
import { hostileTexts } from './gallery.fixture.js';

interface FakeNotice extends EventTarget {
  readonly title: string;
  readonly options: NotificationOptions;
  isThere: boolean;
}

/** A browser with notifications that are noted. */
function fakeWindow(permission: NotificationPermission, failure: Error | null = null) {
  const notices: FakeNotice[] = [];
  const focuses: number[] = [];
  class FakeNotification extends EventTarget {
    static permission = permission;
    isThere = true;
    readonly title: string;
    readonly options: NotificationOptions;

    static requestPermission(): Promise<NotificationPermission> {
      FakeNotification.permission = 'granted';
      return Promise.resolve('granted');
    }

    constructor(title: string, options: NotificationOptions) {
      super();
      this.title = title;
      this.options = options;
      if (failure !== null) throw failure;
      notices.push(this);
    }

    close(): void {
      this.isThere = false;
    }
  }
  const noticeWindow: NoticeWindow = {
    Notification: FakeNotification as unknown as typeof Notification,
    focus: () => void focuses.push(notices.length),
  };
  return { signs: new BrowserSigns(noticeWindow), notices, focuses };
}

describe('signs of the page', () => {
  it('say by the browser’s notification that there is a message, and no more, without a sound of the system', () => {
    const { signs, notices } = fakeWindow('granted');
    signs.showNotice(null, () => undefined);
    expect(notices.map(({ title, options }) => [title, options])).to.deep.equal([['Parley', { body: 'New message', silent: true }]]);
  });

  it('say who wrote, where and what, when they are given that, with nothing unseen in it and not all of a long one', () => {
    const { signs, notices } = fakeWindow('granted');
    signs.showNotice({ author: 'Ben', room: 'Kitchen', text: 'x'.repeat(5_000) }, () => undefined);
    expect([notices[0]?.title, notices[0]?.options.body]).to.deep.equal(['Ben in Kitchen', 'x'.repeat(200)]);
    for (const text of hostileTexts) signs.showNotice({ author: text, room: text, text }, () => undefined);
    for (const { title, options } of notices) expect(title + options.body).to.not.match(/[\u202A-\u202E]/u);
  });

  it('bring the page to the front, and lead where they are about, when one is pressed', () => {
    const { signs, notices, focuses } = fakeWindow('granted');
    let presses = 0;
    const takeAway = signs.showNotice(null, () => presses++);
    notices[0]?.dispatchEvent(new Event('click'));
    expect([presses, focuses.length, notices[0]?.isThere]).to.deep.equal([1, 1, false]);
    signs.showNotice(null, () => undefined);
    takeAway();
    expect(notices.map(({ isThere }) => isThere)).to.deep.equal([false, true]);
  });

  it('say what the browser says, and ask it when they are to', async () => {
    const { signs } = fakeWindow('default');
    expect(signs.noticePermission).to.equal('default');
    expect(await signs.askForNotices()).to.equal('granted');
    expect(fakeWindow('denied').signs.noticePermission).to.equal('denied');
    const none = new BrowserSigns({ focus: () => undefined });
    expect([none.noticePermission, await none.askForNotices()]).to.deep.equal(['unsupported', 'unsupported']);
  });

  it('find out when a browser has them by name only, and fail aloud on anything else', () => {
    const { signs } = fakeWindow('granted', new TypeError('Illegal constructor'));
    signs.showNotice(null, () => undefined)();
    expect(signs.noticePermission).to.equal('unsupported');
    expect(() => fakeWindow('granted', new RangeError('x')).signs.showNotice(null, () => undefined)).to.throw(RangeError);
  });
});

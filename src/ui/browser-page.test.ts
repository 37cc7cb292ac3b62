import { expect } from '@open-wc/testing';
import { BrowserPage } from './browser-page.js';
import type { PageWindow } from './browser-page.js';
import { PageCopy } from './page-copy.js';

/** A window at an address, and what can be done to it. */
interface FakeWindow {
  readonly pageWindow: PageWindow;
  go(hash: string): void;
  reloadedAt(): string | null;
  /** Something happens to the window itself. */
  happen(type: string): void;
  /** The page comes into sight, or goes out of it. */
  turn(visibilityState: DocumentVisibilityState): void;
}

function fakeWindow(href: string): FakeWindow {
  let url = new URL(href);
  let reloadedAt: string | null = null;
  const events = new EventTarget();
  const location = {
    get href() {
      return url.href;
    },
    get hash() {
      return url.hash;
    },
    get protocol() {
      return url.protocol;
    },
    reload() {
      reloadedAt = url.href;
    },
  };
  const history = {
    replaceState(_: unknown, __: string, to: string) {
      url = new URL(to);
    },
  };
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const pageWindow = { location, history, document: page, addEventListener: events.addEventListener.bind(events) };
  return {
    pageWindow: { ...pageWindow, self: pageWindow, top: pageWindow } as unknown as PageWindow,
    go(hash) {
      url = new URL(hash, url);
      events.dispatchEvent(new Event('hashchange'));
    },
    reloadedAt: () => reloadedAt,
    happen: (type) => events.dispatchEvent(new Event(type)),
    turn(visibilityState) {
      page.visibilityState = visibilityState;
      page.dispatchEvent(new Event('visibilitychange'));
    },
  };
}

describe('browser-page', () => {
  it('takes an invite out of the address and gives it once', () => {
    const { pageWindow } = fakeWindow('https://parley.example/app?x=1#i=abc');
    const page = new BrowserPage(new PageCopy(document), pageWindow);
    expect(pageWindow.location.href).to.equal('https://parley.example/app?x=1');
    expect([page.hasInvite, page.takeInvite(), page.takeInvite(), page.hasInvite]).to.deep.equal([true, '#i=abc', null, false]);
  });

  it('takes an invite that is put into the address of the open page, and nothing else', () => {
    const { pageWindow, go } = fakeWindow('https://parley.example/');
    const page = new BrowserPage(new PageCopy(document), pageWindow);
    let arrivals = 0;
    page.listenForInvites(() => arrivals++);
    go('#elsewhere');
    expect([arrivals, page.takeInvite()]).to.deep.equal([0, null]);
    go('#i=later');
    expect(pageWindow.location.href).to.equal('https://parley.example/');
    expect([arrivals, page.takeInvite()]).to.deep.equal([1, '#i=later']);
  });

  it('keeps an invite that nobody has taken through a reload, and only that', () => {
    const kept = fakeWindow('https://parley.example/#i=abc');
    new BrowserPage(new PageCopy(document), kept.pageWindow).reload();
    expect(kept.reloadedAt()).to.equal('https://parley.example/#i=abc');
    const taken = fakeWindow('https://parley.example/#i=abc');
    const page = new BrowserPage(new PageCopy(document), taken.pageWindow);
    page.takeInvite();
    page.reload();
    expect(taken.reloadedAt()).to.equal('https://parley.example/');
  });

  it('reads the profile from the address, where it stays, beside an invite or alone', () => {
    for (const hash of ['#profile=work&i=abc', '#i=abc&profile=work']) {
      const { pageWindow } = fakeWindow(`https://parley.example/${hash}`);
      const page = new BrowserPage(new PageCopy(document), pageWindow);
      expect([page.profile, page.takeInvite(), pageWindow.location.hash]).to.deep.equal(['work', '#i=abc', '#profile=work']);
    }
    const { pageWindow, reloadedAt } = fakeWindow('https://parley.example/#profile=Zo%C3%AB&i=abc');
    const page = new BrowserPage(new PageCopy(document), pageWindow);
    expect(page.profile).to.equal('Zoë');
    page.reload();
    expect(reloadedAt()).to.equal('https://parley.example/#profile=Zo%C3%AB&i=abc');
  });

  it('says as it stands what no profile can be called, and null when there is none', () => {
    for (const [hash, profile] of [
      ['', null],
      ['#elsewhere', null],
      ['#profile=', ''],
      ['#profile=a%', 'a%'],
      ['#profile=%3Cb%3E', '<b>'],
    ] as const) {
      expect(new BrowserPage(new PageCopy(document), fakeWindow(`https://parley.example/${hash}`).pageWindow).profile, hash).to.equal(
        profile,
      );
    }
  });

  it('names a profile in the address, or none', () => {
    const { pageWindow } = fakeWindow('https://parley.example/');
    const page = new BrowserPage(new PageCopy(document), pageWindow);
    page.showProfile('Zoë');
    expect([page.profile, pageWindow.location.href]).to.deep.equal(['Zoë', 'https://parley.example/#profile=Zo%C3%AB']);
    page.showProfile(null);
    expect([page.profile, pageWindow.location.href]).to.deep.equal([null, 'https://parley.example/']);
  });

  it('loads again when another profile is put into the address of the open page, and keeps its own when an invite is', () => {
    const { pageWindow, go, reloadedAt } = fakeWindow('https://parley.example/#profile=work');
    const page = new BrowserPage(new PageCopy(document), pageWindow);
    let arrivals = 0;
    page.listenForInvites(() => arrivals++);
    go('#i=abc');
    expect([arrivals, page.profile, pageWindow.location.hash, reloadedAt()]).to.deep.equal([1, 'work', '#profile=work', null]);
    go('#profile=home&i=abc');
    expect([arrivals, reloadedAt()]).to.deep.equal([1, 'https://parley.example/#profile=home&i=abc']);
  });

  it('notices what the person does, and not what the page does by itself', () => {
    const { pageWindow, happen } = fakeWindow('https://parley.example/');
    const signs: string[] = [];
    new BrowserPage(new PageCopy(document), pageWindow).listenForPerson((sign) => signs.push(sign));
    for (const type of ['focusin', 'scroll', 'resize', 'message']) happen(type);
    expect(signs).to.deep.equal([]);
    for (const type of ['keydown', 'click', 'pointerdown', 'pointermove', 'wheel', 'input']) happen(type);
    expect(signs).to.deep.equal(Array(6).fill('input'));
  });

  it('notices when it comes into sight and when it goes out of it, and knows which it is', () => {
    const { pageWindow, turn } = fakeWindow('https://parley.example/');
    const page = new BrowserPage(new PageCopy(document), pageWindow);
    const signs: string[] = [];
    page.listenForPerson((sign) => signs.push(sign));
    expect(page.isVisible).to.equal(true);
    turn('hidden');
    expect(page.isVisible).to.equal(false);
    turn('visible');
    expect(signs).to.deep.equal(['hidden', 'shown']);
  });

  it('knows whether another page shows it', () => {
    const { pageWindow } = fakeWindow('https://parley.example/');
    expect(new BrowserPage(new PageCopy(document), pageWindow).isFramed).to.equal(false);
    expect(new BrowserPage(new PageCopy(document), { ...pageWindow, top: {} as Window }).isFramed).to.equal(true);
  });
});

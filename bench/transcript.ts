/**
 * Writing and seeing messages from inside a page, without the driver's round trips in what is measured.
 */
import type { Page } from '@playwright/test';

/** A turn of the page: whatever was asked of it before has begun. Gives its time in milliseconds since 1970. */
export async function nowIn(page: Page): Promise<number> {
  return page.evaluate(() => performance.timeOrigin + performance.now());
}

/** Resolves with the time at which the transcript holds a message with exactly this text. */
export async function watchTranscript(page: Page, text: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const find = (root: Document | ShadowRoot, selector: string): Element | null => {
      const found = root.querySelector(selector);
      if (found !== null) return found;
      for (const element of root.querySelectorAll('*')) {
        const inner = element.shadowRoot === null ? null : find(element.shadowRoot, selector);
        if (inner !== null) return inner;
      }
      return null;
    };
    const isShown = (): boolean => {
      const texts = find(document, '[role=log]')?.querySelectorAll('article .text') ?? [];
      return [...texts].slice(-5).some((element) => element.textContent === wanted);
    };
    const log = find(document, '[role=log]');
    if (!isShown()) {
      await new Promise<void>((resolve) => {
        const stop = (): void => {
          if (!isShown()) return;
          observer.disconnect();
          clearInterval(timer);
          resolve();
        };
        const observer = new MutationObserver(stop);
        if (log !== null) observer.observe(log, { childList: true, subtree: true, characterData: true });
        // The transcript itself may not be there yet.
        const timer = setInterval(stop, log === null ? 4 : 250);
      });
    }
    return performance.timeOrigin + performance.now();
  }, text);
}

/** Writes each text into the box "Message" and submits it, as fast as the page can. Gives the time before the first. */
export async function sendAll(page: Page, texts: readonly string[]): Promise<number> {
  return page.evaluate((all) => {
    const find = (root: Document | ShadowRoot): HTMLTextAreaElement | null => {
      for (const element of root.querySelectorAll('*')) {
        if (element instanceof HTMLTextAreaElement) return element;
        const inner = element.shadowRoot === null ? null : find(element.shadowRoot);
        if (inner !== null) return inner;
      }
      return null;
    };
    const box = find(document);
    if (box === null || box.disabled) throw new Error('There is no box to write in.');
    const startedAt = performance.timeOrigin + performance.now();
    for (const text of all) {
      box.value = text;
      box.dispatchEvent(new Event('input'));
      box.form?.requestSubmit();
    }
    return startedAt;
  }, texts);
}

/**
 * Talk at the speed of machines: many messages through the page's own box, each with a mark of its own, and the whole transcript read by these marks.
 */
import { expect } from '@playwright/test';
import type { BrowserContext, Locator, Page } from '@playwright/test';

/** A message as the page shows it. `step` is the last word of one's own, such as "Delivered", and '' for those of others. */
export interface ShownMessage {
  readonly mark: string;
  readonly step: string;
}

/** The text of a message with this mark, made longer by so many characters. */
export function markedText(mark: string, padding = 0): string {
  return `[${mark}]${' lorem'.repeat(Math.ceil(padding / 6)).slice(0, padding)}`;
}

function logOf(page: Page): Locator {
  return page.getByRole('log', { name: 'Messages' });
}

/** Writes these texts into the box, each sent with Enter, with a pause of so many milliseconds after each. */
export async function sayAll(page: Page, texts: readonly string[], pauseMs: number): Promise<void> {
  await page.getByRole('textbox', { name: 'Message', disabled: false }).evaluate(
    async (box, [sent, pause]) => {
      for (const text of sent) {
        (box as HTMLTextAreaElement).value = text;
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
        await new Promise((resolve) => {
          setTimeout(resolve, pause);
        });
      }
    },
    [texts, pauseMs] as const,
  );
}

/** A row of the transcript; `text` is `null` for a notice. */
interface TranscriptRow {
  readonly id: string;
  readonly text: string | null;
}

/** The rows that are on the page now, oldest first. */
function rowsOf(page: Page): Promise<readonly TranscriptRow[]> {
  return logOf(page).evaluate((log) =>
    [...log.querySelectorAll<HTMLElement>('article, .event')].map((row) => ({
      id: row.dataset['id'] ?? '',
      text: row.matches('article') ? row.textContent : null,
    })),
  );
}

/** Goes to the newest messages, if these are not on screen. */
export async function goToNewest(page: Page): Promise<void> {
  const pill = page.getByRole('button', { name: /^(?:Newest messages|[\d,]+ new messages?)$/u });
  await expect(async () => {
    // Gone when it has got there by itself; there again when something came just then.
    if (await pill.isVisible()) await pill.click({ timeout: 2_000 });
    await expect(pill).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
}

/**
 * Scrolls to the top of what is here, unless it is there, or something other than `first` is on top by now: two windows further, what was there is left out. Resolves
 * once the page has noticed, which it does a frame later.
 */
function scrollToTop(page: Page, first: string): Promise<void> {
  return logOf(page).evaluate(
    (log, id) =>
      new Promise<void>((resolve) => {
        const isThere = log.querySelector<HTMLElement>('article, .event')?.dataset['id'] === id;
        if (isThere && log.scrollTop > 0) log.scrollTo(0, 0);
        // The event comes before the frame, and does not come at all when the list has just been replaced.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
    first,
  );
}

/** Scrolls up to the beginning, window by window; the rows from there to where it began, oldest first. */
export async function goToOldest(page: Page): Promise<readonly TranscriptRow[]> {
  const earlier = page.getByRole('button', { name: 'Show earlier messages' });
  let rows = await rowsOf(page);
  while ((await earlier.count()) > 0) {
    const first = rows[0]?.id ?? '';
    const isFurther = async (): Promise<boolean> => {
      // When the box becomes smaller in the same frame, it stays where it was: at the newest.
      await scrollToTop(page, first);
      // Nothing is earlier when it has just been dropped, or come: whoever asks again finds out.
      return (await earlier.count()) === 0 || (await rowsOf(page))[0]?.id !== first;
    };
    await expect.poll(isFurther).toBe(true);
    const now = await rowsOf(page);
    const known = now.findIndex(({ id }) => id === first);
    if (known < 0) throw new Error('the window left out messages');
    rows = [...now.slice(0, known), ...rows];
  }
  await scrollToTop(page, rows[0]?.id ?? '');
  return rows;
}

/** Everything in the transcript, oldest first. */
export async function readTranscript(page: Page): Promise<readonly ShownMessage[]> {
  await goToNewest(page);
  const rows = await goToOldest(page);
  await goToNewest(page);
  return rows
    .flatMap(({ text }) => text ?? [])
    .map((text) => ({
      mark: /\[([\w-]+)\]/u.exec(text)?.[1] ?? text,
      step: /(Waiting|Carried by .+|Delivered|Read)\s*$/u.exec(text)?.[1] ?? '',
    }));
}

/**
 * Calls `onShown` with the mark of each message that the open room shows from now on, at once. What the page has said before it dies still comes through.
 * Once a page; `context` is the page's.
 */
export async function watchTranscript(context: BrowserContext, page: Page, onShown: (mark: string) => void): Promise<void> {
  context.on('console', (message) => {
    const mark = /^shown ([\w-]+)$/u.exec(message.text())?.[1];
    if (mark !== undefined) onShown(mark);
  });
  await logOf(page).evaluate((log) => {
    const tell = (node: Node): void => {
      if (!(node instanceof HTMLElement)) return;
      const mark = /^\[([\w-]+)\]/u.exec(node.querySelector('.text')?.textContent ?? '')?.[1];
      if (node.matches('article') && mark !== undefined) console.log(`shown ${mark}`);
    };
    new MutationObserver((records) => {
      for (const { addedNodes } of records) addedNodes.forEach(tell);
    }).observe(log, { childList: true, subtree: true });
  });
}

/**
 * The page as a file of its own, with a sealed copy inside: made from the running page, since a page from a file cannot fetch itself.
 *
 * What is needed is written down before the page is changed. Every script keeps its text, byte by byte, so that the hashes in the policy still fit; the
 * copy stands in a data block of its own, which nothing runs. A page made from such a page has one block, not two.
 */
import type { Bytes } from '../lib/bytes.js';

/** Id of the data block. */
const COPY_ID = 'parley-copy';

/** Apart, since the tag cannot stand in the text of a script. */
const COPY_TAG = 'script';

/** What the template has. Anything else was put there by the browser's extensions, and stays out. */
const PAGE_TAGS: ReadonlySet<string> = new Set(['META', 'TITLE', 'LINK', 'SCRIPT', 'NOSCRIPT']);

/** How the page ends: the data block stands before it. */
const PAGE_END = '</body></html>';

/** So many bytes become base64 at once: a multiple of three, so that the texts can be joined. */
const BASE64_STEP = 3 * 2 ** 18;

/** A page as it was at its start. */
export class PageCopy {
  /** The backup file that the page carries, or `null`. One that cannot be read is empty. */
  readonly copy: Blob | null;
  readonly #text: string;

  /** Looks at a page; takes the data block out of it, which may be large. To be called before anything is changed. */
  constructor({ documentElement }: Document) {
    const block = documentElement.querySelector(`script#${COPY_ID}`);
    this.copy = block === null ? null : new Blob([bytesOf(block.textContent)]);
    block?.remove();
    const page = documentElement.cloneNode(true) as HTMLElement;
    for (const { name } of [...page.attributes]) if (name !== 'lang') page.removeAttribute(name);
    for (const element of page.querySelectorAll('head > *, body > *')) if (!PAGE_TAGS.has(element.tagName)) element.remove();
    this.#text = `<!doctype html>\n${page.outerHTML.slice(0, -PAGE_END.length).trimEnd()}\n`;
  }

  /** The page with this backup file inside. Rejects when the file cannot be read. */
  async with(copy: Blob): Promise<Blob> {
    const parts = [this.#text, `<${COPY_TAG} type="application/json" id="${COPY_ID}">"`];
    for (let at = 0; at < copy.size; at += BASE64_STEP)
      parts.push(new Uint8Array(await copy.slice(at, at + BASE64_STEP).arrayBuffer()).toBase64());
    return new Blob([...parts, `"</${COPY_TAG}>\n${PAGE_END}\n`], { type: 'text/html' });
  }
}

function bytesOf(block: string): Bytes {
  try {
    return Uint8Array.fromBase64(JSON.parse(block) as string);
  } catch {
    // Said when it is looked into: an empty file is no backup.
    return new Uint8Array(0);
  }
}

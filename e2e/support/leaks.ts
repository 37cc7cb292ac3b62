/**
 * Looks through everything a page has stored for things that should not stand there in clear.
 */
import type { Page } from '@playwright/test';

/** What to look for. Bytes are looked for as they are, and as hexadecimal, base64, base64url and base32. */
export interface Wanted {
  readonly texts: readonly string[];
  readonly bytes: readonly Uint8Array[];
}

/** Dumps localStorage and every IndexedDB database into one text a store, with binary values as Latin-1, and searches them. */
export async function leaks(page: Page, wanted: Wanted): Promise<{ readonly stored: number; readonly leaks: readonly string[] }> {
  const dump = await page.evaluate(async () => {
    const parts: string[] = [];
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i) ?? '';
      parts.push(key, localStorage.getItem(key) ?? '');
    }
    const asText = (value: unknown, depth = 0): string => {
      if (typeof value === 'string') return value;
      if (ArrayBuffer.isView(value))
        return [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)].map((byte) => String.fromCharCode(byte)).join('');
      if (value instanceof ArrayBuffer) return asText(new Uint8Array(value));
      if (typeof value === 'object' && value !== null && depth < 6)
        return Object.entries(value)
          .flatMap(([name, inner]) => [name, asText(inner, depth + 1)])
          .join('\n');
      return String(value);
    };
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name ?? '');
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error as DOMException));
      });
      parts.push(name ?? '');
      for (const store of database.objectStoreNames) {
        const values = await new Promise<unknown[]>((resolve, reject) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.addEventListener('success', () => resolve(request.result as unknown[]));
          request.addEventListener('error', () => reject(request.error as DOMException));
        });
        parts.push(store, ...values.map((value) => asText(value)));
      }
      database.close();
    }
    return parts;
  });
  const needles = [...wanted.texts, ...wanted.texts.map(latin1), ...wanted.bytes.flatMap(spellings)];
  const found = needles.filter((needle) => dump.some((part) => part.toLowerCase().includes(needle.toLowerCase())));
  return { stored: dump.length, leaks: [...new Set(found)] };
}

/** A text as its UTF-8 bytes look when each is taken for a character. */
function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function spellings(bytes: Uint8Array): readonly string[] {
  const buffer = Buffer.from(bytes);
  // Base64 depends on the position within three bytes: look for what stays the same, from each of the three.
  const base64 = [0, 1, 2].map((skip) => buffer.subarray(skip, skip + 24).toString('base64'));
  return [
    buffer.toString('latin1'),
    buffer.toString('hex'),
    ...base64,
    ...base64.map((text) => text.replace(/\+/gu, '-').replace(/\//gu, '_')),
  ];
}

/**
 * Everything that a page has stored, keys and values, and the files in which the browser keeps it.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { haystacksOfText } from './secret-forms.js';
import type { Haystack } from './secret-forms.js';

/** What is stored: where, and a text or bytes (base64). `kind` is also the class of what is neither, such as "CryptoKey". */
interface StoredPiece {
  readonly where: string;
  readonly kind: string;
  readonly value: string;
}

/** Whatever else a page can keep something in than the two stores is looked at, too. */
function dumpPage(page: Page): Promise<readonly StoredPiece[]> {
  return page.evaluate(async () => {
    const pieces: StoredPiece[] = [];
    const add = (where: string, value: unknown, depth = 0): void => {
      if (depth > 12) throw new RangeError(`${where} is too deep to be looked through`);
      if (value === null || value === undefined || typeof value === 'boolean') return;
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
        pieces.push({ where, kind: 'text', value: `${value}` });
      else if (typeof value !== 'object') throw new TypeError(`${where} holds what cannot be stored`);
      else if (ArrayBuffer.isView(value))
        pieces.push({ where, kind: 'bytes', value: new Uint8Array(value.buffer, value.byteOffset, value.byteLength).toBase64() });
      else if (value instanceof ArrayBuffer) pieces.push({ where, kind: 'bytes', value: new Uint8Array(value).toBase64() });
      else if (value instanceof Map || value instanceof Set || Array.isArray(value)) for (const each of value) add(where, each, depth + 1);
      else if (Object.getPrototypeOf(value) === Object.prototype)
        for (const [name, inner] of Object.entries(value)) {
          add(where, name, depth + 1);
          add(where, inner, depth + 1);
        }
      else pieces.push({ where, kind: value.constructor.name, value: '' });
    };
    const resultOf = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error as DOMException));
      });
    for (const [name, storage] of Object.entries({ localStorage, sessionStorage }))
      for (const [key, text] of Object.entries(storage) as [string, string][]) {
        add(`the keys of ${name}`, key);
        add(`${name} ${key}`, text);
      }
    for (const { name = '' } of await indexedDB.databases()) {
      add('the names of databases', name);
      const database = await resultOf(indexedDB.open(name));
      for (const storeName of database.objectStoreNames) {
        const store = database.transaction(storeName).objectStore(storeName);
        const where = `database ${name}, store ${storeName}`;
        const [keys, values] = await Promise.all([resultOf(store.getAllKeys()), resultOf(store.getAll() as IDBRequest<unknown[]>)]);
        add(where, [storeName, [...store.indexNames], keys, values]);
      }
      database.close();
    }
    add('the page', [document.cookie, window.name, history.state, location.href, document.title]);
    return pieces;
  });
}

/** What the page has stored, to be searched; and the classes of what is stored that is neither text nor bytes. */
export async function readStores(page: Page): Promise<{ readonly haystacks: readonly Haystack[]; readonly objects: readonly string[] }> {
  const pieces = await dumpPage(page);
  const haystacks = pieces.flatMap(({ where, kind, value }) => {
    if (kind === 'text') return haystacksOfText(where, value);
    return kind === 'bytes' ? [{ where, bytes: Buffer.from(value, 'base64') }] : [];
  });
  return {
    haystacks,
    objects: pieces.filter(({ kind }) => kind !== 'text' && kind !== 'bytes').map(({ where, kind }) => `${kind} in ${where}`),
  };
}

/** Every file below a directory, one after the other. */
export function* filesBelow(directory: string): Generator<Haystack> {
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    yield { where: `file ${path.slice(directory.length + 1)}`, bytes: readFileSync(path) };
  }
}

/**
 * What a script in the page can get at from its globals: every own property, by name and by symbol, with what getters give; prototypes; entries of maps and
 * sets; nodes with their attributes, their children and their open shadow roots. What only closures hold cannot be walked.
 */
import type { Page } from '@playwright/test';

/** How far the walk went, and where it came upon one of the texts, the bytes of one of them, or a `CryptoKey`. */
export interface Walk {
  readonly objects: number;
  readonly findings: readonly string[];
}

/** Walks everything that is reachable. `secrets` are texts, or bytes as Latin-1. */
export function walkGlobals(page: Page, secrets: readonly string[]): Promise<Walk> {
  return page.evaluate((wanted) => {
    const seen = new Set<object>();
    const findings: string[] = [];
    const queue: (readonly [path: string, value: object])[] = [];
    const textsOf = (bytes: Uint8Array): readonly string[] =>
      (['windows-1252', 'utf-8', 'utf-16le'] as const).map((encoding) => new TextDecoder(encoding).decode(bytes));
    const wantedForms = wanted.flatMap((text) => [text, ...textsOf(Uint8Array.from(text, (each) => each.charCodeAt(0)))]);
    const look = (path: string, value: unknown): void => {
      if (typeof value === 'string') {
        if (wantedForms.some((each) => value.includes(each))) findings.push(path);
      } else if (((typeof value === 'object' && value !== null) || typeof value === 'function') && !seen.has(value)) {
        seen.add(value);
        queue.push([path, value]);
      }
    };
    const visit = (path: string, value: object): void => {
      if (value instanceof CryptoKey) findings.push(`${path} is a CryptoKey`);
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        const bytes =
          value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
        for (const text of textsOf(bytes)) look(`${path} (bytes)`, text);
        return;
      }
      // Not what a class of these calls its prototype.
      const isMade = !Object.hasOwn(value, 'constructor');
      if (isMade && (value instanceof Map || value instanceof Set))
        for (const [key, inner] of value.entries()) {
          look(`${path}{key}`, key);
          look(`${path}{value}`, inner);
        }
      if (isMade && value instanceof Element) for (const { name, value: text } of value.attributes) look(`${path}[${name}]`, text);
      // Getters of the prototypes are asked on the object itself, as a script would.
      for (let owner: object | null = value; owner !== null; owner = Object.getPrototypeOf(owner) as object | null) {
        look(`${path}.[[prototype]]`, Object.getPrototypeOf(owner));
        for (const key of Reflect.ownKeys(owner)) {
          if (owner !== value && !('get' in (Object.getOwnPropertyDescriptor(owner, key) ?? {}))) continue;
          try {
            look(`${path}.${String(key)}`, Reflect.get(owner, key, value));
          } catch (error) {
            // A getter that wants another object, or that this page may not ask.
            look(`${path}.${String(key)} (thrown)`, error instanceof Error ? error.message : error);
          }
        }
      }
    };
    look('globalThis', globalThis);
    // The queue grows meanwhile.
    for (const [path, value] of queue) visit(path, value);
    return { objects: seen.size, findings };
  }, secrets);
}

/**
 * What every other journey stands on: the built page opens from file://, gets PeerJS through its import map from a CDN address, and two browsers exchange
 * raw reliable messages over a PeerServer on loopback. When this fails, look here first and not at Parley.
 */
import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { BrowserName } from './support/people.js';

/** The little of PeerJS that is used inside the pages. */
interface RawPeer {
  on(event: 'open' | 'connection' | 'error', listener: (value: RawConnection) => void): void;
  connect(id: string, options: object): RawConnection;
}
interface RawConnection {
  on(event: 'open' | 'data' | 'error', listener: (value: ArrayBuffer) => void): void;
  send(data: Uint8Array): void;
}

/** Loads PeerJS as the page pins it, takes an id, and answers every message with the same bytes and one more. */
async function hold(page: Page, id: string, port: number): Promise<void> {
  await page.evaluate(
    async ([ownId, serverPort]) => {
      await import('peerjs');
      const { Peer } = globalThis as unknown as { Peer: new (id: string, options: object) => RawPeer };
      const peer = new Peer(ownId, {
        host: '127.0.0.1',
        port: serverPort,
        path: '/',
        key: 'peerjs',
        secure: false,
        config: { iceServers: [] },
      });
      Object.assign(globalThis, { rawPeer: peer });
      peer.on('connection', (connection) => {
        connection.on('data', (data) => connection.send(new Uint8Array([...new Uint8Array(data), 9])));
      });
      await new Promise<void>((resolve, reject) => {
        peer.on('open', () => resolve());
        peer.on('error', () => reject(new Error('PeerServer refused the id')));
      });
    },
    [id, port] as const,
  );
}

async function dialAndEcho(page: Page, id: string): Promise<number[]> {
  return page.evaluate(async (remoteId) => {
    const { rawPeer } = globalThis as unknown as { rawPeer: RawPeer };
    const connection = rawPeer.connect(remoteId, { reliable: true, serialization: 'raw' });
    return new Promise<number[]>((resolve, reject) => {
      connection.on('open', () => connection.send(new Uint8Array([1, 2, 3])));
      connection.on('data', (data) => resolve([...new Uint8Array(data)]));
      connection.on('error', () => reject(new Error('the connection failed')));
    });
  }, id);
}

const pairs: readonly (readonly [BrowserName, BrowserName])[] = [
  ['chromium', 'chromium'],
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
  ['firefox', 'firefox'],
];

for (const [dialler, answerer] of pairs) {
  test(`a message goes both ways when ${dialler} dials ${answerer}`, async () => {
    const signalling = await startSignalling();
    const ana = await newPerson(dialler, { signalling });
    const ben = await newPerson(answerer, { signalling });
    await hold(ana.page, 'raw-ana', signalling.port);
    await hold(ben.page, 'raw-ben', signalling.port);
    expect(await dialAndEcho(ana.page, 'raw-ben')).toEqual([1, 2, 3, 9]);
    expect(signalling.messages['OFFER']).toBeGreaterThanOrEqual(1);
    expect(ana.foreignRequests).toEqual([]);
    await ana.close();
    await ben.close();
    await signalling.stop();
  });
}

for (const browserName of ['chromium', 'firefox'] as const) {
  test(`one changed byte keeps PeerJS from running, and the second CDN is independent: ${browserName}`, async () => {
    const ana = await newPerson(browserName, { cdn: { first: 'tampered', second: 'good' } });
    const load = (name: string): Promise<boolean> =>
      ana.page.evaluate(async (specifier) => {
        try {
          await import(specifier);
          return true;
        } catch {
          return false;
        }
      }, name);
    expect(await load('peerjs')).toBe(false);
    expect(await load('peerjs-second')).toBe(true);
    await ana.close();
  });

  test(`what the page stored survives kill -9 and a new start of the browser: ${browserName}`, async () => {
    const ana = await newPerson(browserName, { isPersistent: true });
    await ana.page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('platform', 1);
        request.addEventListener('upgradeneeded', () => request.result.createObjectStore('kept'));
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error as DOMException));
      });
      const transaction = database.transaction('kept', 'readwrite');
      transaction.objectStore('kept').put('still here', 'key');
      await new Promise<void>((resolve) => {
        transaction.addEventListener('complete', () => resolve());
      });
    });
    await ana.kill();
    await ana.reopen();
    const kept = await ana.page.evaluate(
      () =>
        new Promise<unknown>((resolve, reject) => {
          const request = indexedDB.open('platform', 1);
          request.addEventListener('error', () => reject(request.error as DOMException));
          request.addEventListener('success', () => {
            const get = request.result.transaction('kept').objectStore('kept').get('key');
            get.addEventListener('success', () => resolve(get.result));
          });
        }),
    );
    expect(kept).toBe('still here');
    await ana.close();
  });
}

test('a PeerServer that stops takes its connections with it, and comes back on the same port with no memory', async () => {
  const signalling = await startSignalling();
  const { port } = signalling;
  const ana = await newPerson('chromium', { signalling });
  await hold(ana.page, 'raw-ana', port);
  await ana.page.evaluate(() => {
    const page = globalThis as unknown as { rawPeer: { on(event: 'disconnected', listener: () => void): void } };
    const lost = new Promise<void>((resolve) => {
      page.rawPeer.on('disconnected', () => resolve());
    });
    Object.assign(globalThis, { lost });
  });
  await signalling.stop();
  await ana.page.evaluate(() => (globalThis as unknown as { lost: Promise<void> }).lost);
  await signalling.start();
  expect(signalling.port).toBe(port);
  const ben = await newPerson('chromium', { signalling });
  await hold(ben.page, 'raw-ana', port);
  await ana.close();
  await ben.close();
  await signalling.stop();
});

for (const browser of ['chromium', 'firefox'] as const) {
  test(`does not start inside another page: ${browser}`, async () => {
    const ana = await newPerson(browser);
    const around = new URL('around.html', ana.url);
    writeFileSync(around, `<!doctype html><title>Around</title><iframe src="${ana.url}"></iframe>`);
    await ana.page.goto(around.href);
    const inside = ana.page.frameLocator('iframe');
    await expect(inside.getByRole('alert')).toContainText('does not start inside another page');
    await expect(inside.getByRole('textbox')).toHaveCount(0);
    await ana.close();
  });
}

/**
 * The signalling server, and strangers at it, as attackers: whatever they change, repeat, redirect or pour in, nobody gets a link who should not, and
 * the others still meet.
 */
import { createHash, hkdfSync } from 'node:crypto';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { LocalPeerServer, Person } from './support/people.js';
import { acceptUnverified, admitUnverified, createRoom, firstRun, join, meet, message, person, readInvite, say } from './support/steps.js';

/** A signalling message, as much of it as an attacker here touches. */
interface Relayed {
  type: string;
  src: string;
  dst?: string;
  payload?: { sdp?: { sdp: string }; connectionId?: string };
}

/** An id that nobody has. */
const NOBODY = 'abcdefghijklmnopqrstuvwxyz234567';

const TAMPERING = /someone between you may be tampering/iu;

/** A server whose owner may look at and change every message it relays. */
async function hostileServer(attack: { onMessage?: (sent: Relayed) => void }): Promise<LocalPeerServer> {
  return startSignalling({ onMessage: (sent) => attack.onMessage?.(sent) });
}

/** Ana has a room and an invite to it, Ben has his name; nobody has tried to connect yet. */
async function hostAndGuest(signalling: LocalPeerServer): Promise<{ readonly ana: Person; readonly ben: Person; readonly code: string }> {
  const ana = await newPerson('chromium', { signalling });
  const ben = await newPerson('chromium', { signalling });
  await firstRun(ana.page, 'Ana', '');
  await firstRun(ben.page, 'Ben', '');
  await createRoom(ana.page, 'Kitchen');
  return { ana, ben, code: await readInvite(ana.page) };
}

/** Ana saw nothing of Ben: no dialog, nobody in the list. */
async function expectNoLink(ana: Page): Promise<void> {
  await expect(ana.getByRole('dialog')).toHaveCount(0);
  await expect(person(ana, 'Ben')).toHaveCount(0);
}

/** The attack is over: Ben gets in after all, and no warning stays. */
async function expectTheyMeet(ana: Page, ben: Page): Promise<void> {
  await admitUnverified(ana, 'Ben');
  await expect(person(ben, 'Ana')).toBeVisible({ timeout: 30_000 });
  await expect(ben.getByText(TAMPERING)).toHaveCount(0);
}

async function end(signalling: LocalPeerServer, ...people: readonly Person[]): Promise<void> {
  for (const one of people) await one.close();
  await signalling.stop();
}

/** `hk(label, 20)` of the room in an invite, as base32: what only the server, or somebody who was put out, also knows (docs/PROTOCOL.md, "Rendezvous"). */
function peerIdIn(code: string, ...label: readonly (string | Uint8Array)[]): string {
  const roomSecret = Buffer.from(code, 'base64url').subarray(2, 34);
  const info = Buffer.concat([Buffer.from('parley/1 room '), ...label.map((part) => Buffer.from(part as string))]);
  const bytes = Buffer.from(hkdfSync('sha256', roomSecret, '', info, 20));
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/gu) ?? []).map((five) => 'abcdefghijklmnopqrstuvwxyz234567'.charAt(Number.parseInt(five, 2))).join('');
}

/** The lobby's id, and the first id of whoever made the invite. */
function hostIdsIn(code: string): { readonly lobby: string; readonly slot: string } {
  const inviter = Buffer.from(code, 'base64url').subarray(66, 98);
  return { lobby: peerIdIn(code, 'lobby'), slot: peerIdIn(code, 'peer', inviter, Uint8Array.of(0)) };
}

/** A page that holds nothing but PeerJS and bad intentions. */
async function newStranger(signalling: LocalPeerServer): Promise<Person> {
  const eve = await newPerson('chromium', { signalling });
  await expect(eve.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
  return eve;
}

/** Somebody else's certificate. */
const OTHER_FINGERPRINT = createHash('sha256').update('somebody in the middle').digest('hex').toUpperCase().match(/../gu)?.join(':') ?? '';
const FINGERPRINT_LINE = /a=fingerprint:sha-256 \S+/u;

const FALSIFICATIONS: readonly { readonly what: string; readonly isTold: boolean; falsify(sent: Relayed): boolean }[] = [
  {
    what: 'puts its own fingerprint into offers and answers',
    isTold: true,
    falsify: ({ payload }) => replaceIn(payload?.sdp, `a=fingerprint:sha-256 ${OTHER_FINGERPRINT}`),
  },
  {
    what: 'adds a fingerprint to answers',
    isTold: true,
    falsify: ({ type, payload }) => type === 'ANSWER' && replaceIn(payload?.sdp, `$&\r\na=fingerprint:sha-256 ${OTHER_FINGERPRINT}`),
  },
  {
    // Whoever is dialled drops such an offer without a word, which from the other side looks like nobody there.
    what: 'adds a fingerprint to offers',
    isTold: false,
    falsify: ({ type, payload }) => type === 'OFFER' && replaceIn(payload?.sdp, `a=fingerprint:sha-256 ${OTHER_FINGERPRINT}\r\n$&`),
  },
];

function replaceIn(sdp: { sdp: string } | undefined, replacement: string): boolean {
  if (sdp === undefined) return false;
  const before = sdp.sdp;
  sdp.sdp = before.replace(FINGERPRINT_LINE, replacement);
  return sdp.sdp !== before;
}

for (const { what, isTold, falsify } of FALSIFICATIONS) {
  test(`a server that ${what} gets no link`, async () => {
    let falsified = 0;
    const attack: { onMessage?: (sent: Relayed) => void } = {};
    const signalling = await hostileServer(attack);
    const { ana, ben, code } = await hostAndGuest(signalling);
    attack.onMessage = (sent) => {
      if (falsify(sent)) falsified += 1;
    };
    await join(ben.page, code);
    await expect.poll(() => falsified, { timeout: 30_000 }).toBeGreaterThan(0);
    if (isTold) await expect(ben.page.getByText(TAMPERING).first()).toBeVisible({ timeout: 45_000 });
    else await expect(ben.page.getByRole('status', { name: 'Connection' })).toContainText(/nobody|looking|connecting|alone|reach/iu);
    await expectNoLink(ana.page);
    delete attack.onMessage;
    await expectTheyMeet(ana.page, ben.page);
    await end(signalling, ana, ben);
  });
}

test('a server that passes offers off as those of another gets no link, and people are told', async () => {
  const alias = NOBODY;
  let redirected = 0;
  const attack: { onMessage?: (sent: Relayed) => void } = {};
  const signalling = await hostileServer(attack);
  const { ana, ben, code } = await hostAndGuest(signalling);
  const host = Object.values(hostIdsIn(code));
  let benId = '';
  attack.onMessage = (sent) => {
    if (sent.payload?.connectionId === undefined || sent.dst === sent.src) return;
    // To Ana everything that is Ben's comes from the alias, and what she says to the alias comes to Ben: both see a proper offer and a proper answer.
    if (host.includes(sent.dst ?? '')) {
      benId = sent.src;
      sent.src = alias;
      redirected += 1;
    } else if (sent.dst === alias) sent.dst = benId;
  };
  await join(ben.page, code);
  await expect(ben.page.getByText(TAMPERING).first()).toBeVisible({ timeout: 45_000 });
  expect(redirected).toBeGreaterThan(0);
  await expectNoLink(ana.page);
  delete attack.onMessage;
  await expectTheyMeet(ana.page, ben.page);
  await end(signalling, ana, ben);
});

test('a server that delivers to another of the host’s ids than the one dialled gets no link, and people are told', async () => {
  let redirected = 0;
  const attack: { onMessage?: (sent: Relayed) => void } = {};
  const signalling = await hostileServer(attack);
  const { ana, ben, code } = await hostAndGuest(signalling);
  const { lobby, slot } = hostIdsIn(code);
  const other = new Map([
    [lobby, slot],
    [slot, lobby],
  ]);
  attack.onMessage = (sent) => {
    if (sent.payload?.connectionId === undefined || sent.dst === sent.src) return;
    const [to, from] = [other.get(sent.dst ?? ''), other.get(sent.src)];
    if (to !== undefined) sent.dst = to;
    if (from !== undefined) sent.src = from;
    if (to !== undefined) redirected += 1;
  };
  await join(ben.page, code);
  await expect(ben.page.getByText(TAMPERING).first()).toBeVisible({ timeout: 45_000 });
  expect(redirected).toBeGreaterThan(0);
  await expectNoLink(ana.page);
  delete attack.onMessage;
  await expectTheyMeet(ana.page, ben.page);
  await end(signalling, ana, ben);
});

test('an answer in the name of somebody who was not asked makes no link', async () => {
  let renamed = 0;
  const attack: { onMessage?: (sent: Relayed) => void } = {};
  const signalling = await hostileServer(attack);
  const { ana, ben, code } = await hostAndGuest(signalling);
  attack.onMessage = (sent) => {
    if (sent.type !== 'ANSWER') return;
    sent.src = NOBODY;
    renamed += 1;
  };
  await join(ben.page, code);
  await expect.poll(() => renamed, { timeout: 30_000 }).toBeGreaterThan(1);
  await expectNoLink(ana.page);
  delete attack.onMessage;
  await expectTheyMeet(ana.page, ben.page);
  await end(signalling, ana, ben);
});

/** Takes a message out of the relay, and gives it back as it was. */
function intercept(sent: Relayed): Required<Pick<Relayed, 'dst'>> & Relayed {
  const taken = { ...sent, dst: sent.dst ?? '' };
  sent.src = NOBODY;
  sent.dst = NOBODY;
  return taken;
}

test('a server that loses what it is given keeps nobody apart for good, and raises no alarm', async () => {
  const lost = { OFFER: 0, ANSWER: 0, CANDIDATE: 0 };
  const attack: { onMessage?: (sent: Relayed) => void } = {};
  const signalling = await hostileServer(attack);
  const { ana, ben, code } = await hostAndGuest(signalling);
  attack.onMessage = (sent) => {
    if (!(sent.type in lost) || sent.dst === sent.src) return;
    const type = sent.type as keyof typeof lost;
    // The first of each dial, and of all that come later every second one.
    if (lost[type]++ === 0 || (type === 'CANDIDATE' && lost[type] % 2 === 0)) intercept(sent);
  };
  await join(ben.page, code);
  await expectTheyMeet(ana.page, ben.page);
  expect(Object.values(lost).every((count) => count > 0)).toBe(true);
  await expect(ana.page.getByText(TAMPERING)).toHaveCount(0);
  await acceptUnverified(ana.page);
  await say(ana.page, 'You got through');
  await expect(message(ben.page, 'You got through')).toBeVisible();
  await end(signalling, ana, ben);
});

for (const { what, isTurned } of [
  { what: 'everything late keeps nobody apart, and raises no alarm', isTurned: false },
  { what: 'what came last first keeps people apart no longer than it does so, and raises no alarm', isTurned: true },
]) {
  test(`a server that passes on ${what}`, async () => {
    let batches = 0;
    let held: (Required<Pick<Relayed, 'dst'>> & Relayed)[] = [];
    const attack: { onMessage?: (sent: Relayed) => void } = {};
    const signalling = await hostileServer(attack);
    const { ana, ben, code } = await hostAndGuest(signalling);
    attack.onMessage = (sent) => {
      if (sent.payload?.connectionId === undefined || sent.dst === sent.src) return;
      if (held.push(intercept(sent)) > 1) return;
      setTimeout(() => {
        batches += Number(held.length > 1);
        for (const each of isTurned ? held.toReversed() : held) signalling.deliver(each);
        held = [];
      }, 700);
    };
    await join(ben.page, code);
    await expect.poll(() => batches, { timeout: 30_000 }).toBeGreaterThan(1);
    if (isTurned) {
      await expectNoLink(ana.page);
      delete attack.onMessage;
    }
    await expectTheyMeet(ana.page, ben.page);
    await expect(ana.page.getByText(TAMPERING)).toHaveCount(0);
    await end(signalling, ana, ben);
  });
}

test('an offer that is replayed harms no link and makes none', async () => {
  const offers: Relayed[] = [];
  let replayed = 0;
  const attack: { onMessage?: (sent: Relayed) => void } = {};
  const signalling = await hostileServer(attack);
  const { ana, ben, code } = await hostAndGuest(signalling);
  attack.onMessage = (sent) => {
    if (sent.type === 'OFFER') offers.push(structuredClone(sent));
  };
  await join(ben.page, code);
  await admitUnverified(ana.page, 'Ben');
  await acceptUnverified(ana.page);
  await say(ana.page, 'before');
  await expect(message(ben.page, 'before')).toBeVisible();
  expect(offers.length).toBeGreaterThan(0);

  await watchLinks(ana.page);
  // What keeps the connection to the server alive carries the old offers, each several times.
  attack.onMessage = (sent) => {
    const offer = offers[replayed % offers.length];
    if (sent.type !== 'HEARTBEAT' || offer === undefined) return;
    Object.assign(sent, structuredClone(offer));
    replayed += 1;
  };
  await expect.poll(() => replayed, { timeout: 60_000 }).toBeGreaterThan(2 * offers.length);
  await say(ana.page, 'during');
  await expect(message(ben.page, 'during')).toBeVisible();
  await say(ben.page, 'during, too');
  await expect(message(ana.page, 'during, too')).toBeVisible();
  // Not even for a moment: a link that breaks is soon back.
  expect(await ana.page.evaluate(() => (globalThis as unknown as { fewestLinks: number }).fewestLinks)).toBe(1);
  await expect(person(ana.page, 'Ben')).toHaveCount(1);
  await expect(ana.page.getByRole('dialog')).toHaveCount(0);
  await expect(ana.page.getByRole('alert')).toHaveCount(0);

  // Nor does an old offer bring somebody back who has gone.
  await ben.close();
  await expect(person(ana.page, 'Ben')).toContainText(/last connected/iu, { timeout: 30_000 });
  const before = replayed;
  await expect.poll(() => replayed, { timeout: 60_000 }).toBeGreaterThan(before + offers.length);
  await expect(person(ana.page, 'Ben')).toContainText(/last connected/iu);
  await end(signalling, ana);
});

/** In a page: keeps in `fewestLinks` the lowest number of links that the room on screen has had from now on. A redial takes half a second at least. */
async function watchLinks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = globalThis as unknown as { fewestLinks: number };
    const app = document.querySelector('parley-app') as unknown as { state: { room: { connection: { linked: number } } } };
    seen.fewestLinks = app.state.room.connection.linked;
    setInterval(() => {
      seen.fewestLinks = Math.min(seen.fewestLinks, app.state.room.connection.linked);
    }, 50);
  });
}

/** In a page: holds an id at the server and takes every connection; counts them in `squatted`. */
async function squat(eve: Page, port: number, id: string): Promise<void> {
  await eve.evaluate(
    async ([port, id]) => {
      const { Peer } = (globalThis as unknown as { peerjs: { Peer: new (id: string, options: object) => RawPeer } }).peerjs;
      const peer = new Peer(id, { host: '127.0.0.1', port, path: '/', secure: false, key: 'peerjs', config: { iceServers: [] } });
      Object.assign(globalThis, { squatted: 0 });
      peer.on('connection', (connection) => {
        (connection as RawConnection).on('open', () => {
          (globalThis as unknown as { squatted: number }).squatted += 1;
          // As long as the second message of a handshake.
          (connection as RawConnection).send(crypto.getRandomValues(new Uint8Array(48)));
        });
      });
      await new Promise<void>((resolve, reject) => {
        peer.on('open', () => resolve());
        peer.on('error', reject);
      });
    },
    [port, id] as const,
  );
}

interface RawConnection {
  on(event: string, listener: (value: unknown) => void): void;
  send(data: unknown): void;
}
interface RawPeer {
  on(event: string, listener: (value: unknown) => void): void;
  connect(id: string, options: object): RawConnection;
}

test('somebody who holds the lobby without the room’s secret gets no link, and the others meet all the same', async () => {
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling, isPersistent: true });
  const ben = await newPerson('chromium', { signalling, isPersistent: true });
  await firstRun(ana.page, 'Ana', '');
  await firstRun(ben.page, 'Ben', '');
  await createRoom(ana.page, 'Kitchen');
  const code = await readInvite(ana.page);
  await join(ben.page, code);
  await admitUnverified(ana.page, 'Ben');
  await acceptUnverified(ana.page);
  await expect(person(ben.page, 'Ana')).toBeVisible();
  await ana.close();
  await ben.close();

  const eve = await newStranger(signalling);
  await squat(eve.page, signalling.port, hostIdsIn(code).lobby);
  await ana.reopen();
  await ben.reopen();
  await ana.page.getByRole('button', { name: /Kitchen/u }).click();
  await ben.page.getByRole('button', { name: /Kitchen/u }).click();
  await expect
    .poll(() => eve.page.evaluate(() => (globalThis as unknown as { squatted: number }).squatted), { timeout: 45_000 })
    .toBeGreaterThan(0);
  await say(ana.page, 'met without the lobby');
  await expect(message(ben.page, 'met without the lobby')).toBeVisible({ timeout: 45_000 });
  await expect(message(ana.page, 'met without the lobby')).toContainText(/delivered|read/iu);
  await expect(ana.page.getByRole('list', { name: 'People' }).getByRole('listitem')).toHaveCount(2);
  await end(signalling, ana, ben, eve);
});

/** In a page: opens `count` connections to these ids in turn. Each sends something else that is no beginning of a handshake, or none ever says anything. */
async function pourInto(eve: Page, port: number, ids: readonly string[], count: number, manner: 'loud' | 'silent'): Promise<void> {
  await eve.evaluate(
    async ([port, ids, count, manner]) => {
      const { Peer } = (globalThis as unknown as { peerjs: { Peer: new (options: object) => RawPeer } }).peerjs;
      const peer = new Peer({ host: '127.0.0.1', port, path: '/', secure: false, key: 'peerjs', config: { iceServers: [] } });
      await new Promise<void>((resolve) => {
        peer.on('open', () => resolve());
      });
      const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
      // An odd number, so that every id gets each of them.
      const beginnings: readonly unknown[] = [
        random(49),
        random(512),
        random(513),
        new Uint8Array(60_000),
        'text',
        Uint8Array.of(1),
        Uint8Array.of(2),
      ];
      const seen = globalThis as unknown as { poured: Record<string, number> };
      seen.poured = { ...seen.poured, [manner]: 0 };
      for (let i = 0; i < count; i++) {
        const connection = peer.connect(ids[i % ids.length] ?? '', { serialization: 'raw', reliable: true, label: 'x' });
        connection.on('open', () => {
          seen.poured[manner] = (seen.poured[manner] ?? 0) + 1;
          if (manner === 'loud') for (let times = 0; times < 5; times++) connection.send(beginnings[i % beginnings.length]);
        });
        // Refused, or cut: what was to be expected.
        connection.on('error', () => undefined);
      }
    },
    [port, ids, count, manner] as const,
  );
}

test('strangers who pour garbage into the host’s ids keep nobody out', async () => {
  const signalling = await startSignalling();
  const { ana, ben, code } = await hostAndGuest(signalling);
  const eve = await newStranger(signalling);
  const { lobby, slot } = hostIdsIn(code);
  const poured = (manner: string): Promise<number> =>
    eve.page.evaluate((key) => (globalThis as unknown as { poured: Record<string, number> }).poured[key] ?? 0, manner);
  await pourInto(eve.page, signalling.port, [lobby, slot], 50, 'loud');
  await expect.poll(() => poured('loud'), { timeout: 30_000 }).toBeGreaterThan(0);
  // Twice as many as may be at the door at a time. Their time there is limited.
  await pourInto(eve.page, signalling.port, [lobby, slot], 32, 'silent');
  await expect.poll(() => poured('silent'), { timeout: 30_000 }).toBeGreaterThan(8);
  // The host goes on working meanwhile.
  await ana.page.getByRole('button', { name: 'Invite', exact: true }).click({ timeout: 5_000 });
  await expect(ana.page.getByRole('dialog', { name: 'Invite' })).toBeVisible({ timeout: 5_000 });
  await ana.page.keyboard.press('Escape');
  await join(ben.page, code);
  await admitUnverified(ana.page, 'Ben');
  await expect(person(ben.page, 'Ana')).toBeVisible({ timeout: 30_000 });
  await expect(person(ana.page, 'Ben')).toBeVisible();
  expect(ana.errors.filter((text) => /uncaught/iu.test(text))).toEqual([]);
  await end(signalling, ana, ben, eve);
});

test('two thousand messages at once leave the other page responsive, and all arrive', async () => {
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling });
  const ben = await newPerson('chromium', { signalling });
  await firstRun(ana.page, 'Ana', '');
  await firstRun(ben.page, 'Ben', '');
  await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
  await expect(ben.page.getByRole('textbox', { name: 'Message' })).toBeEnabled();
  await ben.page.evaluate(() => {
    const app = document.querySelector<HTMLElement & { readonly state: { readonly room: { readonly ridHex: string } } }>('parley-app');
    for (let i = 1; i <= 2_000; i++) {
      const intent = { type: 'send', ridHex: app?.state.room.ridHex, text: `flood ${i}.` };
      app?.dispatchEvent(Object.assign(new Event('parley-intent', { bubbles: true, composed: true }), { intent }));
    }
  });
  const flood = ana.page
    .getByRole('log', { name: 'Messages' })
    .getByRole('article')
    .filter({ hasText: /^\D*flood/u });
  await expect(flood.first()).toBeAttached();
  await ana.page.getByRole('button', { name: 'Invite', exact: true }).click({ timeout: 5_000 });
  await expect(ana.page.getByRole('dialog', { name: 'Invite' })).toBeVisible({ timeout: 5_000 });
  await ana.page.keyboard.press('Escape');
  await expect(message(ana.page, 'flood 2000.')).toBeVisible({ timeout: 30_000 });
  await expect(message(ana.page, 'flood 1999.')).toBeVisible();
  await end(signalling, ana, ben);
});

/**
 * Everything that the signalling server, the CDN and STUN see in a whole journey: no name, word, key, fingerprint, room id or invite, in no form; and nothing by which
 * two rooms of one person belong together but the address from which they come.
 */
import { expect, test } from '@playwright/test';
import { loopbackConfig, newPerson, startSignalling } from '../support/people.js';
import type { BrowserName } from '../support/people.js';
import { KEYS_TOLD, noteKeys, secretsOfInvite } from '../support/page-secrets.js';
import { findSecrets, secretText } from '../support/secret-forms.js';
import type { Haystack } from '../support/secret-forms.js';
import { acceptAll, admitUnverified, bringIn, createRoom, firstRun, join, message, readInvite, say, unlock } from '../support/steps.js';
import { startStun } from '../support/stun-server.js';

const NAMES = ['Anastasia Quill', 'Benedict Umbra'] as const;
const ROOMS = ['Kitchenette of Zebras', 'Observatory of Foxes'] as const;
const PASSPHRASE = 'correct horse battery staple';
const SAID = ['The treasure lies under the old oak', 'Bring a spade at half past nine', 'Nobody else knows of this place'] as const;

/** Every run of eight or more characters in which an id could hide. */
function wordsIn(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => text.match(/[\w+/=:.-]{8,}/gu) ?? []));
}

/**
 * What everybody with such a browser and such a server says: words of the protocols, which have no digits, and are shorter than an id; addresses; the browser's name and
 * version; the priority and the foundation of a candidate; PeerJS's key and version; SDP's constants.
 */
const SAID_BY_ALL =
  /^(?:[A-Za-z][A-Za-z:/=_-]{7,25}|\d+\.\d+\.\d+\.\d+(?::\d+)?|[A-Za-z]+\/[\d.]+|rv:[\d.]+|\d{10}|candidate:\d|version=1\.5\.5|na=(?:fingerprint:sha-256|mid:0|sctp-port:5000|max-message-size:\d+)|no=mozilla\.\.\.THIS_IS_SDPARTA-99\.0)$/u;

for (const other of ['chromium', 'firefox'] as const satisfies readonly BrowserName[])
  test(`what servers see of a whole journey holds nothing of it: chromium and ${other}`, async () => {
    test.setTimeout(180_000);
    const wire = new Map<string, string[]>();
    const keys = new Set<string>();
    const stun = await startStun();
    const signalling = await startSignalling({
      onWire: (id, text) => {
        const said = wire.get(id) ?? [];
        said.push(text);
        wire.set(id, said);
      },
    });
    const config = { ...loopbackConfig(signalling.port), iceServers: [{ urls: stun.url }] };
    const ana = await newPerson('chromium', { config, isPersistent: true, initScript: KEYS_TOLD });
    const ben = await newPerson(other, { config, initScript: KEYS_TOLD });
    for (const each of [ana, ben]) noteKeys(each, keys);
    await firstRun(ana.page, NAMES[0], PASSPHRASE);
    await firstRun(ben.page, NAMES[1], '');
    await createRoom(ana.page, ROOMS[0]);
    const code = await readInvite(ana.page);
    await join(ben.page, code);
    await admitUnverified(ana.page, NAMES[1]);
    for (const { page } of [ana, ben]) await acceptAll(page, 2);
    await say(ana.page, SAID[0]);
    await say(ben.page, SAID[1]);
    await expect(message(ana.page, SAID[1])).toBeVisible();
    await expect(message(ana.page, SAID[0])).toContainText(/delivered|read/iu, { timeout: 20_000 });
    const codes = [code, await readInvite(ana.page, { isTokenWanted: true }), await readInvite(ben.page)];
    const first = new Set(wire.keys());

    await ana.reopen();
    noteKeys(ana, keys);
    await unlock(ana.page, PASSPHRASE);
    await expect(ana.page.getByRole('button', { name: ROOMS[0] })).toBeVisible({ timeout: 30_000 });
    await createRoom(ana.page, ROOMS[1]);
    await ben.page.getByRole('button', { name: 'Home' }).click();
    await bringIn(ana.page, ben.page, NAMES[1]);
    await acceptAll(ben.page, 2);
    await say(ben.page, SAID[2]);
    await expect(message(ana.page, SAID[2])).toBeVisible();
    codes.push(await readInvite(ana.page));
    await ana.close();
    await ben.close();
    await signalling.stop();
    await stun.stop();

    const requests = [...ana.requests, ...ben.requests];
    const seen: Haystack[] = [
      ...[...wire].map(([id, texts]) => ({ where: `signalling by ${id}`, bytes: Buffer.from(texts.join('\n')) })),
      ...requests.map((text) => ({ where: 'a request', bytes: Buffer.from(text) })),
      ...stun.datagrams.map((bytes) => ({ where: 'STUN', bytes })),
    ];
    // That there is something to see, and that the search would see it.
    expect(stun.datagrams.length).toBeGreaterThan(0);
    expect(requests.filter((text) => text.includes('/peerjs.min.js')).length).toBeGreaterThanOrEqual(3);
    expect([...wire.values()].flat().filter((text) => text.includes('"OFFER"')).length).toBeGreaterThan(1);
    const [someId = ''] = first;
    expect(findSecrets(seen, [secretText(someId)])).not.toEqual([]);

    expect(keys.size).toBeGreaterThan(10);
    // Of twenty bytes are only the ids by which people are dialled, which a server has to see.
    const keySecrets = [...keys]
      .filter((hex) => hex.length !== 40)
      .map((hex) => ({ name: `key ${hex.slice(0, 8)}`, bytes: Buffer.from(hex, 'hex') }));
    const words = [...NAMES, ...ROOMS, PASSPHRASE, ...SAID, 'Anastasia', 'Kitchenette', 'Observatory'].map(secretText);
    expect(findSecrets(seen, [...words, ...codes.flatMap(secretsOfInvite), ...keySecrets])).toEqual([]);

    // Ids that came up only with the second room are of that room. What Ben's own ids in the first one say as well tells nobody apart.
    const second = [...wire.keys()].filter((id) => !first.has(id));
    const wordsOf = (ids: readonly string[]): Set<string> => wordsIn(ids.flatMap((id) => wire.get(id) ?? []));
    expect(first.size).toBeGreaterThanOrEqual(3);
    expect(second.length).toBeGreaterThanOrEqual(3);
    const ofSecond = wordsOf(second);
    const shared = [...wordsOf([...first])].filter((word) => ofSecond.has(word));
    expect(shared.filter((word) => !SAID_BY_ALL.test(word))).toEqual([]);
  });

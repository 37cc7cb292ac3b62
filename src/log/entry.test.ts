import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { generateSigningKey, signingKeyFromSeed } from '../crypto/ed25519.js';
import type { SigningKey } from '../crypto/ed25519.js';
import { ByteReader } from '../lib/byte-reader.js';
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';
import { encodeEntryBody, erasedItemOf, joinEntryItem, parseEntryBody, parseEntryItem, readSignedBody } from './entry-item.js';
import type { EntryBody } from './entry-item.js';
import { verifyEntryItem } from './entry.js';
import { loadEntry } from './packed-items.js';
import { TEST_RID, TEST_START, makePeople, makeToken, signByHand } from './log-world.fixture.js';
import type { HandMade } from './log-world.fixture.js';
import { BODY_MAX_BYTES, PAYLOAD_MAX_BYTES } from './log-limits.js';
import { ENTRY_KINDS, encodePayload } from './payload.js';

const ids = (count: number): Bytes[] => Array.from({ length: count }, (_, i) => new Uint8Array(32).fill(i + 1));

async function outcome(itemBytes: Bytes, rid = TEST_RID): Promise<string> {
  try {
    await verifyEntryItem(itemBytes, rid);
    return 'ok';
  } catch (error) {
    return errorCodeOf(error) ?? String(error);
  }
}

describe('log/entry', () => {
  let key: SigningKey;

  before(async () => {
    key = await generateSigningKey();
  });

  it('keeps the bytes of a known entry', async () => {
    const frozenKey = await signingKeyFromSeed(new Uint8Array(32).fill(9));
    const { item, id } = await signByHand(frozenKey, {
      feed: Uint8Array.fromHex('0001020304050607'),
      seq: 258,
      prev: new Uint8Array(32).fill(0xaa),
      parents: ids(2),
    });
    expect(id.toHex()).to.equal(FROZEN_ID);
    expect(item.toHex()).to.equal(FROZEN_ITEM);
    const entry = await verifyEntryItem(Uint8Array.fromHex(FROZEN_ITEM), TEST_RID);
    expect([entry.idText, entry.seq, entry.time, entry.kind, entry.payload]).to.deep.equal([
      FROZEN_ID,
      258,
      TEST_START,
      16,
      { kind: 'text', text: 'hello', re: null, mentions: [] },
    ]);
  });

  it('reads back every body it wrote', () => {
    const bytes = (length: number): fc.Arbitrary<Bytes> =>
      fc.uint8Array({ minLength: length, maxLength: length }).map((array) => new Uint8Array(array));
    const parents = fc
      .uniqueArray(bytes(32), { maxLength: 8, selector: (bytes) => bytes.toHex() })
      .map((list) => list.sort((a, b) => (a.toHex() < b.toHex() ? -1 : 1)));
    fc.assert(
      fc.property(
        bytes(16),
        bytes(32),
        bytes(8),
        fc.integer({ min: 1, max: 0xffff_fffe }),
        bytes(32),
        parents,
        fc.integer({ min: 0, max: 2 ** 48 - 1 }),
        fc.integer({ min: 2, max: 255 }),
        (rid, pk, feed, seq, prev, list, time, kind) => {
          const body: EntryBody = {
            pk,
            feed,
            seq,
            prev: prev.map((byte, i) => (i === 0 ? byte | 1 : byte)),
            parents: list,
            time,
            kind,
            ph: pk,
          };
          fc.pre(!list.some((id) => id.toHex() === body.prev.toHex() || id.every((byte) => byte === 0)));
          const bodyBytes = encodeEntryBody(rid, body);
          expect(bodyBytes.length).to.equal(133 + 32 * list.length);
          expect(parseEntryBody(bodyBytes)).to.deep.equal({ rid, body });
        },
      ),
    );
  });

  it('reads back every item it wrote', () => {
    const bytes = (maxLength: number): fc.Arbitrary<Bytes> =>
      fc.uint8Array({ minLength: 1, maxLength }).map((array) => new Uint8Array(array));
    fc.assert(
      fc.property(bytes(BODY_MAX_BYTES), bytes(500), (bodyBytes, payloadBytes) => {
        const parts = { bodyBytes, sig: new Uint8Array(64).fill(1), salt: new Uint8Array(16), payloadBytes };
        expect(parseEntryItem(joinEntryItem(parts))).to.deep.equal(parts);
        const erased = { ...parts, payloadBytes: new Uint8Array(0) };
        expect(parseEntryItem(joinEntryItem(erased))).to.deep.equal(erased);
      }),
    );
  });

  it('tells an erased payload from an empty one', async () => {
    const { bodyBytes } = await signByHand(key, {});
    const sig = new Uint8Array(64);
    expect(() =>
      parseEntryItem(joinEntryItem({ bodyBytes, sig, salt: new Uint8Array(16).fill(1), payloadBytes: new Uint8Array(0) })),
    ).to.throw('malformed');
  });

  it('refuses an item with any byte changed', async () => {
    const made = await signByHand(key, { seq: 1, prev: ids(3)[2] as Bytes, parents: ids(2) });
    expect(await outcome(made.item)).to.equal('ok');
    for (let at = 0; at < made.item.length; at++) {
      for (const mask of [1, 0x80]) {
        const changed = made.item.slice();
        changed[at] = (changed[at] as number) ^ mask;
        expect(await outcome(changed), `byte ${at}`).to.be.oneOf(['malformed', 'not-authentic', 'version-unknown', 'too-large']);
      }
    }
  });

  it('refuses an item cut anywhere or with bytes after it', async () => {
    const { item } = await signByHand(key, {});
    for (let length = 0; length < item.length; length++) expect(await outcome(item.slice(0, length)), `${length}`).to.equal('malformed');
    expect(await outcome(concatBytes(item, new Uint8Array(1)))).to.equal('malformed');
  });

  it('refuses what its author signed out of form', async () => {
    const [one, two] = ids(2) as [Bytes, Bytes];
    const table: [string, HandMade, string][] = [
      ['8 parents', { parents: ids(8) }, 'ok'],
      ['9 parents', { parents: ids(9) }, 'too-large'],
      ['unsorted parents', { parents: [two, one] }, 'malformed'],
      ['the same parent twice', { parents: [one, one] }, 'malformed'],
      ['prev among the parents', { seq: 1, prev: one, parents: [one] }, 'malformed'],
      ['zeros among the parents', { parents: [new Uint8Array(32)] }, 'malformed'],
      ['seq 0 with prev', { prev: one }, 'malformed'],
      ['seq 1 without prev', { seq: 1 }, 'malformed'],
      ['the last seq', { seq: 0xffff_fffe, prev: one }, 'ok'],
      ['seq beyond the last', { seq: 0xffff_ffff, prev: one }, 'malformed'],
      ['kind 0', { kind: 0 }, 'malformed'],
      ['an unknown kind', { kind: 200 }, 'ok'],
      ['create at seq 1', { kind: 1, seq: 1, prev: one, payloadBytes: encodePayload('create', { name: 'R', by: 'A' }) }, 'malformed'],
      ['create with parents', { kind: 1, parents: [one], payloadBytes: encodePayload('create', { name: 'R', by: 'A' }) }, 'malformed'],
      ['create as it should be', { kind: 1, payloadBytes: encodePayload('create', { name: 'R', by: 'A' }) }, 'ok'],
      ['a payload against the schema', { payloadBytes: utf8Bytes('{"text":1}') }, 'malformed'],
      ['12 KiB of payload', { payloadBytes: utf8Bytes(`{"text":"${'a'.repeat(12 * 1024 - 11)}"}`) }, 'ok'],
      ['more payload', { payloadBytes: utf8Bytes(`{"text":"${'a'.repeat(12 * 1024 - 10)}"}`) }, 'too-large'],
      ['another payload than hashed', { body: { ph: one } }, 'not-authentic'],
      ['another room', { rid: new Uint8Array(16) }, 'not-authentic'],
      ['a key that is no key', { body: { pk: new Uint8Array(32) } }, 'not-authentic'],
      ['a salt of zeros', { salt: new Uint8Array(16) }, 'ok'],
    ];
    for (const [what, made, expected] of table) expect(await outcome((await signByHand(key, made)).item), what).to.equal(expected);
  });

  it('refuses another version by name', async () => {
    const { item } = await signByHand(key, {});
    item[2] = 2;
    expect(await outcome(item)).to.equal('version-unknown');
  });

  it("refuses an admit whose redemption is not the newcomer's", async () => {
    const [, bob, eve] = (await makePeople('Ann', 'Bob', 'Eve')) as [
      unknown,
      Parameters<Awaited<ReturnType<typeof makeToken>>['redeem']>[0],
      Parameters<Awaited<ReturnType<typeof makeToken>>['redeem']>[0],
    ];
    const { token, redeem } = await makeToken(1);
    const other = await makeToken(2);
    const admit = (redemption: Bytes): HandMade => ({
      kind: 3,
      payloadBytes: encodePayload('admit', { pk: bob.key.pk, name: 'Bob', token, redeem: redemption }),
    });
    expect(await outcome((await signByHand(key, admit(await redeem(bob)))).item)).to.equal('ok');
    expect(await outcome((await signByHand(key, admit(await redeem(eve)))).item)).to.equal('not-authentic');
    expect(await outcome((await signByHand(key, admit(await other.redeem(bob)))).item)).to.equal('not-authentic');
  });

  it('takes an erased payload of messages and of nothing else', async () => {
    const erased = async (made: HandMade): Promise<string> => {
      const reader = new ByteReader((await signByHand(key, made)).item);
      return outcome(erasedItemOf(readSignedBody(reader)));
    };
    expect(await erased({})).to.equal('ok');
    expect(await erased({ kind: 17, payloadBytes: encodePayload('profile', { name: 'A' }) })).to.equal('ok');
    expect(await erased({ kind: 99 })).to.equal('ok');
    expect(await erased({ kind: 5, payloadBytes: utf8Bytes('{}') })).to.equal('malformed');
    expect(await erased({ kind: 12, payloadBytes: utf8Bytes('{}') })).to.equal('malformed');
    expect(await erased({ kind: 18, payloadBytes: encodePayload('erase', { entry: new Uint8Array(32) }) })).to.equal('malformed');
  });

  it('shows what it holds and lets a payload go', async () => {
    const { item, body, bodyBytes, id } = await signByHand(key, { seq: 4, prev: ids(1)[0] as Bytes, parents: ids(3).slice(1) });
    const entry = await verifyEntryItem(item, TEST_RID);
    expect(entry.body).to.deep.equal(body);
    expect(parseEntryItem(entry.itemBytes).bodyBytes).to.deep.equal(bodyBytes);
    expect(entry.id).to.deep.equal(id);
    expect([entry.authorHex, entry.feedKey]).to.deep.equal([key.pk.toHex(), key.pk.toHex() + '01'.repeat(8)]);
    expect(entry.payload).to.deep.equal({ kind: 'text', text: 'hello', re: null, mentions: [] });
    expect(entry.itemBytes).to.deep.equal(item);
    const erased = entry.withoutPayload();
    expect([erased.idText, erased.isErased, erased.payload]).to.deep.equal([entry.idText, true, null]);
    expect(parseEntryItem(erased.itemBytes)).to.deep.equal({
      ...parseEntryItem(item),
      salt: new Uint8Array(16),
      payloadBytes: new Uint8Array(0),
    });
    expect((await verifyEntryItem(erased.itemBytes, TEST_RID)).idText).to.equal(entry.idText);
  });

  it('reads from the vault what it would take from outside, and only of this room', async () => {
    const { item } = await signByHand(key, {});
    expect((await loadEntry({ bytes: item }, TEST_RID)).idText).to.equal((await verifyEntryItem(item, TEST_RID)).idText);
    let code: string | null = null;
    await loadEntry({ bytes: item }, new Uint8Array(16)).catch((error: unknown) => (code = errorCodeOf(error)));
    expect(code).to.equal('not-authentic');
  });

  it('says how long the longest item is', async () => {
    const payloadBytes = utf8Bytes(`{"text":"${'a'.repeat(12 * 1024 - 11)}"}`);
    expect((await signByHand(key, { parents: ids(8), payloadBytes })).item.length).to.equal(
      2 + BODY_MAX_BYTES + 64 + 16 + 2 + PAYLOAD_MAX_BYTES,
    );
  });

  it('knows the number of every kind', () => {
    expect(Object.values(ENTRY_KINDS)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17, 18, 19, 20, 21, 22, 23]);
  });
});

// Made by another implementation (Node's crypto), from docs/PROTOCOL.md alone.
const FROZEN_ID = 'f11119c5fc5c978e8c908d6ed7e9ac07c88dd3b0a82f0a9c728e2e8089683e2c';
const FROZEN_ITEM =
  '00c50107070707070707070707070707070707fd1724385aa0c75b64fb78cd602fa1d991fdebf76b13c58ed702eac835e9f618000102030405060700000102aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa020101010101010101010101010101010101010101010101010101010101010101020202020202020202020202020202020202020202020202020202020202020201a3185c5000104aaeb8ed09d794f9dbf2214c0d8bf36b191fcac0fb797947c39816d02d2c02391ea34a990dcdd05043d117f3fac6a9984f1fe0f204b10f9862d248ef295aa0de57148bf0866cbefe2dba1305f4adaa625dfa8de946fac26022ef11af2e9faa0c0303030303030303030303030303030300107b2274657874223a2268656c6c6f227d';

/**
 * The kit itself, before it attacks anybody: its primitives against published vectors, and all it derives against section 22 of docs/PROTOCOL.md. No
 * browser takes part.
 */
import { readFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { expect, test } from '@playwright/test';
import { fromHex, hex, join, utf8 } from './kit/bytes.js';
import { signEntry, writeItem } from './kit/entries.js';
import { Handshake, linkPrologue } from './kit/noise.js';
import { decrypt, exchange, hkdfSha256, isSignedBy } from './kit/primitives.js';
import { Room, fingerprint, newIdentity, readInvite, redeem, tokenKey, writeInvite } from './kit/room.js';
import { EMOJI_NAMES, commitment, roomFingerprint, safetyNumber, sasEmoji } from './kit/verification.js';
import { range } from './kit/vectors.js';

const root = joinPath(import.meta.dirname, '..', '..');
const protocol = readFileSync(joinPath(root, 'docs', 'PROTOCOL.md'), 'utf8');
/** Section 22 without white space. */
const documented = protocol.slice(protocol.indexOf('\n## 22')).replaceAll(/\s/gu, '');

const directory = process.env['PARLEY_VECTORS'] ?? '';
function published(name: string): unknown {
  return JSON.parse(readFileSync(joinPath(directory, `${name}.json`), 'utf8'));
}

interface Wycheproof<Group, Test> {
  readonly testGroups: readonly (Group & { readonly tests: readonly (Test & { readonly tcId: number; readonly result: string })[] })[];
}

function isDone(run: () => unknown): boolean {
  try {
    return run() !== false;
  } catch {
    return false;
  }
}

test.describe('published vectors', () => {
  test.skip(directory === '', 'PARLEY_VECTORS names no directory of published vectors');

  test('the kit speaks Noise as others do', () => {
    interface Vector {
      readonly protocol_name: string;
      readonly init_prologue: string;
      readonly init_psks: readonly string[];
      readonly init_ephemeral: string;
      readonly resp_ephemeral: string;
      readonly handshake_hash: string;
      readonly messages: readonly { readonly payload: string; readonly ciphertext: string }[];
    }
    const { vectors } = published('noise-cacophony') as { readonly vectors: readonly Vector[] };
    const vector = vectors.find(({ protocol_name }) => protocol_name === 'Noise_NNpsk0_25519_AESGCM_SHA256') as Vector;
    const [prologue, psk] = [fromHex(vector.init_prologue), fromHex(vector.init_psks[0] ?? '')];
    const i = new Handshake(prologue, psk, fromHex(vector.init_ephemeral));
    const r = new Handshake(prologue, psk, fromHex(vector.resp_ephemeral));
    const payloads = vector.messages.map(({ payload }) => fromHex(payload));
    const message1 = i.write1(payloads[0]);
    r.read1(message1);
    const message2 = r.write2(payloads[1]);
    i.read2(message2);
    expect([message1, message2].map(hex)).toEqual(vector.messages.slice(0, 2).map(({ ciphertext }) => ciphertext));
    expect(hex(i.secrets().h)).toBe(vector.handshake_hash);
    const third = decrypt(r.secrets().keyI, new Uint8Array(12), new Uint8Array(), fromHex(vector.messages[2]?.ciphertext ?? ''));
    expect(third).toEqual(payloads[2]);
  });

  test('the kit has the safety number of others', () => {
    interface Vector {
      readonly alice: { readonly key: string; readonly id: string };
      readonly bob: { readonly key: string; readonly id: string };
      readonly safetyNumber: string;
    }
    const { alice, bob, safetyNumber: expected } = published('signal-safety-number') as Vector;
    const side = ({ key, id }: Vector['alice']): { pk: Uint8Array; fp: Uint8Array } => ({ pk: fromHex(key), fp: utf8(id) });
    expect(safetyNumber(side(alice), side(bob))).toBe(expected);
  });

  test('the kit’s primitives do as those of others', () => {
    interface Signed {
      readonly msg: string;
      readonly sig: string;
    }
    const signatures = published('wycheproof-ed25519') as Wycheproof<{ readonly publicKey: { readonly pk: string } }, Signed>;
    for (const { publicKey, tests } of signatures.testGroups) {
      for (const { tcId, msg, sig, result } of tests) {
        const isGood = isDone(() => isSignedBy(fromHex(publicKey.pk), fromHex(sig), fromHex(msg)));
        expect(isGood, `Ed25519 ${String(tcId)}`).toBe(result === 'valid');
      }
    }
    interface Exchanged {
      readonly public: string;
      readonly private: string;
      readonly shared: string;
    }
    const exchanges = published('wycheproof-x25519') as Wycheproof<object, Exchanged>;
    for (const one of exchanges.testGroups.flatMap(({ tests }) => tests)) {
      const isSameSecret = isDone(() => hex(exchange(fromHex(one.private), fromHex(one.public))) === one.shared);
      // Strict: "acceptable" ones may be refused.
      if (one.result === 'valid') expect(isSameSecret, `X25519 ${String(one.tcId)}`).toBe(true);
      if (/^0+$/u.test(one.shared)) expect(isSameSecret, `X25519 ${String(one.tcId)}`).toBe(false);
    }
    interface Derived {
      readonly ikm: string;
      readonly salt: string;
      readonly info: string;
      readonly size: number;
      readonly okm: string;
    }
    const derived = published('wycheproof-hkdf_sha256') as Wycheproof<object, Derived>;
    for (const one of derived.testGroups.flatMap(({ tests }) => tests)) {
      const isSameKey = isDone(() => hex(hkdfSha256(fromHex(one.ikm), fromHex(one.salt), fromHex(one.info), one.size)) === one.okm);
      expect(isSameKey, `HKDF ${String(one.tcId)}`).toBe(one.result === 'valid');
    }
  });
});

test('what the kit derives is what docs/PROTOCOL.md says', () => {
  const [pk, other] = [range(0x20, 0x40), range(0x40, 0x60)];
  const room = new Room(range(0x00, 0x20), pk);
  const says = (...values: readonly (Uint8Array | string)[]): void => {
    expect(documented).toContain(values.map((value) => (typeof value === 'string' ? value : hex(value))).join(''));
  };
  says(fingerprint(pk));
  for (const one of [room.psk, room.rid, room.lobby, ...[0, 1, 2, 3].map((slot) => room.peerId(other, slot))]) says(one);
  const prologue = linkPrologue({ rid: range(0xa0, 0xb0), idI: 'abc', idR: 'defg', dtlsI: range(0xb0, 0xd0), dtlsR: range(0xd0, 0xf0) });
  says(hex(prologue.slice(0, 42)));
  const [i, r] = [range(0x20, 0x40), range(0x40, 0x60)].map((e) => new Handshake(join('parley/1 link test'), range(0, 0x20), e)) as [
    Handshake,
    Handshake,
  ];
  const message1 = i.write1();
  r.read1(message1);
  const message2 = r.write2();
  i.read2(message2);
  const { h, ck, keyI, keyR } = i.secrets();
  for (const one of [message1, message2, h, ck, keyI, keyR]) says(one);
  says(hkdfSha256(range(0x80, 0xa0), range(0x60, 0x80), join('parley/1 exporter'), 32));
  says(tokenKey(range(0xe0, 0xf0)).pk);
  says(redeem(range(0xe0, 0xf0), range(0xa0, 0xb0), pk));
  says(commitment(range(0x60, 0x80), range(0x40, 0x60), pk, range(0xc0, 0xe0)));
  const comparison = {
    h0: range(0x60, 0x80),
    exp0: range(0x01, 0x21),
    nonceS: range(0x11, 0x31),
    nonceC: range(0x33, 0x53),
    fpS: other,
    fpC: pk,
  };
  says(sasEmoji(comparison).join(''));
  says(safetyNumber({ pk, fp: fingerprint(pk) }, { pk: other, fp: fingerprint(other) }));
  const everybody = roomFingerprint(range(0xa0, 0xb0), [range(0x60, 0x80), other, pk]);
  says(everybody.number, 'emoji', everybody.emoji.join(''));
  const fill = (length: number, byte: number): Uint8Array => new Uint8Array(length).fill(byte);
  const invite = { secret: fill(32, 1), founder: fill(32, 2), inviter: fill(32, 3), token: null, server: null, name: 'Kitchen' };
  says(writeInvite(invite));
  expect(readInvite(`https://example.org/#i=${writeInvite(invite)}`)).toEqual(invite);
  const author = newIdentity(fill(32, 9));
  const body = { rid: fill(16, 7), pk: author.pk, feed: range(0, 8), seq: 258, prev: fill(32, 0xaa), parents: [fill(32, 1), fill(32, 2)] };
  const entry = signEntry(author.seed, { ...body, time: 1_800_000_000_000, kind: 16 }, utf8('{"text":"hello"}'), fill(16, 3));
  says(entry.id);
  says(writeItem(entry));
});

test('the kit has the table of emoji of docs/PROTOCOL.md', () => {
  const cells = [...protocol.matchAll(/\| (\d+) \| \S+ (?:U\+[0-9A-F]+ )+([a-z-]+) (?=\|)/gu)];
  expect(cells).toHaveLength(64);
  for (const [, number, name] of cells) expect(EMOJI_NAMES[Number(number)]).toBe(name);
});

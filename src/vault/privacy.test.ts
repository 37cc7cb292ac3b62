import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { base32Of, base64UrlOf } from '../lib/base-text.js';
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { unpackText } from './pack.js';
import { TestProfile } from './vault-test.fixture.js';

/** Every string and byte array in a stored value. */
function* leavesOf(value: unknown): Generator<Uint8Array> {
  if (typeof value === 'string') yield utf8Bytes(value);
  else if (value instanceof Uint8Array) yield value;
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* leavesOf(part);
}

function hasBytes(where: Uint8Array, what: Uint8Array): boolean {
  outer: for (let at = 0; at + what.length <= where.length; at++) {
    for (let i = 0; i < what.length; i++) if (where[at + i] !== what[i]) continue outer;
    return true;
  }
  return false;
}

function unpackIfPacked(text: string): Uint8Array {
  try {
    return unpackText(text);
  } catch {
    return utf8Bytes(text);
  }
}

describe('privacy', () => {
  const test = new TestProfile();
  after(() => test.remove());

  it('finds no name, room id or text in clear, in either store, nor the master key', async () => {
    const rid: Bytes = randomBytes(16);
    const secrets: Uint8Array[] = [
      utf8Bytes('Ada Lovelace'),
      utf8Bytes('meet me at noon'),
      utf8Bytes('room/'),
      utf8Bytes('profile-of-ada'),
      rid,
      test.master,
    ];
    for (const form of [rid.toHex(), base32Of(rid), base64UrlOf(rid)]) secrets.push(utf8Bytes(form));
    const vault = await test.open();
    await vault.put('profile-of-ada', { name: 'Ada Lovelace' });
    await vault.put(`room/${rid.toHex()}`, { rid: rid.toHex() });
    await vault.history(rid.toHex()).append([concatBytes(rid, utf8Bytes('meet me at noon'))]);
    await vault.flush();
    await vault.history(rid.toHex()).append([utf8Bytes('meet me at noon')]);

    const found: Uint8Array[] = [];
    for (const [key, text] of test.storage.snapshot()) found.push(utf8Bytes(key), utf8Bytes(text), unpackIfPacked(text));
    for (const store of (await test.dump()).values()) for (const [key, value] of store) found.push(...leavesOf(key), ...leavesOf(value));
    expect(found.length).to.be.at.least(15);
    for (const secret of secrets) for (const where of found) expect(hasBytes(where, secret)).to.equal(false);
  });

  it('gives a name another opaque id in every vault', async () => {
    const keys: string[] = [];
    for (const each of [new TestProfile(), new TestProfile()]) {
      const vault = await each.open();
      await vault.put('same name', 1);
      await vault.history('same name').append([utf8Bytes('x')]);
      await vault.close();
      keys.push(...each.storage.keysWith('/s/'), ...each.storage.keysWith('/r/'));
      await each.remove();
    }
    const ids = keys.map((key) => /\/[sr]\/([\w-]{22})/u.exec(key)?.[1]);
    expect(new Set(ids).size).to.equal(keys.length);
  });
});

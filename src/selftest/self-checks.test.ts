import { expect } from '@open-wc/testing';
import { systemClock } from '../lib/clock.js';
import { errorCodeOf } from '../lib/errors.js';
import { kitVectors } from '../lib/kit-vectors.fixture.js';
import { PLAIN_LOOK_KEY } from '../vault/plain-look.js';
import { TabLock } from '../vault/tab-lock.js';
import { VaultDoor, browserVaultPorts } from '../vault/vault-door.js';
import type { VaultPorts } from '../vault/vault-door.js';
import { SELF_TEST_PROFILE } from '../vault/vault-names.js';
import { checkCryptography } from './cryptography-check.js';
import { knownAuth, knownEmoji, knownEntry, knownFrame, knownHandshake, knownInvite, knownNumber } from './known-table.js';
import { checkLink } from './link-check.js';
import { checkProtocol } from './protocol-check.js';
import { SelfCheckError, mustBeRefused } from './self-check.js';
import { checkStorage } from './storage-check.js';

/** What a check finds wrong: its words, the code of an error of Parley's own, or `null`. Anything else is passed on. */
async function foundBy(check: () => Promise<void>): Promise<string | null> {
  try {
    await check();
    return null;
  } catch (error) {
    if (error instanceof SelfCheckError) return error.message;
    const code = errorCodeOf(error);
    if (code === null) throw error;
    return code;
  }
}

type SubtleMethod = 'digest' | 'sign' | 'verify' | 'encrypt' | 'decrypt' | 'deriveBits';

/** Runs a check in a browser of which one method of WebCrypto does something else. */
async function foundWith(name: SubtleMethod, broken: (real: () => Promise<unknown>) => Promise<unknown>, check: () => Promise<void>) {
  const prototype = SubtleCrypto.prototype as unknown as Record<SubtleMethod, (...args: unknown[]) => Promise<unknown>>;
  const { [name]: real } = prototype;
  prototype[name] = function method(this: SubtleCrypto, ...args) {
    return broken(() => real.apply(this, args));
  };
  try {
    return await foundBy(check);
  } finally {
    prototype[name] = real;
  }
}

/** The right bytes, with the last bit changed. */
async function withLastBitChanged(real: () => Promise<unknown>): Promise<unknown> {
  const bytes = new Uint8Array((await real()) as ArrayBuffer);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes.buffer;
}

/** Everything that there is of the self-test in either store. */
async function leftOfSelfTest(): Promise<string[]> {
  const databases = (await indexedDB.databases()).map(({ name }) => name ?? '');
  return [...Object.keys(localStorage), ...databases].filter((name) => name.includes(SELF_TEST_PROFILE));
}

describe('the checks of the self-test', () => {
  it('find nothing in a browser that is as it should be', async () => {
    for (const check of [checkCryptography, checkProtocol, () => checkStorage(systemClock), () => checkLink(systemClock)])
      expect(await foundBy(check)).to.equal(null);
  });

  it('find a method of WebCrypto that computes something else', async () => {
    const found = async (name: SubtleMethod): Promise<(string | null)[]> => [
      await foundWith(name, withLastBitChanged, checkCryptography),
      await foundWith(name, withLastBitChanged, checkProtocol),
    ];
    expect(await found('digest')).to.deep.equal(['SHA-256 (FIPS 180-4)', 'handshake: message 1']);
    expect((await found('sign'))[0]).to.equal('HMAC-SHA-256 (RFC 4231)');
    expect((await found('encrypt'))[0]).to.equal('AES-256-GCM');
    expect((await found('decrypt'))[0]).to.equal('AES-256-GCM, opening');
    expect((await found('deriveBits'))[0]).to.equal('HKDF-SHA-256 (RFC 5869)');
  });

  it('find a browser that takes every signature, or none', async () => {
    expect(await foundWith('verify', () => Promise.resolve(true), checkCryptography)).to.equal('Ed25519: a changed message');
    expect(await foundWith('verify', () => Promise.resolve(true), checkProtocol)).to.equal('AUTH: of another handshake');
    expect(await foundWith('verify', () => Promise.resolve(false), checkCryptography)).to.equal('Ed25519, verifying');
    expect(await foundWith('verify', () => Promise.resolve(false), checkProtocol)).to.equal('not-authentic');
  });

  it('find a browser that opens what was changed', async () => {
    const opens = async (real: () => Promise<unknown>): Promise<unknown> => {
      try {
        return await real();
      } catch {
        return new ArrayBuffer(8);
      }
    };
    expect(await foundWith('decrypt', opens, checkCryptography)).to.equal('AES-256-GCM: a changed tag');
    expect(await foundWith('decrypt', opens, checkProtocol)).to.equal('handshake: a changed message 1');
  });

  it('find that what was stored does not come back, or cannot be stored, and leave nothing behind', async () => {
    const storage = (changes: Partial<VaultPorts> = {}): Promise<void> => checkStorage(systemClock, { ...browserVaultPorts, ...changes });
    for (const name of ['encrypt', 'decrypt'] as const) expect(await foundWith(name, withLastBitChanged, storage), name).not.to.equal(null);
    // Only what is long is changed: the messages, not the keys.
    const changesMessages = async (real: () => Promise<unknown>): Promise<unknown> => {
      const opened = (await real()) as ArrayBuffer;
      return opened.byteLength > 4_096 ? withLastBitChanged(() => Promise.resolve(opened)) : opened;
    };
    expect(await foundWith('decrypt', changesMessages, storage)).to.equal('history, after opening again');
    expect(await leftOfSelfTest()).to.deep.equal([]);
    const refuses = (): never => {
      throw new DOMException('no', 'SecurityError');
    };
    expect(await foundBy(() => storage({ storage: refuses }))).to.equal('storage-unavailable');
    expect(await leftOfSelfTest()).to.deep.equal([]);
  });

  it('clear away what a self-test left that was cut short, which is no profile of anybody’s, and change nothing of how Parley looks', async () => {
    localStorage.setItem(PLAIN_LOOK_KEY, 'dark large');
    const cut = await VaultDoor.create(SELF_TEST_PROFILE, 'of before', systemClock, {
      ...browserVaultPorts,
      rounds: () => Promise.resolve(600_000),
    });
    await cut.close();
    expect((await leftOfSelfTest()).length).to.be.above(1);
    expect(await VaultDoor.list()).not.to.include(SELF_TEST_PROFILE);
    expect(await foundBy(() => checkStorage(systemClock))).to.equal(null);
    expect(await leftOfSelfTest()).to.deep.equal([]);
    expect(localStorage.getItem(PLAIN_LOOK_KEY)).to.equal('dark large');
    localStorage.removeItem(PLAIN_LOOK_KEY);
  });

  it('take no fault of the browser for a refusal', async () => {
    const fault = new TypeError('not a function');
    const passed = await mustBeRefused('a changed tag', () => Promise.reject(fault)).then(
      () => null,
      (error: unknown) => error,
    );
    expect(passed).to.equal(fault);
  });

  it('disturb no self-test of another tab', async () => {
    const other = new TabLock(SELF_TEST_PROFILE);
    await other.acquire();
    expect(await foundBy(() => checkStorage(systemClock))).to.equal('vault-elsewhere');
    expect(other.isHeld).to.equal(true);
    await other.release();
  });
});

describe('what the self-test knows beforehand', () => {
  it('is what another implementation made', async () => {
    const texts = await Promise.all(
      ['handshake', 'verification', 'entry', 'invite'].map(async (name) => JSON.stringify(await kitVectors(name))),
    );
    const known = [knownHandshake, knownAuth, knownFrame, knownNumber, knownEmoji, knownEntry, knownInvite];
    const values = known.flatMap((each) => Object.values<unknown>(each));
    expect(values.length).to.be.above(30);
    for (const value of values)
      expect(
        texts.some((text) => text.includes(JSON.stringify(value))),
        JSON.stringify(value),
      ).to.equal(true);
  });
});

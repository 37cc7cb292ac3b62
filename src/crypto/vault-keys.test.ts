import { expect } from '@open-wc/testing';
import { utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import { AesGcmKey, openWithRandomNonce, sealWithRandomNonce } from './aes-gcm.js';
import { countingBytes, flippedAt, outcomeOf } from './crypto-expectations.fixture.js';
import { randomBytes } from './primitives.js';
import { PBKDF2_MAX_ROUNDS, PBKDF2_MIN_ROUNDS, calibratePbkdf2, createDeviceKey, deriveFromPassphrase, subkey } from './vault-keys.js';

const salt = countingBytes(0, 16);
const master = countingBytes(0x20, 32);
const nonce = new Uint8Array(12);
const aad = utf8Bytes('parameters');

/** What tells keys apart without taking them out: the same text sealed under the same nonce. */
async function traceOf(key: AesGcmKey): Promise<string> {
  return (await key.seal(nonce, utf8Bytes('trace'), new Uint8Array(0))).toHex();
}

/** A clock on which every measurement takes `ms` milliseconds. */
function clockOf(ms: number): Clock {
  let now = 0;
  return {
    now() {
      now += ms;
      return now;
    },
    wall: () => 0,
    after: () => () => undefined,
  };
}

describe('crypto/vault-keys', () => {
  it('gives the same key to the same passphrase, salt and rounds only', async () => {
    const traces = await Promise.all(
      [
        deriveFromPassphrase('correct horse', salt, 1000),
        deriveFromPassphrase('correct horsf', salt, 1000),
        deriveFromPassphrase('correct horse ', salt, 1000),
        deriveFromPassphrase('correct horse', flippedAt(salt, 0), 1000),
        deriveFromPassphrase('correct horse', salt, 1001),
      ].map(async (key) => traceOf(await key)),
    );
    expect(new Set(traces).size).to.equal(5);
    expect(await traceOf(await deriveFromPassphrase('correct horse', salt.slice(), 1000))).to.equal(traces[0]);
  });

  it('takes the same letters composed differently as the same passphrase', async () => {
    const composed = await traceOf(await deriveFromPassphrase('Gr\u00fcn \ufb01x', salt, 1000));
    expect(await traceOf(await deriveFromPassphrase('Gru\u0308n fix', salt, 1000))).to.equal(composed);
  });

  it('calibrates to the time asked for, in steps, and never below the floor or above the ceiling', async () => {
    // 50,000 rounds in 50 ms: 1000 rounds a millisecond.
    expect(await calibratePbkdf2(700, clockOf(50))).to.equal(700_000);
    expect(await calibratePbkdf2(1025, clockOf(50))).to.equal(1_050_000);
    // A slow machine waits longer rather than being weaker.
    expect(await calibratePbkdf2(700, clockOf(2000))).to.equal(PBKDF2_MIN_ROUNDS);
    expect(await calibratePbkdf2(0, clockOf(50))).to.equal(PBKDF2_MIN_ROUNDS);
    expect(await calibratePbkdf2(1e9, clockOf(50))).to.equal(PBKDF2_MAX_ROUNDS);
    // 30 ms is too short to believe: measured again with 100,000 rounds until long enough.
    expect(await calibratePbkdf2(700, steppedClock([30, 60]))).to.equal(1_150_000);
  });

  it('calibrates on this machine without taking long', async () => {
    const start = performance.now();
    const rounds = await calibratePbkdf2();
    expect(rounds).to.be.at.least(PBKDF2_MIN_ROUNDS);
    expect(rounds % 50_000).to.equal(0);
    expect(performance.now() - start).to.be.below(10_000); // a loaded machine; usually 0.1 s
  });

  it('gives unrelated keys to any two different purposes', async () => {
    const purposes: [string, ...Bytes[]][] = [
      ['records'],
      ['record'],
      ['records', new Uint8Array(0)],
      ['records', new Uint8Array(0), new Uint8Array(0)],
      ['records', utf8Bytes('ab')],
      ['records', utf8Bytes('a'), utf8Bytes('b')],
      ['records', utf8Bytes('b'), utf8Bytes('a')],
      ['segment', utf8Bytes('ab')],
    ];
    const traces = await Promise.all(purposes.map(async ([label, ...context]) => traceOf(await subkey(master, label, ...context))));
    expect(new Set(traces).size).to.equal(purposes.length);
    expect(await traceOf(await subkey(master.slice(), 'records', utf8Bytes('ab')))).to.equal(traces[4]);
    expect(await traceOf(await subkey(flippedAt(master, 0), 'records', utf8Bytes('ab')))).to.not.equal(traces[4]);
  });

  it('wraps a master key and notices every change', async () => {
    const key = await deriveFromPassphrase('correct horse', salt, 1000);
    const fresh = randomBytes(32);
    const wrapped = await sealWithRandomNonce(key, fresh, aad);
    expect(wrapped.length).to.equal(60);
    expect(await openWithRandomNonce(key, wrapped, aad)).to.deep.equal(fresh);
    for (let at = 0; at < wrapped.length; at++) {
      expect(await outcomeOf(() => openWithRandomNonce(key, flippedAt(wrapped, at), aad)), `byte ${at}`).to.equal('not-authentic');
    }
    for (let at = 0; at < aad.length; at++) {
      expect(await outcomeOf(() => openWithRandomNonce(key, wrapped, flippedAt(aad, at))), `aad ${at}`).to.equal('not-authentic');
    }
    const wrong = await deriveFromPassphrase('correct horsf', salt, 1000);
    expect(await outcomeOf(() => openWithRandomNonce(wrong, wrapped, aad))).to.equal('not-authentic');
  });

  it('wraps with a device key that cannot be taken out and can be stored', async () => {
    const deviceKey = await createDeviceKey();
    expect(deviceKey.extractable).to.equal(false);
    expect(await outcomeOf(() => crypto.subtle.exportKey('raw', deviceKey))).to.not.equal('ok');
    const wrapped = await sealWithRandomNonce(new AesGcmKey(deviceKey), master, aad);
    // What IndexedDB does to it.
    const stored = structuredClone(deviceKey);
    expect(await openWithRandomNonce(new AesGcmKey(stored), wrapped, aad)).to.deep.equal(master);
  });
});

/** A clock whose measurements take the given times, one after the other. */
function steppedClock(steps: readonly number[]): Clock {
  let now = 0;
  let calls = 0;
  return {
    now() {
      if (calls % 2 === 1) now += steps[(calls - 1) / 2] ?? 0;
      calls++;
      return now;
    },
    wall: () => 0,
    after: () => () => undefined,
  };
}

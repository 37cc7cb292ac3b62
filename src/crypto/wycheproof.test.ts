/**
 * Wycheproof's known-bug vectors through our wrappers. Every test of a file is either run or counted as out of scope, so that none goes missing.
 */
import { expect } from '@open-wc/testing';
import { concatBytes } from '../lib/bytes.js';
import { AesGcmKey } from './aes-gcm.js';
import { outcomeOf } from './crypto-expectations.fixture.js';
import { verifyEd25519 } from './ed25519.js';
import { hkdfSha256, pbkdf2Sha256 } from './primitives.js';
import { itWithVectors, loadPublishedVectors } from './published-vectors.fixture.js';
import { x25519PairFromPrivate } from './x25519-known.js';
import { x25519 } from './x25519.js';

interface WycheproofTest {
  readonly tcId: number;
  readonly comment: string;
  readonly flags: readonly string[];
  readonly result: 'valid' | 'invalid' | 'acceptable';
}

/** All tests of a file, each with its group. `Test` says what the file holds beyond what all files do. */
async function testsOf<Test>(name: string): Promise<(WycheproofTest & Test)[]> {
  const file = await loadPublishedVectors<{ testGroups: { tests: object[] }[] }>(name);
  if (file === null) throw new Error('no vectors in this run');
  return file.testGroups.flatMap((group) => group.tests.map((test) => ({ ...test, group }) as unknown as WycheproofTest & Test));
}

const named = (test: WycheproofTest): string => `tcId ${test.tcId} ${test.comment}`;

describe('crypto, Wycheproof', () => {
  itWithVectors('AES-GCM with 256-bit keys', async () => {
    type GcmTest = {
      readonly group: { ivSize: number; tagSize: number };
      readonly key: string;
      readonly iv: string;
      readonly aad: string;
      readonly msg: string;
      readonly ct: string;
      readonly tag: string;
    };
    const counts = { valid: 0, invalid: 0, otherNonce: 0 };
    for (const test of await testsOf<GcmTest>('wycheproof-aes_gcm_256.json')) {
      expect(test.group.tagSize).to.equal(128);
      const key = await AesGcmKey.import(Uint8Array.fromHex(test.key));
      const [nonce, aad, plaintext] = [Uint8Array.fromHex(test.iv), Uint8Array.fromHex(test.aad), Uint8Array.fromHex(test.msg)];
      const sealed = concatBytes(Uint8Array.fromHex(test.ct), Uint8Array.fromHex(test.tag));
      const opened = await outcomeOf(() => key.open(nonce, sealed, aad));
      if (test.group.ivSize !== 96) {
        expect(opened, named(test)).to.equal('RangeError');
        counts.otherNonce++;
      } else if (test.result === 'valid') {
        expect((await key.seal(nonce, plaintext, aad)).toHex(), named(test)).to.equal(sealed.toHex());
        expect((await key.open(nonce, sealed, aad)).toHex(), named(test)).to.equal(test.msg);
        counts.valid++;
      } else {
        expect(opened, named(test)).to.equal('not-authentic');
        counts.invalid++;
      }
    }
    // Nonces of another length are outside what the wrapper does; they are refused, and counted.
    expect(counts).to.deep.equal({ valid: 39, invalid: 27, otherNonce: 39 });
  });

  itWithVectors('Ed25519, where the strict rules refuse nothing that Wycheproof calls valid', async () => {
    type EddsaTest = { readonly group: { publicKey: { pk: string } }; readonly msg: string; readonly sig: string };
    const counts = { valid: 0, invalid: 0 };
    for (const test of await testsOf<EddsaTest>('wycheproof-ed25519.json')) {
      const isRight = await verifyEd25519(
        Uint8Array.fromHex(test.group.publicKey.pk),
        Uint8Array.fromHex(test.msg),
        Uint8Array.fromHex(test.sig),
      );
      expect(isRight, named(test)).to.equal(test.result === 'valid');
      if (isRight) counts.valid++;
      else counts.invalid++;
    }
    expect(counts).to.deep.equal({ valid: 88, invalid: 63 });
  });

  itWithVectors('X25519, refusing a secret of zero and keys that are not below p', async () => {
    type XdhTest = { readonly public: string; readonly private: string; readonly shared: string };
    const counts = { agreed: 0, refused: 0 };
    for (const test of await testsOf<XdhTest>('wycheproof-x25519.json')) {
      const pair = await x25519PairFromPrivate(Uint8Array.fromHex(test.private));
      const remotePublic = Uint8Array.fromHex(test.public);
      const isCanonical = BigInt(`0x${remotePublic.slice().reverse().toHex()}`) < 2n ** 255n - 19n;
      if (test.flags.includes('ZeroSharedSecret') || !isCanonical) {
        expect(test.result, named(test)).to.equal('acceptable');
        expect(await outcomeOf(() => x25519(pair, remotePublic)), named(test)).to.equal('not-authentic');
        counts.refused++;
      } else {
        expect((await x25519(pair, remotePublic)).toHex(), named(test)).to.equal(test.shared);
        counts.agreed++;
      }
    }
    expect(counts).to.deep.equal({ agreed: 474, refused: 44 });
  });

  itWithVectors('HKDF-SHA-256', async () => {
    type HkdfTest = { readonly ikm: string; readonly salt: string; readonly info: string; readonly size: number; readonly okm: string };
    const counts = { valid: 0, invalid: 0 };
    for (const test of await testsOf<HkdfTest>('wycheproof-hkdf_sha256.json')) {
      const [ikm, salt, info] = [Uint8Array.fromHex(test.ikm), Uint8Array.fromHex(test.salt), Uint8Array.fromHex(test.info)];
      if (test.result === 'valid') {
        expect((await hkdfSha256(ikm, salt, info, test.size)).toHex(), named(test)).to.equal(test.okm);
        counts.valid++;
      } else {
        expect(await outcomeOf(() => hkdfSha256(ikm, salt, info, test.size)), named(test)).to.not.equal('ok');
        counts.invalid++;
      }
    }
    expect(counts).to.deep.equal({ valid: 83, invalid: 3 });
  });

  itWithVectors('PBKDF2-HMAC-SHA-256', async () => {
    type PbkdfTest = {
      readonly password: string;
      readonly salt: string;
      readonly iterationCount: number;
      readonly dkLen: number;
      readonly dk: string;
    };
    const tests = await testsOf<PbkdfTest>('wycheproof-pbkdf2_hmacsha256.json');
    for (const test of tests) {
      const stretched = await pbkdf2Sha256(
        Uint8Array.fromHex(test.password),
        Uint8Array.fromHex(test.salt),
        test.iterationCount,
        test.dkLen,
      );
      expect(stretched.toHex(), named(test)).to.equal(test.dk);
    }
    expect(tests.length).to.equal(60);
  });
});

/**
 * Bytes that must never change, since peers and stored data depend on them. Computed once, independently of this code (Python's hashlib and hmac,
 * the cryptography package); a change here is a new protocol version.
 */
import { expect } from '@open-wc/testing';
import { utf8Bytes } from '../lib/bytes.js';
import { countingBytes } from './crypto-expectations.fixture.js';
import { fingerprintOf } from './identity.js';
import { redeemSignature, tokenSigningKey } from './invite-token.js';
import { authMessage, exporterOf, linkPrologue, rekeyPrologue } from './link-keys.js';
import { runNoisePair, startNoisePair } from './noise-run.fixture.js';
import { roomFingerprint } from './room-fingerprint.js';
import { deriveRoom, lobbyPeerId, memberPeerId } from './room-keys.js';
import { joinSafetyNumber, safetyNumberHalf } from './safety-number.js';
import { sasCommitment, sasIndices } from './sas.js';
import { deriveFromPassphrase, subkey } from './vault-keys.js';
import { x25519PairFromPrivate } from './x25519-known.js';

const roomSecret = countingBytes(0, 32);
const pk = countingBytes(0x20, 32);
const fp = countingBytes(0x40, 32);
const h = countingBytes(0x60, 32);
const ck = countingBytes(0x80, 32);
const rid = countingBytes(0xa0, 16);
const run = countingBytes(0xf0, 8);
const caps = new Uint8Array(4);
const nothing = new Uint8Array(0);

describe('crypto, frozen vectors', () => {
  it('keeps the fingerprint', async () => {
    expect((await fingerprintOf(pk)).toHex()).to.equal('598adab0f839bd1435ea94f7ae832f3572d8921d7461eae53cac7de789fa9b99');
  });

  it('keeps what follows from a room secret', async () => {
    const room = await deriveRoom(roomSecret, pk);
    expect(room.psk.toHex()).to.equal('e4769a05a1ef76b89772dbb1a26f5a03e710438e0c32452192d4539ba4c4c84d');
    expect(room.rid.toHex()).to.equal('e1f4eecc44fcc6a2a8a3548533436b9e');
    const ids = await Promise.all([0, 1, 2, 3].map((slot) => memberPeerId(roomSecret, fp, slot)));
    expect(ids).to.deep.equal([
      'ceytgr66d5hcndtabaybm4auxkt3b5cd',
      'ntvz4d6tbobsasusjjusww2oadm5eqlh',
      'kinwlptcmt5vzbzklae5ah7scebuqstl',
      '7oal52sygyegh4qqmhrpq6hlotyfqd7h',
    ]);
    expect(await lobbyPeerId(roomSecret)).to.equal('gjtbw72z6gxyokbm6ccg5ekphub2xhta');
  });

  it('keeps the prologues', () => {
    const prologue = linkPrologue({
      rid,
      peerIdInitiator: 'abc',
      peerIdResponder: 'defg',
      dtlsInitiator: countingBytes(0xb0, 32),
      dtlsResponder: countingBytes(0xd0, 32),
    });
    expect(prologue.toHex()).to.equal(
      '7061726c65792f31206c696e6ba0a1a2a3a4a5a6a7a8a9aaabacadaeaf0003616263000464656667b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeef',
    );
    expect(rekeyPrologue(h).toHex()).to.equal(
      '7061726c65792f312072656b6579606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f',
    );
  });

  it('keeps the exporter', async () => {
    expect((await exporterOf(ck, h)).toHex()).to.equal('37732a30a5de9d354faaae534c5dc7040314070c9241d670ecacd614449dd714');
  });

  it('keeps what AUTH signs', () => {
    const rest =
      '606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3ff0f1f2f3f4f5f6f700000000';
    expect(authMessage('initiator', h, pk, run, caps).toHex()).to.equal(`7061726c65792f31206175746800${rest}`);
    expect(authMessage('responder', h, pk, run, caps).toHex()).to.equal(`7061726c65792f31206175746801${rest}`);
  });

  it('keeps the emoji', async () => {
    expect((await sasCommitment(h, fp, pk, countingBytes(0xc0, 32))).toHex()).to.equal(
      '7e1045557cda5d10dce7d53b9f065c7962cb1652c2aeccf384b06eb2c2ed3a9a',
    );
    const indices = await sasIndices({
      exp0: countingBytes(1, 32),
      h0: h,
      nonceStarter: countingBytes(0x11, 32),
      nonceCommitter: countingBytes(0x33, 32),
      fpStarter: fp,
      fpCommitter: pk,
    });
    expect(indices).to.deep.equal([42, 28, 53, 58, 18, 1, 16]);
  });

  it('keeps the safety number', async () => {
    const one = await safetyNumberHalf({ key: pk, id: await fingerprintOf(pk) });
    const other = await safetyNumberHalf({ key: fp, id: await fingerprintOf(fp) });
    expect(one).to.equal('503638762788336206299954849342');
    expect(joinSafetyNumber(one, other)).to.equal('503638762788336206299954849342606769424116798238024673104408');
  });

  it('keeps the room fingerprint', async () => {
    const members = [countingBytes(0x60, 32), countingBytes(0x20, 32), countingBytes(0x40, 32)];
    expect(await roomFingerprint(rid, members)).to.deep.equal({
      number: '611634382955087078545710129308',
      emoji: [43, 26, 26, 62, 28, 46, 7],
    });
  });

  it('keeps tokens and their redemption', async () => {
    const key = await tokenSigningKey(countingBytes(0xe0, 16));
    expect(key.pk.toHex()).to.equal('3140f3d6f00072688ae98b0454548b5c011b851c7f1eaa2425af76e0a5666088');
    expect((await redeemSignature(key, rid, pk)).toHex()).to.equal(
      'f39af6346995b2667e80b44daf5291db581e6a65f281783057b1c10ee4d61c9e578e30748aa52f09d3d0897c12b6e75192ca7846137d172b01519bb11e44f90c',
    );
  });

  it("keeps the vault's keys", async () => {
    const nonce = new Uint8Array(12);
    const records = await subkey(roomSecret, 'records', utf8Bytes('one'), nothing);
    expect((await records.seal(nonce, utf8Bytes('parley'), nothing)).toHex()).to.equal('762956066d3f59137af7b30fcede2f498587f1ba94ed');
    const passphraseKey = await deriveFromPassphrase('Gr\u00fcn', countingBytes(0, 16), 1000);
    expect((await passphraseKey.seal(nonce, utf8Bytes('parley'), nothing)).toHex()).to.equal(
      'c16053ffa80b2da5aa749aa938e8ecb45b31c83736fd',
    );
  });

  it('keeps the NNpsk0 handshake', async () => {
    const side = { prologue: utf8Bytes('parley/1 link test'), psks: { psk0: roomSecret } };
    const initiator = { ...side, ephemeral: await x25519PairFromPrivate(countingBytes(0x20, 32)) };
    const responder = { ...side, ephemeral: await x25519PairFromPrivate(countingBytes(0x40, 32)) };
    const [dialling, dialled] = await startNoisePair(initiator, responder);
    const first = await dialling.writeMessage(nothing);
    expect(first.toHex()).to.equal('358072d6365880d1aeea329adf9121383851ed21a28e3b75e965d0d2cd1662546a4027d59d5e53c96f1aebf4fa06feef');
    await dialled.readMessage(first);
    const second = await dialled.writeMessage(nothing);
    expect(second.toHex()).to.equal('79a631eede1bf9c98f12032cdeadd0e7a079398fc786b88cc846ec89af85a51a6cc322b0fb4322a7dbc4b82dcd234e74');
    const [result] = await runNoisePair(initiator, responder);
    expect(result.h.toHex()).to.equal('b6812a526046caa3a36cfe5f502a140555f597e14712d18b69d109f1605d45fc');
    expect(result.ck.toHex()).to.equal('f33a4057c9b90891e11a1185b25c7d27f03114787db53bc4af3d14947a44ca8f');
    expect(result.initiatorKeyBytes.toHex()).to.equal('b2264245ee0ca0b3f7603845f7d25301e3bd2720719ad17eb1c65092b6d1b7de');
    expect(result.responderKeyBytes.toHex()).to.equal('582ea78b216ad523650649f7b979fa5c071fb8cbd44cfc2b78497aba9f811dd1');
  });
});

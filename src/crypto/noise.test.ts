import { expect } from '@open-wc/testing';
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import { countingBytes, outcomeOf } from './crypto-expectations.fixture.js';
import { runNoisePair, startNoisePair } from './noise-run.fixture.js';
import type { NoiseSide } from './noise-run.fixture.js';
import { NoiseHandshake } from './noise.js';
import type { NoisePsk } from './noise.js';
import { generateX25519 } from './x25519.js';

const nothing = new Uint8Array(0);
const side: NoiseSide = { prologue: utf8Bytes('prologue'), psks: { psk0: countingBytes(0, 32) } };
const plain: NoiseSide = { ...side, psks: {} };

describe('crypto/noise', () => {
  it('leaves both sides with the same hash, chaining key and keys', async () => {
    const [one, other] = await runNoisePair(side, side);
    expect(one).to.deep.equal(other);
    const all = [one.h, one.ck, one.initiatorKeyBytes, one.responderKeyBytes];
    expect(all.map((bytes) => bytes.length)).to.deep.equal([32, 32, 32, 32]);
    expect(new Set(all.map((bytes) => bytes.toHex())).size).to.equal(4);
  });

  it('never gives the same result twice', async () => {
    const [one] = await runNoisePair(side, side);
    const [other] = await runNoisePair(side, side);
    expect(one.h.toHex()).to.not.equal(other.h.toHex());
    expect(one.initiatorKeyBytes.toHex()).to.not.equal(other.initiatorKeyBytes.toHex());
  });

  it('runs every pattern of the family and carries payloads both ways', async () => {
    for (const pattern of ['', 'psk0', 'psk1', 'psk2', 'psk0+psk1', 'psk0+psk2', 'psk1+psk2', 'psk0+psk1+psk2']) {
      const modifiers = pattern.split('+').filter(Boolean) as NoisePsk[];
      const psks = Object.fromEntries(modifiers.map((name, i) => [name, countingBytes(i, 32)]));
      const [dialling, dialled] = await startNoisePair({ ...side, psks }, { ...side, psks });
      const first = utf8Bytes('first');
      const second = utf8Bytes('the second');
      expect(await dialled.readMessage(await dialling.writeMessage(first)), pattern).to.deep.equal(first);
      expect(await dialling.readMessage(await dialled.writeMessage(second)), pattern).to.deep.equal(second);
      expect(await dialling.finish(), pattern).to.deep.equal(await dialled.finish());
    }
  });

  it('keeps patterns apart even with the same keys', async () => {
    const psk1: NoiseSide = { ...side, psks: { psk1: countingBytes(0, 32) } };
    expect(await outcomeOf(() => runNoisePair(side, psk1))).to.equal('handshake-failed');
  });

  it('refuses keys of a wrong length', async () => {
    for (const length of [0, 31, 33])
      expect(
        await outcomeOf(() => NoiseHandshake.start({ ...side, role: 'initiator', psks: { psk0: countingBytes(0, length) } })),
      ).to.equal('RangeError');
  });

  it('calls messages of an impossible length malformed', async () => {
    for (const length of [0, 1, 31, 32, 47, 65_536]) {
      const dialled = await NoiseHandshake.start({ ...side, role: 'responder' });
      expect(await outcomeOf(() => dialled.readMessage(new Uint8Array(length).fill(7))), `${length}`).to.equal('malformed');
    }
    const dialled = await NoiseHandshake.start({ ...plain, role: 'responder' });
    expect(await outcomeOf(() => dialled.readMessage(new Uint8Array(31).fill(7)))).to.equal('malformed');
  });

  it('takes the longest message', async () => {
    const [dialling, dialled] = await startNoisePair(side, side);
    const longest = await dialling.writeMessage(new Uint8Array(65_487));
    expect(longest.length).to.equal(65_535);
    expect((await dialled.readMessage(longest)).length).to.equal(65_487);
  });

  it('fails when the other side sends a key of low order', async () => {
    const zeroKey = { publicKey: new Uint8Array(32), privateKey: (await generateX25519()).privateKey };
    const [dialling] = await startNoisePair(plain, plain);
    await dialling.writeMessage(nothing);
    expect(await outcomeOf(() => dialling.readMessage(concatBytes(new Uint8Array(32), new Uint8Array(16))))).to.equal('handshake-failed');
    // A dialler that knows the psk and still sends such a key: the dialled side notices when it computes the secret.
    const [hostile, dialled] = await startNoisePair({ ...side, ephemeral: zeroKey }, side);
    await dialled.readMessage(await hostile.writeMessage(nothing));
    expect(await outcomeOf(() => dialled.writeMessage(nothing))).to.equal('handshake-failed');
  });

  it('refuses calls out of turn', async () => {
    const [dialling, dialled] = await startNoisePair(side, side);
    expect(await outcomeOf(() => dialled.writeMessage(nothing))).to.equal('TypeError');
    expect(await outcomeOf(() => dialling.readMessage(new Uint8Array(48)))).to.equal('TypeError');
    expect(await outcomeOf(() => dialling.finish())).to.equal('TypeError');
    const first = await dialling.writeMessage(nothing);
    expect(await outcomeOf(() => dialling.writeMessage(nothing))).to.equal('TypeError');
    await dialled.readMessage(first);
    expect(await outcomeOf(() => dialled.readMessage(first))).to.equal('TypeError');
    expect(await outcomeOf(() => dialled.finish())).to.equal('TypeError');
    await dialling.readMessage(await dialled.writeMessage(nothing));
    expect(await outcomeOf(() => dialling.writeMessage(nothing))).to.equal('TypeError');
    expect(await dialling.finish()).to.deep.equal(await dialled.finish());
    expect(await outcomeOf(() => dialling.finish())).to.equal('TypeError');
  });

  it('refuses a call while another one runs', async () => {
    const [dialling, dialled] = await startNoisePair(plain, plain);
    const writing = dialling.writeMessage(nothing);
    expect(await outcomeOf(() => dialling.writeMessage(nothing))).to.equal('TypeError');
    const first = await writing;
    const reading = dialled.readMessage(first);
    expect(await outcomeOf(() => dialled.readMessage(first))).to.equal('TypeError');
    expect((await reading).length).to.equal(0);
  });

  it('stays failed after a failure', async () => {
    const [dialling, dialled] = await startNoisePair(side, side);
    const first = await dialling.writeMessage(nothing);
    expect(await outcomeOf(() => dialled.readMessage(first.slice(0, 40)))).to.equal('malformed');
    expect(await outcomeOf(() => dialled.readMessage(first))).to.equal('TypeError');
    expect(await outcomeOf(() => dialled.finish())).to.equal('TypeError');
  });
});

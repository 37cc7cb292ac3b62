import { expect } from '@open-wc/testing';
import { concatBytes } from '../lib/bytes.js';
import { countingBytes, flippedAt, outcomeOf } from './crypto-expectations.fixture.js';
import { linkPrologue } from './link-keys.js';
import { runNoisePair, startNoisePair } from './noise-run.fixture.js';
import type { NoiseSide } from './noise-run.fixture.js';

const nothing = new Uint8Array(0);
const psk = countingBytes(0, 32);
const prologue = linkPrologue({
  rid: countingBytes(0, 16),
  peerIdInitiator: 'abcdefghijklmnopqrstuvwxyz234567',
  peerIdResponder: '765432zyxwvutsrqponmlkjihgfedcba',
  dtlsInitiator: countingBytes(0x40, 32),
  dtlsResponder: countingBytes(0x60, 32),
});
const side: NoiseSide = { prologue, psks: { psk0: psk } };

/** Bytes of a message with an empty payload: key and tag. */
const messageLength = 48;

describe('crypto/noise, tampered with', () => {
  it('succeeds when nothing is changed', async () => {
    const [one, other] = await runNoisePair(side, side);
    expect(one).to.deep.equal(other);
  });

  it('refuses message 1 with any one byte changed', async () => {
    for (let at = 0; at < messageLength; at++) {
      for (const mask of [0x01, 0x80]) {
        const outcome = await outcomeOf(() => runNoisePair(side, side, (message) => flippedAt(message, at, mask)));
        expect(outcome, `byte ${at}, mask ${mask}`).to.equal('handshake-failed');
      }
    }
  });

  it('refuses message 2 with any one byte changed', async () => {
    for (let at = 0; at < messageLength; at++) {
      for (const mask of [0x01, 0x80]) {
        const outcome = await outcomeOf(() => runNoisePair(side, side, undefined, (message) => flippedAt(message, at, mask)));
        expect(outcome, `byte ${at}, mask ${mask}`).to.equal('handshake-failed');
      }
    }
  });

  it('refuses a prologue with any one byte changed', async () => {
    for (let at = 0; at < prologue.length; at++) {
      expect(await outcomeOf(() => runNoisePair(side, { ...side, prologue: flippedAt(prologue, at) })), `byte ${at}`).to.equal(
        'handshake-failed',
      );
    }
  });

  it('refuses a psk with any one byte changed', async () => {
    for (let at = 0; at < psk.length; at++) {
      expect(await outcomeOf(() => runNoisePair(side, { ...side, psks: { psk0: flippedAt(psk, at) } })), `byte ${at}`).to.equal(
        'handshake-failed',
      );
    }
  });

  it('refuses messages that were cut or added to', async () => {
    for (const change of [1, 16, 17]) {
      const cut = await outcomeOf(() => runNoisePair(side, side, (message) => message.slice(0, -change)));
      expect(cut, `${change} less`).to.equal('malformed');
      const longer = await outcomeOf(() => runNoisePair(side, side, undefined, (message) => concatBytes(message, new Uint8Array(change))));
      expect(longer, `${change} more`).to.equal('handshake-failed');
    }
  });

  it('refuses a replay: neither message of an earlier run fits a later one', async () => {
    const [oldDialling, oldDialled] = await startNoisePair(side, side);
    const oldFirst = await oldDialling.writeMessage(nothing);
    await oldDialled.readMessage(oldFirst);
    const oldSecond = await oldDialled.writeMessage(nothing);
    expect(await outcomeOf(() => runNoisePair(side, side, undefined, () => oldSecond))).to.equal('handshake-failed');
    // An old message 1 is read, since the responder has said nothing yet; but the dialler that replays it cannot read the answer.
    expect(await outcomeOf(() => runNoisePair(side, side, () => oldFirst))).to.equal('handshake-failed');
  });

  it('refuses its own message sent back', async () => {
    const [dialling] = await startNoisePair(side, side);
    const first = await dialling.writeMessage(nothing);
    expect(await outcomeOf(() => dialling.readMessage(first))).to.equal('handshake-failed');
  });

  it('refuses a side that swaps the roles in the prologue', async () => {
    const swapped = linkPrologue({
      rid: countingBytes(0, 16),
      peerIdInitiator: '765432zyxwvutsrqponmlkjihgfedcba',
      peerIdResponder: 'abcdefghijklmnopqrstuvwxyz234567',
      dtlsInitiator: countingBytes(0x60, 32),
      dtlsResponder: countingBytes(0x40, 32),
    });
    expect(await outcomeOf(() => runNoisePair(side, { ...side, prologue: swapped }))).to.equal('handshake-failed');
  });
});

import { expect } from '@open-wc/testing';
import { countingBytes, flippedAt, outcomeOf } from './crypto-expectations.fixture.js';
import { MEMBER_SLOTS, deriveRoom, lobbyPeerId, memberPeerId } from './room-keys.js';

const roomSecret = countingBytes(0, 32);
const pkFounder = countingBytes(0x20, 32);
const fp = countingBytes(0x40, 32);

describe('crypto/room-keys', () => {
  it('gives another id to the same secret with another founder, and the same psk', async () => {
    const one = await deriveRoom(roomSecret, pkFounder);
    const other = await deriveRoom(roomSecret, flippedAt(pkFounder, 0));
    expect([one.psk.length, one.rid.length]).to.deep.equal([32, 16]);
    expect(one.rid.toHex()).to.not.equal(other.rid.toHex());
    expect(one.psk.toHex()).to.equal(other.psk.toHex());
  });

  it('gives everything else to another secret', async () => {
    const otherSecret = flippedAt(roomSecret, 31);
    const [one, other] = await Promise.all([deriveRoom(roomSecret, pkFounder), deriveRoom(otherSecret, pkFounder)]);
    expect(one.psk.toHex()).to.not.equal(other.psk.toHex());
    expect(one.rid.toHex()).to.not.equal(other.rid.toHex());
    expect(await memberPeerId(roomSecret, fp, 0)).to.not.equal(await memberPeerId(otherSecret, fp, 0));
    expect(await lobbyPeerId(roomSecret)).to.not.equal(await lobbyPeerId(otherSecret));
  });

  it('gives each member four ids of their own, of a form that PeerJS takes', async () => {
    const fps = [fp, flippedAt(fp, 0), flippedAt(fp, 31)];
    const ids = await Promise.all(
      fps.flatMap((one) => Array.from({ length: MEMBER_SLOTS }, (_, slot) => memberPeerId(roomSecret, one, slot))),
    );
    ids.push(await lobbyPeerId(roomSecret));
    expect(new Set(ids).size).to.equal(3 * 4 + 1);
    for (const id of ids) expect(id).to.match(/^[a-z2-7]{32}$/u);
  });

  it('refuses arguments of a wrong length', async () => {
    expect(await outcomeOf(() => deriveRoom(countingBytes(0, 31), pkFounder))).to.equal('RangeError');
    expect(await outcomeOf(() => deriveRoom(roomSecret, countingBytes(0, 33)))).to.equal('RangeError');
    expect(await outcomeOf(() => memberPeerId(roomSecret, countingBytes(0, 20), 0))).to.equal('RangeError');
    expect(await outcomeOf(() => memberPeerId(countingBytes(0, 16), fp, 0))).to.equal('RangeError');
    expect(await outcomeOf(() => lobbyPeerId(countingBytes(0, 16)))).to.equal('RangeError');
  });
});

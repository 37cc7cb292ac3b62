import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { deriveRoom, lobbyPeerId, memberPeerId } from '../crypto/room-keys.js';
import { openRoomAddress } from './addresses.js';

describe('addresses', () => {
  it('gives a room its id, key, lobby and the ids of its members', async () => {
    const [roomSecret, pkFounder, fp] = [randomBytes(32), randomBytes(32), randomBytes(32)];
    const address = await openRoomAddress(roomSecret, pkFounder);
    const { rid, psk } = await deriveRoom(roomSecret, pkFounder);
    expect([address.rid.toHex(), address.psk.toHex(), address.lobbyId]).to.deep.equal([
      rid.toHex(),
      psk.toHex(),
      await lobbyPeerId(roomSecret),
    ]);
    for (let slot = 0; slot < address.slots; slot++)
      expect(await address.peerIdOf(fp, slot)).to.equal(await memberPeerId(roomSecret, fp, slot));
  });

  it('computes an id once', async () => {
    const address = await openRoomAddress(randomBytes(32), randomBytes(32));
    const fp = randomBytes(32);
    expect(address.peerIdOf(fp, 1)).to.equal(address.peerIdOf(fp.slice(), 1));
    expect(address.peerIdOf(fp, 1)).not.to.equal(address.peerIdOf(fp, 2));
  });

  it('knows whose an id is, in any of the four slots', async () => {
    const address = await openRoomAddress(randomBytes(32), randomBytes(32));
    const elsewhere = await openRoomAddress(randomBytes(32), randomBytes(32));
    const [fp, other] = [randomBytes(32), randomBytes(32)];
    for (let slot = 0; slot < 4; slot++) {
      const peerId = await address.peerIdOf(fp, slot);
      expect(await address.slotOf(fp, peerId)).to.equal(slot);
      expect(await address.slotOf(other, peerId)).to.equal(null);
      expect(await elsewhere.slotOf(fp, peerId)).to.equal(null);
    }
    expect(await address.slotOf(fp, address.lobbyId)).to.equal(null);
    expect(await address.slotOf(fp, '')).to.equal(null);
  });

  it('does not change when the caller wipes the secret', async () => {
    const [roomSecret, pkFounder, fp] = [randomBytes(32), randomBytes(32), randomBytes(32)];
    const expected = await memberPeerId(roomSecret, fp, 0);
    const address = await openRoomAddress(roomSecret, pkFounder);
    roomSecret.fill(0);
    expect(await address.peerIdOf(fp, 0)).to.equal(expected);
  });

  it('refuses slots that do not exist', async () => {
    const address = await openRoomAddress(randomBytes(32), randomBytes(32));
    for (const slot of [-1, 4, 0.5]) {
      const error = await address.peerIdOf(randomBytes(32), slot).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(RangeError);
    }
  });
});

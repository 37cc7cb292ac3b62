import { expect } from '@open-wc/testing';
import type { RoomStanding } from '../room/room-phase.js';
import { watchBelief } from './believing.js';
import type { Belief } from './believing.js';
import { MemoryVault } from './installation.fixture.js';
import { readRoom, writeRoom } from './records.js';
import type { RoomRecord } from './records.js';

const RID = 'ab'.repeat(16);
const bytes = (fill: number): Uint8Array<ArrayBuffer> => new Uint8Array(32).fill(fill);

describe('belief in a room', () => {
  let vault: MemoryVault;
  let room: { standing: RoomStanding; readonly ridHex: string };

  /** As it is known when the room is opened. */
  function open(): Belief {
    room = { standing: { phase: 'entering', error: null }, ridHex: RID };
    const failed = (error: unknown): void => {
      throw error;
    };
    return watchBelief({ vault, failed }, room, readRoom(vault, RID) as RoomRecord);
  }

  function stands(belief: Belief, standing: RoomStanding): boolean {
    room.standing = standing;
    belief.changed();
    return belief.holds;
  }

  beforeEach(async () => {
    vault = new MemoryVault();
    await writeRoom(vault, RID, {
      roomSecret: bytes(1),
      founderPk: bytes(2),
      inviterFp: bytes(3),
      token: null,
      label: 'Trap',
      server: null,
      since: 0,
      slot: 0,
      slotToken: 's',
      lobbyToken: 'l',
      telling: { read: true, typing: true },
    });
  });

  it('holds until the room turns out to be another, and then not when it is opened again either', () => {
    const belief = open();
    expect(stands(belief, { phase: 'syncing', error: null })).to.equal(true);
    expect(stands(belief, { phase: 'refused', error: 'knock-refused' })).to.equal(true);
    expect(stands(belief, { phase: 'broken', error: 'room-not-as-invited' })).to.equal(false);
    const again = open();
    expect(again.holds).to.equal(false);
    expect(stands(again, { phase: 'entering', error: null })).to.equal(false);
    expect(stands(again, { phase: 'syncing', error: null })).to.equal(false);
  });

  it('comes back once the room of the invite is found', () => {
    expect(stands(open(), { phase: 'broken', error: 'room-not-as-invited' })).to.equal(false);
    expect(stands(open(), { phase: 'in', error: null })).to.equal(true);
    expect(open().holds).to.equal(true);
  });

  it('writes nothing while nothing of it changes', () => {
    const stored = JSON.stringify(vault.get(`room/${RID}`));
    const belief = open();
    for (const phase of ['asking', 'syncing', 'in', 'left'] as const) stands(belief, { phase, error: null });
    expect(JSON.stringify(vault.get(`room/${RID}`))).to.equal(stored);
  });
});

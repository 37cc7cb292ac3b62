import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { errorCodeOf } from '../lib/errors.js';
import type { Json } from '../vault/vault.js';
import { MemoryVault } from './installation.fixture.js';
import {
  readAccepted,
  readMe,
  readPerson,
  readRoom,
  roomIds,
  UNKNOWN_PERSON,
  verifiedPeople,
  writeAccepted,
  writeMe,
  writePerson,
  writeRoom,
} from './records.js';
import type { RoomRecord } from './records.js';

const record: RoomRecord = {
  roomSecret: randomBytes(32),
  founderPk: randomBytes(32),
  inviterFp: randomBytes(32),
  token: randomBytes(16),
  label: 'Küche',
  server: { host: 'signalling.example', port: 9000, path: '/p/', secure: true, key: 'k' },
  since: 1_800_000_000_000,
  slot: 2,
  slotToken: 'slot',
  lobbyToken: 'lobby',
  telling: { read: false, typing: true },
};

function codeOfReading(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    return errorCodeOf(error);
  }
}

describe('records', () => {
  it('keep who one is', async () => {
    const vault = new MemoryVault();
    expect(readMe(vault)).to.equal(null);
    const me = { name: 'Ana', pkcs8: randomBytes(48) };
    await writeMe(vault, me);
    expect(readMe(vault)).to.deep.equal(me);
  });

  it('keep a room, with and without what may be missing, and let it go', async () => {
    const vault = new MemoryVault();
    for (const room of [record, { ...record, inviterFp: null, token: null, server: null }]) {
      await writeRoom(vault, 'aa', room);
      expect(readRoom(vault, 'aa')).to.deep.equal(room);
    }
    await writeRoom(vault, 'bb', record);
    expect(roomIds(vault)).to.deep.equal(['aa', 'bb']);
    await writeRoom(vault, 'aa', null);
    expect(roomIds(vault)).to.deep.equal(['bb']);
    expect(readRoom(vault, 'aa')).to.equal(null);
  });

  it('take a room of which nothing is said otherwise for one in which all is told', async () => {
    const vault = new MemoryVault();
    await writeRoom(vault, 'aa', record);
    const { telling, ...stored } = vault.get('room/aa') as Record<string, Json>;
    expect(telling).to.deep.equal({ read: false, typing: true });
    await vault.put('room/aa', stored);
    expect(readRoom(vault, 'aa')?.telling).to.deep.equal({ read: true, typing: true });
    await vault.put('room/aa', { ...stored, telling: { typing: false } });
    expect(readRoom(vault, 'aa')?.telling).to.deep.equal({ read: true, typing: false });
  });

  it('keep what was decided about a person', async () => {
    const vault = new MemoryVault();
    expect(readPerson(vault, 'aa')).to.deep.equal(UNKNOWN_PERSON);
    const person = { name: 'Ben', verifiedAt: 5, isMismatched: false, lastSasAt: 7, clearedForks: ['x 1', 'y 2'] };
    await writePerson(vault, 'aa', person);
    expect(readPerson(vault, 'aa')).to.deep.equal(person);
    await writePerson(vault, 'bb', { ...UNKNOWN_PERSON, isMismatched: true });
    expect([...verifiedPeople(vault)]).to.deep.equal([['aa', person]]);
  });

  it('keep what was accepted, by room', async () => {
    const vault = new MemoryVault();
    expect(readAccepted(vault, 'aa').length).to.equal(0);
    await writeAccepted(vault, 'aa', ['one', 'two']);
    expect(readAccepted(vault, 'aa')).to.deep.equal(['one', 'two']);
    expect(readAccepted(vault, 'bb').length).to.equal(0);
  });

  it('reject when they cannot be stored', async () => {
    const vault = new MemoryVault();
    vault.fault = new Error('full');
    for (const writing of [
      writeMe(vault, { name: '', pkcs8: randomBytes(1) }),
      writeRoom(vault, 'aa', record),
      writeRoom(vault, 'aa', null),
      writePerson(vault, 'aa', UNKNOWN_PERSON),
      writeAccepted(vault, 'aa', []),
    ]) {
      const error: unknown = await writing.then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).to.equal(vault.fault);
    }
  });

  const damaged: readonly Json[] = ['text', 7, true, ['list'], {}, { name: 7 }, { name: 'Ana' }, { secret: 'AA' }];
  for (const value of damaged) {
    it(`say that the vault is damaged when they are ${JSON.stringify(value)}`, async () => {
      const vault = new MemoryVault();
      await vault.put('me', value);
      await vault.put('room/aa', value);
      expect(codeOfReading(() => readMe(vault))).to.equal('vault-damaged');
      expect(codeOfReading(() => readRoom(vault, 'aa'))).to.equal('vault-damaged');
    });
  }

  it("take as unknown what a person's record does not say", async () => {
    const vault = new MemoryVault();
    await vault.put('person/aa', { name: 'Ben', clearedForks: ['x'] });
    expect(readPerson(vault, 'aa')).to.deep.equal({ ...UNKNOWN_PERSON, name: 'Ben', clearedForks: ['x'] });
  });
});

import { expect } from '@open-wc/testing';
import { PBKDF2_MIN_ROUNDS } from '../crypto/vault-keys.js';
import { concatBytes } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';
import { sealBackup } from '../vault/backup-file.js';
import { backupPartBytes } from '../vault/backup-parts.js';
import type { BackupPart } from '../vault/backup-parts.js';
import { wholeScope } from './backup-contents.js';
import type { BackupScope } from './backup-contents.js';
import { readBackup } from './backup-import.js';
import type { ImportOutcome } from './backup-merging.js';
import { makeBackup } from './backup-making.js';
import { MemoryVault, TestInstallation, TestNeighbourhood } from './installation.fixture.js';
import { changeRoom, readPerson, readRoom, writeMe, writePerson } from './records.js';

const NEVER = new AbortController().signal;
const PASSPHRASE = 'open sesame';

function backupOf(vault: MemoryVault, scope: BackupScope = wholeScope(vault), made = 5): Promise<Blob> {
  return makeBackup(vault, { scope, passphrase: PASSPHRASE, made, rounds: PBKDF2_MIN_ROUNDS }, NEVER, () => undefined);
}

async function importInto(vault: MemoryVault, file: Blob): Promise<ImportOutcome> {
  const backup = await readBackup(file, PASSPHRASE, NEVER, () => undefined);
  return backup.mergeInto(vault);
}

/** A file with exactly these parts. */
async function fileOf(...parts: readonly BackupPart[]): Promise<Blob> {
  async function* content(): AsyncGenerator<ReturnType<typeof backupPartBytes>> {
    yield await Promise.resolve(concatBytes(...parts.map(backupPartBytes)));
  }
  const pieces = [];
  for await (const piece of sealBackup(content(), { passphrase: PASSPHRASE, rounds: PBKDF2_MIN_ROUNDS, made: 1 })) pieces.push(piece);
  return new Blob(pieces);
}

/** Everything a vault holds, as text. */
async function dumpOf(vault: MemoryVault): Promise<string> {
  const histories = wholeScope(vault).rids.map(async (rid) =>
    (await vault.history(`history/${rid}`).load()).map((item) => item.bytes.toHex()),
  );
  return JSON.stringify([vault.names('').map((name) => [name, vault.get(name)]), await Promise.all(histories)]);
}

/** Somebody's identity in a vault in which nothing else is. */
async function freshVaultOf(person: TestInstallation): Promise<MemoryVault> {
  const vault = new MemoryVault();
  await writeMe(vault, { name: person.parts.me.name, pkcs8: await person.parts.identity.exportPkcs8() });
  return vault;
}

describe('backup', () => {
  let around: TestNeighbourhood;
  let ana: TestInstallation;
  let ben: TestInstallation;
  let ridHex: string;

  beforeEach(async () => {
    around = new TestNeighbourhood();
    [ana, ben] = [await around.person('Ana'), await around.person('Ben')];
    for (const person of [ana, ben])
      await writeMe(person.vault, { name: person.parts.me.name, pkcs8: await person.parts.identity.exportPkcs8() });
    ridHex = await around.meet(ana, ben);
    for (const person of [ana, ben]) await person.acceptAll(ridHex);
    await ana.pressed({ type: 'send', ridHex, text: 'from Ana' });
    await around.clock.advance(1_000);
    await ben.pressed({ type: 'send', ridHex, text: 'from Ben' });
    await around.clock.advance(3_000);
  });
  afterEach(async () => {
    for (const person of [ana, ben]) await person.rooms.close();
  });

  /** Ana's identity in another browser, with what a vault holds, and its rooms open. */
  async function secondAna(vault: MemoryVault): Promise<TestInstallation> {
    const second = new TestInstallation(around, 'Ana', ana.parts.identity, vault);
    await second.rooms.openAll();
    await around.clock.advance(15_000);
    return second;
  }

  it('carries whether a room is not believed, and changes nothing of one that is believed here', async () => {
    await changeRoom(ana.vault, ridHex, { isUnfit: true });
    const file = await backupOf(ana.vault);
    const vault = await freshVaultOf(ana);
    await importInto(vault, file);
    expect(readRoom(vault, ridHex)?.isUnfit).to.equal(true);
    await changeRoom(vault, ridHex, { isUnfit: false });
    await importInto(vault, file);
    expect(readRoom(vault, ridHex)?.isUnfit).to.equal(false);
  });

  it('brings everything to an empty vault', async () => {
    await writePerson(ana.vault, ben.fpHex, { name: 'Ben', verifiedAt: 7 });
    const vault = new MemoryVault();
    const outcome = await importInto(vault, await backupOf(ana.vault));
    expect(outcome).to.deep.equal({ entries: 4, rooms: 1, refused: 0, refusedIn: [], dropped: 0, notVerified: [] });
    expect(vault.get('me')).to.deep.equal(ana.vault.get('me'));
    expect(vault.get(`delivery/${ridHex}`)).to.deep.equal(ana.vault.get(`delivery/${ridHex}`));
    const second = await secondAna(vault);
    expect(second.texts(ridHex)).to.deep.equal(['from Ana', 'from Ben']);
    expect(second.seen(ridHex, ben).trust).to.equal('verified');
    expect(second.view(ridHex).phase).to.equal('in');
    await second.rooms.close();
  });

  it('goes on in a feed of its own, so that nobody sees a fork', async () => {
    const vault = new MemoryVault();
    await importInto(vault, await backupOf(ana.vault));
    // Nobody is there to be asked how far the feed has gone on.
    await ben.rooms.close();
    await ana.pressed({ type: 'send', ridHex, text: 'from the first Ana' });
    await ana.rooms.close();
    const second = await secondAna(vault);
    await second.pressed({ type: 'send', ridHex, text: 'from the second Ana' });
    const again = await secondAna(ana.vault);
    const benAgain = await around.copy(ben);
    await around.clock.advance(15_000);
    for (const person of [benAgain, second, again]) {
      expect(person.texts(ridHex)).to.include.members(['from the second Ana', 'from the first Ana']);
      expect(person.open(ridHex).room.history.log.forks.size).to.equal(0);
    }
    expect(vault.get(`feed/${ridHex}`)).not.to.equal(ana.vault.get(`feed/${ridHex}`));
    await second.rooms.close();
    await again.rooms.close();
    await benAgain.rooms.close();
  });

  it('goes by no id of the installation that it was made by', async () => {
    const vault = new MemoryVault();
    const file = await backupOf(ana.vault);
    await importInto(vault, file);
    const [here, there] = [readRoom(ana.vault, ridHex), readRoom(vault, ridHex)];
    expect(there?.slotToken).to.match(/^[a-z2-7]{32}$/u);
    expect(there?.lobbyToken).to.match(/^[a-z2-7]{32}$/u);
    expect([there?.slotToken, there?.lobbyToken]).not.to.include.members([here?.slotToken]).and.not.to.include.members([here?.lobbyToken]);
    const second = await secondAna(vault);
    expect(second.open(ridHex).room.links.rendezvous.slot).not.to.equal(ana.open(ridHex).room.links.rendezvous.slot);
    await second.rooms.close();
  });

  it('changes nothing when it is taken in again, nor where it was made', async () => {
    const file = await backupOf(ana.vault);
    const vault = new MemoryVault();
    await importInto(vault, file);
    const before = await dumpOf(vault);
    expect((await importInto(vault, file)).entries).to.equal(0);
    expect(await dumpOf(vault)).to.equal(before);
    const feed = ana.vault.get(`feed/${ridHex}`);
    expect((await importInto(ana.vault, file)).entries).to.equal(0);
    expect(ana.vault.get(`feed/${ridHex}`)).to.equal(feed);
  });

  it('brings what is missing to a vault of the same identity, and keeps what is there', async () => {
    const old = await backupOf(ana.vault);
    const vault = new MemoryVault();
    await importInto(vault, old);
    const second = await secondAna(vault);
    await second.pressed({ type: 'send', ridHex, text: 'elsewhere' });
    await second.rooms.close();
    await ana.pressed({ type: 'send', ridHex, text: 'later' });
    const newer = await backupOf(ana.vault);
    const feed = vault.get(`feed/${ridHex}`);
    await importInto(vault, newer);
    expect(vault.get(`feed/${ridHex}`), 'the feed that was written in').not.to.equal(feed);
    const third = await secondAna(vault);
    expect(third.texts(ridHex)).to.include.members(['from Ana', 'from Ben', 'later', 'elsewhere']);
    await third.rooms.close();
  });

  it('of one room holds that room and who one is, and no other', async () => {
    await ana.rooms.create('Cellar');
    await writePerson(ana.vault, ben.fpHex, { name: 'Ben', verifiedAt: 7 });
    const vault = new MemoryVault();
    await importInto(vault, await backupOf(ana.vault, { rids: [ridHex], fps: [] }));
    expect(vault.names('').filter((name) => !/^(?:me$|(?:room|feed|accepted|delivery|seen)\/)/u.test(name))).to.deep.equal([]);
    expect(vault.names('room/')).to.deep.equal([`room/${ridHex}`]);
  });

  it('refuses the backup of somebody else, and changes nothing', async () => {
    const vault = await freshVaultOf(ben);
    const before = await dumpOf(vault);
    const failed = await importInto(vault, await backupOf(ana.vault)).catch(errorCodeOf);
    expect([failed, await dumpOf(vault)]).to.deep.equal(['backup-of-another', before]);
  });

  it('changes nothing when it was cut or changed at the very end', async () => {
    const whole = new Uint8Array(await (await backupOf(ana.vault)).arrayBuffer());
    const vault = await freshVaultOf(ana);
    const before = await dumpOf(vault);
    whole[whole.length - 1] = (whole.at(-1) as number) ^ 1;
    expect(await importInto(vault, new Blob([whole])).catch(errorCodeOf)).to.equal('backup-damaged');
    expect(await importInto(vault, new Blob([whole.slice(0, -1)])).catch(errorCodeOf)).to.equal('backup-damaged');
    expect(await dumpOf(vault)).to.equal(before);
  });

  it('without anybody in it is refused', async () => {
    const stranger: BackupPart = { kind: 'record', name: 'room/ab', value: {} };
    for (const file of [await fileOf(), await fileOf(stranger), await fileOf({ kind: 'record', name: 'me', value: { name: 'x' } })])
      expect(await importInto(new MemoryVault(), file).catch(errorCodeOf)).to.equal('backup-damaged');
  });

  it('leaves out what cannot be believed, and keeps the rest', async () => {
    const items = ana.vault.history(`history/${ridHex}`).items;
    const spoilt = items.map((item, i) => (i === 3 ? item.with(200, (item[200] as number) ^ 1) : item));
    const me: BackupPart = { kind: 'record', name: 'me', value: ana.vault.get('me') };
    const otherRoom = { kind: 'record', name: `room/${'ab'.repeat(16)}`, value: ana.vault.get(`room/${ridHex}`) } as const;
    const forks = { kind: 'record', name: `forks/${ridHex}`, value: ['AAAA'] } as const;
    const file = await fileOf(me, { kind: 'items', name: `history/${ridHex}`, items: spoilt }, otherRoom, forks);
    const vault = new MemoryVault();
    expect(await importInto(vault, file)).to.deep.equal({
      entries: 3,
      rooms: 0,
      refused: 2,
      refusedIn: [ridHex, 'ab'.repeat(16)],
      dropped: 0,
      notVerified: [],
    });
    expect(vault.history(`history/${ridHex}`).items.length).to.equal(3);
    expect(vault.get(`forks/${ridHex}`)).to.deep.equal([]);
  });

  it('verifies nobody under the name of somebody who is verified here', async () => {
    const other = 'ab'.repeat(32);
    await writePerson(ana.vault, other, { name: 'ben', verifiedAt: 9 });
    const vault = await freshVaultOf(ana);
    await writePerson(vault, ben.fpHex, { name: 'Ben', verifiedAt: 7 });
    const outcome = await importInto(vault, await backupOf(ana.vault));
    expect(outcome.notVerified).to.deep.equal(['ben']);
    expect([readPerson(vault, other).verifiedAt, readPerson(vault, ben.fpHex).verifiedAt]).to.deep.equal([null, 7]);
  });

  it('says how far it is, and stops when told to', async () => {
    const shares: number[] = [];
    const file = await backupOf(ana.vault);
    const stop = new AbortController();
    const backup = await readBackup(file, PASSPHRASE, stop.signal, (share) => shares.push(share));
    await backup.mergeInto(new MemoryVault());
    expect(shares).to.deep.equal(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).to.equal(1);
    stop.abort();
    const name = await backup.mergeInto(new MemoryVault()).catch((error: unknown) => (error as Error).name);
    expect(name).to.equal('AbortError');
    const making = makeBackup(
      ana.vault,
      { scope: wholeScope(ana.vault), passphrase: 'x', made: 1, rounds: PBKDF2_MIN_ROUNDS },
      stop.signal,
      () => undefined,
    );
    expect(await making.catch((error: unknown) => (error as Error).name)).to.equal('AbortError');
  });
});

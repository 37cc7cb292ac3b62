import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { errorCodeOf } from '../lib/errors.js';
import { entryCodec } from '../room/entry-codec.js';
import type { OpenVault } from '../vault/open-vault.js';
import { TestProfile } from '../vault/vault-test.fixture.js';
import { COMPACT_QUIET_MS } from '../vault/write-out.js';
import type { AppContext } from './app-parts.js';
import { encodeInvite } from './invite.js';
import { TestInstallation, TestNeighbourhood } from './installation.fixture.js';
import type { MemoryVault } from './installation.fixture.js';
import type { OpenRoom } from './open-room.js';
import { makeOpenRooms } from './open-rooms.js';
import type { OpenRooms } from './open-rooms.js';
import { planJoin } from './rooms.js';

const MESSAGES = 40;
/** So long a text that compacted segments fill up. */
const LONG = 'x'.repeat(1_500);

/** Ana's rooms, in a vault as the page keeps it. */
interface Kept {
  readonly vault: OpenVault;
  readonly rooms: OpenRooms;
  readonly open: OpenRoom;
  /** What she was told went wrong, with what it was about. */
  readonly told: string[];
}

/** Ana keeps her room in a real vault, of which something is spoilt; Ben has all of it. */
describe('a room of which something stored was spoilt', () => {
  let profile: TestProfile;
  let ana: TestInstallation;
  let ben: TestInstallation;
  let benKept: MemoryVault;
  let stored: Map<string, string>;
  let journal: Map<string, Map<IDBValidKey, unknown>>;
  let here: TestNeighbourhood;
  let ridHex: string;
  let all: readonly string[];

  async function openAna(): Promise<Kept> {
    const told: string[] = [];
    const vault = await profile.open({ codec: entryCodec, clock: here.clock });
    const failed: AppContext['failed'] = (error, subject) => told.push(`${errorCodeOf(error) ?? String(error)} ${subject ?? ''}`);
    const { network } = here;
    const parts = { ...ana.parts, vault, run: randomBytes(8), clock: here.clock, transportFor: () => network.transport(), failed };
    const rooms = makeOpenRooms(parts);
    await rooms.openAll();
    return {
      vault,
      rooms,
      told,
      get open() {
        return rooms.all.get(ridHex) as OpenRoom;
      },
    };
  }

  async function openBen(): Promise<TestInstallation> {
    const again = new TestInstallation(here, 'Ben', ben.parts.identity, benKept.copy());
    await again.rooms.openAll();
    return again;
  }

  async function until(what: string, isSo: () => boolean): Promise<void> {
    for (let turns = 0; turns < 600 && !isSo(); turns++) await here.clock.advance(100);
    expect(isSo(), what).to.equal(true);
  }

  const textsIn = ({ room }: OpenRoom): string[] => {
    const { timeline } = room.history.log;
    return timeline.slice(0, timeline.length).flatMap(({ payload }) => (payload?.kind === 'text' ? payload.text.slice(0, 11) : []));
  };
  const idsIn = ({ room }: OpenRoom): string[] => {
    const { timeline } = room.history.log;
    return timeline.slice(0, timeline.length).map(({ idText }) => idText);
  };

  const textsShown = (open: OpenRoom): string[] => open.view().messages.flatMap(({ text }) => (text === '' ? [] : text.slice(0, 11)));
  /** The messages that are left in the vault. */
  const leftIn = async (vault: OpenVault): Promise<string[]> => {
    const items = await vault.history(`history/${ridHex}`).load();
    const payloads = items.map(({ bytes }) => bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
    return payloads.flatMap((text) => /message \d\d\./u.exec(text)?.[0] ?? []).sort();
  };

  before(async function () {
    this.timeout(60_000);
    profile = new TestProfile();
    here = new TestNeighbourhood();
    ana = await here.person('Ana');
    ben = await here.person('Ben');
    const kept = await openAna();
    await kept.rooms.create('Kitchen');
    const current = kept.rooms.current() as OpenRoom;
    ridHex = current.room.ridHex;
    const { roomSecret, founderPk } = current.record;
    const invite = { roomSecret, founderPk, inviterFp: ana.parts.identity.fp, token: null, server: null, roomName: 'Kitchen' };
    await ben.rooms.join(await planJoin(ben.parts, await encodeInvite(invite)));
    await until('Ben knocks', () => current.room.knocks.waiting.length > 0);
    await current.room.knocks.admit(ben.fpHex);
    const theirs = ben.open(ridHex);
    await until('Ben is in', () => theirs.room.isIn);
    for (let i = 0; i < MESSAGES; i++) {
      const { room } = i % 2 === 0 ? current : theirs;
      await room.history.write('text', { text: `message ${String(i).padStart(2, '0')}. ${LONG}` });
      await until('it is there', () => [current, theirs].every((open) => textsIn(open).length === i + 1));
      await kept.vault.flush();
      // In two goes, so that there are two compacted ones.
      if (i !== 23 && i !== MESSAGES - 1) continue;
      await here.clock.advance(COMPACT_QUIET_MS);
      await until('it is compacted', () => profile.storage.keysWith('/s/').length === 4);
    }
    all = idsIn(theirs);
    expect(all).to.have.length(MESSAGES + 2);
    await kept.rooms.close();
    await ben.rooms.close();
    await kept.vault.close();
    await profile.forgetJournal();
    benKept = ben.vault;
    stored = profile.storage.snapshot();
    journal = await profile.dump();
    expect([profile.storage.keysWith('/c/').length, profile.storage.keysWith('/s/').length]).to.deep.equal([2, 4]);
  });
  beforeEach(async () => {
    profile.storage.restore(stored);
    await profile.restoreJournal(journal);
    here = new TestNeighbourhood();
    await here.clock.advance(3_600_000);
  });
  after(() => profile.remove());

  const key = (part: string, at: number): string => profile.storage.keysWith(part).at(at) as string;
  const get = (name: string): string => profile.storage.getItem(name) as string;
  const flip = (name: string): void => {
    const text = get(name);
    const middle = text.length >> 1;
    profile.storage.setItem(name, text.slice(0, middle) + (text.charAt(middle) === '一' ? '丁' : '一') + text.slice(middle + 1));
  };
  const swap = (one: string, other: string): void => {
    const [first, second] = [get(one), get(other)];
    profile.storage.setItem(one, second);
    profile.storage.setItem(other, first);
  };
  const remove = (...names: string[]): void => names.forEach((name) => profile.storage.removeItem(name));
  const table: [string, () => void][] = [
    ['a segment of the other was changed', () => flip(key('/s/', 1))],
    ['a segment of her own was changed', () => flip(key('/s/', 2))],
    ['the newest segment was changed', () => flip(key('/s/', -1))],
    ['two segments were swapped', () => swap(key('/s/', 0), key('/s/', 2))],
    ['a segment was cut short', () => profile.storage.setItem(key('/s/', 1), get(key('/s/', 1)).slice(0, -3))],
    ['a segment was deleted', () => remove(key('/s/', 1))],
    ['the newest segment was deleted', () => remove(key('/s/', -1))],
    ['a segment was put in the place of another', () => profile.storage.setItem(key('/s/', 2), get(key('/s/', 0)))],
    ['the compacted beginning was changed', () => flip(key('/c/', 0))],
    ['a later compacted segment was changed', () => flip(key('/c/', -1))],
    ['compacted segments were swapped', () => swap(key('/c/', 0), key('/c/', -1))],
    ['the compacted beginning was cut short', () => profile.storage.setItem(key('/c/', 0), get(key('/c/', 0)).slice(0, 100))],
    ['the compacted beginning was deleted', () => remove(key('/c/', 0))],
    ['a later compacted segment was deleted', () => remove(key('/c/', -1))],
    ['a compacted segment was put in the place of another', () => profile.storage.setItem(key('/c/', 0), get(key('/c/', -1)))],
    ['all segments were deleted', () => remove(...profile.storage.keysWith('/s/'), ...profile.storage.keysWith('/c/'))],
    ['the index and what she wrote last were deleted', () => remove(profile.names.index, key('/s/', -1), key('/s/', -2))],
  ];

  for (const [what, damage] of table) {
    // An end that is gone is named by the index alone.
    const isNamed = !what.startsWith('the index');
    it(`shows what is left, fetches the rest, keeps it, and goes on: ${what}`, async function () {
      this.timeout(20_000);
      damage();
      const spoilt = profile.storage.snapshot();
      const kept = await openAna();
      await here.clock.advance(5_000);
      const left = await leftIn(kept.vault);
      expect(textsShown(kept.open), 'what is left').to.deep.equal(left);
      expect(kept.open.name()).to.equal('Kitchen');
      expect([kept.open.view().phase, kept.open.summary().phase]).to.deep.equal(
        kept.open.room.isIn ? ['in', 'in'] : ['syncing', 'syncing'],
      );
      const views = kept.open.view().messages.filter(({ text }) => text !== '');
      const isHers = (text: string): boolean => Number(text.slice(8, 10)) % 2 === 0;
      expect(views.every(({ isMine, text }) => isMine === isHers(text))).to.equal(true);
      expect(kept.told).to.deep.equal(isNamed ? ['history-damaged Kitchen'] : []);

      // What is written now is in a new feed, wherever the old one ended.
      const isWriting = kept.open.room.isIn;
      if (isWriting) await kept.open.room.history.write('text', { text: 'meanwhile' });
      const other = await openBen();
      other.failures = [];
      await until('all is there again', () => idsIn(kept.open).length === all.length + Number(isWriting));
      expect(idsIn(kept.open).slice(0, all.length)).to.deep.equal(all);
      await until('she is in', () => kept.open.room.isIn);
      await kept.open.room.history.write('text', { text: 'goes on' });
      await until('the other has it', () => textsIn(other.open(ridHex)).at(-1) === 'goes on');
      const logs = [kept.open.room.history.log, other.open(ridHex).room.history.log];
      expect(logs.map(({ forks }) => forks.size)).to.deep.equal([0, 0]);
      expect(other.failures).to.deep.equal([]);
      await until('she is told', () => kept.told.length === (isNamed ? 2 : 0));
      expect(kept.told.slice(1)).to.deep.equal(isNamed ? ['history-mended Kitchen'] : []);
      await kept.rooms.close();
      await other.rooms.close();
      await kept.vault.close();
      await profile.forgetJournal();

      const again = await openAna();
      expect(idsIn(again.open).slice(0, all.length)).to.deep.equal(all);
      expect(textsIn(again.open).at(-1)).to.equal('goes on');
      expect(again.told).to.deep.equal([]);
      for (const [name, text] of spoilt) if (/\/[sc]\//u.test(name) && text !== stored.get(name)) expect(get(name), name).to.equal(text);
      await again.rooms.close();
      await again.vault.close();
    });
  }
});

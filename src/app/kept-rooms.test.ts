import { expect } from '@open-wc/testing';
import { entryCodec } from '../room/entry-codec.js';
import type { Room } from '../room/room.js';
import type { OpenVault } from '../vault/open-vault.js';
import { TestProfile } from '../vault/vault-test.fixture.js';
import { COMPACT_QUIET_MS } from '../vault/write-out.js';
import { TestNeighbourhood } from './installation.fixture.js';
import type { AppContext } from './app-parts.js';
import { readRoom, roomIds } from './records.js';
import type { RoomRecord } from './records.js';
import { makeRoom, openKnownRoom } from './rooms.js';

/** Longer than a new start waits for others to say how far one's own feed goes. */
const CONTINUITY_MS = 3_000;

/** A room in a vault as the page keeps it, compacted where it is old. */
describe('a room in its vault', () => {
  let profile: TestProfile;
  let parts: AppContext;
  beforeEach(async () => {
    profile = new TestProfile();
    ({ parts } = await new TestNeighbourhood().person('Ana'));
  });
  afterEach(() => profile.remove());
  const openVault = (): Promise<OpenVault> => profile.open({ codec: entryCodec });
  const contextOf = (vault: OpenVault): AppContext => ({ ...parts, vault, clock: profile.clock });
  const reopen = async (vault: OpenVault): Promise<Room> => {
    const room = await openKnownRoom(contextOf(vault), readRoom(vault, roomIds(vault)[0] as string) as RoomRecord);
    room.start();
    await profile.clock.advance(CONTINUITY_MS);
    return room;
  };
  const textsIn = ({ history: { log } }: Room): string[] =>
    log.timeline.slice(0, log.timeline.length).flatMap(({ payload }) => (payload?.kind === 'text' ? payload.text : []));
  /** Everything that localStorage holds of the history, unsealed. */
  const storedText = async (vault: OpenVault): Promise<string> => {
    const items = await vault.history(`history/${roomIds(vault)[0]}`).load();
    return items.map(({ bytes }) => bytes.reduce((text, byte) => text + String.fromCharCode(byte), '')).join('\n');
  };

  async function writtenRoom(vault: OpenVault, count: number): Promise<Room> {
    const room = await makeRoom(contextOf(vault), 'Kitchen');
    room.start();
    await profile.clock.advance(CONTINUITY_MS);
    for (let i = 0; i < count; i++) {
      await room.history.write('text', { text: `message ${i}.` });
      await vault.flush();
    }
    return room;
  }

  async function compact(vault: OpenVault): Promise<void> {
    await profile.clock.advance(COMPACT_QUIET_MS);
    await vault.flush();
    expect(profile.storage.keysWith('/c/')).not.to.deep.equal([]);
  }

  it('reads the same once it is compacted, with one signature for many, and goes on in the same feed', async () => {
    const vault = await openVault();
    const room = await writtenRoom(vault, 40);
    const before = [...room.history.log.feeds()];
    await compact(vault);
    await room.close();
    await vault.close();
    await profile.forgetJournal();
    const again = await openVault();
    const kept = await reopen(again);
    expect(textsIn(kept)).to.deep.equal(Array.from({ length: 40 }, (_, i) => `message ${i}.`));
    const { timeline } = kept.history.log;
    const signed = timeline.slice(0, timeline.length).filter(({ isSigned }) => isSigned);
    expect(signed.length).to.be.within(4, 8);
    await kept.history.write('text', { text: 'goes on' });
    expect([...kept.history.log.feeds()]).to.deep.equal(before.map(([feedKey, count]) => [feedKey, count + 1]));
    await kept.close();
    await again.close();
  });

  it('really lets go of what was erased, old and new, and what was erased when the page died', async () => {
    const vault = await openVault();
    const room = await writtenRoom(vault, 30);
    await compact(vault);
    const { timeline } = room.history.log;
    const entryWith = (text: string): Uint8Array<ArrayBuffer> => {
      const entry = timeline.slice(0, timeline.length).find(({ payload }) => payload?.kind === 'text' && payload.text === text);
      return entry?.id as Uint8Array<ArrayBuffer>;
    };
    const fresh = await room.history.write('text', { text: 'message just now.' });
    const died = profile.storage.snapshot();
    await room.history.write('erase', { entry: entryWith('message 3.') });
    await room.history.write('erase', { entry: entryWith('message 28.') });
    await room.history.write('erase', { entry: fresh.id });
    const isGone = (text: string): void => {
      for (const gone of ['message 3.', 'message 28.', 'message just now.']) expect(text).not.to.contain(gone);
      expect(text).to.contain('message 4.');
    };
    // At once, with the page still open.
    await vault.flush();
    isGone(await storedText(vault));
    await room.close();
    await vault.close();
    const journal = await profile.dump();
    for (const isDead of [false, true]) {
      if (isDead) {
        profile.storage.restore(died);
        await profile.restoreJournal(journal);
      } else await profile.forgetJournal();
      const again = await openVault();
      if (isDead) expect(await storedText(again)).to.contain('message 3.');
      const kept = await reopen(again);
      await kept.close();
      await again.flush();
      isGone(await storedText(again));
      expect(again.history(`history/${roomIds(again)[0]}`).damage).to.deep.equal([]);
      await again.close();
    }
  });
});

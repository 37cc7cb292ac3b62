import { expect } from '@open-wc/testing';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import { TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import { readPerson } from './records.js';

type ForkProofs = Parameters<Map<string, { authorHex: string; feedKey: string; seq: number }>['set']>;

/** Ana's room as if two entries of that person at this place had been seen. */
function showFork(ana: TestInstallation, ridHex: string, who: TestInstallation, feed: string, seq: number): void {
  const { room } = ana.open(ridHex);
  const author = [...room.people.all.values()].find(({ fpHex }) => fpHex === who.fpHex)?.pkHex ?? '';
  const proof: ForkProofs[1] = { authorHex: author, feedKey: author + feed, seq };
  Object.defineProperty(room.history.log, 'forks', { configurable: true, value: new Map([[feed, proof]]) });
}

async function verify(ana: TestInstallation, ridHex: string, who: TestInstallation): Promise<void> {
  ana.rooms.show(ridHex);
  ana.press({ type: 'open-verify', fpHex: who.fpHex });
  ana.press({ type: 'confirm-match', fpHex: who.fpHex });
  await ana.parts.vault.put('done', true);
}

describe('verifying', () => {
  it('does not verify somebody else than was on screen', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    await world.meet(ana, ben);
    ana.press({ type: 'open-verify', fpHex: ben.fpHex });
    ana.press({ type: 'confirm-match', fpHex: 'ff'.repeat(32) });
    await world.clock.advance(0);
    expect(
      ana.vault.names('person/').some((name) => ana.vault.get(name) !== null && readPerson(ana.vault, name.slice(7)).verifiedAt !== null),
    ).to.equal(false);
  });

  it('clears the forks of one room without forgetting those of another, and alarms at a lower one', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    const kitchen = await world.meet(ana, ben, 'Kitchen');
    const garden = await world.meet(ana, ben, 'Garden');
    showFork(ana, kitchen, ben, '01', 7);
    showFork(ana, garden, ben, '02', 3);
    expect([ana.seen(kitchen, ben).trust, ana.seen(garden, ben).trust]).to.deep.equal(['forked', 'forked']);
    await verify(ana, kitchen, ben);
    expect([ana.seen(kitchen, ben).trust, ana.seen(garden, ben).trust]).to.deep.equal(['verified', 'forked']);
    await verify(ana, garden, ben);
    expect([ana.seen(kitchen, ben).trust, ana.seen(garden, ben).trust]).to.deep.equal(['verified', 'verified']);
    showFork(ana, kitchen, ben, '01', 6);
    expect(ana.seen(kitchen, ben).trust).to.equal('forked');
  });
});

describe('verifying: the dialog', () => {
  it('shows the safety number, the same for both, and the emoji over the link', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    await world.meet(ana, ben);
    for (const [one, other] of [
      [ana, ben],
      [ben, ana],
    ] as const) {
      one.press({ type: 'open-verify', fpHex: other.fpHex });
      expect(one.dialog()).to.include({ dialog: 'verify', isLinked: true });
    }
    await world.clock.advance(0);
    const numbers = [ana, ben].map((person) => {
      const view = person.dialog();
      return view?.dialog === 'verify' ? view.safetyNumber : '';
    });
    expect(numbers[0]).to.match(/^\d{60}$/u);
    expect(numbers[1]).to.equal(numbers[0]);
    ana.press({ type: 'start-emoji', fpHex: ben.fpHex });
    await world.clock.advance(0);
    const emoji = [ana, ben].map((person) => {
      const view = person.dialog();
      return view?.dialog === 'verify' ? view.emoji : null;
    });
    expect(emoji[0]?.step).to.equal('comparing');
    expect(emoji[1]).to.deep.equal(emoji[0]);
    await ana.rooms.close();
    await ben.rooms.close();
  });

  it('says what a scanned code says, and verifies nobody by it', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    const ridHex = await world.meet(ana, ben);
    const codes = [
      [ana, ben],
      [ben, ana],
    ].map(([one, other]) => {
      one?.press({ type: 'open-verify', fpHex: other?.fpHex ?? '' });
      const view = one?.dialog();
      return view?.dialog === 'verify' ? view.code : '';
    });
    const before = ana.seen(ridHex, ben).trust;
    const results = [codes[1], codes[0], 'something else'].map((text) => {
      ana.press({ type: 'scan-code', fpHex: ben.fpHex, text: text ?? '' });
      const view = ana.dialog();
      return view?.dialog === 'verify' ? view.scanned : 'closed';
    });
    expect(results).to.deep.equal(['match', 'not-them', 'no-code']);
    // SECURITY's reason: only the click on "They match" verifies.
    expect([ana.seen(ridHex, ben).trust, ana.vault.get(`person/${ben.fpHex}`)]).to.deep.equal([before, null]);
    ana.press({ type: 'close-dialog' });
    ana.press({ type: 'open-verify', fpHex: ben.fpHex });
    expect(ana.dialog()).to.include({ scanned: null });
    await ana.rooms.close();
    await ben.rooms.close();
  });

  it('verifies on this side only, under the name that was on screen', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    const ridHex = await world.meet(ana, ben);
    ana.press({ type: 'open-verify', fpHex: ben.fpHex });
    ana.press({ type: 'confirm-match', fpHex: ben.fpHex });
    await world.clock.advance(0);
    expect(readPerson(ana.vault, ben.fpHex)).to.include({ name: 'Ben', verifiedAt: world.clock.wall(), isMismatched: false });
    expect(ana.seen(ridHex, ben).trust).to.equal('verified');
    expect(ben.seen(ridHex, ana).trust).to.equal('invited');
    expect(ana.dialogText()).to.equal('none');
    await ana.rooms.close();
    await ben.rooms.close();
  });

  it('takes trust back when they do not match, and tells the other side', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    const ridHex = await world.meet(ana, ben);
    ben.press({ type: 'open-verify', fpHex: ana.fpHex });
    ben.press({ type: 'start-emoji', fpHex: ana.fpHex });
    await world.clock.advance(0);
    ben.press({ type: 'deny-match', fpHex: ana.fpHex });
    await world.clock.advance(0);
    expect(ben.seen(ridHex, ana)).to.include({ trust: 'unverified', isMismatched: true });
    ana.press({ type: 'open-verify', fpHex: ben.fpHex });
    const view = ana.dialog();
    expect(view?.dialog === 'verify' && view.emoji).to.deep.equal({
      step: 'failed',
      error: 'sas-different',
      retryAt: world.clock.wall() + 60_000,
    });
    await ana.rooms.close();
    await ben.rooms.close();
  });

  it('does not open again by itself after both have decided', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    await world.meet(ana, ben);
    ana.press({ type: 'open-verify', fpHex: ben.fpHex });
    ben.press({ type: 'open-verify', fpHex: ana.fpHex });
    ana.press({ type: 'start-emoji', fpHex: ben.fpHex });
    await world.clock.advance(0);
    expect([ana.dialogText(), ben.dialogText()]).to.deep.equal(['verify Ben', 'verify Ana']);
    ana.press({ type: 'confirm-match', fpHex: ben.fpHex });
    ben.press({ type: 'confirm-match', fpHex: ana.fpHex });
    await world.clock.advance(5_000);
    expect([ana.dialogText(), ben.dialogText()]).to.deep.equal(['none', 'none']);
    await ana.rooms.close();
    await ben.rooms.close();
  });

  it('opens for nobody who is not there', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    await world.meet(ana, ben);
    ana.press({ type: 'open-verify', fpHex: '00'.repeat(32) });
    ana.press({ type: 'start-emoji', fpHex: ben.fpHex });
    await world.clock.advance(0);
    expect(ana.dialogText()).to.equal('none');
    expect(ben.dialogText()).to.equal('none');
    await ana.rooms.close();
    await ben.rooms.close();
  });

  it('tells when the decision cannot be stored', async () => {
    const world = new TestNeighbourhood();
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    await world.meet(ana, ben);
    ana.failures = [];
    ana.vault.fault = new ParleyError('storage-full');
    ana.press({ type: 'open-verify', fpHex: ben.fpHex });
    ana.press({ type: 'confirm-match', fpHex: ben.fpHex });
    await world.clock.advance(0);
    expect(ana.failures.map(errorCodeOf)).to.deep.equal(['storage-full']);
    ana.vault.fault = null;
    await ana.rooms.close();
    await ben.rooms.close();
  });
});

import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { sasCommitment, sasIndices } from '../crypto/sas.js';
import type { Bytes } from '../lib/bytes.js';
import { FakeClock, settle } from '../lib/fake-clock.fixture.js';
import { settleCrypto, until } from './link-pair.fixture.js';
import { SAS_FRAME, isSasFrameType } from './sas-frames.js';
import { SasSession } from './sas-session.js';
import type { SasState } from './sas-setup.js';

interface SentFrame {
  readonly from: 'low' | 'high';
  readonly type: number;
  readonly data: Bytes;
}

class SasSide {
  readonly states: SasState[] = [];
  readonly tries: number[] = [];
  readonly session: SasSession;

  constructor(table: SasTable, name: 'low' | 'high', lastTryAt: number | null) {
    const [fpOwn, fpOther] = name === 'low' ? [table.fpLow, table.fpHigh] : [table.fpHigh, table.fpLow];
    const link = {
      firstTranscript: table.h0,
      firstExporter: table.exp0,
      send: (type: number, data: Uint8Array) => table.send({ from: name, type, data: new Uint8Array(data) }),
    };
    this.session = new SasSession({
      link,
      fpOwn,
      fpOther,
      clock: table.clock,
      lastTryAt,
      tryBegins: (at) => this.tries.push(at),
      changed: (state) => this.states.push(state),
    });
  }
}

/** Two sides across a table; frames are handed over by microtask, unless the test takes them. */
class SasTable {
  readonly clock = new FakeClock();
  readonly fpLow = randomBytes(32).fill(0, 0, 1);
  readonly fpHigh = randomBytes(32).fill(0xff, 0, 1);
  readonly h0 = randomBytes(32);
  readonly exp0 = randomBytes(32);
  readonly sent: SentFrame[] = [];
  change: (frame: SentFrame) => SentFrame | null = (frame) => frame;
  low: SasSide;
  high: SasSide;

  constructor(lastTryOfLow: number | null = null, lastTryOfHigh: number | null = null) {
    this.low = new SasSide(this, 'low', lastTryOfLow);
    this.high = new SasSide(this, 'high', lastTryOfHigh);
  }

  send(frame: SentFrame): void {
    this.sent.push(frame);
    const arriving = this.change(frame);
    if (arriving === null) return;
    const other = frame.from === 'low' ? this.high : this.low;
    queueMicrotask(() => other.session.frame(arriving.type, arriving.data));
  }

  kinds(): string[] {
    return [this.low, this.high].map(({ session: { state } }) => (state.kind === 'failed' ? state.code : state.kind));
  }

  types(): string[] {
    return this.sent.map(({ from, type }) => `${from} ${Object.entries(SAS_FRAME).find(([, value]) => value === type)?.[0] ?? type}`);
  }

  async settled(...kinds: string[]): Promise<void> {
    await until(() => this.kinds().join() === kinds.join(), `${kinds.join()} instead of ${this.kinds().join()}`);
    await settleCrypto();
    expect(this.kinds()).to.deep.equal(kinds);
  }
}

function indicesOf(side: SasSide): readonly number[] {
  const { state } = side.session;
  if (state.kind !== 'comparing') throw new Error(state.kind);
  return state.indices;
}

describe('sas-session', () => {
  for (const [starter, committer] of [
    ['low', 'high'],
    ['high', 'low'],
  ] as const) {
    it(`shows both the same seven emoji when the one with the ${starter}er fingerprint starts`, async () => {
      const table = new SasTable();
      table[starter].session.start();
      await table.settled('comparing', 'comparing');
      expect(indicesOf(table.low)).to.deep.equal(indicesOf(table.high));
      expect(indicesOf(table.low).length).to.equal(7);
      expect(table.types()).to.deep.equal([`${starter} start`, `${committer} commit`, `${starter} nonce`, `${committer} reveal`]);
      expect(table.sent.map((frame) => frame.data.length)).to.deep.equal([0, 32, 32, 32]);
      expect(table[starter].states.map((state) => state.kind)).to.deep.equal(['waiting', 'comparing']);
      expect([table.low.tries.length, table.high.tries.length]).to.deep.equal([1, 1]);
    });
  }

  it('computes exactly what the design says', async () => {
    const table = new SasTable();
    table.low.session.start();
    await table.settled('comparing', 'comparing');
    const [, commit, nonce, reveal] = table.sent.map((frame) => frame.data) as [Bytes, Bytes, Bytes, Bytes];
    expect((await sasCommitment(table.h0, table.fpHigh, table.fpLow, reveal)).toHex()).to.equal(commit.toHex());
    const parts = {
      exp0: table.exp0,
      h0: table.h0,
      nonceStarter: nonce,
      nonceCommitter: reveal,
      fpStarter: table.fpLow,
      fpCommitter: table.fpHigh,
    };
    expect(indicesOf(table.low)).to.deep.equal(await sasIndices(parts));
  });

  it('lets the start of the lower fingerprint count when both start at once', async () => {
    const table = new SasTable();
    table.high.session.start();
    table.low.session.start();
    await table.settled('comparing', 'comparing');
    expect(indicesOf(table.low)).to.deep.equal(indicesOf(table.high));
    expect(table.types()).to.deep.equal(['high start', 'low start', 'high commit', 'low nonce', 'high reveal']);
    expect([table.low.tries.length, table.high.tries.length]).to.deep.equal([1, 1]);
  });

  it('shows different emoji on two links with somebody in the middle', async () => {
    const one = new SasTable();
    const other = new SasTable();
    one.low.session.start();
    other.low.session.start();
    await Promise.all([one.settled('comparing', 'comparing'), other.settled('comparing', 'comparing')]);
    expect(indicesOf(one.low)).not.to.deep.equal(indicesOf(other.low));
  });

  it('says nothing of its nonce before the other side is bound to its own', async () => {
    const table = new SasTable();
    table.change = (frame) => (frame.type === SAS_FRAME.commit ? null : frame);
    table.low.session.start();
    await until(() => table.sent.length === 2, 'the commitment');
    // Without the commitment, a reveal is out of order.
    table.low.session.frame(SAS_FRAME.reveal, randomBytes(32));
    await table.settled('sas-failed', 'sas-failed');
    expect(table.types()).to.deep.equal(['low start', 'high commit', 'low cancel']);
  });

  it('refuses a nonce that was not committed to', async () => {
    for (const bit of [0, 255]) {
      const table = new SasTable();
      table.change = (frame) =>
        frame.type === SAS_FRAME.reveal
          ? { ...frame, data: frame.data.with(bit >> 3, (frame.data[bit >> 3] as number) ^ (1 << (bit & 7))) }
          : frame;
      table.low.session.start();
      await until(() => table.kinds()[0] === 'sas-failed', 'the failure');
      // The committer had emoji already, and is told.
      await table.settled('sas-failed', 'sas-failed');
      expect(table.low.states.some((state) => state.kind === 'comparing')).to.equal(false);
    }
  });

  it('refuses a changed commitment, and one made by and for the wrong people', async () => {
    const nonce = randomBytes(32);
    const makers: [make: (table: SasTable) => Promise<Bytes>, kind: string][] = [
      [({ h0, fpLow, fpHigh }) => sasCommitment(h0, fpHigh, fpLow, nonce), 'comparing'],
      [({ h0, fpLow, fpHigh }) => sasCommitment(h0, fpLow, fpHigh, nonce), 'sas-failed'],
      [({ fpLow, fpHigh }) => sasCommitment(randomBytes(32), fpHigh, fpLow, nonce), 'sas-failed'],
      [() => Promise.resolve(randomBytes(32)), 'sas-failed'],
    ];
    for (const [make, kind] of makers) {
      const table = new SasTable();
      table.change = () => null;
      table.low.session.start();
      table.low.session.frame(SAS_FRAME.commit, await make(table));
      await until(() => table.sent.length === 2, 'the nonce');
      table.low.session.frame(SAS_FRAME.reveal, nonce);
      await until(() => table.kinds()[0] !== 'waiting', 'the outcome');
      expect(table.kinds()[0]).to.equal(kind);
    }
  });

  it('ends a try at a frame that is repeated or out of order, on both sides', async () => {
    const table: [name: string, who: 'low' | 'high', frames: [number, number][]][] = [
      [
        'a second COMMIT',
        'low',
        [
          [SAS_FRAME.commit, 32],
          [SAS_FRAME.commit, 32],
        ],
      ],
      ['NONCE to the starter', 'low', [[SAS_FRAME.nonce, 32]]],
      ['REVEAL before COMMIT', 'low', [[SAS_FRAME.reveal, 32]]],
      [
        'START after COMMIT',
        'low',
        [
          [SAS_FRAME.commit, 32],
          [SAS_FRAME.start, 0],
        ],
      ],
      [
        'two STARTs that cross',
        'low',
        [
          [SAS_FRAME.start, 0],
          [SAS_FRAME.start, 0],
        ],
      ],
      ['a commitment of 31 bytes', 'low', [[SAS_FRAME.commit, 31]]],
      ['a START with data', 'low', [[SAS_FRAME.start, 1]]],
      ['a CANCEL without a reason', 'low', [[SAS_FRAME.cancel, 0]]],
    ];
    for (const [name, , frames] of table) {
      const scene = new SasTable();
      scene.change = (frame) => (frame.type === SAS_FRAME.cancel ? frame : null);
      scene.low.session.start();
      for (const [type, length] of frames) scene.low.session.frame(type, randomBytes(length));
      await until(() => scene.kinds()[0] === 'sas-failed', name);
      expect(scene.sent.at(-1)?.type, name).to.equal(SAS_FRAME.cancel);
      expect(scene.sent.at(-1)?.data[0]).to.equal(2);
    }
  });

  it('ends a comparison at a frame that is repeated after the emoji are there', async () => {
    const table = new SasTable();
    table.low.session.start();
    await table.settled('comparing', 'comparing');
    const reveal = table.sent.at(-1) as SentFrame;
    table.low.session.frame(reveal.type, reveal.data);
    await table.settled('sas-failed', 'sas-failed');
  });

  it('answers nonsense once, not each time', async () => {
    const table = new SasTable();
    for (let i = 0; i < 10; i++) table.low.session.frame(SAS_FRAME.reveal, randomBytes(32));
    await table.settled('sas-failed', 'idle');
    expect(table.sent.length).to.equal(1);
  });

  it('lets nobody start twice in a minute, on either side', async () => {
    const table = new SasTable();
    table.low.session.start();
    await table.settled('comparing', 'comparing');
    table.low.session.cancel('stopped');
    await table.settled('idle', 'sas-stopped');
    table.low.session.start();
    table.high.session.start();
    await table.settled('sas-too-soon', 'sas-too-soon');
    expect(table.types().slice(4)).to.deep.equal(['low cancel']);
    await table.clock.advance(59_000);
    table.high.session.start();
    expect(table.kinds()[1]).to.equal('sas-too-soon');
    await table.clock.advance(2_000);
    table.high.session.start();
    await table.settled('comparing', 'comparing');
    expect(table.low.tries.length).to.equal(2);
  });

  it("counts tries before a reload: refuses the other side's start with a word, and once a second", async () => {
    const clock = new FakeClock();
    const table = new SasTable(clock.wall() - 30_000, null);
    table.low.session.start();
    expect(table.kinds()).to.deep.equal(['sas-too-soon', 'idle']);
    expect(table.sent.length).to.equal(0);
    table.high.session.start();
    await table.settled('sas-too-soon', 'sas-too-soon');
    expect(table.types()).to.deep.equal(['high start', 'low cancel']);
    expect(table.sent[1]?.data[0]).to.equal(1);
    for (let i = 0; i < 5; i++) table.low.session.frame(SAS_FRAME.start, new Uint8Array(0));
    await settleCrypto();
    expect(table.sent.length).to.equal(2);
    await table.clock.advance(30_000);
    table.low.session.start();
    await until(() => table.kinds()[0] !== 'waiting', 'an answer');
    // The other side has its own minute.
    expect(table.kinds()).to.deep.equal(['sas-too-soon', 'sas-too-soon']);
  });

  it('takes a start that is early by what the network may do, but no earlier', async () => {
    for (const [age, kind] of [
      [54_900, 'sas-too-soon'],
      [55_000, 'comparing'],
    ] as const) {
      const table = new SasTable(new FakeClock().wall() - age, null);
      table.high.session.start();
      await until(() => table.kinds()[1] === kind, kind);
    }
  });

  it('is not locked for ever by a clock that was set back', async () => {
    const now = new FakeClock().wall();
    const soon = new SasTable(now + 30_000, null);
    soon.low.session.start();
    expect(soon.kinds()[0]).to.equal('sas-too-soon');
    const later = new SasTable(now + 86_400_000, null);
    later.low.session.start();
    await later.settled('comparing', 'comparing');
  });

  it('gives up when no answer comes, and says so', async () => {
    const table = new SasTable();
    table.change = () => null;
    table.low.session.start();
    await table.clock.advance(29_999);
    expect(table.kinds()[0]).to.equal('waiting');
    await table.clock.advance(1);
    expect(table.kinds()[0]).to.equal('sas-stopped');
    expect(table.types()).to.deep.equal(['low start', 'low cancel']);
    // Late, and harmless.
    table.low.session.frame(SAS_FRAME.commit, randomBytes(32));
    await settle();
    expect(table.sent.length).to.equal(2);
  });

  it('shows the emoji for as long as people need', async () => {
    const table = new SasTable();
    table.low.session.start();
    await table.settled('comparing', 'comparing');
    await table.clock.advance(600_000);
    expect(table.kinds()).to.deep.equal(['comparing', 'comparing']);
  });

  it('tells the other side that somebody stopped, or saw other emoji', async () => {
    for (const [reason, code] of [
      ['stopped', 'sas-stopped'],
      ['different', 'sas-different'],
    ] as const) {
      const table = new SasTable();
      table.low.session.start();
      await table.settled('comparing', 'comparing');
      table.high.session.cancel(reason);
      await table.settled(code, 'idle');
    }
  });

  it('fails a try whose link goes, and keeps emoji that are shown', async () => {
    const waiting = new SasTable();
    waiting.change = () => null;
    waiting.low.session.start();
    waiting.low.session.linkClosed('channel-closed');
    expect(waiting.kinds()[0]).to.equal('channel-closed');
    const shown = new SasTable();
    shown.low.session.start();
    await shown.settled('comparing', 'comparing');
    shown.low.session.linkClosed('channel-closed');
    expect(shown.kinds()[0]).to.equal('comparing');
  });

  it('knows its frames', () => {
    const types = Array.from({ length: 256 }, (_, type) => type).filter(isSasFrameType);
    expect(types).to.deep.equal([0x20, 0x21, 0x22, 0x23, 0x24]);
  });
});

import { expect } from '@open-wc/testing';
import { countAllocation } from './allocation.fixture.js';
import { corpus } from './corpus.fixture.js';
import { changedInput, outcomeOf, seededNumbers } from './fuzzing.fixture.js';
import type { FuzzTarget } from './fuzzing.fixture.js';
import { keptTargets } from './kept-targets.fixture.js';
import { logTargets } from './log-targets.fixture.js';
import { wireTargets } from './wire-targets.fixture.js';

/** How many inputs each decoder gets, and where they begin: `PARLEY_FUZZ="1000000 7"`. */
const { __PARLEY_FUZZ__: wanted } = globalThis as { readonly __PARLEY_FUZZ__?: readonly [count: number, seed: number] };
const [COUNT, SEED] = wanted ?? [10_000, 1];

/** What a decoder may allocate: this many bytes, and so many for each byte of its input. */
const ALLOCATED_LEAST = 70_000;
const ALLOCATED_A_BYTE = 128;

/** So many inputs are followed at a time: WebCrypto answers them side by side. */
const AT_ONCE = 64;

interface Failed {
  readonly input: string;
  readonly why: string;
}

/** Feeds one decoder. Resolves with how often each outcome came, and with the first input that led to something else. */
async function campaign(
  target: FuzzTarget,
  count: number,
  seed: number,
): Promise<{ outcomes: Map<string, number>; failed: Failed | null }> {
  const pool = await target.samples();
  const random = seededNumbers(seed);
  const outcomes = new Map<string, number>();
  const run = async (changed: Uint8Array<ArrayBuffer>): Promise<Failed | null> => {
    const input = (await target.mend?.(changed)) ?? changed;
    try {
      const outcome = await outcomeOf(target, input);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      return null;
    } catch (error) {
      return { input: changed.toHex(), why: String(error instanceof Error ? (error.stack ?? error) : error) };
    }
  };
  for (let done = 0; done < count; done += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - done) }, () => run(changedInput(pool, random)));
    const failed = (await Promise.all(some)).find((each) => each !== null);
    if (failed !== undefined) return { outcomes, failed };
  }
  return { outcomes, failed: null };
}

for (const targets of [wireTargets, logTargets, keptTargets]) {
  for (const target of targets) {
    describe(`whatever is read as ${target.name}`, () => {
      it('is taken where it is valid', async () => {
        const samples = await target.samples();
        expect(samples.length).to.be.greaterThan(0);
        for (const sample of samples) expect(await outcomeOf(target, (await target.mend?.(sample)) ?? sample)).to.equal('taken');
      });

      it('comes to what it came to before', async () => {
        for (const [outcome, inputs] of Object.entries(corpus[target.name] ?? {}))
          for (const hex of inputs) {
            const kept = Uint8Array.fromHex(hex);
            expect(await outcomeOf(target, (await target.mend?.(kept)) ?? kept), hex).to.equal(outcome);
          }
      });

      it(`is taken or refused with a documented code: ${COUNT} inputs`, async function () {
        this.timeout(Math.max(60_000, COUNT * 5));
        const { outcomes, failed } = await campaign(target, COUNT, SEED);
        expect(failed, `seed ${SEED}: ${JSON.stringify(failed)}`).to.equal(null);
        expect([...outcomes.values()].reduce((sum, each) => sum + each, 0)).to.equal(COUNT);
        // Inputs that never get past the first check would show nothing.
        expect(outcomes.get('taken') ?? 0, JSON.stringify([...outcomes])).to.be.greaterThan((target.takenLeast ?? 0) * COUNT);
      });

      it('costs no more memory than its length allows', async () => {
        const pool = await target.samples();
        const random = seededNumbers(SEED + 1);
        for (let i = 0; i < Math.min(500, COUNT); i++) {
          const changed = changedInput(pool, random);
          const input = (await target.mend?.(changed)) ?? changed;
          const counter = countAllocation();
          try {
            await outcomeOf(target, input);
          } finally {
            counter.stop();
          }
          expect(counter.bytes, changed.toHex()).to.be.lessThan(ALLOCATED_LEAST + ALLOCATED_A_BYTE * input.length);
        }
      });
    });
  }
}

describe('the kept inputs', () => {
  it('are of decoders that there are, and of each', () => {
    const names = [wireTargets, logTargets, keptTargets].flat().map(({ name }) => name);
    expect(Object.keys(corpus).toSorted()).to.deep.equal(names.toSorted());
  });
});

/**
 * The self-test (`#selftest`): runs its checks one after the other, and says of each what came of it. It is not Parley that runs meanwhile: no vault of anybody's is looked at, and
 * nobody is reached.
 */
import type { SelfCheckName, SelfCheckView, SelfTestState } from '../app/state.js';
import type { Clock } from '../lib/clock.js';
import { errorCodeOf } from '../lib/errors.js';
import { withinTime } from '../lib/within-time.js';

/** The checks by their names, in their order. Each rejects with what is wrong. */
export type SelfChecks = Readonly<Record<SelfCheckName, () => Promise<unknown>>>;

/** A check that has said nothing for so many milliseconds has failed. */
export const SELF_CHECK_MS = 60_000;

async function outcomeOfCheck(check: () => Promise<unknown>, clock: Clock): Promise<Omit<SelfCheckView, 'name'>> {
  try {
    const isDone = await withinTime(
      clock,
      SELF_CHECK_MS,
      check().then(() => true),
    );
    return { outcome: isDone === null ? 'failed' : 'passed', error: null, detail: isDone === null ? `${SELF_CHECK_MS / 1_000} s` : null };
  } catch (error) {
    // Shown, whatever it is: what fails here in a way that nobody has thought of is what the test is for.
    return { outcome: 'failed', error: errorCodeOf(error), detail: String(error) };
  }
}

/** Runs every check, whatever comes of those before, and shows each state on the way. Resolves when it is over; never rejects. */
export async function runSelfTest(checks: SelfChecks, clock: Clock, show: (state: SelfTestState) => void): Promise<void> {
  const names = Object.keys(checks) as SelfCheckName[];
  let views: readonly SelfCheckView[] = names.map((name) => ({ name, outcome: 'waiting', error: null, detail: null }));
  const put = (changed: SelfCheckView): void => {
    views = views.map((view) => (view.name === changed.name ? changed : view));
    show({ screen: 'self-test', checks: views, isOver: views.every(({ outcome }) => outcome === 'passed' || outcome === 'failed') });
  };
  for (const name of names) {
    put({ name, outcome: 'running', error: null, detail: null });
    put({ name, ...(await outcomeOfCheck(checks[name], clock)) });
  }
}

import { expect } from '@open-wc/testing';
import { joinSafetyNumber, safetyNumberHalf } from '../crypto/safety-number.js';
import { testIdentities } from '../link/link-pair.fixture.js';
import { SafetyNumbers } from './safety-numbers.js';

describe('SafetyNumbers', () => {
  it('are computed once, said to be known, and the same for both', async () => {
    const [alice, bob] = await testIdentities();
    const known = Promise.withResolvers<void>();
    const numbers = new SafetyNumbers(alice, () => known.resolve());
    expect(numbers.with(bob.pk, bob.fp)).to.equal(null);
    expect(numbers.with(bob.pk, bob.fp)).to.equal(null);
    await known.promise;
    const number = numbers.with(bob.pk, bob.fp);
    expect(number).to.match(/^\d{60}$/u);
    const theirs = Promise.withResolvers<void>();
    const other = new SafetyNumbers(bob, () => theirs.resolve());
    other.with(alice.pk, alice.fp);
    await theirs.promise;
    expect(other.with(alice.pk, alice.fp)).to.equal(number);
    const [half, otherHalf] = await Promise.all([
      safetyNumberHalf({ key: alice.pk, id: alice.fp }),
      safetyNumberHalf({ key: bob.pk, id: bob.fp }),
    ]);
    expect(number).to.equal(joinSafetyNumber(half, otherHalf));
  });
});

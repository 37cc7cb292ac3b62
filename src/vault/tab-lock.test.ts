import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { TabLock } from './tab-lock.js';
import { codeOf } from './vault-test.fixture.js';

describe('tab lock', () => {
  let locks: TabLock[];
  const next = (profile: string): TabLock => {
    const lock = new TabLock(profile);
    locks.push(lock);
    return lock;
  };
  let profile: string;
  beforeEach(() => {
    locks = [];
    profile = `test-${randomBytes(6).toHex()}`;
  });
  afterEach(() => Promise.all(locks.map((lock) => lock.release())));

  it('is held by one at a time, for each profile', async () => {
    const [one, two, other] = [next(profile), next(profile), next(`${profile}-b`)];
    expect(await one.acquire()).to.equal('held');
    expect(await one.acquire()).to.equal('held');
    expect(await two.acquire()).to.equal('elsewhere');
    expect(await other.acquire()).to.equal('held');
    expect([one.isHeld, two.isHeld, other.isHeld]).to.deep.equal([true, false, true]);
  });

  it('tells whoever held it when it is taken over, and nobody else', async () => {
    const [one, two, three] = [next(profile), next(profile), next(profile)];
    await one.acquire();
    const told: string[] = [];
    const oneTold = new Promise<void>((resolve) => one.onLost(() => (told.push('one'), resolve())));
    two.onLost(() => told.push('two'));
    await two.takeOver();
    await oneTold;
    expect([one.isHeld, two.isHeld, told]).to.deep.equal([false, true, ['one']]);
    const twoTold = new Promise<void>((resolve) => two.onLost(() => resolve()));
    await three.takeOver();
    await twoTold;
    expect(told).to.deep.equal(['one', 'two']);
    expect([two.isHeld, three.isHeld]).to.deep.equal([false, true]);
  });

  it('is taken over from nobody as well, and again by the first', async () => {
    const [one, two] = [next(profile), next(profile)];
    await one.takeOver();
    await two.takeOver();
    await new Promise<void>((resolve) => (one.isHeld ? one.onLost(() => resolve()) : resolve()));
    await one.takeOver();
    expect(one.isHeld).to.equal(true);
  });

  it('does not tell of a lock that was given back', async () => {
    const [one, two] = [next(profile), next(profile)];
    let isTold = false;
    one.onLost(() => (isTold = true));
    await one.acquire();
    await one.release();
    await one.release();
    await two.takeOver();
    expect([isTold, one.isHeld]).to.deep.equal([false, false]);
  });

  it('can be had again at once after it was given back', async () => {
    const [one, two] = [next(profile), next(profile)];
    for (let round = 0; round < 20; round++) {
      expect(await one.acquire()).to.equal('held');
      void one.release();
      expect(await one.acquire()).to.equal('held');
      await one.release();
      expect(await two.acquire()).to.equal('held');
      await two.release();
    }
  });

  it('passes on that the browser refuses locks', async () => {
    const refusing = {
      request: () => Promise.reject(new DOMException('no', 'SecurityError')),
      query: () => Promise.resolve({}),
    } as unknown as LockManager;
    expect(await codeOf(new TabLock(profile, refusing).acquire())).to.contain('SecurityError');
    expect(() => new TabLock('a/b')).to.throw(RangeError);
  });
});

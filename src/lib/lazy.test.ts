import { expect } from '@open-wc/testing';
import { lazily } from './lazy.js';

describe('lib/lazy', () => {
  it('makes a thing when it is first asked for, once', () => {
    let made = 0;
    const thing = lazily(() => ({ made: ++made }));
    expect(made).to.equal(0);
    expect(thing()).to.equal(thing());
    expect(made).to.equal(1);
  });

  it('asks again after a failure, and remembers also what is nothing', () => {
    let asked = 0;
    const thing = lazily(() => {
      if (++asked === 1) throw new TypeError('not yet');
      return null;
    });
    expect(thing).to.throw('not yet');
    expect([thing(), thing(), asked]).to.deep.equal([null, null, 2]);
  });
});

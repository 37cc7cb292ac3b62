import { expect } from '@open-wc/testing';
import { ParleyError } from '../lib/errors.js';
import { codeToShow } from './code-to-show.js';

describe('codeToShow', () => {
  const original = globalThis.reportError;
  const reported: unknown[] = [];

  beforeEach(() => {
    reported.length = 0;
    globalThis.reportError = (error: unknown) => reported.push(error);
  });

  afterEach(() => {
    globalThis.reportError = original;
  });

  it('gives the code of an expected failure, and keeps the console quiet', () => {
    expect(codeToShow(new ParleyError('storage-full'))).to.equal('storage-full');
    expect(reported).to.deep.equal([]);
  });

  for (const [what, fault] of [
    ['a fault of our own', new TypeError('a fault')],
    ['a text', 'text'],
    ['null', null],
    ['nothing', undefined],
    ['what only looks like an expected failure', { code: 'storage-full' }],
  ] as const) {
    it(`calls ${what} unexpected, and tells the console`, () => {
      expect(codeToShow(fault)).to.equal('unexpected');
      expect(reported).to.deep.equal([fault]);
    });
  }
});

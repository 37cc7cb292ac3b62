import { expect } from '@open-wc/testing';
import { jsonTextBytes } from './json-text.js';

describe('the size of a text inside JSON', () => {
  it('counts bytes of UTF-8, and what has to be escaped as often as that takes', () => {
    const sizes = { '': 0, abc: 3, é: 2, '🙂': 4, '"': 2, '\n': 2, '\u0001': 6, '\uD800': 6 };
    for (const [text, size] of Object.entries(sizes)) expect(jsonTextBytes(text), text).to.equal(size);
  });
});

import { expect } from '@open-wc/testing';
import { jsonTextBytes } from '../lib/json-text.js';
import { encodePayload } from '../log/payload.js';
import { MESSAGE_TEXT_MAX_BYTES } from './message-limit.js';

describe('the length of a message', () => {
  it('is never refused by an entry when it keeps to the limit, whatever it is made of', () => {
    for (const unit of ['x', 'é', '🙂', '"', '\n', '\u0001']) {
      const text = unit.repeat(Math.floor(MESSAGE_TEXT_MAX_BYTES / jsonTextBytes(unit)));
      expect(encodePayload('text', { text }).length, unit).to.be.within(12_000, 12_288);
    }
  });
});

import { expect } from '@open-wc/testing';
import { jsonTextBytes } from '../lib/json-text.js';
import { encodePayload } from '../log/payload.js';
import { MENTIONS_MAX, MENTION_MAX_BYTES, MESSAGE_TEXT_MAX_BYTES } from './message-limit.js';

describe('the length of a message', () => {
  it('is never refused by an entry when it keeps to the limit, whatever it is made of', () => {
    for (const unit of ['x', 'é', '🙂', '"', '\n', '\u0001']) {
      const text = unit.repeat(Math.floor(MESSAGE_TEXT_MAX_BYTES / jsonTextBytes(unit)));
      expect(encodePayload('text', { text }).length, unit).to.be.within(12_000, 12_288);
    }
  });

  it('holds as many mentions as there may be, of the longest names, beside as much text as is left then', () => {
    const place = `@${'😀'.repeat(64)}`;
    const start = place.repeat(MENTIONS_MAX);
    const key = new Uint8Array(32).fill(255);
    const mentions = Array.from({ length: MENTIONS_MAX }, (_, i) => ({ at: i * place.length, length: place.length, pk: key }));
    const text = start + 'x'.repeat(MESSAGE_TEXT_MAX_BYTES - MENTIONS_MAX * MENTION_MAX_BYTES - jsonTextBytes(start));
    expect(encodePayload('text', { text, re: key, mentions }).length).to.be.within(12_000, 12_288);
    expect(encodePayload('edit', { entry: key, text, mentions }).length).to.be.within(12_000, 12_288);
  });
});

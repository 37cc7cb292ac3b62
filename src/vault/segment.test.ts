import { expect } from '@open-wc/testing';
import { AesGcmKey } from '../crypto/aes-gcm.js';
import { randomBytes } from '../crypto/primitives.js';
import { packBytes, unpackText } from './pack.js';
import { NO_SEGMENT_TAG, openSegment, sealSegment } from './segment.js';
import type { SegmentSeat } from './segment.js';
import { codeOf, itemsOf, textsOf } from './vault-test.fixture.js';

describe('segment', () => {
  const seat: SegmentSeat = { streamId: randomBytes(16), index: 3 };
  const items = itemsOf('first', '', 'third ✓');
  let key: AesGcmKey;

  before(async () => {
    key = await AesGcmKey.import(randomBytes(32));
  });

  it('opens to what was sealed', async () => {
    const previousTag = randomBytes(16);
    const { text, tag } = await sealSegment(key, seat, previousTag, { start: 70, items }, true);
    const opened = await openSegment(key, seat, text);
    expect(textsOf(opened.items)).to.deep.equal(['first', '', 'third ✓']);
    expect({ ...opened, items: [] }).to.deep.equal({ start: 70, items: [], isRepair: true, tag, previousTag });
  });

  it('never seals to the same text twice', async () => {
    const texts = await Promise.all([1, 2].map(() => sealSegment(key, seat, NO_SEGMENT_TAG, { start: 0, items }, false)));
    expect(texts[0]?.text).not.to.equal(texts[1]?.text);
  });

  it('opens nowhere but in its place', async () => {
    const { text } = await sealSegment(key, seat, NO_SEGMENT_TAG, { start: 0, items }, false);
    expect(await codeOf(openSegment(key, { ...seat, index: 4 }, text))).to.equal('not-authentic');
    expect(await codeOf(openSegment(key, { ...seat, streamId: randomBytes(16) }, text))).to.equal('not-authentic');
    expect(await codeOf(openSegment(await AesGcmKey.import(randomBytes(32)), seat, text))).to.equal('not-authentic');
  });

  it('notices every byte changed, the tag of the segment before it included', async () => {
    const sealed = unpackText((await sealSegment(key, seat, randomBytes(16), { start: 0, items }, false)).text);
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.slice();
      changed[at] = (changed[at] as number) ^ 0x01;
      expect(await codeOf(openSegment(key, seat, packBytes(changed))), `byte ${at}`).to.equal(
        at === 0 ? 'version-unknown' : 'not-authentic',
      );
    }
  });

  it('notices every length it may be cut to', async () => {
    const sealed = unpackText((await sealSegment(key, seat, NO_SEGMENT_TAG, { start: 0, items }, false)).text);
    for (let length = 0; length < sealed.length; length++) {
      expect(await codeOf(openSegment(key, seat, packBytes(sealed.subarray(0, length))))).to.be.oneOf(['malformed', 'not-authentic']);
    }
  });
});

import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { packBytes, unpackText } from './pack.js';
import { NO_TAG, VaultKeyring } from './sealing.js';
import { contentOf } from './history-content.js';
import { openSegment, sealSegment } from './segment.js';
import { NEW_STREAM } from './vault-index.js';
import { codeOf, itemsOf, textsOf } from './vault-test.fixture.js';
import { storedItemOf } from './item-runs.js';

describe('segment', () => {
  const streamId = randomBytes(16);
  const items = itemsOf('first', '', 'third ✓');
  const keyring = new VaultKeyring(randomBytes(32));

  it('opens to what was sealed', async () => {
    const previousTag = randomBytes(16);
    const { text, tag } = await sealSegment(keyring, streamId, 3, previousTag, { start: 70, items }, true);
    const opened = await openSegment(keyring, streamId, 3, text);
    expect(textsOf(opened.runs[0]?.items ?? [])).to.deep.equal(['first', '', 'third ✓']);
    expect(opened).to.deep.equal({ runs: [{ start: 70, items: items.map(storedItemOf) }], isRepair: true, tag, previousTag });
  });

  it('never seals to the same text twice', async () => {
    const texts = await Promise.all([1, 2].map(() => sealSegment(keyring, streamId, 3, NO_TAG, { start: 0, items }, false)));
    expect(texts[0]?.text).not.to.equal(texts[1]?.text);
  });

  it('opens nowhere but in its place', async () => {
    const { text } = await sealSegment(keyring, streamId, 3, NO_TAG, { start: 0, items }, false);
    expect(await codeOf(openSegment(keyring, streamId, 4, text))).to.equal('not-authentic');
    expect(await codeOf(openSegment(keyring, randomBytes(16), 3, text))).to.equal('not-authentic');
    expect(await codeOf(openSegment(new VaultKeyring(randomBytes(32)), streamId, 3, text))).to.equal('not-authentic');
  });

  it('notices every byte changed, the tag of the segment before it included', async () => {
    const sealed = unpackText((await sealSegment(keyring, streamId, 3, randomBytes(16), { start: 0, items }, false)).text);
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.slice();
      changed[at] = (changed[at] as number) ^ 0x01;
      expect(await codeOf(openSegment(keyring, streamId, 3, packBytes(changed))), `byte ${at}`).to.equal(
        at === 0 ? 'version-unknown' : 'not-authentic',
      );
    }
  });

  it('is named when items are missing that no segment held yet', () => {
    const [item] = itemsOf('waits');
    const after = (ordinal: number): readonly string[] => contentOf([], new Map([[ordinal, item as never]]), NEW_STREAM, String).damage;
    expect(after(0)).to.deep.equal([]);
    // A name that is no segment's, and the same however many there are.
    expect(after(5)).to.deep.equal(['-1']);
  });

  it('notices every length it may be cut to', async () => {
    const sealed = unpackText((await sealSegment(keyring, streamId, 3, NO_TAG, { start: 0, items }, false)).text);
    for (let length = 0; length < sealed.length; length++) {
      expect(await codeOf(openSegment(keyring, streamId, 3, packBytes(sealed.subarray(0, length))))).to.be.oneOf([
        'malformed',
        'not-authentic',
      ]);
    }
  });
});

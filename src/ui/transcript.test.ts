import { expect } from '@open-wc/testing';
import type { MessageView } from '../app/message-state.js';
import type { Properties } from './dom.js';
import { galleryFp, sampleMessage } from './gallery.fixture.js';
import { transcript } from './transcript.js';

const noon = new Date(2026, 5, 1, 12).getTime();
const idOf = (properties: Properties): string => properties['data-id'] as string;
const outline = (messages: readonly MessageView[]): string =>
  transcript(messages)
    .map(({ tag, properties }) => {
      if (tag === 'h2') return 'day';
      return tag === 'p' ? `(${idOf(properties)})` : `${/\bfirst\b/u.test(String(properties['class'])) ? '[' : ''}${idOf(properties)}`;
    })
    .join(' ');

describe('transcript', () => {
  it('groups by author within five minutes', () => {
    const messages = [
      sampleMessage('a', '', { time: noon }),
      sampleMessage('b', '', { time: noon + 60_000 }),
      sampleMessage('c', '', { time: noon + 600_000 }),
      sampleMessage('d', '', { time: noon + 600_001, authorFpHex: galleryFp.cleo }),
      sampleMessage('e', '', { time: noon + 600_002, authorFpHex: galleryFp.cleo, trust: 'changed' }),
    ];
    expect(outline(messages)).to.equal('day [a b [c [d [e');
  });

  it('puts a day before its first message, also when order is not time', () => {
    const day = 24 * 3_600_000;
    const messages = [
      sampleMessage('a', '', { time: noon }),
      sampleMessage('b', '', { time: noon + day }),
      sampleMessage('c', '', { time: noon }),
    ];
    expect(outline(messages)).to.equal('day [a day [b day [c');
    expect(new Set(transcript(messages).map(({ tag, properties }) => `${tag} ${idOf(properties)}`)).size).to.equal(6);
  });

  it('begins a day at midnight of the place where one is', () => {
    const midnight = new Date(2026, 5, 2).getTime();
    const messages = [sampleMessage('a', '', { time: midnight - 1 }), sampleMessage('b', '', { time: midnight })];
    expect(outline(messages)).to.equal('day [a day [b');
  });

  it('does not group across a notice', () => {
    const notice = sampleMessage('n', '', { time: noon, kind: 'notice', notice: { what: 'leave', subject: '', verifiedName: null } });
    expect(outline([sampleMessage('a', '', { time: noon }), notice, sampleMessage('b', '', { time: noon })])).to.equal('day [a (n) [b');
  });

  it('gives the same rows for the same messages', () => {
    const messages = [sampleMessage('a', '', { time: noon }), sampleMessage('b', '', { time: noon })];
    const [, ...first] = transcript(messages);
    const [, ...second] = transcript(messages);
    expect(second.length).to.equal(2);
    expect(second.every((row, index) => row === first[index])).to.equal(true);
  });
});

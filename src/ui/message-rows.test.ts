import { expect } from '@open-wc/testing';
import type { MessageView } from '../app/room-state.js';
import { galleryFp, sampleMessage } from './gallery.fixture.js';
import { transcriptRows } from './message-rows.js';
import type { TranscriptRow } from './message-rows.js';

const noon = new Date(2026, 5, 1, 12).getTime();
const rowsOf = (messages: readonly MessageView[]): TranscriptRow[] => transcriptRows(messages, new Map(), new Map());
const outline = (messages: readonly MessageView[]): string =>
  rowsOf(messages)
    .map((row) => (row.row === 'day' ? 'day' : row.isFirst ? `[${row.view.id}` : row.view.id))
    .join(' ');

describe('transcriptRows', () => {
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
    expect(new Set(rowsOf(messages).map(({ key }) => key)).size).to.equal(6);
  });

  it('does not group across a notice', () => {
    const notice = sampleMessage('n', '', { time: noon, kind: 'notice', notice: { what: 'left', subject: '', verifiedName: null } });
    expect(outline([sampleMessage('a', '', { time: noon }), notice, sampleMessage('b', '', { time: noon })])).to.equal('day [a [n [b');
  });

  it('gives the same row objects for the same messages', () => {
    const messages = [sampleMessage('a', '', { time: noon }), sampleMessage('b', '', { time: noon })];
    const days = new Map<string, TranscriptRow>();
    const first = transcriptRows(messages, new Map(), days);
    const second = transcriptRows(messages, days, new Map());
    expect(second.every((row, index) => row === first[index])).to.equal(true);
  });
});

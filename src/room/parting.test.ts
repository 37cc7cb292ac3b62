import { expect } from '@open-wc/testing';
import { partingOf } from './parting.js';

describe('partingOf', () => {
  it('calls back after a loss, and not after a farewell or a broken rule', () => {
    for (const code of ['channel-closed', 'link-dead', 'rekey-overdue'] as const) expect(partingOf(code, true)).to.equal('lost');
    for (const code of ['link-ended', 'link-refused', 'malformed', 'not-authentic'] as const)
      expect(partingOf(code, true)).to.equal('theirs');
    expect(partingOf('link-closed', true)).to.equal('ours');
  });

  it('calls back from the id of now when somebody came under that by which the link was made, and asks who has it when that is the same', () => {
    expect(partingOf('link-replaced', false)).to.equal('lost');
    expect(partingOf('link-replaced', true)).to.equal('replaced');
  });
});

import { expect } from '@open-wc/testing';
import type { Trust } from '../app/people-state.js';
import { render } from './dom.js';
import { isDoubtful, trustChip } from './trust-chip.js';

const everyTrust: readonly Trust[] = ['self', 'verified', 'invited', 'vouched', 'unverified', 'changed', 'forked'];

function chipOf(trust: Trust): HTMLElement {
  const place = document.createElement('p');
  render(place, [trustChip(trust)]);
  return place.firstElementChild as HTMLElement;
}

describe('trustChip', () => {
  it('shows the check for verified only', () => {
    for (const trust of everyTrust) {
      const chip = chipOf(trust);
      expect(chip.querySelector('[data-glyph="check"]') !== null, trust).to.equal(trust === 'verified');
      expect(chip.classList.contains('good'), trust).to.equal(trust === 'verified');
      expect(/\bverified\b/iu.test(chip.textContent), trust).to.equal(trust === 'verified');
    }
  });

  it('says every state in words of its own', () => {
    expect(new Set(everyTrust.map((trust) => chipOf(trust).textContent)).size).to.equal(everyTrust.length);
  });

  it('doubts what has to be compared before one writes', () => {
    expect(everyTrust.filter(isDoubtful)).to.deep.equal(['unverified', 'changed', 'forked']);
  });
});

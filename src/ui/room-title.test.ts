import { expect } from '@open-wc/testing';
import type { PartnerView } from '../app/people-state.js';
import { clearElements, findAll, findOne, setState, showElement } from './element.fixture.js';
import { galleryFp, hostileTexts, sampleMain, sampleMe, samplePerson, sampleRoom, sampleSummary } from './gallery.fixture.js';

afterEach(clearElements);

function wordsOf(node: Element | null | undefined): string {
  return (node?.textContent ?? '').replace(/\s+/gu, ' ').trim();
}

describe('the title of a room', () => {
  it('is the other one, how they are known, and the room, in a room of two; else the room', async () => {
    const rooms = [sampleSummary({ partner: samplePerson() }), sampleSummary({ ridHex: 'bb', name: 'Kitchen', online: 0 })];
    const list = await showElement('parley-room-list', sampleMain({ rooms }));
    expect(findAll(list, 'li button .words').map(wordsOf)).to.deep.equal([
      'Ben Verified Saturday walks 1 connected',
      'Kitchen Nobody connected',
    ]);
    const room = await showElement('parley-room', sampleRoom());
    expect(wordsOf(findOne(room, 'h1'))).to.equal('Ben Verified Saturday walks');
    await setState(room, sampleRoom({ people: [sampleMe, samplePerson(), samplePerson({ fpHex: galleryFp.cleo, name: 'Cleo' })] }));
    expect(wordsOf(findOne(room, 'h1'))).to.equal('Saturday walks');
    await setState(room, sampleRoom({ people: [sampleMe] }));
    expect(wordsOf(findOne(room, 'h1'))).to.equal('Saturday walks');
  });

  it("never leaves out the room's own name, nor how the other one is known, whatever they call themselves", async () => {
    const trusts = ['verified', 'invited', 'vouched', 'unverified', 'changed', 'forked'] as const;
    const partners = [...hostileTexts, 'Kitchen', 'Kitchen 3 connected', 'Verified'].flatMap((name) =>
      trusts.map((trust): PartnerView => ({ fpHex: galleryFp.eve, name, verifiedName: null, trust })),
    );
    const list = await showElement('parley-room-list', sampleMain({ rooms: [] }));
    const room = await showElement('parley-room', sampleRoom());
    for (const partner of partners) {
      await setState(list, sampleMain({ rooms: [sampleSummary({ partner })] }));
      await setState(room, { ...sampleRoom(), partner });
      for (const [place, name] of [
        [findOne(list, 'li button'), findOne(list, '.room-name')],
        [findOne(room, 'h1'), findOne(room, '.room-name')],
      ] as const) {
        expect(wordsOf(name), partner.name).to.equal('Saturday walks');
        expect(name.getBoundingClientRect().height, partner.name).to.be.above(0);
        // In a bdi of its own, and below: no name runs into it.
        expect(name.localName).to.equal('bdi');
        const chips = [...place.querySelectorAll('[data-trust]')].map((chip) => chip.getAttribute('data-trust'));
        expect(chips, partner.name).to.deep.equal([partner.trust]);
        expect(place.querySelectorAll('img, script').length).to.equal(0);
        const whole = place.getBoundingClientRect();
        expect(name.getBoundingClientRect().bottom, partner.name).to.be.at.most(whole.bottom + 1);
      }
    }
  });

  it('says under which name somebody was verified who has taken another since, and of nobody else', async () => {
    const title = async (partner: Partial<PartnerView>): Promise<string> => {
      const whole = { fpHex: galleryFp.ben, name: 'Mum', verifiedName: 'Ben', trust: 'verified', ...partner } as const;
      await setState(room, { ...sampleRoom(), partner: whole });
      return wordsOf(findOne(room, 'h1'));
    };
    const room = await showElement('parley-room', sampleRoom());
    expect(await title({})).to.equal('Mum Verified as Ben Saturday walks');
    expect(await title({ name: 'Ben' })).to.equal('Ben Verified Saturday walks');
    expect(await title({ trust: 'changed' })).to.equal('Mum Identity changed Saturday walks');
    expect(await title({ trust: 'unverified', verifiedName: null })).to.equal('Mum Unverified Saturday walks');
  });
});

import { expect } from '@open-wc/testing';
import {
  chooseTag,
  fillPhrase,
  say,
  sayAroundName,
  sayDay,
  sayError,
  sayList,
  sayNumber,
  shownDirection,
  shownTag,
  speakIn,
} from './strings.js';

describe('strings', () => {
  const atFirst = shownTag();
  afterEach(() => speakIn(atFirst));

  it('chooses the first wanted language that has a catalogue, else English', () => {
    expect(chooseTag(['tlh', 'en-GB', 'en'])).to.equal('en-GB');
    expect(chooseTag(['tlh', 'fr-CA', 'en'])).to.equal('fr-CA');
    expect(chooseTag(['tlh'])).to.equal('en');
    expect(chooseTag([])).to.equal('en');
    expect(chooseTag(['constructor', 'toString'])).to.equal('en');
  });

  it('lets a choice count more than what is wanted, which still names its region', () => {
    expect(chooseTag(['en-GB', 'fr-CA'], 'fr')).to.equal('fr-CA');
    expect(chooseTag(['en-GB'], 'ar')).to.equal('ar');
    expect(chooseTag(['en-GB'], 'tlh')).to.equal('en-GB');
    expect(chooseTag(['en-GB'], 'constructor')).to.equal('en-GB');
  });

  it('fills placeholders, numbers as the language writes them', () => {
    expect(say('people.verify', { name: 'Ben' })).to.equal('Verify Ben');
    expect(say('knock.earlier', { count: 1 })).to.equal('They will be able to read 1 earlier message.');
    expect(say('knock.earlier', { count: 1234 })).to.equal(`They will be able to read ${sayNumber(1234)} earlier messages.`);
    expect(say('composer.locked', { count: 2, names: ['Ben', 'Cleo'] })).to.contain('are who they say');
  });

  it('shows the controls in what is filled in, and fills nothing twice', () => {
    expect(say('people.verify', { name: 'B\u202En' })).to.equal('Verify B[U+202E]n');
    expect(fillPhrase('{a} {b}', { a: '{b}', b: 'x' })).to.equal('{b} x');
    expect(fillPhrase('{a} {missing}', { a: '$&' })).to.equal('$& {missing}');
  });

  it('keeps the direction of a name to itself within a sentence, and leaves names of controls plain', () => {
    expect(say('notice.leave', { author: 'דן' })).to.equal('\u2068דן\u2069 left');
    expect(say('notice.leave', { author: 'Dan' })).to.equal('Dan left');
    expect(say('composer.locked', { count: 1, names: ['דן'] })).to.contain('\u2068דן\u2069');
    expect(say('people.verify', { name: 'דן' })).to.equal('Verify דן');
    expect(say('knock.heading', { name: 'דן' })).to.equal('דן wants to join');
    expect(say('delivery.person', { name: 'Dan', step: say('delivery.carried-by', { name: 'דן' }) })).to.equal(
      'Dan: Carried by \u2068דן\u2069',
    );
  });

  it('keeps everything that is filled into a sentence from right to left to itself, but not into the name of a control', () => {
    speakIn('ar');
    expect(shownDirection()).to.equal('rtl');
    expect(say('notice.leave', { author: 'Dan (2)' })).to.equal('غادر \u2068Dan (2)\u2069');
    expect(say('people.verify', { name: 'Dan' })).to.equal('التحقق من Dan');
    speakIn('de');
    expect(shownDirection()).to.equal('ltr');
    expect(say('notice.leave', { author: 'Dan' })).to.equal('Dan hat den Raum verlassen');
  });

  it('chooses the plural by the rules of the language', () => {
    speakIn('fr');
    expect(say('knock.earlier', { count: 0 })).to.equal('Elle pourra lire 0 message antérieur.');
    speakIn('ar');
    const counted = [1, 2, 3, 11, 100, 103].map((count) => say('knock.earlier', { count }));
    expect(counted[0]).to.contain('رسالة سابقة واحدة');
    expect(counted[1]).to.contain('رسالتين');
    expect(counted[2]).to.match(/ رسائل سابقة\.$/u);
    expect(counted[3]).to.match(/ رسالة سابقة\.$/u);
    expect(counted[4]).to.match(/ رسالة سابقة\.$/u);
    expect(counted[5]).to.match(/ رسائل سابقة\.$/u);
  });

  it('says numbers, lists and days as the language does', () => {
    speakIn('de');
    expect(sayNumber(1234.5)).to.equal('1.234,5');
    expect(sayList(['Ann', 'Ben', 'Cleo'])).to.equal('Ann, Ben und Cleo');
    expect(sayDay(new Date(2026, 2, 14).getTime())).to.equal('Samstag, 14. März 2026');
    speakIn('es');
    expect(sayDay(new Date(2026, 2, 14).getTime())).to.equal('sábado, 14 de marzo de 2026');
  });

  it('makes lists, days and the parts around a name', () => {
    expect(sayList(['Ann', 'Ben', 'Cleo'])).to.match(/^Ann, Ben,? and Cleo$/u);
    expect(sayDay(new Date(2026, 2, 14).getTime())).to.contain('2026');
    expect(sayAroundName('messages.me')).to.deep.equal(['', ' (you)']);
  });

  it('says what to do when PeerJS is missing and when someone may be tampering', () => {
    expect(sayError('peerjs-missing')).to.contain('parley-offline.html');
    expect(sayError('handshake-failed')).to.contain('someone between you may be tampering');
    expect(sayError('binding-failed')).to.match(/someone between you may be tampering/iu);
  });
});

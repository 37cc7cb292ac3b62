import { expect } from '@open-wc/testing';
import { chooseLanguage, fillPhrase, say, sayAroundName, sayDay, sayError, sayList, sayNumber } from './strings.js';

describe('strings', () => {
  it('chooses the first language that has a catalogue, else English', () => {
    expect(chooseLanguage(['tlh', 'en-GB', 'en'])).to.equal('en-GB');
    expect(chooseLanguage(['tlh'])).to.equal('en');
    expect(chooseLanguage([])).to.equal('en');
    expect(chooseLanguage(['constructor', 'toString'])).to.equal('en');
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

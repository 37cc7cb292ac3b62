import { expect } from '@open-wc/testing';
import { english } from './en.js';
import type { Phrase } from './phrase.js';
import { shownSasEmoji } from './sas-emoji.js';

const phrases = Object.entries<Phrase>(english);
const formsOf = (phrase: Phrase): string[] => (typeof phrase === 'string' ? [phrase] : Object.values(phrase));

describe('the English catalogue', () => {
  it('says something under every key, without stray spaces or unpaired braces', () => {
    for (const [key, phrase] of phrases) {
      for (const form of formsOf(phrase)) {
        expect(form, key).to.match(/^\S(?:.*\S)?$/u);
        expect(form.replace(/\{[a-z]+\}/gu, ''), key).to.not.match(/[{}]/u);
      }
    }
  });

  it('uses the same placeholders in every form of a plural', () => {
    for (const [key, phrase] of phrases) {
      const names = formsOf(phrase).map((form) => (form.match(/\{[a-z]+\}/gu) ?? []).sort().join(' '));
      expect(new Set(names).size, key).to.equal(1);
    }
  });

  it('has the words that tests outside rely on (DESIGN section 6)', () => {
    const fixed = {
      'first.name': 'Your name',
      'first.passphrase': 'Passphrase',
      'first.start': 'Start',
      'first.continue': 'Continue without a passphrase',
      'unlock.passphrase': 'Passphrase',
      'unlock.button': 'Unlock',
      'home.new-room': 'New room',
      'home.join': 'Join with an invite',
      'home.room-name': 'Room name',
      'home.create': 'Create room',
      'home.invite': 'Invite link or code',
      'home.join-button': 'Join',
      'messages.label': 'Messages',
      'composer.label': 'Message',
      'composer.send': 'Send',
      'room.invite': 'Invite',
      'invite.heading': 'Invite',
      'invite.link': 'Invite link',
      'invite.code': 'Invite code',
      'people.label': 'People',
      'people.verify': 'Verify {name}',
      'verify.heading': 'Verify {name}',
      'verify.number': 'Safety number',
      'verify.emoji': 'Emoji',
      'verify.match': 'They match',
      'verify.no-match': "They don't match",
      'knock.heading': '{name} wants to join',
      'knock.verify': 'Verify',
      'knock.admit-unverified': 'Admit without verifying',
      'knock.refuse': 'Refuse',
      'composer.accept': 'Accept without verifying',
      'connection.label': 'Connection',
    };
    for (const [key, words] of Object.entries(fixed)) expect(english[key as keyof typeof fixed], key).to.equal(words);
  });

  it('does not say "verified" of anybody who is not', () => {
    for (const key of ['invited', 'vouched', 'unverified', 'changed', 'forked'] as const) {
      expect(english[`trust.${key}`]).to.not.match(/\bverified\b/iu);
      expect(english[`trust.${key}-detail`]).to.not.match(/\bverified\b/iu);
    }
    expect(english['room.not-verified']).to.not.match(/\bverified\b/iu);
  });

  it('shows the same 64 emoji in the same order as the protocol', () => {
    const names = english['emoji.names'].split(', ');
    expect(shownSasEmoji.length).to.equal(64);
    expect(names.length).to.equal(64);
    expect(new Set(shownSasEmoji).size).to.equal(64);
    expect(new Set(names).size).to.equal(64);
    const numbered = [0, 19, 36, 49, 63].map((index) => `${shownSasEmoji[index]} ${names[index]}`);
    expect(numbered).to.deep.equal(['🐶 Dog', '🌏 Globe', '👍 Thumbs up', '☎️ Telephone', '📌 Pin']);
  });
});

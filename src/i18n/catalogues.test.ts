import { expect } from '@open-wc/testing';
import { catalogues } from './catalogues.js';
import { english } from './en.js';
import type { Catalogue, MessageKey } from './en.js';
import { directionOf, isLanguage, languageNames, languageOfTag } from './languages.js';
import type { Language } from './languages.js';
import type { Phrase } from './phrase.js';

const keys = Object.keys(english) as MessageKey[];
const others = (Object.keys(languageNames) as Language[]).filter((language) => language !== 'en');

/** Words that are the same in that language and in English, by key. */
const SAME_IN_ALL: readonly MessageKey[] = ['keys.alt', 'app.name', 'app.title-unread', 'storage.format-json', 'storage.format-markdown'];
const SAME_IN: Readonly<Partial<Record<Language, readonly MessageKey[]>>> = {
  de: [
    'reactions.one',
    'alert.subject',
    'keys.escape',
    'notify.title',
    'export.quote',
    'delivery.person',
    'first.passphrase',
    'unlock.passphrase',
    'settings.passphrase',
    'people.admin',
    'verify.emoji',
    'storage.format',
    'storage.megabytes',
    'storage.gigabytes',
  ],
  es: [
    'reactions.one',
    'keys.control',
    'keys.escape',
    'alert.subject',
    'export.quote',
    'delivery.person',
    'people.admin',
    'storage.megabytes',
    'storage.gigabytes',
  ],
  fr: ['keys.control', 'messages.label', 'composer.label', 'people.admin', 'verify.emoji', 'storage.format', 'settings.sections'],
  ar: ['reactions.one', 'keys.control', 'keys.shift', 'keys.enter', 'keys.escape', 'alert.subject', 'export.quote', 'delivery.person'],
};

/** Forms that say their number in words, or none at all. */
const MAY_LEAVE_COUNT: ReadonlySet<string> = new Set(['zero', 'one', 'two']);
/** What Arabic sentences hold of Latin letters. */
const LATIN_NAMES =
  /Parley|QR|STUN|TURN|IP|Enter|Alt|Shift|Esc|PeerJS|Firefox|Safari|Ctrl|Command|JSON|Markdown|C(?=\.|،)|parley-offline\.html|\.parley/gu;

function formsIn(phrase: Phrase): readonly (readonly [form: string, text: string])[] {
  return typeof phrase === 'string' ? [['', phrase]] : Object.entries(phrase as Readonly<Record<string, string>>);
}

function placeholdersIn(text: string): readonly string[] {
  return [...new Set(text.match(/\{[a-z]+\}/gu) ?? [])].sort();
}

describe('languages', () => {
  it('are known by their codes and by tags that begin with them', () => {
    expect(isLanguage('fr')).to.equal(true);
    expect(isLanguage('toString')).to.equal(false);
    expect([languageOfTag('fr-CA'), languageOfTag('ar'), languageOfTag('tlh'), languageOfTag('')]).to.deep.equal(['fr', 'ar', null, null]);
    expect(directionOf('ar')).to.equal('rtl');
    expect(directionOf('de')).to.equal('ltr');
  });
});

for (const language of others) {
  const catalogue: Catalogue = catalogues[language];
  const eachForm = (see: (key: MessageKey, text: string, form: string) => void): void => {
    for (const key of keys) for (const [form, text] of formsIn(catalogue[key])) see(key, text, form);
  };

  describe(`the catalogue of ${languageNames[language]}`, () => {
    it('has every key and no other', () => {
      expect(Object.keys(catalogue).sort()).to.deep.equal(keys.toSorted());
    });

    it('says something under every key, without stray spaces or unpaired braces', () => {
      eachForm((key, text) => {
        expect(text, key).to.match(/^\S(?:.*\S)?$/u);
        expect(text, key).to.not.match(/ {2}/u);
        expect(text.replace(/\{[a-z]+\}/gu, ''), key).to.not.match(/[{}]/u);
      });
    });

    it('uses the placeholders of the English phrase, in every form', () => {
      eachForm((key, text, form) => {
        const wanted = placeholdersIn(formsIn(english[key])[0]?.[1] ?? '');
        const used = placeholdersIn(text);
        const isCountSaid = used.includes('{count}') || !MAY_LEAVE_COUNT.has(form);
        expect(used, `${key} ${form}`).to.deep.equal(isCountSaid ? wanted : wanted.filter((name) => name !== '{count}'));
      });
    });

    it('has a form for every number of things that there can be here', () => {
      const rules = new Intl.PluralRules(language);
      const needed = new Set(
        [...Array.from({ length: 1100 }, (_, count) => count), 99_999, 100_000, 999_999].map((count) => rules.select(count)),
      );
      for (const key of keys) {
        const phrase = catalogue[key];
        if (typeof phrase !== 'string') expect(Object.keys(phrase), key).to.have.members([...needed]);
      }
    });

    it('says nothing in English by mistake', () => {
      const same = keys.filter((key) => JSON.stringify(catalogue[key]) === JSON.stringify(english[key]));
      expect(same).to.have.members([...SAME_IN_ALL, ...(SAME_IN[language] ?? [])]);
    });

    it('names the 64 emoji, each by a word of its own', () => {
      const names = catalogue['emoji.names'].split(', ');
      expect(names.length).to.equal(64);
      expect(new Set(names.map((name) => name.toLocaleLowerCase(language))).size).to.equal(64);
    });

    it('says who is not verified by another word than who is', () => {
      for (const key of ['invited', 'vouched', 'unverified', 'changed', 'forked'] as const) {
        expect(catalogue[`trust.${key}`], key).to.not.equal(catalogue['trust.verified']);
      }
    });
  });
}

describe('the French catalogue', () => {
  it('keeps a mark of two parts on the line of its word', () => {
    for (const key of keys) {
      for (const [, text] of formsIn(catalogues.fr[key])) expect(text, key).to.not.match(/ [:;?!»]|« |[^\u00A0][;?!»]/u);
    }
  });
});

describe('the Arabic catalogue', () => {
  it('is written in Arabic letters and marks, but for names', () => {
    for (const key of keys) {
      for (const [, text] of formsIn(catalogues.ar[key])) {
        const rest = text.replace(/\{[a-z]+\}/gu, '').replace(LATIN_NAMES, '');
        expect(rest, key).to.not.match(/\p{Script=Latin}/u);
        if (key !== 'emoji.names' && key !== 'reactions.emoji') expect(rest, key).to.not.match(/[,;?]/u);
      }
    }
  });
});

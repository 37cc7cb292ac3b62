import { expect } from '@open-wc/testing';
import type { ParleyError } from '../lib/errors.js';
import { LANGUAGE_KEY } from '../vault/plain-language.js';
import { takeLanguage } from './language-keeping.js';
import type { AppState } from './state.js';

const lockedState: AppState = { screen: 'unlock', profile: null, idleMinutes: null, isBusy: false, error: null };

describe('the choice of a language', () => {
  const { setItem } = Storage.prototype;
  afterEach(() => {
    Storage.prototype.setItem = setItem;
    localStorage.removeItem(LANGUAGE_KEY);
  });

  function refuse(): void {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  }

  it('is kept, and changes nothing on screen', () => {
    const shown: AppState[] = [];
    expect(takeLanguage({ type: 'set-language', language: 'fr' }, lockedState, (state) => shown.push(state), undefined)).to.equal(true);
    expect(localStorage.getItem(LANGUAGE_KEY)).to.equal('fr');
    expect(shown).to.deep.equal([]);
  });

  it('leaves every other intent alone', () => {
    expect(takeLanguage({ type: 'lock' }, lockedState, () => undefined, undefined)).to.equal(false);
    expect(localStorage.getItem(LANGUAGE_KEY)).to.equal(null);
  });

  it('is told of on the screen it was made on when it cannot be kept', () => {
    refuse();
    const shown: AppState[] = [];
    takeLanguage({ type: 'set-language', language: 'fr' }, lockedState, (state) => shown.push(state), undefined);
    expect(shown).to.deep.equal([{ ...lockedState, error: 'storage-full' }]);
  });

  it('is told of like anything else once the vault is open', () => {
    refuse();
    const told: unknown[] = [];
    const show = (): never => {
      throw new Error('not to be shown');
    };
    takeLanguage({ type: 'set-language', language: 'fr' }, lockedState, show, (error) => told.push(error));
    expect(told.map((error) => (error as ParleyError).code)).to.deep.equal(['storage-full']);
  });
});

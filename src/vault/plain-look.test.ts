import { expect } from '@open-wc/testing';
import { DEFAULT_APPEARANCE } from '../lib/appearance.js';
import { errorCodeOf } from '../lib/errors.js';
import { PLAIN_LOOK_KEY, readPlainLook, writePlainLook } from './plain-look.js';
import { MemoryStorage } from './vault-test.fixture.js';

describe('plain look', () => {
  it('is what was chosen, and nothing is kept of what nobody chose', () => {
    const kept = new MemoryStorage();
    const storage = () => kept;
    expect(readPlainLook(storage)).to.deep.equal(DEFAULT_APPEARANCE);
    writePlainLook({ theme: 'dark', textSize: 'larger' }, storage);
    expect(readPlainLook(storage)).to.deep.equal({ theme: 'dark', textSize: 'larger' });
    expect([...kept.snapshot()]).to.deep.equal([[PLAIN_LOOK_KEY, 'dark larger']]);
    writePlainLook(DEFAULT_APPEARANCE, storage);
    expect([...kept.snapshot()]).to.deep.equal([]);
  });

  it('is what nobody chose where there is no storage, and refuses to be kept there', () => {
    const storage = (): never => {
      throw new DOMException('switched off', 'SecurityError');
    };
    expect(readPlainLook(storage)).to.deep.equal(DEFAULT_APPEARANCE);
    let code: string | null = null;
    try {
      writePlainLook({ theme: 'dark', textSize: 'normal' }, storage);
    } catch (error) {
      code = errorCodeOf(error);
    }
    expect(code).to.equal('storage-unavailable');
  });
});

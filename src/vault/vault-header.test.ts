import { expect } from '@open-wc/testing';
import { hashLabelled, randomBytes } from '../crypto/primitives.js';
import { base64UrlOf } from '../lib/base-text.js';
import { utf8Bytes } from '../lib/bytes.js';
import { headerAad, headerText, parseHeader } from './vault-header.js';
import type { PassphraseKdf } from './vault-header.js';
import { codeOf } from './vault-test.fixture.js';

/** The code with which a text is refused, `resolved` when it is not. */
async function outcomeOf(text: string): Promise<string> {
  let isHeader = false;
  const code = await codeOf(parseHeader(text).then((header) => (isHeader = header !== null)));
  return code === 'resolved' && !isHeader ? 'vault-damaged' : code;
}

const passphraseKdf: PassphraseKdf = { rounds: 1_250_000, salt: randomBytes(16) };

/** A header as somebody would forge it who knows how the checksum is made. */
async function forge(edit: (fields: Record<string, unknown>) => void): Promise<string> {
  const fields = JSON.parse(await headerText({ kdf: passphraseKdf, wrapped: randomBytes(60) })) as Record<string, unknown>;
  delete fields['check'];
  edit(fields);
  const check = await hashLabelled('parley/1 vault header check', utf8Bytes(JSON.stringify(fields)));
  return JSON.stringify({ ...fields, check: base64UrlOf(check.subarray(0, 8)) });
}

describe('vault header', () => {
  it('is readable JSON that reads back', async () => {
    const wrapped = randomBytes(60);
    for (const kdf of [passphraseKdf, null]) {
      const text = await headerText({ kdf, wrapped });
      expect(await parseHeader(text)).to.deep.equal({ kdf, wrapped });
      expect(JSON.parse(text)).to.include({ parley: 'vault', format: 1 });
    }
  });

  it('notices every character changed, left out or doubled', async () => {
    const text = await headerText({ kdf: passphraseKdf, wrapped: randomBytes(60) });
    for (let at = 0; at < text.length; at++) {
      const other = text.charAt(at) === '2' ? '3' : '2';
      for (const middle of [other, '', text.charAt(at).repeat(2)]) {
        const code = await outcomeOf(text.slice(0, at) + middle + text.slice(at + 1));
        expect(code, `character ${at}`).to.be.oneOf(['vault-damaged', 'vault-newer']);
      }
    }
  });

  it('refuses fewer than 600,000 rounds and absurdly many', async () => {
    for (const rounds of [599_999, 1, 0, -1, 600_000.5, 20_000_001, 2 ** 53, '600000', null]) {
      expect(await outcomeOf(await forge((fields) => Object.assign(fields['kdf'] as object, { rounds }))), String(rounds)).to.equal(
        'vault-damaged',
      );
    }
    expect(await outcomeOf(await forge((fields) => Object.assign(fields['kdf'] as object, { rounds: 600_000 })))).to.equal('resolved');
  });

  it('refuses hostile headers', async () => {
    const texts = [
      '',
      'null',
      '1',
      '[]',
      '{}',
      '{"parley":"vault"}',
      '{"parley":"vault","format":1}',
      '\u0000',
      '{"parley":"vault","format":1,"kdf":null}',
    ];
    const forged = await Promise.all([
      forge((fields) => delete fields['wrapped']),
      forge((fields) => (fields['wrapped'] = 'AAAA')),
      forge((fields) => (fields['extra'] = 1)),
      forge((fields) => (fields['kdf'] = { name: 'MD5', rounds: 700_000, salt: base64UrlOf(randomBytes(16)) })),
      forge((fields) => Object.assign(fields['kdf'] as object, { salt: 'AAAA' })),
      forge((fields) => (fields['format'] = 0)),
    ]);
    for (const text of [...texts, ...forged]) expect(await outcomeOf(text), text).to.equal('vault-damaged');
  });

  it('says of a format to come that it is newer', async () => {
    expect(await outcomeOf(await forge((fields) => (fields['format'] = 2)))).to.equal('vault-newer');
    expect(await outcomeOf('{"parley":"vault","format":7,"unheard":"of"}')).to.equal('vault-newer');
  });

  it('authenticates mode, rounds and salt, each differently', () => {
    const salt = randomBytes(16);
    const aads = [
      headerAad(null),
      headerAad({ rounds: 600_000, salt }),
      headerAad({ rounds: 600_001, salt }),
      headerAad({ rounds: 600_000, salt: randomBytes(16) }),
    ];
    expect(new Set(aads.map((aad) => aad.join())).size).to.equal(4);
  });
});

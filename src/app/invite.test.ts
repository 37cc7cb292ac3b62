import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { hashLabelled } from '../crypto/primitives.js';
import { base64UrlOf, bytesFromBase64Url } from '../lib/base-text.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { encodeInvite, inviteCodeIn, parseInvite } from './invite.js';
import type { Invite } from './invite.js';

const filled = (value: number, length: number): Bytes => new Uint8Array(length).fill(value);

const plain: Invite = {
  roomSecret: filled(1, 32),
  founderPk: filled(2, 32),
  inviterFp: filled(3, 32),
  token: null,
  server: null,
  roomName: 'Kitchen',
};
const full: Invite = { ...plain, token: filled(4, 16), server: { host: 'example.org', port: 443, path: '/', secure: true, key: 'peerjs' } };

async function codeOfParsing(text: string): Promise<string> {
  try {
    await parseInvite(text);
    return 'no error';
  } catch (error) {
    return error instanceof ParleyError ? error.code : String(error);
  }
}

async function withCheck(body: Bytes): Promise<string> {
  return base64UrlOf(concatBytes(body, (await hashLabelled('parley/1 invite check', body)).subarray(0, 4)));
}

describe('invite', () => {
  it('keeps its bytes', async () => {
    expect(await encodeInvite(plain)).to.equal(
      'AQABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMAB0tpdGNoZW5530ul',
    );
  });

  it('reads back what it writes', async () => {
    for (const invite of [plain, full]) expect(await parseInvite(await encodeInvite(invite))).to.deep.equal(invite);
  });

  it('is found in a link, in a code, and in text that was broken over lines', async () => {
    const code = await encodeInvite(plain);
    expect(inviteCodeIn(`https://example.org/parley/#i=${code}`)).to.equal(code);
    expect(inviteCodeIn(`  ${code.slice(0, 40)}\n${code.slice(40)} `)).to.equal(code);
  });

  it('is refused as malformed with any character changed or cut', async () => {
    const code = await encodeInvite(full);
    for (let i = 0; i < code.length; i++) {
      const other = code[i] === 'A' ? 'B' : 'A';
      expect(await codeOfParsing(code.slice(0, i) + other + code.slice(i + 1)), `character ${i}`).to.equal('invite-malformed');
      expect(await codeOfParsing(code.slice(0, i)), `cut at ${i}`).to.equal('invite-malformed');
    }
  });

  it('says that it comes from a newer version only when it is whole', async () => {
    const bytes = bytesFromBase64Url(await encodeInvite(plain));
    const body = bytes.slice(0, -4);
    body[0] = 2;
    expect(await codeOfParsing(await withCheck(body))).to.equal('invite-newer');
    body[0] = 1;
    body[1] = 0x80;
    expect(await codeOfParsing(await withCheck(body))).to.equal('invite-newer');
  });

  it('refuses any other text with the same code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 400, unit: 'binary' }), async (text) => {
        expect(await codeOfParsing(text)).to.equal('invite-malformed');
      }),
    );
  });

  it('refuses a server address that is none', async () => {
    const body = bytesFromBase64Url(await encodeInvite(full)).slice(0, -4);
    const text = new TextDecoder('latin1').decode(body);
    const at = text.indexOf('https://');
    body[at] = 'x'.charCodeAt(0);
    expect(await codeOfParsing(await withCheck(body))).to.equal('invite-malformed');
  });
});

import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { base64UrlOf } from '../lib/base-text.js';
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';
import { ENTRY_KINDS, encodePayload, isAnnotationKind, isControlKind, isErasableKind, isMessageKind, parsePayload } from './payload.js';
import type { EntryKind } from './payload.js';

const b32 = base64UrlOf(new Uint8Array(32).fill(5));
const other32 = base64UrlOf(new Uint8Array(32).fill(6));
const b64 = base64UrlOf(new Uint8Array(64).fill(5));

function outcome(kind: number, text: string): string {
  try {
    return parsePayload(kind, utf8Bytes(text)) === null ? 'unknown' : 'ok';
  } catch (error) {
    return errorCodeOf(error) ?? String(error);
  }
}

const names: [string, string][] = [
  ['"A"', 'ok'],
  ['" A "', 'ok'],
  [JSON.stringify('é'.repeat(64)), 'ok'],
  [JSON.stringify('😀'.repeat(64)), 'ok'],
  [JSON.stringify('😀'.repeat(65)), 'malformed'],
  ['""', 'malformed'],
  ['"  "', 'malformed'],
  ['"a\\nb"', 'malformed'],
  ['"a\\u0000"', 'malformed'],
  ['"\\ud800"', 'malformed'],
  ['1', 'malformed'],
  ['null', 'malformed'],
];

const table: [EntryKind, string, string][] = [
  ['create', '{"name":"R","by":"A"}', 'ok'],
  ['create', '{"name":"R"}', 'malformed'],
  ['create', '{"by":"R"}', 'malformed'],
  ['invite', `{"token":"${b32}","uses":1,"expires":0}`, 'ok'],
  ['invite', `{"token":"${b32}","uses":1000,"expires":281474976710655}`, 'ok'],
  ['invite', `{"token":"${b32}","uses":0,"expires":5}`, 'malformed'],
  ['invite', `{"token":"${b32}","uses":1001,"expires":5}`, 'malformed'],
  ['invite', `{"token":"${b32}","uses":1.5,"expires":5}`, 'malformed'],
  ['invite', `{"token":"${b32}","uses":"1","expires":5}`, 'malformed'],
  ['invite', `{"token":"${b32}","uses":1,"expires":-1}`, 'malformed'],
  ['invite', `{"token":"${b32}","uses":1,"expires":281474976710656}`, 'malformed'],
  ['invite', `{"token":"${b64}","uses":1,"expires":5}`, 'malformed'],
  ['admit', `{"pk":"${b32}","name":"B"}`, 'ok'],
  ['admit', `{"pk":"${b32}","name":"B","token":"${b32}","redeem":"${b64}"}`, 'ok'],
  ['admit', `{"pk":"${b32}","name":"B","token":"${b32}"}`, 'malformed'],
  ['admit', `{"pk":"${b32}","name":"B","redeem":"${b64}"}`, 'malformed'],
  ['admit', `{"pk":"${b32}","name":"B","token":null,"redeem":null}`, 'malformed'],
  ['admit', `{"pk":"${b32}","name":"B","token":"${b32}","redeem":"${b32}"}`, 'malformed'],
  ['admit', `{"pk":"${b64}","name":"B"}`, 'malformed'],
  ['admit', `{"pk":"${b32}=","name":"B"}`, 'malformed'],
  ['admit', `{"pk":"${b32}"}`, 'malformed'],
  ['remove', `{"pk":"${b32}","heads":[]}`, 'ok'],
  ['remove', `{"pk":"${b32}","heads":["${b32}","${other32}"]}`, 'ok'],
  ['remove', `{"pk":"${b32}","heads":["${b32}","${b32}"]}`, 'malformed'],
  ['remove', `{"pk":"${b32}","heads":["${b64}"]}`, 'malformed'],
  ['remove', `{"pk":"${b32}","heads":[1]}`, 'malformed'],
  ['remove', `{"pk":"${b32}","heads":"${b32}"}`, 'malformed'],
  ['remove', `{"pk":"${b32}"}`, 'malformed'],
  ['leave', '{}', 'ok'],
  ['role', `{"pk":"${b32}","role":"admin"}`, 'ok'],
  ['role', `{"pk":"${b32}","role":"member"}`, 'ok'],
  ['role', `{"pk":"${b32}","role":"founder"}`, 'malformed'],
  ['revoke', `{"token":"${b32}"}`, 'ok'],
  ['revoke', '{}', 'malformed'],
  ['settings', '{"admission":"any"}', 'ok'],
  ['settings', '{"admission":"admins"}', 'ok'],
  ['settings', '{"admission":"some"}', 'malformed'],
  ['timer', '{"hours":0}', 'ok'],
  ['timer', '{"hours":8760}', 'ok'],
  ['timer', '{"hours":8761}', 'malformed'],
  ['timer', '{"hours":1.5}', 'malformed'],
  ['timer', '{}', 'malformed'],
  ['text', '{"text":"hi"}', 'ok'],
  ['text', '{"text":" "}', 'ok'],
  ['text', '{"text":""}', 'malformed'],
  ['text', '{"text":"\\udc00"}', 'malformed'],
  ['text', '{"text":["hi"]}', 'malformed'],
  ['text', '{}', 'malformed'],
  ['text', `{"text":"hi","re":"${b32}"}`, 'ok'],
  ['text', `{"text":"hi","re":"${b64}"}`, 'malformed'],
  ['text', '{"text":"hi","re":null}', 'malformed'],
  ['erase', `{"entry":"${b32}"}`, 'ok'],
  ['erase', '{"entry":"AA"}', 'malformed'],
  ['edit', `{"entry":"${b32}","text":"hi"}`, 'ok'],
  ['edit', `{"entry":"${b32}","text":""}`, 'malformed'],
  ['edit', '{"text":"hi"}', 'malformed'],
  ['react', `{"entry":"${b32}","emoji":"👍","on":true}`, 'ok'],
  ['react', `{"entry":"${b32}","emoji":"👩‍👩‍👧‍👦","on":false}`, 'ok'],
  ['react', `{"entry":"${b32}","emoji":"${'a'.repeat(32)}","on":true}`, 'ok'],
  ['react', `{"entry":"${b32}","emoji":"${'a'.repeat(33)}","on":true}`, 'malformed'],
  ['react', `{"entry":"${b32}","emoji":"","on":true}`, 'malformed'],
  ['react', `{"entry":"${b32}","emoji":"a b","on":true}`, 'malformed'],
  ['react', `{"entry":"${b32}","emoji":"a\\u2003","on":true}`, 'malformed'],
  ['react', `{"entry":"${b32}","emoji":"\\u0007","on":true}`, 'malformed'],
  ['react', `{"entry":"${b32}","emoji":"\\ud83d","on":true}`, 'malformed'],
  ['react', `{"entry":"${b32}","emoji":"👍"}`, 'malformed'],
  ['react', `{"entry":"${b32}","emoji":"👍","on":1}`, 'malformed'],
  ['pin', `{"entry":"${b32}","on":true}`, 'ok'],
  ['pin', `{"entry":"${b32}","on":"true"}`, 'malformed'],
  ['pin', '{"on":true}', 'malformed'],
  ['poll', '{"question":"Q","options":["a","a"],"many":false}', 'ok'],
  ['poll', '{"question":"Q","options":["a"],"many":false}', 'malformed'],
  ['poll', `{"question":"Q","options":${JSON.stringify(Array.from({ length: 10 }, () => 'a'))},"many":true}`, 'ok'],
  ['poll', `{"question":"Q","options":${JSON.stringify(Array.from({ length: 11 }, () => 'a'))},"many":true}`, 'malformed'],
  ['poll', '{"question":"","options":["a","b"],"many":true}', 'malformed'],
  ['poll', '{"question":"Q","options":["a",""],"many":true}', 'malformed'],
  ['poll', '{"question":"Q","options":["a","b"]}', 'malformed'],
  ['vote', `{"entry":"${b32}","choices":[]}`, 'ok'],
  ['vote', `{"entry":"${b32}","choices":[9,0]}`, 'ok'],
  ['vote', `{"entry":"${b32}","choices":[1,1]}`, 'malformed'],
  ['vote', `{"entry":"${b32}","choices":[10]}`, 'malformed'],
  ['vote', `{"entry":"${b32}","choices":[-1]}`, 'malformed'],
  ['vote', `{"entry":"${b32}","choices":[0.5]}`, 'malformed'],
  ['vote', `{"entry":"${b32}","choices":"0"}`, 'malformed'],
];

describe('log/payload', () => {
  it('takes and refuses fields as the table of kinds says', () => {
    for (const [kind, text, expected] of table) expect(outcome(ENTRY_KINDS[kind], text), `${kind} ${text}`).to.equal(expected);
  });

  it('wants names of one line and 1 to 64 code points', () => {
    for (const [name, expected] of names) {
      expect(outcome(ENTRY_KINDS.profile, `{"name":${name}}`), name).to.equal(expected);
      expect(outcome(ENTRY_KINDS.create, `{"name":"R","by":${name}}`), name).to.equal(expected);
      expect(outcome(ENTRY_KINDS.admit, `{"pk":"${b32}","name":${name}}`), name).to.equal(expected);
    }
  });

  it('reads only JSON objects, also of kinds it does not know', () => {
    for (const text of ['', '1', '[]', 'null', '"text"', '{"text":"hi"', '{text:1}', '{"text":"hi"} x', '\u{FEFF}{"text":"hi"}']) {
      expect(outcome(ENTRY_KINDS.text, text), text).to.equal('malformed');
      expect(outcome(99, text), text).to.equal('malformed');
    }
    for (const kind of [10, 15, 24, 255]) expect(outcome(kind, '{"anything":1}'), `${kind}`).to.equal('unknown');
  });

  it('lets fields pass that it does not know', () => {
    expect(parsePayload(ENTRY_KINDS.text, utf8Bytes('{"new":[1,{"a":null}],"text":"hi"}'))).to.deep.equal({
      kind: 'text',
      text: 'hi',
      re: null,
      mentions: [],
    });
    expect(outcome(ENTRY_KINDS.text, '{"__proto__":{"text":"hi"}}')).to.equal('malformed');
  });

  it('refuses bytes that are not UTF-8', () => {
    const bytes = concatBytes(utf8Bytes('{"text":"a'), new Uint8Array([0xff]), utf8Bytes('"}'));
    expect(() => parsePayload(ENTRY_KINDS.text, bytes)).to.throw('malformed');
  });

  it('takes 12 KiB and not one byte more', () => {
    const fill = 12 * 1024 - '{"text":""}'.length;
    expect(outcome(ENTRY_KINDS.text, `{"text":"${'a'.repeat(fill)}"}`)).to.equal('ok');
    expect(outcome(ENTRY_KINDS.text, `{"text":"${'a'.repeat(fill + 1)}"}`)).to.equal('too-large');
    expect(outcome(99, `{"text":"${'a'.repeat(fill + 1)}"}`)).to.equal('too-large');
    expect(encodePayload('text', { text: 'a'.repeat(fill) }).length).to.equal(12 * 1024);
    expect(() => encodePayload('text', { text: 'a'.repeat(fill + 1) })).to.throw('message-too-long');
  });

  it('holds a remove of as many heads as it allows', () => {
    const heads = Array.from({ length: 257 }, (_, i) =>
      new Uint8Array(32).fill(1).map((byte, at) => (at === 0 ? i >> 8 : at === 1 ? i & 255 : byte)),
    );
    const pk = new Uint8Array(32);
    expect(encodePayload('remove', { pk, heads: heads.slice(0, 256) }).length).to.be.at.most(12 * 1024);
    expect(() => encodePayload('remove', { pk, heads })).to.throw('malformed');
  });

  it('refuses to write what others would refuse to read', () => {
    expect(() => encodePayload('profile', { name: ' ' })).to.throw('malformed');
    expect(() => encodePayload('text', { text: '\ud800' })).to.throw('malformed');
    expect(() => encodePayload('text', { text: 'hi', mentions: [{ at: 0, length: 2, pk: new Uint8Array(32) }] })).to.throw('malformed');
    expect(() => encodePayload('role', { pk: new Uint8Array(31), role: 'admin' })).to.throw('malformed');
    expect(() => encodePayload('admit', { pk: new Uint8Array(32), name: 'B', token: new Uint8Array(32), redeem: null })).to.throw(
      'malformed',
    );
  });

  it('reads back what it wrote', () => {
    const bytes = (length: number): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
      fc.uint8Array({ minLength: length, maxLength: length }).map((array) => new Uint8Array(array));
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(text, bytes(32), bytes(32), bytes(64), (message, pk, token, redeem) => {
        const said = { text: message };
        expect(parsePayload(ENTRY_KINDS.text, encodePayload('text', said))).to.deep.equal({
          kind: 'text',
          ...said,
          re: null,
          mentions: [],
        });
        const answer = { text: `@B ${message}`, re: pk, mentions: [{ at: 0, length: 2, pk: token }] };
        expect(parsePayload(ENTRY_KINDS.text, encodePayload('text', answer))).to.deep.equal({ kind: 'text', ...answer });
        const vote = { entry: pk, choices: [1, 0] };
        expect(parsePayload(ENTRY_KINDS.vote, encodePayload('vote', vote))).to.deep.equal({ kind: 'vote', ...vote });
        const poll = { question: message, options: [message, 'no'], many: false };
        expect(parsePayload(ENTRY_KINDS.poll, encodePayload('poll', poll))).to.deep.equal({ kind: 'poll', ...poll });
        const admit = { pk, name: 'B', token, redeem };
        expect(parsePayload(ENTRY_KINDS.admit, encodePayload('admit', admit))).to.deep.equal({ kind: 'admit', ...admit });
        const knocked = { pk, name: 'B', token: null, redeem: null };
        expect(parsePayload(ENTRY_KINDS.admit, encodePayload('admit', knocked))).to.deep.equal({ kind: 'admit', ...knocked });
        expect(parsePayload(ENTRY_KINDS.remove, encodePayload('remove', { pk, heads: [token] }))).to.deep.equal({
          kind: 'remove',
          pk,
          heads: [token],
        });
      }),
    );
  });

  it('knows which kinds bear on membership and which can be erased', () => {
    for (const kind of [1, 8, 9, 15]) expect([isControlKind(kind), isErasableKind(kind)], `${kind}`).to.deep.equal([true, false]);
    for (const kind of [16, 17, 19, 255]) expect([isControlKind(kind), isErasableKind(kind)], `${kind}`).to.deep.equal([false, true]);
    expect([isControlKind(18), isErasableKind(18)]).to.deep.equal([false, false]);
    expect([15, 16, 17, 18, 19, 20, 21, 22, 23, 24].filter(isAnnotationKind)).to.deep.equal([19, 20, 21, 23]);
    expect([15, 16, 17, 18, 19, 20, 21, 22, 23, 24].filter(isMessageKind)).to.deep.equal([16, 22]);
  });
});

import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { errorCodeOf } from '../lib/errors.js';
import {
  encodeAnswerFrame,
  encodeKnockFrame,
  encodePeersFrame,
  encodeStatusFrame,
  parseAnswerFrame,
  parseKnockFrame,
  parsePeersFrame,
  parseStatusFrame,
  ROOM_FRAME,
} from './room-frames.js';
import type { KnockAnswer, KnockFrame } from './room-frames.js';

const fp = (fill: number): Uint8Array<ArrayBuffer> => new Uint8Array(32).fill(fill);

function codeOfParsing(parse: () => unknown): string | null {
  try {
    parse();
    return null;
  } catch (error) {
    return errorCodeOf(error);
  }
}

describe('room frames', () => {
  it('have the types that the protocol gives them', () => {
    expect(ROOM_FRAME).to.deep.equal({ peers: 0x10, knock: 0x11, answer: 0x12, status: 0x13 });
  });

  it('PEERS has the bytes of the protocol', () => {
    const data = encodePeersFrame({ holdsLobby: true, online: [{ fp: fp(7), slot: 2 }] });
    expect([...data]).to.deep.equal([1, 1, ...Array<number>(32).fill(7), 2]);
  });

  it('PEERS comes back as it went', () => {
    const peer = fc.record({ fp: fc.uint8Array({ minLength: 32, maxLength: 32 }), slot: fc.integer({ min: 0, max: 3 }) });
    fc.assert(
      fc.property(fc.boolean(), fc.array(peer, { maxLength: 255 }), (holdsLobby, peers) => {
        const online = peers.map(({ fp: bytes, slot }) => ({ fp: new Uint8Array(bytes), slot }));
        expect(parsePeersFrame(encodePeersFrame({ holdsLobby, online }))).to.deep.equal({ holdsLobby, online });
      }),
      { numRuns: 50 },
    );
  });

  it('PEERS names at most 255', () => {
    const online = Array.from({ length: 256 }, () => ({ fp: fp(1), slot: 0 }));
    expect(() => encodePeersFrame({ holdsLobby: false, online })).to.throw(RangeError);
    expect(encodePeersFrame({ holdsLobby: false, online: online.slice(1) })).to.have.length(2 + 255 * 33);
  });

  it('PEERS ignores flags of a newer version', () => {
    expect(parsePeersFrame(Uint8Array.of(0xfe, 0)).holdsLobby).to.equal(false);
    expect(parsePeersFrame(Uint8Array.of(0xff, 0)).holdsLobby).to.equal(true);
  });

  const hostilePeers: readonly [string, readonly number[]][] = [
    ['nothing', []],
    ['no count', [0]],
    ['a count without peers', [0, 1]],
    ['a peer that is cut', [0, 1, ...Array<number>(32).fill(1)]],
    ['a slot that does not exist', [0, 1, ...Array<number>(32).fill(1), 4]],
    ['more than it counts', [0, 0, 1]],
  ];
  for (const [what, bytes] of hostilePeers) {
    it(`PEERS with ${what} is refused`, () => {
      expect(codeOfParsing(() => parsePeersFrame(Uint8Array.from(bytes)))).to.equal('malformed');
    });
  }

  const redeem = { token: fp(3), signature: new Uint8Array(64).fill(4) };
  for (const frame of [
    { name: 'Ben', redeem: null },
    { name: 'Ωλ 👩‍🚀', redeem },
  ] satisfies KnockFrame[]) {
    it(`KNOCK ${frame.redeem === null ? 'without' : 'with'} a token comes back as it went`, () => {
      expect(parseKnockFrame(encodeKnockFrame(frame))).to.deep.equal(frame);
    });
  }

  it('KNOCK takes names of 64 code points, however long their bytes are, and white space around them away', () => {
    const name = '👩'.repeat(64);
    expect(parseKnockFrame(encodeKnockFrame({ name, redeem: null })).name).to.equal(name);
    expect(parseKnockFrame(encodeKnockFrame({ name: '  Ben ', redeem: null })).name).to.equal('Ben');
  });

  const hostileKnocks: readonly [string, Uint8Array<ArrayBuffer>][] = [
    ['no name', encodeKnockFrame({ name: '', redeem: null })],
    ['a name of white space', encodeKnockFrame({ name: '   ', redeem: null })],
    ['a name with a line break', encodeKnockFrame({ name: 'Ben\nAdmin', redeem: null })],
    ['a name with a control character', encodeKnockFrame({ name: 'Ben\u0007', redeem: null })],
    ['a name of 65 code points', encodeKnockFrame({ name: 'x'.repeat(65), redeem: null })],
    ['a name that is not UTF-8', Uint8Array.of(0, 1, 0xff, 0, 0, 0, 0)],
    ['a token without a signature', encodeKnockFrame({ name: 'Ben', redeem: { token: fp(1), signature: new Uint8Array() } })],
    ['a signature without a token', encodeKnockFrame({ name: 'Ben', redeem: { token: new Uint8Array(), signature: new Uint8Array(64) } })],
    ['a token of 31 bytes', encodeKnockFrame({ name: 'Ben', redeem: { token: new Uint8Array(31), signature: new Uint8Array(64) } })],
    ['a signature of 63 bytes', encodeKnockFrame({ name: 'Ben', redeem: { token: fp(1), signature: new Uint8Array(63) } })],
    ['a byte too many', Uint8Array.of(...encodeKnockFrame({ name: 'Ben', redeem: null }), 0)],
    ['nothing', new Uint8Array()],
  ];
  for (const [what, bytes] of hostileKnocks) {
    it(`KNOCK with ${what} is refused`, () => {
      expect(codeOfParsing(() => parseKnockFrame(bytes))).to.equal('malformed');
    });
  }

  const answers: readonly [KnockAnswer, number][] = [
    ['asking', 1],
    ['admitted', 2],
    ['refused', 3],
    ['invite-expired', 4],
    ['invite-used', 5],
    ['invite-unknown', 6],
    ['invite-unheard', 7],
  ];
  for (const [answer, code] of answers) {
    it(`ANSWER "${answer}" is the byte ${code}`, () => {
      expect([...encodeAnswerFrame(answer)]).to.deep.equal([code]);
      expect(parseAnswerFrame(Uint8Array.of(code))).to.equal(answer);
    });
  }

  for (const bytes of [[], [0], [8], [255], [1, 1]]) {
    it(`ANSWER of the bytes [${bytes.join(', ')}] is refused`, () => {
      expect(codeOfParsing(() => parseAnswerFrame(Uint8Array.from(bytes)))).to.equal('malformed');
    });
  }

  const statuses: readonly [number, boolean, boolean][] = [
    [0, false, false],
    [1, true, false],
    [2, false, true],
    [3, true, true],
  ];
  for (const [byte, isAway, isTyping] of statuses) {
    it(`STATUS ${isAway ? 'away' : 'here'}, ${isTyping ? '' : 'not '}writing, is the byte ${byte}`, () => {
      expect([...encodeStatusFrame({ isAway, isTyping })]).to.deep.equal([byte]);
      expect(parseStatusFrame(Uint8Array.of(byte))).to.deep.equal({ isAway, isTyping });
    });
  }

  it('STATUS ignores flags of a newer version', () => {
    expect(parseStatusFrame(Uint8Array.of(0xfc))).to.deep.equal({ isAway: false, isTyping: false });
    expect(parseStatusFrame(Uint8Array.of(0xff))).to.deep.equal({ isAway: true, isTyping: true });
  });

  for (const bytes of [[], [0, 0], [1, 2, 3]]) {
    it(`STATUS of the bytes [${bytes.join(', ')}] is refused`, () => {
      expect(codeOfParsing(() => parseStatusFrame(Uint8Array.from(bytes)))).to.equal('malformed');
    });
  }

  it('never throw anything but what the link closes on, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const data = new Uint8Array(bytes);
        for (const parse of [parsePeersFrame, parseKnockFrame, parseAnswerFrame, parseStatusFrame]) {
          const code = codeOfParsing(() => parse(data));
          expect([null, 'malformed', 'too-large']).to.include(code);
        }
      }),
    );
  });
});

import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { judgeServerMessage } from './signalling-filter.js';
import type { FilterContext } from './signalling-filter.js';

const FINGERPRINT = `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}\r\n`;
const SDP = `v=0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n${FINGERPRINT}`;

const context: FilterContext = {
  ownId: 'me',
  echoId: 'echo1',
  hasConnection: (remoteId, connectionId) => remoteId === 'friend' && connectionId === 'known',
};

function offer(change: Record<string, unknown> = {}, src: unknown = 'friend'): unknown {
  const payload = {
    type: 'data',
    connectionId: 'c1',
    label: 'c1',
    serialization: 'raw',
    reliable: true,
    sdp: { type: 'offer', sdp: SDP },
    ...change,
  };
  return { type: 'OFFER', src, dst: 'me', payload };
}

function answer(change: Record<string, unknown> = {}, src = 'friend'): unknown {
  return { type: 'ANSWER', src, payload: { type: 'data', connectionId: 'known', sdp: { type: 'answer', sdp: SDP }, ...change } };
}

function candidate(connectionId: unknown, src = 'friend', value: unknown = {}): unknown {
  return { type: 'CANDIDATE', src, payload: { type: 'data', connectionId, candidate: value } };
}

describe('signalling-filter', () => {
  const good: Record<string, unknown> = {
    'the server saying OPEN': { type: 'OPEN' },
    'the server saying ID-TAKEN': { type: 'ID-TAKEN', payload: { msg: 'ID is taken' } },
    'an answer to a connection we have': answer(),
    'a candidate for a connection we have': candidate('known'),
  };
  for (const [what, message] of Object.entries(good)) {
    it(`passes ${what}`, () => expect(judgeServerMessage(message, context)).to.equal('pass'));
  }

  it('knows an offer as ours are, with metadata null too', () => {
    for (const message of [offer(), offer({ metadata: null })]) expect(judgeServerMessage(message, context)).to.equal('offer');
  });

  const bad: Record<string, unknown> = {
    'what is not an object': 'OPEN',
    null: null,
    'an array': [],
    'an unknown type': { type: 'HELLO' },
    'ERROR without payload, which throws in PeerJS': { type: 'ERROR' },
    'ERROR with one, since the server hangs up by itself': { type: 'ERROR', payload: { msg: 'Invalid key provided' } },
    'an offer without payload, which throws in PeerJS': { type: 'OFFER', src: 'friend' },
    'an offer with payload null': { type: 'OFFER', src: 'friend', payload: null },
    'an unknown serialization, which throws in PeerJS': offer({ serialization: 'nope' }),
    'a serialization that every object has': offer({ serialization: 'constructor' }),
    'json, which has a cap and throws on null': offer({ serialization: 'json' }),
    'binary, whose chunks the other side counts': offer({ serialization: 'binary' }),
    'an unordered offer': offer({ reliable: false }),
    'an offer that does not say': offer({ reliable: undefined }),
    'a media call': offer({ type: 'media' }),
    metadata: offer({ metadata: { name: 'x' } }),
    'a long label': offer({ label: 'x'.repeat(65) }),
    'a label that is none': offer({ label: {} }),
    'no SDP': offer({ sdp: undefined }),
    'SDP of an unknown type, which PeerJS rejects unhandled': offer({ sdp: { type: 'nope', sdp: SDP } }),
    'an answer as an offer': offer({ sdp: { type: 'answer', sdp: SDP } }),
    'SDP that is no text': offer({ sdp: { type: 'offer', sdp: 5 } }),
    'SDP that is very long': offer({ sdp: { type: 'offer', sdp: SDP + 'a=x\r\n'.repeat(4000) } }),
    'an offer with two fingerprints': offer({ sdp: { type: 'offer', sdp: SDP + FINGERPRINT } }),
    'an offer without fingerprint': offer({ sdp: { type: 'offer', sdp: SDP.replace(FINGERPRINT, '') } }),
    'SDP with audio': offer({ sdp: { type: 'offer', sdp: `v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n${FINGERPRINT}` } }),
    'SDP with audio beside': offer({ sdp: { type: 'offer', sdp: SDP + 'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n' } }),
    'an offer for a connection we have, which PeerJS would close': offer({ connectionId: 'known' }),
    'an offer without connection id': offer({ connectionId: undefined }),
    'an offer with a connection id that is no text': offer({ connectionId: ['c'] }),
    'an offer without sender': offer({}, null),
    'an offer from a strange id': offer({}, '<b>'),
    'an offer from oneself': offer({}, 'me'),
    'an answer to nothing': answer({ connectionId: 'c9' }),
    'an answer without SDP': answer({ sdp: null }),
    'an answer with an offer in it': answer({ sdp: { type: 'offer', sdp: SDP } }),
    'a candidate for nothing, which PeerJS keeps for ever': candidate('c9'),
    'a candidate that is none': candidate('known', 'friend', 'x'),
    'an answer of oneself': answer({}, 'me'),
    "our echo id in somebody else's mouth": candidate('echo1', 'friend'),
    'LEAVE of nobody': { type: 'LEAVE' },
    'EXPIRE of nobody': { type: 'EXPIRE', src: 7 },
  };
  for (const [what, message] of Object.entries(bad)) {
    it(`drops ${what}`, () => expect(judgeServerMessage(message, context)).to.equal('drop'));
  }

  it('knows its own echo from that of somebody else with the same id', () => {
    expect(judgeServerMessage(candidate('echo1', 'me'), context)).to.equal('echo');
    expect(judgeServerMessage(candidate('echo2', 'me'), context)).to.equal('shared');
  });

  it('takes an answer with two fingerprints as falsified, and one without', () => {
    for (const sdp of [SDP + FINGERPRINT, SDP.replace(FINGERPRINT, '')]) {
      expect(judgeServerMessage(answer({ sdp: { type: 'answer', sdp } }), context)).to.equal('binding-failed');
    }
  });

  it('takes EXPIRE and LEAVE as news of one id', () => {
    for (const type of ['EXPIRE', 'LEAVE']) expect(judgeServerMessage({ type, src: 'friend' }, context)).to.equal('peer-unavailable');
  });

  it('never throws, whatever JSON arrives', () => {
    const types = fc.constantFrom('OPEN', 'ERROR', 'LEAVE', 'EXPIRE', 'OFFER', 'ANSWER', 'CANDIDATE', 'toString');
    fc.assert(
      fc.property(types, fc.jsonValue(), fc.jsonValue(), (type, src, payload) => {
        expect(judgeServerMessage({ type, src, payload }, context)).to.be.a('string');
      }),
    );
    fc.assert(fc.property(fc.jsonValue(), (message) => void judgeServerMessage(message, context)));
  });
});

import { expect } from '@open-wc/testing';
import { PUBLIC_SERVER } from './config.js';
import type { ServerTexts } from './connection-state.js';
import { readServerTexts as readTexts, serverTextsOf } from './server-texts.js';

const readServerTexts = (texts: ServerTexts) => readTexts(texts, ({ urls }) => ![urls].flat().some((url) => url.endsWith(':9')));

const PLAIN = { username: '', credential: '' };
const LOGIN = { username: 'me', credential: 'secret' };

describe('server texts', () => {
  it('take an address in which what is almost always the same is left out', () => {
    for (const [text, changes] of [
      ['https://0.peerjs.com:443/?key=peerjs', {}],
      ['  0.peerjs.com ', {}],
      ['wss://0.peerjs.com/', {}],
      ['https://0.peerjs.com/chat?key=k-1', { path: '/chat/', key: 'k-1' }],
      ['http://localhost:9000', { host: 'localhost', port: 9000, secure: false }],
      ['ws://localhost', { host: 'localhost', port: 80, secure: false }],
      ['https://[::1]:9000/', { host: '[::1]', port: 9000 }],
    ] as const) {
      expect(readServerTexts({ signalling: [text], ice: [] }), text).to.deep.equal({
        signalling: [{ ...PUBLIC_SERVER, ...changes }],
        iceServers: [],
      });
    }
  });

  it('say what is wrong, and where', () => {
    for (const text of [
      'ftp://a',
      'https://a b',
      'https://me@a/',
      'https://a:0/',
      'https://a:65536/',
      'https://a/?x',
      'https://a/#x',
      'https://a/?key=',
    ])
      expect(readServerTexts({ signalling: ['https://a', text], ice: [] }), text).to.deep.equal({
        error: 'signalling-address-invalid',
        list: 'signalling',
        index: 1,
      });
    const iceFault = (url: string, login = PLAIN): unknown =>
      readServerTexts({
        signalling: ['https://a'],
        ice: [
          { url: 'stun:a', ...PLAIN },
          { url, ...login },
        ],
      });
    for (const url of ['a', 'https://a', 'stun:', 'stun:a:b:c', 'turn:a?transport=x', 'stun:a:9'])
      expect(iceFault(url, LOGIN), url).to.deep.equal({ error: 'ice-address-invalid', list: 'ice', index: 1 });
    expect(iceFault('turn:a')).to.deep.equal({ error: 'turn-login-missing', list: 'ice', index: 1 });
    expect(iceFault('turn:a', { username: 'me', credential: '' })).to.deep.equal({ error: 'turn-login-missing', list: 'ice', index: 1 });
  });

  it('pass over what was left empty, but for a list without any meeting point', () => {
    const ice = [
      { url: ' ', ...LOGIN },
      { url: 'stun:a', ...LOGIN },
    ];
    expect(readServerTexts({ signalling: ['', 'https://a', ' '], ice })).to.deep.equal({
      signalling: [{ ...PUBLIC_SERVER, host: 'a' }],
      iceServers: [{ urls: ['stun:a'] }],
    });
    for (const signalling of [[], ['', ' ']])
      expect(readServerTexts({ signalling, ice })).to.deep.equal({ error: 'signalling-address-invalid', list: 'signalling', index: 0 });
  });

  it('say the same servers again, one address a row', () => {
    const iceServers = [{ urls: ['stun:a', 'turn:b'], ...LOGIN }, { urls: 'stun:c' }];
    const texts = serverTextsOf({ signalling: [PUBLIC_SERVER], iceServers });
    expect(texts).to.deep.equal({
      signalling: ['https://0.peerjs.com:443/?key=peerjs'],
      ice: [
        { url: 'stun:a', ...PLAIN },
        { url: 'turn:b', ...LOGIN },
        { url: 'stun:c', ...PLAIN },
      ],
    });
    const read = readServerTexts(texts);
    expect('error' in read ? read : serverTextsOf(read)).to.deep.equal(texts);
  });
});

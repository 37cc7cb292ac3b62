import { expect } from '@open-wc/testing';
import { ParleyError } from '../lib/errors.js';
import { hasRelay, parseConfig, parseIceServer, parseServerUrl, PUBLIC_SERVER, serverUrlOf } from './config.js';

const published =
  '{"signalling":[{"host":"0.peerjs.com","port":443,"path":"/","secure":true,"key":"peerjs"}],"iceServers":[{"urls":"stun:stun.l.google.com:19302"}],"relayOnly":false}';

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof ParleyError ? error.code : String(error);
  }
  return 'no error';
}

describe('config', () => {
  it('reads the block that is published', () => {
    const config = parseConfig(published);
    expect(config.signalling).to.deep.equal([PUBLIC_SERVER]);
    expect(config.iceServers).to.deep.equal([{ urls: ['stun:stun.l.google.com:19302'] }]);
    expect(config.relayOnly).to.equal(false);
    expect(config.publicAddress).to.equal(null);
  });

  it('ends a path with a slash and defaults what may be left out', () => {
    const config = parseConfig('{"signalling":[{"host":"localhost","port":9000,"path":"/peer"}]}');
    expect(config.signalling).to.deep.equal([{ host: 'localhost', port: 9000, path: '/peer/', secure: true, key: 'peerjs' }]);
  });

  it('takes the addresses that browsers take, and of an entry what they need', () => {
    for (const urls of ['stun:a', 'stuns:a.example:5349', 'stun:[::1]:3478']) {
      expect(parseIceServer({ urls, username: 'unused' })).to.deep.equal({ urls: [urls] });
      expect(hasRelay([parseIceServer({ urls })])).to.equal(false);
    }
    const login = { username: 'me', credential: 'secret' };
    for (const url of ['turn:a', 'turns:a:443?transport=tcp', 'turn:1.2.3.4:3478?transport=udp']) {
      const server = parseIceServer({ urls: ['stun:a', url], ...login });
      expect(server).to.deep.equal({ urls: ['stun:a', url], ...login });
      expect(hasRelay([server])).to.equal(true);
      expect(() => new RTCPeerConnection({ iceServers: [server] }).close()).to.not.throw();
    }
  });

  for (const [what, text] of [
    ['an empty block', ''],
    ['text that is not JSON', '{signalling:'],
    ['a list', '[]'],
    ['no servers', '{"signalling":[]}'],
    ['a host with a path', '{"signalling":[{"host":"a/b","port":1}]}'],
    ['a port out of range', '{"signalling":[{"host":"a","port":65536}]}'],
    ['a port as text', '{"signalling":[{"host":"a","port":"9000"}]}'],
    ['a path that leaves the server', '{"signalling":[{"host":"a","port":1,"path":"//evil?x"}]}'],
    ['an ICE server of another scheme', '{"signalling":[{"host":"a","port":1}],"iceServers":[{"urls":"https://a"}]}'],
    ['an ICE server whose address no browser takes', '{"signalling":[{"host":"a","port":1}],"iceServers":[{"urls":"stun:a:b:c"}]}'],
    ['a TURN server without a login', '{"signalling":[{"host":"a","port":1}],"iceServers":[{"urls":"turn:a","username":"me"}]}'],
    ['a login that is none', '{"signalling":[{"host":"a","port":1}],"iceServers":[{"urls":"turn:a","username":"me","credential":7}]}'],
    [
      'more servers than browsers like',
      `{"signalling":[{"host":"a","port":1}],"iceServers":[${Array(9).fill('{"urls":"stun:a"}').join()}]}`,
    ],
    ['relayOnly as text', '{"signalling":[{"host":"a","port":1}],"relayOnly":"no"}'],
    ['a public address that is a script', '{"signalling":[{"host":"a","port":1}],"publicAddress":"javascript:alert(1)"}'],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(codeOf(() => parseConfig(text))).to.equal('config-invalid');
    });
  }

  it('writes a server as an address and reads it back', () => {
    for (const server of [PUBLIC_SERVER, { host: '[::1]', port: 9000, path: '/a/b/', secure: false, key: 'k-1' }]) {
      expect(parseServerUrl(serverUrlOf(server))).to.deep.equal(server);
    }
    expect(codeOf(() => parseServerUrl('ftp://a:1/?key=k'))).to.equal('config-invalid');
    expect(codeOf(() => parseServerUrl('https://user@a:1/?key=k'))).to.equal('config-invalid');
  });
});

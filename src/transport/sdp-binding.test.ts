import { expect } from '@open-wc/testing';
import type { Bytes } from '../lib/bytes.js';
import { fingerprintOfSdp, readDtlsBinding } from './sdp-binding.js';
import { patternBytes, rejectionCode } from './transport-probes.fixture.js';

const FIRST = Array.from({ length: 32 }, (_, i) => (i * 7 + 3) & 0xff);
const SECOND = Array.from({ length: 32 }, (_, i) => 255 - i);

function colons(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
}

const LINE = `a=fingerprint:sha-256 ${colons(FIRST)}`;

function sdpWith(...lines: string[]): string {
  return [
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    ...lines,
    'a=setup:actpass',
    '',
  ].join('\r\n');
}

describe('sdp-binding', () => {
  it('reads the one fingerprint, at session or media level, with CRLF or LF', () => {
    const expected = new Uint8Array(FIRST);
    expect(fingerprintOfSdp(sdpWith(LINE))).to.deep.equal(expected);
    expect(fingerprintOfSdp(sdpWith(LINE).replaceAll('\r\n', '\n'))).to.deep.equal(expected);
    expect(fingerprintOfSdp(`v=0\r\n${LINE}\r\n${sdpWith()}`)).to.deep.equal(expected);
  });

  const hostile: Record<string, string> = {
    'no SDP': '',
    'no fingerprint': sdpWith(),
    'the same line twice': sdpWith(LINE, LINE),
    'two different lines': sdpWith(LINE, `a=fingerprint:sha-256 ${colons(SECOND)}`),
    'one at session and one at media level': `v=0\r\n${LINE}\r\n${sdpWith(LINE)}`,
    'a second one with another hash': sdpWith(LINE, `a=fingerprint:sha-1 ${colons(SECOND.slice(0, 20))}`),
    'a second one in capitals': sdpWith(LINE, LINE.toUpperCase()),
    'a second one with a space before': sdpWith(LINE, ` ${LINE}`),
    'a second one behind a lone CR': sdpWith(`${LINE}\r${LINE}`),
    'a second one as another attribute': sdpWith(LINE, 'a=x-fingerprint:1'),
    'sha-512': sdpWith(`a=fingerprint:sha-512 ${colons([...FIRST, ...SECOND])}`),
    'sha-1': sdpWith(`a=fingerprint:sha-1 ${colons(FIRST.slice(0, 20))}`),
    'SHA-256 in capitals': sdpWith(LINE.replace('sha', 'SHA')),
    'lower-case hex': sdpWith(`a=fingerprint:sha-256 ${colons(FIRST).toLowerCase()}`),
    '31 bytes': sdpWith(`a=fingerprint:sha-256 ${colons(FIRST.slice(0, 31))}`),
    '33 bytes': sdpWith(`${LINE}:00`),
    'no colons': sdpWith(LINE.replaceAll(':', '')),
    'hex that is none': sdpWith(LINE.replace('03', '0G')),
    'something behind it': sdpWith(`${LINE} x`),
    'two spaces': sdpWith(LINE.replace('256 ', '256  ')),
    'a line that only mentions it': sdpWith(`a=note:${LINE}`),
  };
  for (const [what, sdp] of Object.entries(hostile)) {
    it(`refuses ${what}`, () => expect(fingerprintOfSdp(sdp)).to.equal(null));
  }

  describe('of a connection', () => {
    const hashes = new Map([
      [7, FIRST],
      [8, SECOND],
    ]);
    const sha256 = async (bytes: Bytes) => new Uint8Array(hashes.get(bytes[0] ?? 0) ?? []);
    const localDescription = { sdp: sdpWith(`a=fingerprint:sha-256 ${colons(SECOND)}`) };
    const remoteDescription = { sdp: sdpWith(LINE) };
    const using = (...firstBytes: number[]) => ({
      transport: { getRemoteCertificates: () => firstBytes.map((byte) => new Uint8Array([byte]).buffer) },
    });

    it('gives both sides, with or without certificates shown', async () => {
      for (const sctp of [using(7), { transport: {} }]) {
        const binding = await readDtlsBinding({ localDescription, remoteDescription, sctp }, sha256);
        expect(binding).to.deep.equal({ local: new Uint8Array(SECOND), remote: new Uint8Array(FIRST) });
      }
    });

    it('refuses a certificate that is not the announced one', async () => {
      expect(await rejectionCode(readDtlsBinding({ localDescription, remoteDescription, sctp: using(8) }, sha256))).to.equal(
        'binding-failed',
      );
    });

    it('refuses when no certificate was used, no data is carried or a description is missing', async () => {
      for (const connection of [
        { localDescription, remoteDescription, sctp: using() },
        { localDescription, remoteDescription, sctp: null },
        { localDescription: null, remoteDescription, sctp: using(7) },
        { localDescription, remoteDescription: null, sctp: using(7) },
      ]) {
        expect(await rejectionCode(readDtlsBinding(connection, sha256))).to.equal('binding-failed');
      }
    });

    it('reads what this browser really writes', async () => {
      const connection = new RTCPeerConnection();
      connection.createDataChannel('');
      await connection.setLocalDescription();
      const bytes = fingerprintOfSdp(connection.localDescription?.sdp ?? '');
      connection.close();
      expect(bytes).to.have.length(32).and.not.deep.equal(patternBytes(32));
    });
  });
});

/**
 * Which DTLS certificates a connection uses, read from its SDP (RFC 8122), for the handshake to bind (DESIGN section 4, "Handshake").
 *
 * Browsers differ in which of several `a=fingerprint` lines they honour, so anything but exactly one, in exactly the form browsers write, is
 * refused rather than interpreted.
 */
import { bytesFromHex, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';

/** SHA-256 of a byte string: comes from `crypto/`, which this layer may not import. */
export type Sha256 = (bytes: Bytes) => Promise<Bytes>;

const FINGERPRINT_LINE = /^a=fingerprint:sha-256 ([0-9A-F]{2}(?::[0-9A-F]{2}){31})$/u;

/** The SHA-256 fingerprint (32 bytes) in an SDP that holds exactly one; throws `ParleyError('binding-failed')` on anything else. */
export function fingerprintOfSdp(sdp: string): Bytes {
  // SECURITY: the word is counted anywhere, in any case, so that no reader of SDP can see a second one ("refuses …" in sdp-binding.test.ts).
  const mentions = sdp.match(/fingerprint/giu)?.length ?? 0;
  if (mentions !== 1) throw new ParleyError('binding-failed', `${mentions} fingerprints in the SDP`);
  for (const line of sdp.split('\n')) {
    const hex = FINGERPRINT_LINE.exec(line.endsWith('\r') ? line.slice(0, -1) : line)?.[1];
    if (hex !== undefined) return bytesFromHex(hex.replaceAll(':', ''));
  }
  throw new ParleyError('binding-failed', 'the fingerprint is not sha-256, or not as browsers write it');
}

/** What this file reads of an `RTCPeerConnection`. */
export interface BindablePeerConnection {
  readonly localDescription: { readonly sdp: string } | null;
  readonly remoteDescription: { readonly sdp: string } | null;
  readonly sctp: { readonly transport: { getRemoteCertificates?(): ArrayBuffer[] } } | null;
}

/** The fingerprints of an open connection, 32 bytes each. */
export interface DtlsBinding {
  readonly local: Bytes;
  readonly remote: Bytes;
}

/**
 * Reads both fingerprints and, where the browser shows the certificate the other side really used, compares. Rejects with
 * `ParleyError('binding-failed')`.
 */
export async function readDtlsBinding(connection: BindablePeerConnection, sha256: Sha256): Promise<DtlsBinding> {
  const local = fingerprintOfSdp(connection.localDescription?.sdp ?? '');
  const remote = fingerprintOfSdp(connection.remoteDescription?.sdp ?? '');
  const dtls = connection.sctp?.transport;
  if (dtls === undefined) throw new ParleyError('binding-failed', 'the connection carries no data');
  if (dtls.getRemoteCertificates !== undefined) {
    const certificate = dtls.getRemoteCertificates()[0];
    if (certificate === undefined) throw new ParleyError('binding-failed', 'no certificate was used');
    // SECURITY: what was announced is what is used ("refuses a certificate that is not the announced one" in sdp-binding.test.ts).
    if (!equalBytes(await sha256(new Uint8Array(certificate)), remote))
      throw new ParleyError('binding-failed', 'another certificate is used');
  }
  return { local, remote };
}

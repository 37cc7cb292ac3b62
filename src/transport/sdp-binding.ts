/**
 * Which DTLS certificates a connection uses.
 *
 * They are read from its SDP (RFC 8122), for the handshake to bind (DESIGN section 4, "Handshake"). Browsers differ in which of several `a=fingerprint` lines they honour, so anything but exactly one, in exactly the form browsers write, is
 * refused rather than interpreted.
 */
import { equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';

/** SHA-256 of a byte string: comes from `crypto/`, which this layer may not import. */
export type Sha256 = (bytes: Bytes) => Promise<Bytes>;

const FINGERPRINT_LINE = /(?:^|\n)a=fingerprint:sha-256 ((?:[0-9A-F]{2}:){31}[0-9A-F]{2})\r?(?:\n|$)/u;

/** The SHA-256 fingerprint (32 bytes) in an SDP that holds exactly one, `null` for any other. */
export function fingerprintOfSdp(sdp: string): Bytes | null {
  // SECURITY: anywhere and in any case, so that no reader of SDP can see a second one (sdp-binding.test.ts: "refuses …").
  if (sdp.match(/fingerprint/giu)?.length !== 1) return null;
  const hex = FINGERPRINT_LINE.exec(sdp)?.[1];
  return hex === undefined ? null : Uint8Array.fromHex(hex.replaceAll(':', ''));
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
  if (local === null || remote === null || dtls === undefined) throw new ParleyError('binding-failed');
  if (dtls.getRemoteCertificates !== undefined) {
    const [certificate = new ArrayBuffer()] = dtls.getRemoteCertificates();
    // SECURITY: what was announced is what is used (sdp-binding.test.ts: "refuses a certificate that is not the announced one").
    if (!equalBytes(await sha256(new Uint8Array(certificate)), remote)) throw new ParleyError('binding-failed');
  }
  return { local, remote };
}

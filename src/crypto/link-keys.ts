/**
 * Keys and signed bytes of a link: prologues, the exporter, and the bytes that AUTH signs (DESIGN section 4, "Handshake",
 * "AUTH", "Rekey").
 */
import { u8Bytes, lpText } from '../lib/byte-writer.js';
import { labelledBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { NoiseRole } from './noise.js';
import { hkdfSha256, requireLength } from './primitives.js';

/** What both ends of a channel must see alike. */
export interface LinkBinding {
  /** The room, 16 bytes. */
  readonly rid: Bytes;
  /** The PeerJS id of the side that dialled. */
  readonly peerIdInitiator: string;
  /** The PeerJS id that was dialled. */
  readonly peerIdResponder: string;
  /** SHA-256 of the DTLS certificate of the side that dialled, 32 bytes. */
  readonly dtlsInitiator: Bytes;
  /** SHA-256 of the DTLS certificate of the side that was dialled, 32 bytes. */
  readonly dtlsResponder: Bytes;
}

/** The prologue of a link's first handshake: `"parley/1 link" ‖ rid ‖ lp(peerId_I) ‖ lp(peerId_R) ‖ dtls_I32 ‖ dtls_R32`. Throws `RangeError` on a wrong length. */
export function linkPrologue({ rid, peerIdInitiator, peerIdResponder, dtlsInitiator, dtlsResponder }: LinkBinding): Bytes {
  requireLength(16, { rid });
  requireLength(32, { dtlsInitiator, dtlsResponder });
  // SECURITY: a signalling server in the middle changes one of these (link-keys.test.ts: "differs when any part of the binding differs").
  return labelledBytes('parley/1 link', rid, lpText(peerIdInitiator), lpText(peerIdResponder), dtlsInitiator, dtlsResponder);
}

/** The prologue of a rekey: `"parley/1 rekey" ‖ h_previous`. */
export function rekeyPrologue(hPrevious: Bytes): Bytes {
  return labelledBytes('parley/1 rekey', hPrevious);
}

/** `exp = HKDF(ikm=ck, salt=h, info="parley/1 exporter", 32)`: the psk of the next epoch, and of epoch 0 the secret behind the emoji. Secret. */
export async function exporterOf(ck: Bytes, h: Bytes): Promise<Bytes> {
  return hkdfSha256(ck, h, utf8Bytes('parley/1 exporter'), 32);
}

/**
 * What AUTH signs: `"parley/1 auth" ‖ role1 ‖ h ‖ pk ‖ run ‖ caps`, where `role` is that of the signer (0 initiator, 1 responder), `run` has 8 bytes and
 * `caps` 4, as they travel in the frame. Throws `RangeError` on a wrong length.
 */
export function authMessage(role: NoiseRole, h: Bytes, pk: Bytes, run: Bytes, caps: Bytes): Bytes {
  requireLength(32, { h, pk });
  requireLength(8, { run });
  requireLength(4, { caps });
  // SECURITY: without the role an AUTH could be sent back to its sender (link-keys.test.ts: "keeps the two roles apart").
  return labelledBytes('parley/1 auth', u8Bytes(role === 'initiator' ? 0 : 1), h, pk, run, caps);
}

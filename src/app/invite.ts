/**
 * The invite: room secret, founder and inviter in one text, as a link's fragment or alone as a code (DESIGN section 4, "Invite").
 *
 * Whoever holds it can knock; entering is decided by a member or by a token. Everything here comes from outside and is parsed once, with limits.
 */
import { hashLabelled, randomBytes } from '../crypto/primitives.js';
import { base64UrlOf, bytesFromBase64Url } from '../lib/base-text.js';
import { ByteReader } from '../lib/byte-reader.js';
import { lpText, u8Bytes } from '../lib/byte-writer.js';
import { concatBytes, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { parseServerUrl, serverUrlOf } from './config.js';
import type { SignallingServer } from './config.js';

const INVITE_VERSION = 1;
const INVITE_CHECK_LABEL = 'parley/1 invite check';
const INVITE_FLAG_TOKEN = 1;
const INVITE_FLAG_SERVER = 2;
const INVITE_TEXT_LIMIT = 2048;
const INVITE_CHECK_BYTES = 4;

/** What an invite says. */
export interface Invite {
  /** The room secret RS, 32 bytes. */
  readonly roomSecret: Bytes;
  /** Public key of the founder, 32 bytes: part of the room's id. */
  readonly founderPk: Bytes;
  /** Fingerprint of the one who invites, 32 bytes. */
  readonly inviterFp: Bytes;
  /** 16 bytes that let one in without asking, or `null`. Never sent to anyone. */
  readonly token: Bytes | null;
  /** The signalling server where the room meets, when it is not the public default, or `null`. */
  readonly server: SignallingServer | null;
  /** The room's name as the inviter knows it: a label until the log says it. */
  readonly roomName: string;
}

/** A new token, 16 random bytes. */
export function newInviteToken(): Bytes {
  return randomBytes(16);
}

/** The code: base64url of `ver1 ‖ flags1 ‖ RS32 ‖ pk_founder32 ‖ fp_inviter32 ‖ [token16] ‖ [lp(signalling)] ‖ lp(room name) ‖ check4`. */
export async function encodeInvite(invite: Invite): Promise<string> {
  const none = new Uint8Array();
  const flags = (invite.token === null ? 0 : INVITE_FLAG_TOKEN) | (invite.server === null ? 0 : INVITE_FLAG_SERVER);
  const bytes = concatBytes(
    u8Bytes(INVITE_VERSION),
    u8Bytes(flags),
    invite.roomSecret,
    invite.founderPk,
    invite.inviterFp,
    invite.token ?? none,
    invite.server === null ? none : lpText(serverUrlOf(invite.server)),
    lpText(invite.roomName),
  );
  return base64UrlOf(concatBytes(bytes, await inviteCheck(bytes)));
}

async function inviteCheck(bytes: Bytes): Promise<Bytes> {
  return (await hashLabelled(INVITE_CHECK_LABEL, bytes)).subarray(0, INVITE_CHECK_BYTES);
}

/** The code inside a link or a pasted text: what follows `#i=`, or the text itself, without white space. */
export function inviteCodeIn(text: string): string {
  const compact = text.replace(/\s+/gu, '');
  const at = compact.lastIndexOf('#i=');
  return at < 0 ? compact : compact.slice(at + 3);
}

/**
 * Reads an invite from a link or code. Throws `ParleyError`: `invite-malformed` (not one, cut, or mistyped), `invite-newer` (another version).
 */
export async function parseInvite(text: string): Promise<Invite> {
  try {
    return await parseInviteCode(inviteCodeIn(text));
  } catch (error) {
    if (error instanceof ParleyError && error.code === 'invite-newer') throw error;
    throw new ParleyError('invite-malformed', '', { cause: error });
  }
}

async function parseInviteCode(code: string): Promise<Invite> {
  if (code.length > INVITE_TEXT_LIMIT) throw new ParleyError('too-large');
  const bytes = bytesFromBase64Url(code);
  if (bytes.length <= INVITE_CHECK_BYTES) throw new ParleyError('malformed');
  const body = bytes.subarray(0, -INVITE_CHECK_BYTES);
  // The check comes first: a text that was cut or mistyped is not "from a newer version".
  if (!equalBytes(await inviteCheck(body), bytes.subarray(-INVITE_CHECK_BYTES))) throw new ParleyError('malformed', 'check');
  const reader = new ByteReader(body);
  if (reader.u8() !== INVITE_VERSION) throw new ParleyError('invite-newer');
  const flags = reader.u8();
  if ((flags & ~(INVITE_FLAG_TOKEN | INVITE_FLAG_SERVER)) !== 0) throw new ParleyError('invite-newer', `flags ${flags}`);
  const invite: Invite = {
    roomSecret: reader.take(32).slice(),
    founderPk: reader.take(32).slice(),
    inviterFp: reader.take(32).slice(),
    token: (flags & INVITE_FLAG_TOKEN) === 0 ? null : reader.take(16).slice(),
    server: (flags & INVITE_FLAG_SERVER) === 0 ? null : parseServerUrl(reader.lpText(512)),
    roomName: reader.lpText(256),
  };
  reader.end();
  return invite;
}

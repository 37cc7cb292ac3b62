/**
 * The invite: room secret, founder and inviter in one text, as a link's fragment or alone as a code (DESIGN section 4, "Invite").
 *
 * Whoever holds it can knock; entering is decided by a member or by a token. Everything here comes from outside and is parsed once, with limits.
 */
import { hashLabelled } from '../crypto/primitives.js';
import { base64UrlOf, bytesFromBase64Url } from '../lib/base-text.js';
import { ByteReader } from '../lib/byte-reader.js';
import { lpText, u8Bytes } from '../lib/byte-writer.js';
import { concatBytes, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
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
  return text.replace(/\s+/gu, '').split('#i=').at(-1) as string;
}

/**
 * Reads an invite from a link or code. Throws `ParleyError`: `invite-malformed` (not one, cut, or mistyped), `invite-newer` (another version).
 */
export async function parseInvite(text: string): Promise<Invite> {
  try {
    const code = inviteCodeIn(text);
    if (code.length > INVITE_TEXT_LIMIT) throw new ParleyError('too-large');
    const bytes = bytesFromBase64Url(code);
    const body = bytes.subarray(0, -INVITE_CHECK_BYTES);
    // The check comes first: a text that was cut or mistyped is not "from a newer version".
    if (!equalBytes(await inviteCheck(body), bytes.subarray(-INVITE_CHECK_BYTES))) throw new ParleyError('malformed');
    const reader = new ByteReader(body);
    const version = reader.u8();
    const flags = reader.u8();
    if (version !== INVITE_VERSION || flags > (INVITE_FLAG_TOKEN | INVITE_FLAG_SERVER)) throw new ParleyError('invite-newer');
    const invite: Invite = {
      roomSecret: reader.take(32),
      founderPk: reader.take(32),
      inviterFp: reader.take(32),
      token: (flags & INVITE_FLAG_TOKEN) === 0 ? null : reader.take(16),
      server: (flags & INVITE_FLAG_SERVER) === 0 ? null : parseServerUrl(reader.lpText(512)),
      roomName: reader.lpText(256),
    };
    reader.end();
    return invite;
  } catch (error) {
    if (errorCodeOf(error) === 'invite-newer') throw error;
    throw new ParleyError('invite-malformed', { cause: error });
  }
}

/**
 * Identities, rooms and invites of docs/PROTOCOL.md sections 3 to 5: what is derived from the room secret, and how an invite carries it.
 */
import { Reader, base32, base64url, fromBase64url, isSame, join, lp } from './bytes.js';
import { hkdfSha256, publicKey, random, sha256, sign } from './primitives.js';

const EMPTY: Uint8Array = new Uint8Array();

/** Somebody: a key pair, its fingerprint, and the run of this start (section 7, AUTH). */
export interface Identity {
  readonly seed: Uint8Array;
  readonly pk: Uint8Array;
  readonly fp: Uint8Array;
  readonly run: Uint8Array;
}

/** Section 3. */
export function fingerprint(pk: Uint8Array): Uint8Array {
  return sha256('parley/1 identity', pk);
}

/** An identity of this seed, a random one unless told otherwise. */
export function newIdentity(seed = random(32), run = random(8)): Identity {
  const pk = publicKey(seed);
  return { seed, pk, fp: fingerprint(pk), run };
}

/** Section 4: everything that follows from room secret and founder. */
export class Room {
  readonly secret: Uint8Array;
  readonly founder: Uint8Array;
  readonly psk: Uint8Array;
  readonly rid: Uint8Array;
  readonly lobby: string;

  constructor(secret: Uint8Array, founder: Uint8Array) {
    this.secret = secret;
    this.founder = founder;
    this.psk = this.#hk('psk', EMPTY, 32);
    this.rid = this.#hk('id', founder, 16);
    this.lobby = base32(this.#hk('lobby', EMPTY, 20));
  }

  #hk(label: string, rest: Uint8Array, length: number): Uint8Array {
    return hkdfSha256(this.secret, EMPTY, join('parley/1 room ', label, rest), length);
  }

  /** The id at the server of an installation; slot is 0 to 3. */
  peerId(fp: Uint8Array, slot = 0): string {
    return base32(this.#hk('peer', join(fp, Uint8Array.of(slot)), 20));
  }
}

/** Section 5. */
export interface Invite {
  readonly secret: Uint8Array;
  readonly founder: Uint8Array;
  readonly inviter: Uint8Array;
  readonly token: Uint8Array | null;
  readonly server: string | null;
  readonly name: string;
}

/** The code of an invite. */
export function writeInvite({ secret, founder, inviter, token, server, name }: Invite): string {
  const flags = (token === null ? 0 : 1) | (server === null ? 0 : 2);
  const body = join(Uint8Array.of(1, flags), secret, founder, inviter, token ?? EMPTY, server === null ? EMPTY : lp(server), lp(name));
  return base64url(join(body, sha256('parley/1 invite check', body).slice(0, 4)));
}

/** Reads a link or a code; throws `RangeError` for anything else, one of a newer version included. */
export function readInvite(text: string): Invite {
  const code = text.replaceAll(/\s/gu, '').split('#i=').at(-1) ?? '';
  const bytes = fromBase64url(code);
  const body = bytes.slice(0, -4);
  if (!isSame(sha256('parley/1 invite check', body).slice(0, 4), bytes.slice(-4))) throw new RangeError('check');
  const reader = new Reader(body);
  const [version, flags] = [reader.number(1), reader.number(1)];
  if (version !== 1 || flags > 3) throw new RangeError('newer');
  const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const invite: Invite = {
    secret: reader.take(32),
    founder: reader.take(32),
    inviter: reader.take(32),
    token: (flags & 1) === 0 ? null : reader.take(16),
    server: (flags & 2) === 0 ? null : decode(reader.lp()),
    name: decode(reader.lp()),
  };
  reader.end();
  return invite;
}

/** The key pair that both ends derive from a token. */
export function tokenKey(token: Uint8Array): { readonly seed: Uint8Array; readonly pk: Uint8Array } {
  const seed = hkdfSha256(token, EMPTY, join('parley/1 invite token'), 32);
  return { seed, pk: publicKey(seed) };
}

/** What a newcomer with this key shows: that they hold the token. */
export function redeem(token: Uint8Array, rid: Uint8Array, pk: Uint8Array): Uint8Array {
  return sign(tokenKey(token).seed, 'parley/1 redeem', rid, pk);
}

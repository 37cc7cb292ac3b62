/**
 * Noise_NNpsk0_25519_AESGCM_SHA256 as docs/PROTOCOL.md section 7 writes it out, for the first handshake and for each rekey (section 9). One object
 * is one side of one handshake. An ephemeral key can be given, and any bytes can be put in the place of a public one: this is a kit for attacks.
 */
import { join, lp } from './bytes.js';
import type { Part } from './bytes.js';
import { carelessExchange, decrypt, encrypt, exchange, exchangeKey, hkdfSha256, noiseHkdf, random, sha256 } from './primitives.js';

const NAME = 'Noise_NNpsk0_25519_AESGCM_SHA256';
const EMPTY: Uint8Array = new Uint8Array();
const NONCE_0 = new Uint8Array(12);

/** What both sides hold after message 2. */
export interface Secrets {
  readonly h: Uint8Array;
  readonly ck: Uint8Array;
  /** Key of what I sends. */
  readonly keyI: Uint8Array;
  /** Key of what R sends. */
  readonly keyR: Uint8Array;
  readonly exp: Uint8Array;
}

/** What a channel is bound to (section 7, Binding). */
export interface Binding {
  readonly rid: Uint8Array;
  readonly idI: string;
  readonly idR: string;
  readonly dtlsI: Uint8Array;
  readonly dtlsR: Uint8Array;
}

/** The prologue of a link. */
export function linkPrologue({ rid, idI, idR, dtlsI, dtlsR }: Binding): Uint8Array {
  return join('parley/1 link', rid, lp(idI), lp(idR), dtlsI, dtlsR);
}

/** The prologue of a rekey after an epoch with this `h`. */
export function rekeyPrologue(h: Uint8Array): Uint8Array {
  return join('parley/1 rekey', h);
}

export class Handshake {
  /** The public ephemeral key that is sent. */
  readonly e: Uint8Array;
  readonly #secret: Uint8Array;
  readonly #psk: Uint8Array;
  readonly #isCareless: boolean;
  #h: Uint8Array;
  #ck: Uint8Array = join(NAME);
  #k: Uint8Array = EMPTY;
  #theirs: Uint8Array = EMPTY;

  /** `publicE` in the place of the public key of `secret`: whoever sends that takes any shared secret, even zeros. */
  constructor(prologue: Uint8Array, psk: Uint8Array, secret: Uint8Array = random(32), publicE?: Uint8Array) {
    this.#psk = psk;
    this.#secret = secret;
    this.e = publicE ?? exchangeKey(secret);
    this.#isCareless = publicE !== undefined;
    this.#h = sha256(NAME, prologue);
  }

  #mixHash(part: Part): void {
    this.#h = sha256(this.#h, part);
  }

  #mixKey(input: Uint8Array): void {
    [this.#ck, this.#k] = noiseHkdf(this.#ck, input, 2) as [Uint8Array, Uint8Array];
  }

  #mixPsk(): void {
    let t: Uint8Array;
    [this.#ck, t, this.#k] = noiseHkdf(this.#ck, this.#psk, 3) as [Uint8Array, Uint8Array, Uint8Array];
    this.#mixHash(t);
  }

  /** psk, ee: mixes `e`, and gives the tag of an empty payload. */
  #mixE(e: Uint8Array): void {
    this.#mixHash(e);
    this.#mixKey(e);
  }

  /** The payload, always empty but in published vectors, and the tag. */
  #tag(payload: Uint8Array): Uint8Array {
    const tag = encrypt(this.#k, NONCE_0, this.#h, payload);
    this.#mixHash(tag);
    return tag;
  }

  #readTag(tag: Uint8Array): void {
    decrypt(this.#k, NONCE_0, this.#h, tag);
    this.#mixHash(tag);
  }

  #exchange(): void {
    this.#mixKey((this.#isCareless ? carelessExchange : exchange)(this.#secret, this.#theirs));
  }

  /** Message 1, 48 bytes. I only, first. */
  write1(payload = EMPTY): Uint8Array {
    this.#mixPsk();
    this.#mixE(this.e);
    return join(this.e, this.#tag(payload));
  }

  /** Takes message 1; throws when it does not fit. R only, first. */
  read1(message: Uint8Array): void {
    this.#mixPsk();
    this.#theirs = message.slice(0, 32);
    this.#mixE(this.#theirs);
    this.#readTag(message.slice(32));
  }

  /** Message 2, 48 bytes. R only, after `read1`. */
  write2(payload = EMPTY): Uint8Array {
    this.#mixE(this.e);
    this.#exchange();
    return join(this.e, this.#tag(payload));
  }

  /** Takes message 2; throws when it does not fit. I only, after `write1`. */
  read2(message: Uint8Array): void {
    this.#theirs = message.slice(0, 32);
    this.#mixE(this.#theirs);
    this.#exchange();
    this.#readTag(message.slice(32));
  }

  /** After message 2. */
  secrets(): Secrets {
    const [keyI, keyR] = noiseHkdf(this.#ck, EMPTY, 2) as [Uint8Array, Uint8Array];
    const exp = hkdfSha256(this.#ck, this.#h, join('parley/1 exporter'), 32);
    return { h: this.#h, ck: this.#ck, keyI, keyR, exp };
  }
}

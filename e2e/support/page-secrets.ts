/**
 * What nobody outside may ever see of a journey: every key that WebCrypto was given or gave, what an invite holds, and what follows from it.
 */
import { hkdfSync } from 'node:crypto';
import type { Person } from './people.js';
import { secretText } from './secret-forms.js';
import type { Secret } from './secret-forms.js';

/** Says the bytes of every key that passes, before Parley wipes them. Nothing in the page refers to them afterwards. */
export const KEYS_TOLD = `{
  const tell = (bytes) => {
    const copy = ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
    if (copy.length >= 16) console.debug('key ' + copy.toHex());
  };
  const { importKey, exportKey, deriveBits } = SubtleCrypto.prototype;
  SubtleCrypto.prototype.importKey = function (format, bytes, ...rest) {
    tell(bytes);
    return importKey.call(this, format, bytes, ...rest);
  };
  for (const [name, method] of Object.entries({ exportKey, deriveBits }))
    SubtleCrypto.prototype[name] = async function (...args) {
      const bytes = await method.apply(this, args);
      tell(bytes);
      return bytes;
    };
}`;

/** Notes, in hexadecimal, what a page with `KEYS_TOLD` tells; again after each reopening. */
export function noteKeys({ context }: Person, keys: Set<string>): void {
  context.on('console', (message) => {
    const hex = /^key ([0-9a-f]+)$/u.exec(message.text())?.[1];
    if (hex !== undefined && !/^0+$/u.test(hex)) keys.add(hex);
  });
}

/** What an invite holds, and what follows from it. */
export function secretsOfInvite(code: string): readonly Secret[] {
  const bytes = Buffer.from(code, 'base64url');
  const part = (name: string, start: number, length: number): Secret => ({ name, bytes: bytes.subarray(start, start + length) });
  const secret = part('room secret', 2, 32);
  const founder = part('public key of the founder', 34, 32);
  const derive = (name: string, label: Uint8Array, length: number): Secret => ({
    name,
    bytes: new Uint8Array(hkdfSync('sha256', secret.bytes, '', label, length)),
  });
  return [
    secretText(code),
    secret,
    founder,
    part('fingerprint of the inviter', 66, 32),
    derive('pre-shared key', Buffer.from('parley/1 room psk'), 32),
    derive('room id', Buffer.concat([Buffer.from('parley/1 room id'), founder.bytes]), 16),
  ];
}

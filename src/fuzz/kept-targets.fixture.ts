/**
 * What people paste, what stands in the page, and what lies on a disk that others could write to.
 */
import { hashLabelled } from '../crypto/primitives.js';
import { VaultKeyring } from '../vault/sealing.js';
import { parseConfig } from '../app/config.js';
import { encodeInvite, parseInvite } from '../app/invite.js';
import { readVerifyCode, verifyCodeOf } from '../app/verify-code.js';
import { readSignallingText } from '../app/server-texts.js';
import { base64UrlOf, bytesFromBase64Url } from '../lib/base-text.js';
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { packItems } from '../log/item-packing.js';
import { makeRoom } from '../log/log-world.fixture.js';
import { entryCodec } from '../room/entry-codec.js';
import { backupHeaderBytes, parseBackupHeader } from '../vault/backup-header.js';
import { backupPartBytes, readBackupParts } from '../vault/backup-parts.js';
import { openManifest } from '../vault/blob-manifest.js';
import { openCompacted } from '../vault/compacted-segment.js';
import { itemListBytes } from '../vault/item-runs.js';
import { packBytes, unpackText } from '../vault/pack.js';
import { storedText } from '../vault/sealing.js';
import { openSegment } from '../vault/segment.js';
import { headerText, parseHeader } from '../vault/vault-header.js';
import { openIndex } from '../vault/vault-index.js';
import type { FuzzTarget } from './fuzzing.fixture.js';

const bytes = (length: number, fill = 5): Bytes => new Uint8Array(length).fill(fill);
const textOf = (input: Bytes): string => new TextDecoder().decode(input);
/** Bytes as UTF-16, so that every text of localStorage can come of them. */
const unitsOf = (input: Bytes): string => String.fromCharCode(...new Uint16Array(input.slice(0, input.length & ~1).buffer));
const unitBytes = (text: string): Bytes => new Uint8Array(Uint16Array.from(text, (unit) => unit.charCodeAt(0)).buffer);

const keyring = new VaultKeyring(bytes(32));
const stream = bytes(16, 3);
const none = bytes(16, 0);
const BLOB_ID = base64UrlOf(stream);

/** Seals a changed plaintext under the vault's own key, for a decoder that would else see only what is not authentic. */
const sealedAs =
  (kind: Parameters<VaultKeyring['seal']>[0], place: Bytes, ...before: readonly Bytes[]) =>
  async (plaintext: Bytes): Promise<Bytes> =>
    unitBytes(storedText(...before, await keyring.seal(kind, place, plaintext)));

const withCheck = async (label: `parley/1 ${string}`, input: Bytes, length: number): Promise<Bytes> =>
  concatBytes(input, (await hashLabelled(label, input)).slice(0, length));

const span = { first: 2, last: 5 };

async function* whole(input: Bytes): AsyncGenerator<Bytes> {
  for (let at = 0; at < input.length; at += 1_000) yield input.slice(at, at + 1_000);
}

export const keptTargets: readonly FuzzTarget[] = [
  {
    name: 'invite',
    samples: async () => {
      const invite = {
        roomSecret: bytes(32),
        founderPk: bytes(32, 6),
        inviterFp: bytes(32, 7),
        token: null,
        server: null,
        roomName: 'Kitchen',
      };
      const server = { host: 'chat.example', port: 9000, path: '/', secure: true, key: 'peerjs' };
      const codes = await Promise.all([invite, { ...invite, token: bytes(16), server, roomName: 'Кухня' }].map(encodeInvite));
      return codes.map((code) => bytesFromBase64Url(code).slice(0, -4));
    },
    mend: async (body) => utf8Bytes(`https://x.example/#i=${base64UrlOf(await withCheck('parley/1 invite check', body, 4))}`),
    decode: (input) => parseInvite(textOf(input)),
    codes: ['invite-malformed', 'invite-newer'],
  },
  {
    name: 'invite as it is pasted',
    samples: async () => {
      const invite = {
        roomSecret: bytes(32),
        founderPk: bytes(32),
        inviterFp: bytes(32),
        token: bytes(16),
        server: null,
        roomName: 'Kitchen',
      };
      return [utf8Bytes(`Come in: file:///index.html#i=${await encodeInvite(invite)}`)];
    },
    decode: (input) => parseInvite(textOf(input)),
    codes: ['invite-malformed', 'invite-newer'],
  },
  {
    name: 'configuration',
    samples: () =>
      [
        { signalling: [{ host: '0.peerjs.com', port: 443, path: '/', secure: true, key: 'peerjs' }] },
        {
          signalling: [{ host: '[::1]', port: 9000, path: '/x/', secure: false, key: 'k' }],
          iceServers: [{ urls: ['stun:a.example:3478', 'turns:b.example?transport=tcp'], username: 'u', credential: 'c' }],
          relayOnly: true,
          publicAddress: 'https://a.example/',
        },
      ].map((config) => utf8Bytes(JSON.stringify(config))),
    decode: (input) => parseConfig(textOf(input)),
    codes: ['config-invalid'],
  },
  {
    name: 'address of a signalling server',
    samples: () => ['chat.example', 'http://localhost:9000/a/?key=k', 'wss://[::1]:443'].map(utf8Bytes),
    decode: (input) => readSignallingText(textOf(input)),
    codes: ['signalling-address-invalid'],
  },
  {
    name: 'scanned code',
    samples: () => [utf8Bytes(verifyCodeOf(bytes(32), bytes(32, 6)))],
    decode: (input) => readVerifyCode(textOf(input), bytes(32, 6), bytes(32)),
    codes: [],
  },
  {
    name: 'beginning of a backup',
    samples: async () => {
      const header = { made: 1_790_000_000_000, kdf: { rounds: 600_000, salt: bytes(16) }, wrapped: bytes(60) };
      return [(await backupHeaderBytes(header)).slice(0, -8)];
    },
    mend: (input) => withCheck('parley/1 backup header check', input, 8),
    decode: parseBackupHeader,
    codes: ['backup-foreign', 'backup-newer', 'backup-damaged'],
  },
  {
    name: 'parts of a backup',
    samples: () => {
      const record = backupPartBytes({ kind: 'record', name: 'room/aa', value: { name: 'Kitchen', list: [1, null] } });
      const items = backupPartBytes({ kind: 'items', name: 'history/aa', items: [bytes(3), bytes(0), bytes(300)] });
      return [record, items, concatBytes(record, items, items)];
    },
    decode: async (input) => {
      const names: string[] = [];
      for await (const { name } of readBackupParts(whole(input))) names.push(name);
      return names;
    },
    codes: ['backup-damaged', 'backup-newer'],
  },
  {
    name: 'header of a vault',
    samples: async () => [
      utf8Bytes(await headerText({ kdf: null, wrapped: bytes(60) })),
      utf8Bytes(await headerText({ kdf: { rounds: 700_000, salt: bytes(16) }, wrapped: bytes(60) })),
    ],
    decode: (input) => parseHeader(textOf(input)),
    codes: ['vault-newer'],
  },
  {
    name: 'text of localStorage',
    samples: () => [0, 1, 14, 15, 16, 300].map((length) => unitBytes(packBytes(bytes(length)))),
    decode: (input) => unpackText(unitsOf(input)),
    codes: ['malformed'],
  },
  {
    name: 'segment',
    samples: () =>
      [[], [bytes(3)], [bytes(0), bytes(200)]].map((items) => concatBytes(Uint8Array.of(0, 0, 0, 0, 0, 0, 9), itemListBytes(items))),
    mend: sealedAs('segment', concatBytes(stream, Uint8Array.of(0, 0, 0, 1), none), none),
    decode: (input) => openSegment(keyring, stream, 1, unitsOf(input)),
    codes: ['malformed', 'version-unknown', 'not-authentic'],
  },
  {
    name: 'segment as it is stored',
    samples: async () => [
      await sealedAs(
        'segment',
        concatBytes(stream, Uint8Array.of(0, 0, 0, 1), none),
        none,
      )(concatBytes(bytes(7, 0), itemListBytes([bytes(9)]))),
    ],
    decode: (input) => openSegment(keyring, stream, 1, unitsOf(input)),
    codes: ['malformed', 'version-unknown', 'not-authentic'],
  },
  {
    name: 'compacted segment',
    samples: async () => {
      const [ana] = await makeRoom('Ana', 'Ben');
      const items = (ana?.held ?? []).map(({ itemBytes }) => itemBytes);
      const rows = Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, items.length);
      return [concatBytes(none, Uint8Array.of(0), rows, await packItems(items))];
    },
    mend: sealedAs('compacted', concatBytes(stream, Uint8Array.of(0, 0, 0, span.first, 0, 0, 0, span.last), none), none),
    decode: (input) => openCompacted(keyring, entryCodec, stream, span, unitsOf(input)),
    codes: ['malformed', 'version-unknown', 'not-authentic'],
  },
  {
    name: 'index of a vault',
    samples: () => {
      const streams = concatBytes(Uint8Array.of(0, 0, 0, 1), stream, bytes(4, 0), bytes(4, 1), bytes(6, 0), bytes(6, 2), bytes(16));
      const records = concatBytes(Uint8Array.of(0, 0, 0, 1), stream, bytes(6, 0));
      return [concatBytes(bytes(6, 0), streams, records), bytes(14, 0)];
    },
    mend: sealedAs('index', new Uint8Array(0)),
    decode: (input) => openIndex(keyring, unitsOf(input)),
    codes: ['malformed', 'version-unknown', 'not-authentic'],
  },
  {
    name: 'manifest of a blob',
    samples: () => [concatBytes(bytes(6, 0), utf8Bytes('{"room":"aa","name":null}'))],
    mend: async (plaintext) => concatBytes(Uint8Array.of(1), await keyring.seal('blob manifest', stream, plaintext)),
    decode: (input) => openManifest(keyring, BLOB_ID, input),
    codes: [],
  },
];

/**
 * Entries and what they hold: written by anybody who holds the room secret, signed or not.
 */
import { generateSigningKey } from '../crypto/ed25519.js';
import { base64UrlOf } from '../lib/base-text.js';
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { parseEntryBody, parseEntryItem } from '../log/entry-item.js';
import { verifyEntryItem } from '../log/entry.js';
import { forkOf, verifyForkProof } from '../log/forks.js';
import { packItems } from '../log/item-packing.js';
import { TEST_RID, handMadeEntry, makeRoom, signByHand } from '../log/log-world.fixture.js';
import type { HandMade } from '../log/log-world.fixture.js';
import { PackedItems } from '../log/packed-items.js';
import { ENTRY_KINDS, parsePayload } from '../log/payload.js';
import { markdownNodes } from '../ui/markdown.js';
import type { FuzzTarget } from './fuzzing.fixture.js';
import { fuzzKey, resignedItem, resignedProof } from './signing.fixture.js';

const b32 = base64UrlOf(new Uint8Array(32).fill(5));
const b64 = base64UrlOf(new Uint8Array(64).fill(5));

/** One payload of each kind, and where fields may be left out, with and without them. The kind is the first byte of an input. */
const PAYLOADS: readonly (readonly [kind: number, fields: object])[] = [
  [ENTRY_KINDS.create, { name: 'Kitchen', by: 'Ana' }],
  [ENTRY_KINDS.invite, { token: b32, uses: 1, expires: 1_900_000_000_000 }],
  [ENTRY_KINDS.admit, { pk: b32, name: 'Ben' }],
  [ENTRY_KINDS.admit, { pk: b32, name: 'Ben', token: b32, redeem: b64 }],
  [ENTRY_KINDS.remove, { pk: b32, heads: [b32] }],
  [ENTRY_KINDS.leave, {}],
  [ENTRY_KINDS.role, { pk: b32, role: 'admin' }],
  [ENTRY_KINDS.revoke, { token: b32 }],
  [ENTRY_KINDS.settings, { admission: 'any' }],
  [ENTRY_KINDS.timer, { hours: 24 }],
  [ENTRY_KINDS.text, { text: 'hello **you** <b>' }],
  [ENTRY_KINDS.text, { text: 'yes', re: b32 }],
  [ENTRY_KINDS.text, { text: 'ask @Ana', mentions: [{ at: 4, length: 4, pk: b32 }] }],
  [
    ENTRY_KINDS.edit,
    {
      entry: b32,
      text: '@Ana @Ben',
      mentions: [
        { at: 0, length: 4, pk: b32 },
        { at: 5, length: 4, pk: b32 },
      ],
    },
  ],
  [ENTRY_KINDS.profile, { name: 'Anna' }],
  [ENTRY_KINDS.erase, { entry: b32 }],
  [ENTRY_KINDS.edit, { entry: b32, text: 'hello' }],
  [ENTRY_KINDS.react, { entry: b32, emoji: '👍🏽', on: true }],
  [ENTRY_KINDS.pin, { entry: b32, on: true }],
  [ENTRY_KINDS.poll, { question: 'When?', options: ['now', 'later'], many: false }],
  [ENTRY_KINDS.vote, { entry: b32, choices: [0, 1] }],
  [15, { anything: [1, { more: null }] }],
  [200, {}],
];

async function sampleItems(): Promise<Bytes[]> {
  const [ana] = await makeRoom('Ana', 'Ben');
  for (const text of ['one', 'two', 'three']) await ana?.text(text);
  const erased = await signByHand(await generateSigningKey(), { payloadBytes: new Uint8Array(0), salt: new Uint8Array(16) });
  return [...(ana?.held ?? []).map(({ itemBytes }) => itemBytes), erased.item];
}

/** Of each kind, each with two parents but the beginning; one later in its feed, and one that was erased; all signed by one whose signature can be made again. */
async function signedItems(): Promise<Bytes[]> {
  const key = await fuzzKey();
  const parents = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const made: readonly HandMade[] = [
    // What redeems a token is signed by another key.
    ...PAYLOADS.filter(([, fields]) => !('redeem' in fields)).map(([kind, fields]) => ({
      kind,
      payloadBytes: utf8Bytes(JSON.stringify(fields)),
      parents: kind === ENTRY_KINDS.create ? [] : parents,
    })),
    { seq: 7, prev: new Uint8Array(32).fill(3) },
    { payloadBytes: new Uint8Array(0), salt: new Uint8Array(16) },
  ];
  const items = await Promise.all(made.map((one) => signByHand(key, one)));
  return items.map(({ item }) => item);
}

async function sampleProof(): Promise<Bytes[]> {
  const key = await fuzzKey();
  const { proofBytes } = forkOf(await handMadeEntry(key, {}), await handMadeEntry(key, { time: 5 }));
  return proofBytes === null ? [] : [proofBytes];
}

export const logTargets: readonly FuzzTarget[] = [
  {
    name: 'payload',
    samples: () => PAYLOADS.map(([kind, fields]) => concatBytes(Uint8Array.of(kind), utf8Bytes(JSON.stringify(fields)))),
    decode: (input) => parsePayload(input[0] ?? 0, input.slice(1)),
    codes: ['malformed', 'too-large'],
  },
  { name: 'item', samples: sampleItems, decode: parseEntryItem, codes: ['malformed', 'too-large'] },
  {
    name: 'body',
    samples: async () => (await sampleItems()).map((item) => parseEntryItem(item).bodyBytes.slice()),
    decode: parseEntryBody,
    codes: ['malformed', 'too-large', 'version-unknown'],
  },
  {
    name: 'entry with its signature',
    samples: signedItems,
    mend: resignedItem,
    takenLeast: 0.03,
    decode: (input) => verifyEntryItem(input, TEST_RID),
    codes: ['malformed', 'too-large', 'version-unknown', 'not-authentic'],
  },
  {
    name: 'proof of a fork',
    samples: sampleProof,
    mend: resignedProof,
    takenLeast: 0.03,
    decode: (input) => verifyForkProof(input, TEST_RID),
    codes: ['malformed', 'too-large', 'version-unknown', 'not-authentic'],
  },
  {
    name: 'packed items',
    samples: async () => {
      const items = await sampleItems();
      return Promise.all([packItems([]), packItems(items.slice(0, 1)), packItems(items), packItems([...items, new Uint8Array(3)])]);
    },
    decode: async (input) => (await PackedItems.read(input, null)).all().map((item) => item.bytes),
    codes: ['malformed'],
  },
  {
    name: 'Markdown',
    samples: () => ['plain', '**b** _i_ ~~s~~ `c` https://a.example/b', '> q\n> > r\n\n- a\n  - b\n1. c\n\n```js\nx\n```'].map(utf8Bytes),
    decode: (input) => markdownNodes(new TextDecoder().decode(input)),
    codes: [],
  },
];

/**
 * People who write to logs, for tests: each with an identity, a log of their own and an author, and no network between them but `learn`.
 */
import { generateSigningKey } from '../crypto/ed25519.js';
import type { SigningKey } from '../crypto/ed25519.js';
import { redeemSignature, tokenSigningKey } from '../crypto/invite-token.js';
import type { Bytes } from '../lib/bytes.js';
import { Author } from './author.js';
import { AuthorCaps } from './author-caps.js';
import { ZERO_ID, encodeEntryBody, joinEntryItem } from './entry-item.js';
import type { EntryBody } from './entry-item.js';
import { entryIdOf, entryOf, entrySigMessage, payloadHashOf } from './entry.js';
import type { Entry } from './entry.js';
import { causesOf } from './graph.js';
import { RoomLog } from './log.js';
import { ENTRY_KINDS } from './payload.js';
import type { EntryKind, PayloadFields } from './payload.js';

/** The room of all tests. */
export const TEST_RID: Bytes = new Uint8Array(16).fill(7);

/** The time at which tests begin. */
export const TEST_START = 1_800_000_000_000;

/** What a hand-made entry is made of; what is left out is as for a first entry. */
export interface HandMade {
  readonly feed?: Bytes;
  readonly seq?: number;
  readonly prev?: Bytes;
  readonly parents?: readonly Bytes[];
  readonly time?: number;
  readonly kind?: number;
  readonly payloadBytes?: Bytes;
  readonly salt?: Bytes;
  readonly rid?: Bytes;
  /** Fields of the body to be replaced before signing. */
  readonly body?: Partial<EntryBody>;
}

/** Signs an entry by hand, well formed or not. */
export async function signByHand(
  key: SigningKey,
  made: HandMade,
): Promise<{ readonly item: Bytes; readonly bodyBytes: Bytes; readonly id: Bytes; readonly body: EntryBody }> {
  const salt = made.salt ?? new Uint8Array(16).fill(3);
  const payloadBytes = made.payloadBytes ?? new TextEncoder().encode('{"text":"hello"}');
  const body: EntryBody = {
    pk: key.pk,
    feed: made.feed ?? new Uint8Array(8).fill(1),
    seq: made.seq ?? 0,
    prev: made.prev ?? ZERO_ID,
    parents: made.parents ?? [],
    time: made.time ?? TEST_START,
    kind: made.kind ?? ENTRY_KINDS.text,
    ph: await payloadHashOf(salt, payloadBytes),
    ...made.body,
  };
  const bodyBytes = encodeEntryBody(made.rid ?? TEST_RID, body);
  const id = await entryIdOf(bodyBytes);
  const sig = await key.sign(entrySigMessage(id));
  return { item: joinEntryItem({ bodyBytes, sig, salt, payloadBytes }), bodyBytes, id, body };
}

/** The same as an `Entry`, as if it had been verified. */
export async function handMadeEntry(key: SigningKey, made: HandMade): Promise<Entry> {
  const { item, id, body } = await signByHand(key, made);
  return entryOf(item, id, body);
}

/** Caps that nobody in a test meets. */
export function freeCaps(): AuthorCaps {
  const most = Number.POSITIVE_INFINITY;
  return new AuthorCaps(
    '',
    () => TEST_START,
    () => undefined,
    { burst: most, perSecond: 1, entries: most, bytes: most },
  );
}

/** Somebody with a log. */
export class TestMember {
  readonly key: SigningKey;
  readonly name: string;
  readonly pkHex: string;
  readonly log: RoomLog;
  readonly author: Author;
  /** Everything this person has, in the order in which it came. */
  readonly held: Entry[] = [];
  readonly clock: { now: number };

  constructor(key: SigningKey, name: string, founderPk: Bytes, clock: { now: number }) {
    this.key = key;
    this.name = name;
    this.pkHex = key.pk.toHex();
    this.clock = clock;
    this.log = new RoomLog(TEST_RID, founderPk);
    this.author = new Author(key, TEST_RID, this.log, () => clock.now);
    this.author.resume(null);
  }

  /** Writes an entry and adds it to the own log. Each entry is a second later than the one before. */
  async write<Kind extends EntryKind>(kind: Kind, fields: PayloadFields[Kind]): Promise<Entry> {
    this.clock.now += 1000;
    const entry = await this.author.write(kind, fields);
    this.take([entry]);
    return entry;
  }

  text(text: string): Promise<Entry> {
    return this.write('text', { text });
  }

  admit(person: TestMember): Promise<Entry> {
    return this.write('admit', { pk: person.key.pk, name: person.name, token: null, redeem: null });
  }

  /** Removes with the heads of the target's feeds as this person knows them. */
  remove(person: TestMember): Promise<Entry> {
    const heads = this.log.graph.feedsOf(person.pkHex).flatMap((feed) => feed.chain.at(-1)?.entry.id ?? []);
    return this.write('remove', { pk: person.key.pk, heads });
  }

  promote(person: TestMember): Promise<Entry> {
    return this.write('role', { pk: person.key.pk, role: 'admin' });
  }

  take(entries: readonly Entry[]): void {
    this.held.push(...entries.filter((entry) => !this.held.includes(entry)));
    this.log.addAll(entries);
  }

  /** Gets everything that the others have. */
  learn(...others: readonly TestMember[]): void {
    for (const other of others) this.take(other.held);
  }

  stateOf(person: TestMember): string {
    const member = this.log.members().get(person.pkHex);
    return member === undefined ? 'none' : member.state === 'member' ? member.role : member.state;
  }

  /** The texts that are shown, oldest first. */
  texts(): string[] {
    return this.log.timeline.slice(0, this.log.timeline.length).flatMap(({ payload }) => (payload?.kind === 'text' ? payload.text : []));
  }
}

/**
 * Adds an entry and says how it was taken: `added`, counting or not; `restored`: it was known without its payload, which is back; `known`; `waiting` for its
 * causes; `refused`: it can never count and was not kept.
 */
export function addTo(log: RoomLog, entry: Entry): 'added' | 'restored' | 'known' | 'waiting' | 'refused' {
  const before = log.graph.get(entry.idText)?.entry;
  const isHeld = log.add(entry);
  if (!isHeld) return causesOf(entry).ids.every((idText) => log.has(idText)) ? 'refused' : 'waiting';
  if (before === undefined) return 'added';
  return log.graph.get(entry.idText)?.entry === before ? 'known' : 'restored';
}

/** Whether an entry is held but does not count. */
export function isVoid(log: RoomLog, entry: Entry): boolean {
  return log.graph.get(entry.idText)?.isVoid ?? false;
}

/** Whether somebody is known to have forked a feed. */
export function isForked(log: RoomLog, pkHex: string): boolean {
  return [...log.forks.values()].some(({ authorHex }) => authorHex === pkHex);
}

/** People of one room, the first of whom founded it. Only the founder is in. */
export async function makePeople(...names: readonly string[]): Promise<TestMember[]> {
  const clock = { now: TEST_START };
  const keys = await Promise.all(names.map(() => generateSigningKey()));
  const founderPk = keys[0]?.pk as Bytes;
  const people = keys.map((key, i) => new TestMember(key, names[i] as string, founderPk, clock));
  await people[0]?.write('create', { name: 'Room', by: names[0] as string });
  return people;
}

/** The same with everybody let in by the founder, in order, and knowing it. */
export async function makeRoom(...names: readonly string[]): Promise<TestMember[]> {
  const people = await makePeople(...names);
  const [founder, ...others] = people as [TestMember, ...TestMember[]];
  for (const other of others) await founder.admit(other);
  for (const other of others) other.learn(founder);
  return people;
}

/** A token as an invite holds it, with what is needed to invite with it and to redeem it. */
export async function makeToken(fill: number): Promise<{ readonly token: Bytes; redeem(person: TestMember): Promise<Bytes> }> {
  const key = await tokenSigningKey(new Uint8Array(16).fill(fill));
  return { token: key.pk, redeem: (person) => redeemSignature(key, TEST_RID, person.key.pk) };
}

/** What is said about an entry. */
function saidAbout({ annotations }: RoomLog, entry: Entry): unknown {
  const idsOf = (entries: readonly Entry[]): string[] => entries.map(({ idText }) => idText);
  return [idsOf(annotations.editsOf(entry)), annotations.reactionsTo(entry.idText), idsOf(annotations.votesOn(entry.idText))];
}

/** Everything that has to be the same for everybody who has the same entries. */
export function describeLog(log: RoomLog): Readonly<Record<string, unknown>> {
  return {
    shown: log.timeline.slice(0, log.timeline.length).map((entry) => entry.idText),
    said: log.timeline.slice(0, log.timeline.length).map((entry) => saidAbout(log, entry)),
    pinned: log.annotations.pinned(),
    heads: log.heads().map((entry) => entry.idText),
    feeds: [...log.feeds()].sort(),
    members: [...log.members().values()].map((member) => ({ ...member, pk: '' })),
    invites: [...log.invites().values()],
    forks: [...log.forks].map(([feedKey, { seq }]) => [feedKey, seq]).sort(),
    isStopped: log.isStopped,
    hours: log.payloads.vanishing.hours,
    withheld: log.payloads.withheld().sort(),
  };
}

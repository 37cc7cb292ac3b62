/**
 * Two ends of a link on a network in memory, with a clock that stands still.
 */
import { createIdentity } from '../crypto/identity.js';
import type { Identity } from '../crypto/identity.js';
import { randomBytes, sha256 } from '../crypto/primitives.js';
import type { Bytes } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import { FakeClock, settle } from '../lib/fake-clock.fixture.js';
import { MemoryNetwork } from '../transport/memory-transport.fixture.js';
import type { MemoryChannel, MemoryDirection, MemoryWire } from '../transport/memory-transport.fixture.js';
import { establishLink } from './establish-link.js';
import type { LinkSetup } from './establish-link.js';
import type { Link } from './link.js';

/** A message as it passed the wire. */
export interface SeenMessage {
  readonly direction: MemoryDirection;
  readonly bytes: Bytes;
}

/** The open channel between "alice" (who dials) and "bob". */
export interface TestWire {
  readonly wire: MemoryWire;
  readonly initiator: MemoryChannel;
  readonly responder: MemoryChannel;
}

/** What a test may want otherwise. */
export interface PairChanges {
  readonly initiator?: Partial<LinkSetup>;
  readonly responder?: Partial<LinkSetup>;
}

/** A room with two people in it and a network between them. */
export class LinkScene {
  readonly clock = new FakeClock();
  readonly network = new MemoryNetwork(this.clock);
  readonly rid = randomBytes(16);
  readonly psk = randomBytes(32);
  readonly runOfAlice = randomBytes(8);
  readonly runOfBob = randomBytes(8);
  /** Every message of every wire, as it was sent. */
  readonly seen: SeenMessage[] = [];
  /** Changes a message: by its position in `seen` from 0, and what it is. */
  meddle: ((index: number, message: SeenMessage) => Bytes | null) | null = null;
  readonly alice: Identity;
  readonly bob: Identity;
  #wires = 0;

  private constructor(alice: Identity, bob: Identity) {
    this.alice = alice;
    this.bob = bob;
    this.network.tamper = (_wireId, direction, bytes) => {
      const message = { direction, bytes: bytes.slice() };
      const index = this.seen.push(message) - 1;
      return this.meddle === null ? bytes : this.meddle(index, message);
    };
  }

  static async make(): Promise<LinkScene> {
    const [alice, bob] = await testIdentities();
    return new LinkScene(alice, bob);
  }

  /** A fresh channel; ids are counted so that scenes can open many. */
  async wire(): Promise<TestWire> {
    const count = this.#wires++;
    const transport = this.network.transport();
    const dialler = transport.open(`alice${count}`, 'token');
    const dialled = transport.open(`bob${count}`, 'token');
    const arrival = new Promise<MemoryChannel>((resolve) => dialled.onChannel((channel) => resolve(channel as MemoryChannel)));
    await Promise.resolve();
    await Promise.resolve();
    const initiator = (await dialler.dial(dialled.peerId)) as MemoryChannel;
    const responder = await arrival;
    const wire = this.network.wires.at(-1);
    if (wire === undefined) throw new Error('no wire');
    return { wire, initiator, responder };
  }

  setupOfInitiator(channel: MemoryChannel, changes: Partial<LinkSetup> = {}): LinkSetup {
    return {
      channel,
      rid: this.rid,
      psk: this.psk,
      identity: this.alice,
      run: this.runOfAlice,
      clock: this.clock,
      accepts: () => true,
      ...changes,
    };
  }

  setupOfResponder(channel: MemoryChannel, changes: Partial<LinkSetup> = {}): LinkSetup {
    return {
      channel,
      rid: this.rid,
      psk: this.psk,
      identity: this.bob,
      run: this.runOfBob,
      clock: this.clock,
      accepts: () => true,
      ...changes,
    };
  }

  /** Both handshakes, on their way. */
  begin(wire: TestWire, changes: PairChanges = {}): { initiator: Promise<Link>; responder: Promise<Link> } {
    return {
      initiator: establishLink(this.setupOfInitiator(wire.initiator, changes.initiator)),
      responder: establishLink(this.setupOfResponder(wire.responder, changes.responder)),
    };
  }

  /** An established pair. */
  async pair(changes: PairChanges = {}): Promise<TestPair> {
    const wire = await this.wire();
    const { initiator, responder } = this.begin(wire, changes);
    const [dialler, dialled] = await Promise.all([initiator, responder]);
    return { ...wire, dialler, dialled };
  }

  /** The codes with which two handshakes fail; `null` for one that does not. */
  async codes(wire: TestWire, changes: PairChanges = {}): Promise<[initiator: ErrorCode | null, responder: ErrorCode | null]> {
    const { initiator, responder } = this.begin(wire, changes);
    return Promise.all([codeOf(initiator), codeOf(responder)]);
  }

  /** Moves time on second by second, giving WebCrypto its turn after each, so that heartbeats are answered. */
  async advanceLively(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 1_000) {
      await this.clock.advance(Math.min(1_000, ms - passed));
      await settleCrypto();
    }
  }
}

/** Two links and what is between them. */
export interface TestPair extends TestWire {
  /** The link of the side that dialled. */
  readonly dialler: Link;
  /** The link of the side that was dialled. */
  readonly dialled: Link;
}

/** Lets a handful of WebCrypto operations in a row finish, those of others with them. */
export async function settleCrypto(): Promise<void> {
  for (let i = 0; i < 8; i++) {
    await sha256(new Uint8Array(1024));
    await settle(3);
  }
}

/** Gives the event loop turns until `isTrue`; fails after 30 s of real time. */
export async function until(isTrue: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 30_000;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await settle(2);
  }
}

/** The code with which a promise rejects, `null` when it resolves; anything but a `ParleyError` is passed on. */
export async function codeOf(promise: Promise<unknown>): Promise<ErrorCode | null> {
  try {
    await promise;
    return null;
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === null) throw error;
    return code;
  }
}

/** What came out of a link. */
export class LinkRecorder {
  readonly frames: { readonly type: number; readonly data: Bytes }[] = [];
  readonly codes: ErrorCode[] = [];
  readonly #closed = Promise.withResolvers<ErrorCode>();

  constructor(link: Link) {
    link.start({
      frame: (type, data) => this.frames.push({ type, data: data.slice() }),
      closed: (code) => {
        this.codes.push(code);
        this.#closed.resolve(code);
      },
    });
  }

  /** Resolves with the code when the link is over. */
  get closed(): Promise<ErrorCode> {
    return this.#closed.promise;
  }

  /** Waits for this many frames. */
  async count(frames: number): Promise<void> {
    await until(() => this.frames.length >= frames || this.codes.length > 0, `${frames} frames`);
  }
}

let identities: Promise<[Identity, Identity]> | null = null;

/** The same two people in every test of a page: keys cost time. The first has the lower fingerprint. */
export function testIdentities(): Promise<[Identity, Identity]> {
  identities ??= Promise.all([createIdentity(), createIdentity()]).then(([one, other]) =>
    one.fp.toHex() < other.fp.toHex() ? [one, other] : [other, one],
  );
  return identities;
}

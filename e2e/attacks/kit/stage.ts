/**
 * Where attacks happen: Ana and Ben, honest people with the real page, in a room; and the kit with the room's secret and as many identities as it wants.
 */
import { expect } from '@playwright/test';
import { wantedBrowsers } from '../../../scripts/browsers.mjs';
import { newPerson, startSignalling } from '../../support/people.js';
import type { LocalPeerServer, Person, PersonOptions } from '../../support/people.js';
import { acceptAll, bringIn, createRoom, firstRun, message, readInvite, say } from '../../support/steps.js';
import { dial } from './dialling.js';
import type { Bound } from './dialling.js';
import { KIND, bytesIn, readPayload } from './entries.js';
import type { Entry } from './entries.js';
import { TYPE } from './frames.js';
import { Link, handshakeOn, linkAsI, nextOf } from './link.js';
import { Member } from './member.js';
import type { Talk } from './member.js';
import { compare, join } from './bytes.js';
import { RtcPage } from './rtc-page.js';
import { Room, fingerprint, newIdentity, readInvite as decodeInvite } from './room.js';
import type { Identity } from './room.js';
import { Signalling } from './signalling.js';

type Hostile = Parameters<typeof startSignalling>[0];

/** What a stage may have that is not as usual. */
interface StageOptions extends Pick<PersonOptions, 'patch' | 'initScript'> {
  readonly server?: Hostile;
}

export class Stage {
  readonly signalling: LocalPeerServer;
  readonly ana: Person;
  readonly ben: Person;
  readonly rtc: RtcPage;
  readonly room: Room;
  /** Ana's fingerprint, and the id of hers that is dialled. */
  readonly anaFp: Uint8Array;
  readonly anaId: string;
  readonly #kitBrowser: Person;
  readonly #servers = new Map<string, Promise<Signalling>>();
  #rounds = 0;

  private constructor(signalling: LocalPeerServer, people: readonly [Person, Person, Person], rtc: RtcPage, code: string) {
    const { secret, founder, inviter } = decodeInvite(code);
    this.signalling = signalling;
    [this.ana, this.ben, this.#kitBrowser] = people;
    this.rtc = rtc;
    this.room = new Room(secret, founder);
    this.anaFp = inviter;
    this.anaId = this.room.peerId(inviter);
  }

  /** Ana has a room with Ben in it. Hers is Chromium unless `PARLEY_BROWSER` says otherwise. `server`: whose owner is hostile; `patch`: of both pages; `initScript` is run in her page before its own. */
  static async set({ server, initScript = '', ...options }: StageOptions = {}): Promise<Stage> {
    const [attacked = 'chromium'] = wantedBrowsers();
    const signalling = await startSignalling(server);
    const [ana, ben] = [
      await newPerson(attacked, { signalling, initScript, ...options }),
      await newPerson('chromium', { signalling, ...options }),
    ];
    const kitBrowser = await newPerson('chromium', { page: '<!doctype html><title>kit</title>' });
    await firstRun(ana.page, 'Ana', '');
    await firstRun(ben.page, 'Ben', '');
    await createRoom(ana.page, 'Kitchen');
    await bringIn(ana.page, ben.page, 'Ben');
    const code = await readInvite(ana.page);
    return new Stage(signalling, [ana, ben, kitBrowser], await RtcPage.on(kitBrowser.page), code);
  }

  /** The connection to the server under an id of this identity; claimed once. */
  async serverOf(identity: Identity, slot = 0): Promise<Signalling> {
    const id = this.room.peerId(identity.fp, slot);
    const server = this.#servers.get(id) ?? Signalling.claim(this.signalling.port, id);
    this.#servers.set(id, server);
    return server;
  }

  /** A channel to Ana, or to who has another id, on which nothing was said yet. */
  async dial(identity: Identity, { slot = 0, to = this.anaId }: { readonly slot?: number; readonly to?: string } = {}): Promise<Bound> {
    return dial(await this.serverOf(identity, slot), this.rtc, to);
  }

  /** A channel to Ana after message 2, with the keys: the next to be sent is AUTH. */
  async dialToAuth(identity: Identity): Promise<Link> {
    const bound = await this.dial(identity);
    const handshake = handshakeOn(bound, this.room);
    await bound.channel.send(join(Uint8Array.of(1), handshake.write1()));
    handshake.read2(await nextOf(bound));
    return new Link(bound, 'I', identity, handshake.secrets());
  }

  /** A link to Ana unless told otherwise, of somebody nobody knows unless told otherwise. */
  async link(identity = newIdentity(), options?: Parameters<Stage['dial']>[1]): Promise<Link> {
    return linkAsI(await this.dial(identity, options), this.room, identity);
  }

  /** A new identity whose fingerprint is lower than Ana's, or not: that decides which of two links, or of two starts, counts. */
  identityBeside(isLower: boolean): Identity {
    for (;;) {
      const identity = newIdentity();
      if (compare(identity.fp, this.anaFp) < 0 === isLower) return identity;
    }
  }

  /** The id under which Ben is dialled, as the history of a member tells. */
  benId({ log }: Member): string {
    const ben = log.entries().find((entry) => entry.kind === KIND.admit && readPayload(entry)['name'] === 'Ben') as Entry;
    return this.room.peerId(fingerprint(bytesIn(ben, 'pk')));
  }

  /** Somebody who was let in and has talked, and has everything. */
  async member(name: string, identity = newIdentity()): Promise<{ readonly member: Member; readonly talk: Talk }> {
    const { token } = decodeInvite(await readInvite(this.ana.page, { isTokenWanted: true }));
    const member = new Member(this.room, identity, name, { token });
    const talk = member.talk(await this.link(member.identity));
    await expect.poll(() => member.isIn).toBe(true);
    return { member, talk };
  }

  /** Ana and Ben hear each other, so nothing that happened before has harmed them; nor did anything show that was not meant to be there. */
  async expectUnharmed(people = 2): Promise<void> {
    const round = String((this.#rounds += 1));
    for (const { page } of [this.ana, this.ben]) await acceptAll(page, people);
    await say(this.ana.page, `Ana is well, ${round}`);
    await expect(message(this.ben.page, `Ana is well, ${round}`)).toContainText('Ana');
    await expect(message(this.ana.page, `Ana is well, ${round}`)).toContainText(/delivered|read|carried/iu);
    await say(this.ben.page, `Ben is well, ${round}`);
    await expect(message(this.ana.page, `Ben is well, ${round}`)).toContainText('Ben');
    for (const { page, errors } of [this.ana, this.ben]) {
      await expect(page.getByRole('dialog')).toHaveCount(0);
      expect(errors.filter((text) => /uncaught/iu.test(text))).toEqual([]);
    }
  }

  async close(): Promise<void> {
    this.rtc.end();
    for (const server of this.#servers.values()) (await server).close();
    for (const one of [this.ana, this.ben, this.#kitBrowser]) await one.close();
    await this.signalling.stop();
  }
}

/** The other side closes the channel and says nothing before. */
export async function expectSilence({ channel }: Bound, what = ''): Promise<void> {
  const message = await channel.incoming.next(8_000).catch((error: unknown) => `${what}: ${String(error)}`);
  expect(message, what).toBe(null);
  await channel.close();
}

/** The link still carries: a PING is answered, which proves that all before it was taken. */
export async function expectAlive(link: Link): Promise<void> {
  await link.send(TYPE.PING, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  for (let frame; (frame = await link.take()).type !== TYPE.PONG;) expect(frame.type).toBeGreaterThan(TYPE.CLOSE);
  await link.bound.channel.close();
}

/** Runs `attack` for each, four at a time: fewer than the eight that wait at a door. */
export async function forEach<T>(items: readonly T[], attack: (item: T, index: number) => Promise<void>): Promise<void> {
  const left = [...items.entries()];
  const work = async (): Promise<void> => {
    for (let next; (next = left.shift()) !== undefined;) await attack(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: 4 }, work));
}

/** The numbers below `count`. */
export function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i);
}

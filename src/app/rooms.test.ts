import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import type { AppContext } from './app-parts.js';
import { PUBLIC_SERVER } from './config.js';
import type { SignallingServer } from './config.js';
import { TestNeighbourhood } from './installation.fixture.js';
import { encodeInvite } from './invite.js';
import type { Invite } from './invite.js';
import { readPerson, readRoom, roomIds, writePerson, writeRoom, UNKNOWN_PERSON } from './records.js';
import { makeRoom, openKnownRoom, planJoin, serversOf } from './rooms.js';

const elsewhere: SignallingServer = { host: 'signalling.example', port: 443, path: '/', secure: true, key: 'peerjs' };

async function inviteTo(changes: Partial<Invite> = {}): Promise<string> {
  return encodeInvite({
    roomSecret: randomBytes(32),
    founderPk: randomBytes(32),
    inviterFp: randomBytes(32),
    token: null,
    server: null,
    roomName: 'Kitchen',
    ...changes,
  });
}

async function codeOfPlan(parts: AppContext, text: string): Promise<string | null> {
  return planJoin(parts, text).then(
    () => null,
    (error: unknown) => errorCodeOf(error),
  );
}

describe('rooms: making', () => {
  it('makes a room that is durable, with one in it', async () => {
    const { parts, vault } = await new TestNeighbourhood().person('Ana');
    const room = await makeRoom(parts, 'Kitchen');
    expect(roomIds(vault)).to.deep.equal([room.ridHex]);
    const record = readRoom(vault, room.ridHex);
    expect(record).to.include({ label: 'Kitchen', inviterFp: null, token: null, server: null, slot: 0 });
    expect(record?.founderPk).to.deep.equal(parts.identity.pk);
    expect(room.history.log.name).to.equal('Kitchen');
    expect(vault.history(`history/${room.ridHex}`).items).to.have.length(1);
    await room.close();
  });

  it('leaves no record of a room whose beginning cannot be stored', async () => {
    const { parts, vault } = await new TestNeighbourhood().person('Ana');
    const history = vault.history.bind(vault);
    vault.history = (name) => {
      const found = history(name);
      found.fault = new ParleyError('storage-full');
      return found;
    };
    const code = await makeRoom(parts, 'Kitchen').then(
      () => null,
      (error: unknown) => errorCodeOf(error),
    );
    expect(code).to.equal('storage-full');
    expect(roomIds(vault)).to.deep.equal([]);
  });

  it('makes every room with a secret and ids of its own', async () => {
    const { parts, vault } = await new TestNeighbourhood().person('Ana');
    const rooms = [await makeRoom(parts, 'a'), await makeRoom(parts, 'b')];
    const [one, other] = rooms.map(({ ridHex }) => readRoom(vault, ridHex));
    expect((one?.roomSecret ?? randomBytes(1)).toHex()).not.to.equal((other?.roomSecret ?? randomBytes(1)).toHex());
    expect(new Set([one?.slotToken, one?.lobbyToken, other?.slotToken, other?.lobbyToken]).size).to.equal(4);
    for (const room of rooms) await room.close();
  });
});

describe('rooms: opening', () => {
  it("tells that a part of a room's history is damaged", async () => {
    const ana = await new TestNeighbourhood().person('Ana');
    const { parts, vault } = ana;
    const room = await makeRoom(parts, 'Kitchen');
    await room.close();
    ana.failures = [];
    vault.history(`history/${room.ridHex}`).damage = ['parley/default/s/AAAAAAAAAAAAAAAAAAAAAA/3'];
    const again = await openKnownRoom(parts, readRoom(vault, room.ridHex) as NonNullable<ReturnType<typeof readRoom>>);
    expect(ana.failures.map(errorCodeOf)).to.deep.equal(['history-damaged']);
    expect(again.standing.phase).to.equal('in');
    await again.close();
  });

  it('opens a known room where its record says that it meets', async () => {
    const neighbourhood = new TestNeighbourhood();
    const { parts, vault } = await neighbourhood.person('Ana');
    const room = await makeRoom(parts, 'Kitchen');
    await room.close();
    const record = { ...(readRoom(vault, room.ridHex) as NonNullable<ReturnType<typeof readRoom>>), server: elsewhere };
    const asked: (readonly SignallingServer[])[] = [];
    const transportFor: AppContext['transportFor'] = (ways) => {
      asked.push(ways.servers);
      return neighbourhood.network.transport();
    };
    const again = await openKnownRoom({ ...parts, transportFor }, record);
    expect(asked).to.deep.equal([[elsewhere]]);
    expect(again.history.log.name).to.equal('Kitchen');
    await again.close();
  });

  it('meets at the configured servers unless the record names one', () => {
    const config = { signalling: [PUBLIC_SERVER, elsewhere], iceServers: [], relayOnly: false, publicAddress: null };
    const record = { server: null } as NonNullable<ReturnType<typeof readRoom>>;
    expect(serversOf(record, config)).to.equal(config.signalling);
    expect(serversOf({ ...record, server: elsewhere }, config)).to.deep.equal([elsewhere]);
  });

  it('remembers the slot that it had to take', async () => {
    const neighbourhood = new TestNeighbourhood();
    const [one, two] = [await neighbourhood.person('Ana'), await neighbourhood.person('Ana')];
    const room = await makeRoom(one.parts, 'Kitchen');
    room.start();
    await neighbourhood.clock.advance(0);
    const record = readRoom(one.vault, room.ridHex) as NonNullable<ReturnType<typeof readRoom>>;
    // The same person elsewhere, who was there second.
    const parts = { ...two.parts, identity: one.parts.identity, run: randomBytes(8) };
    const elsewhereRecord = { ...record, slotToken: 'other' };
    await writeRoom(two.vault, room.ridHex, elsewhereRecord);
    const other = await openKnownRoom(parts, elsewhereRecord);
    other.start();
    await neighbourhood.clock.advance(1_000);
    expect(readRoom(two.vault, room.ridHex)?.slot).to.equal(1);
    await room.close();
    await other.close();
  });

  it('keeps when emoji were compared beside what else is known of a person', async () => {
    const neighbourhood = new TestNeighbourhood();
    const [ana, ben] = [await neighbourhood.person('Ana'), await neighbourhood.person('Ben')];
    const ridHex = await neighbourhood.meet(ana, ben);
    await writePerson(ana.vault, ben.fpHex, { ...UNKNOWN_PERSON, name: 'Ben', isMismatched: true });
    ana.open(ridHex).room.verification.start(ben.fpHex);
    await neighbourhood.clock.advance(0);
    expect(readPerson(ana.vault, ben.fpHex)).to.deep.equal({
      ...UNKNOWN_PERSON,
      name: 'Ben',
      isMismatched: true,
      lastSasAt: neighbourhood.clock.wall(),
    });
    await ana.rooms.close();
    await ben.rooms.close();
  });
});

describe('rooms: planning to join', () => {
  it('says what joining would mean, and changes nothing', async () => {
    const { parts, vault } = await new TestNeighbourhood().person('Ben');
    const token = randomBytes(16);
    const inviterFp = randomBytes(32);
    const plan = await planJoin(parts, await inviteTo({ token, inviterFp, roomName: 'Küche' }));
    expect(plan.foreignServer).to.equal(null);
    expect(plan.record).to.include({ label: 'Küche', server: null, slot: 0, since: parts.clock.wall() });
    expect(plan.record.token).to.deep.equal(token);
    expect(plan.record.inviterFp).to.deep.equal(inviterFp);
    expect(plan.ridHex).to.match(/^[0-9a-f]{32}$/u);
    expect(vault.names('')).to.deep.equal([]);
  });

  it("refuses what is no invite, and an invite of one's own", async () => {
    const { parts } = await new TestNeighbourhood().person('Ben');
    expect(await codeOfPlan(parts, 'hello')).to.equal('invite-malformed');
    expect(await codeOfPlan(parts, (await inviteTo()).slice(0, -1))).to.equal('invite-malformed');
    expect(await codeOfPlan(parts, await inviteTo({ inviterFp: parts.identity.fp }))).to.equal('invite-own');
  });

  const servers: readonly [string, readonly SignallingServer[], SignallingServer | null, boolean, SignallingServer | null][] = [
    ['the public server, when that is the one configured', [PUBLIC_SERVER], null, false, null],
    ['a server that is the first one configured', [elsewhere], elsewhere, false, null],
    ['a server that is configured, but not first', [PUBLIC_SERVER, elsewhere], elsewhere, false, elsewhere],
    ['a server that is not configured', [PUBLIC_SERVER], elsewhere, true, elsewhere],
    ['the public server, when that is not configured', [elsewhere], null, true, PUBLIC_SERVER],
  ];
  for (const [what, signalling, server, isForeign, kept] of servers) {
    it(`${isForeign ? 'asks about' : 'takes without asking'} ${what}`, async () => {
      const { parts } = await new TestNeighbourhood().person('Ben');
      const plan = await planJoin({ ...parts, config: { ...parts.config, signalling } }, await inviteTo({ server }));
      expect(plan.foreignServer !== null).to.equal(isForeign);
      expect(plan.record.server).to.deep.equal(kept);
    });
  }
});

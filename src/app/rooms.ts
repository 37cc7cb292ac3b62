/**
 * Making rooms and joining them: from what a person asked for to a record in the vault and an open `Room`.
 */
import { redeemSignature, tokenSigningKey } from '../crypto/invite-token.js';
import type { Identity } from '../crypto/identity.js';
import { randomBytes } from '../crypto/primitives.js';
import { deriveRoom } from '../crypto/room-keys.js';
import { base32Of } from '../lib/base-text.js';
import { hexOf } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import { Room } from '../room/room.js';
import type { Vault } from '../vault/vault.js';
import type { TransportFactory } from './app-parts.js';
import { isSameServer, PUBLIC_SERVER, serverUrlOf } from './config.js';
import type { ParleyConfig, SignallingServer } from './config.js';
import { parseInvite } from './invite.js';
import { historyName, readPerson, readRoom, writePerson, writeRoom } from './records.js';
import type { RoomRecord } from './records.js';

/** What opening a room takes. */
export interface RoomParts {
  readonly vault: Vault;
  readonly config: ParleyConfig;
  readonly clock: Clock;
  readonly identity: Identity;
  /** Random for this start of the page, 8 bytes. */
  readonly run: Bytes;
  readonly ownName: string;
  readonly transportFor: TransportFactory;
}

/** Where a room with this record meets. */
export function serversOf(record: RoomRecord, config: ParleyConfig): readonly SignallingServer[] {
  return record.server === null ? config.signalling : [record.server];
}

/** Opens a room that the vault knows: reads its history. `start` begins to look for the others. */
export async function openKnownRoom(parts: RoomParts, ridHex: string, record: RoomRecord): Promise<Room> {
  const { vault, identity } = parts;
  const { rid } = await deriveRoom(record.roomSecret, record.founderPk);
  return Room.open({
    roomSecret: record.roomSecret,
    founderPk: record.founderPk,
    inviterFp: record.inviterFp,
    identity,
    ownName: parts.ownName,
    run: parts.run,
    clock: parts.clock,
    transport: parts.transportFor(serversOf(record, parts.config)),
    history: vault.history(historyName(rid)),
    redeem: record.token === null ? null : await redeemWith(record.token, rid, identity.pk),
    slot: record.slot,
    tokens: { slot: record.slotToken, lobby: record.lobbyToken },
    random: randomFraction,
    memory: {
      readDelivery: () => vault.get(`delivery/${ridHex}`),
      writeDelivery: (value) => vault.put(`delivery/${ridHex}`, value),
      readForks: () => vault.get(`forks/${ridHex}`),
      writeForks: (value) => vault.put(`forks/${ridHex}`, value),
      slotChanged: (slot) => writeRoom(vault, ridHex, { ...(readRoom(vault, ridHex) ?? record), slot }),
      lastSasAt: (fpHex) => readPerson(vault, fpHex).lastSasAt,
      sasTried: (fpHex, at) => writePerson(vault, fpHex, { ...readPerson(vault, fpHex), lastSasAt: at }),
    },
  });
}

async function redeemWith(token: Bytes, rid: Bytes, pk: Bytes): Promise<{ token: Bytes; signature: Bytes }> {
  const key = await tokenSigningKey(token);
  return { token: key.pk, signature: await redeemSignature(key, rid, pk) };
}

function randomFraction(): number {
  return new DataView(randomBytes(4).buffer).getUint32(0) / 2 ** 32;
}

function newRecord(
  from: Pick<RoomRecord, 'roomSecret' | 'founderPk' | 'inviterFp' | 'token' | 'label' | 'server'>,
  since: number,
): RoomRecord {
  return { ...from, since, slot: 0, slotToken: base32Of(randomBytes(20)), lobbyToken: base32Of(randomBytes(20)) };
}

/** Makes a room with oneself as its founder; it is durable when this resolves. */
export async function makeRoom(parts: RoomParts, name: string): Promise<Room> {
  const roomSecret = randomBytes(32);
  const founderPk = parts.identity.pk;
  const { rid } = await deriveRoom(roomSecret, founderPk);
  const record = newRecord({ roomSecret, founderPk, inviterFp: null, token: null, label: name, server: null }, parts.clock.wall());
  const room = await openKnownRoom(parts, hexOf(rid), record);
  // The beginning comes before the record: a record without a beginning would be a room that nobody can enter.
  await room.found(name);
  await writeRoom(parts.vault, room.ridHex, record);
  room.start();
  return room;
}

/** What is known of an invite before anything is changed. */
export interface JoinPlan {
  readonly ridHex: string;
  readonly record: RoomRecord;
  /** A signalling server that the invite asks for and that is not one of the configured ones, as `host:port`. */
  readonly foreignServer: string | null;
}

/**
 * Reads an invite and says what joining would mean. Changes nothing. Throws `ParleyError`: `invite-malformed`, `invite-newer`, `invite-own`.
 * Whether one is in the room already is the caller's to know.
 */
export async function planJoin(parts: RoomParts, text: string): Promise<JoinPlan> {
  const invite = await parseInvite(text);
  if (hexOf(invite.inviterFp) === hexOf(parts.identity.fp)) throw new ParleyError('invite-own');
  const { rid } = await deriveRoom(invite.roomSecret, invite.founderPk);
  // Both ends have to meet at the same server: an invite that names none means the public one.
  const server = invite.server ?? PUBLIC_SERVER;
  const [first, ...others] = parts.config.signalling;
  const isFirst = first !== undefined && isSameServer(first, server);
  const isConfigured = isFirst || others.some((known) => isSameServer(known, server));
  return {
    ridHex: hexOf(rid),
    record: newRecord(
      {
        roomSecret: invite.roomSecret,
        founderPk: invite.founderPk,
        inviterFp: invite.inviterFp,
        token: invite.token,
        label: invite.roomName,
        server: isFirst ? null : server,
      },
      parts.clock.wall(),
    ),
    foreignServer: isConfigured ? null : serverUrlOf(server),
  };
}

/**
 * Making rooms and joining them: from what a person asked for to a record in the vault and an open `Room`.
 */
import { redeemSignature, tokenSigningKey } from '../crypto/invite-token.js';
import { randomBytes } from '../crypto/primitives.js';
import { deriveRoom } from '../crypto/room-keys.js';
import { base32Of } from '../lib/base-text.js';
import { equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import type { RoomSetup, RoomTokens } from '../room/room-setup.js';
import { Room } from '../room/room.js';
import type { AppContext, WaysToOthers } from './app-parts.js';
import { PUBLIC_SERVER, serverUrlOf } from './config.js';
import type { ParleyConfig, SignallingServer } from './config.js';
import { watchDamage } from './damage-watch.js';
import { parseInvite } from './invite.js';
import { readReachable } from './reachability.js';
import { readPreferences } from './preferences.js';
import { changeRoom, readPerson, writeRoom } from './records.js';
import type { RoomRecord } from './records.js';
import { noteSasTry } from './sas-tries.js';

/** Where a room with this record meets. */
export function serversOf(record: RoomRecord, config: ParleyConfig): readonly SignallingServer[] {
  return record.server === null ? config.signalling : [record.server];
}

/** The same as it is at each moment, since another configuration may be chosen. */
function waysOf(record: RoomRecord, config: ParleyConfig): WaysToOthers {
  return {
    get servers() {
      return serversOf(record, config);
    },
    get iceServers() {
      return config.iceServers;
    },
    get relayOnly() {
      return config.relayOnly;
    },
  };
}

/** Opens a room: reads its history; `progress` hears how far that is, when it takes its time. `start` begins to look for the others. */
export async function openKnownRoom(
  context: AppContext,
  record: RoomRecord,
  progress?: (done: number, total: number) => void,
): Promise<Room> {
  const { vault, config, clock, identity, me, run } = context;
  const failed = (error: unknown): void => context.failed(error, record.label);
  const { roomSecret, founderPk, inviterFp, slot } = record;
  const { rid } = await deriveRoom(roomSecret, founderPk);
  const ridHex = rid.toHex();
  const history = vault.history(`history/${ridHex}`);
  const setup: RoomSetup = {
    roomSecret,
    founderPk,
    inviterFp,
    identity,
    get ownName() {
      return me.name;
    },
    run,
    clock,
    transport: context.transportFor(waysOf(record, config)),
    history,
    redeem: record.token === null ? null : await redeemWith(record.token, rid, identity.pk),
    slot,
    tokens: { slot: record.slotToken, lobby: record.lobbyToken },
    newTokens,
    random: Math.random,
    memory: {
      readDelivery: () => vault.get(`delivery/${ridHex}`),
      writeDelivery: (value) => vault.put(`delivery/${ridHex}`, value),
      readForks: () => vault.get(`forks/${ridHex}`),
      writeForks: (value) => vault.put(`forks/${ridHex}`, value),
      readSeen: () => vault.get(`seen/${ridHex}`),
      writeSeen: (value) => vault.put(`seen/${ridHex}`, value),
      slotChanged: (taken, tokens) => changeRoom(vault, ridHex, { slot: taken, slotToken: tokens.slot, lobbyToken: tokens.lobby }),
      readFeed: () => vault.get(`feed/${ridHex}`),
      writeFeed: (value) => vault.put(`feed/${ridHex}`, value),
      readFloor: () => vault.get(`floor/${ridHex}`),
      writeFloor: (value) => vault.put(`floor/${ridHex}`, value),
      lastSasAt: (fpHex) => readPerson(vault, fpHex).lastSasAt,
      sasTried: (fpHex, at) => noteSasTry(vault, fpHex, at),
    },
    telling: record.telling,
    failed,
  };
  const room = await Room.open(setup, progress);
  room.setReachable(readReachable(vault));
  watchDamage(context, room, history, record.label);
  return room;
}

async function redeemWith(token: Bytes, rid: Bytes, pk: Bytes): Promise<{ token: Bytes; signature: Bytes }> {
  const key = await tokenSigningKey(token);
  return { token: key.pk, signature: await redeemSignature(key, rid, pk) };
}

function newRecord({ vault }: AppContext, from: Omit<RoomRecord, 'slot' | 'slotToken' | 'lobbyToken' | 'telling'>): RoomRecord {
  const { slot, lobby } = newTokens();
  return { ...from, telling: readPreferences(vault).telling, slot: 0, slotToken: slot, lobbyToken: lobby };
}

function newTokens(): RoomTokens {
  return { slot: base32Of(randomBytes(20)), lobby: base32Of(randomBytes(20)) };
}

/** Makes a room with oneself as its founder; it is durable, and not started, when this resolves. */
export async function makeRoom(context: AppContext, label: string): Promise<Room> {
  const { vault, clock, identity } = context;
  const origin = { roomSecret: randomBytes(32), founderPk: identity.pk, inviterFp: null, token: null, server: null };
  const record = newRecord(context, { ...origin, label, since: clock.wall() });
  const room = await openKnownRoom(context, record);
  // The beginning comes before the record: a record without a beginning would be a room that nobody can enter.
  await room.found(label);
  await writeRoom(vault, room.ridHex, record);
  return room;
}

/** What is known of an invite before anything is changed. */
export interface JoinPlan {
  readonly ridHex: string;
  readonly record: RoomRecord;
  /** The address of a signalling server that the invite asks for and that is not one of the configured ones. */
  readonly foreignServer: string | null;
}

/**
 * Reads an invite and says what joining would mean. Changes nothing. Throws `ParleyError`: `invite-malformed`, `invite-newer`, `invite-own`.
 * Whether one is in the room already is the caller's to know.
 */
export async function planJoin(context: AppContext, text: string): Promise<JoinPlan> {
  const { config, clock, identity } = context;
  const { roomName, server, ...invite } = await parseInvite(text);
  if (equalBytes(invite.inviterFp, identity.fp)) throw new ParleyError('invite-own');
  const { rid } = await deriveRoom(invite.roomSecret, invite.founderPk);
  // Both ends have to meet at the same server: an invite that names none means the public one.
  const meeting = server ?? PUBLIC_SERVER;
  const url = serverUrlOf(meeting);
  const configured = config.signalling.map(serverUrlOf).indexOf(url);
  return {
    ridHex: rid.toHex(),
    record: newRecord(context, { ...invite, label: roomName, server: configured === 0 ? null : meeting, since: clock.wall() }),
    foreignServer: configured < 0 ? url : null,
  };
}

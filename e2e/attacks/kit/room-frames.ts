/**
 * The data of room and log frames: docs/PROTOCOL.md sections 12 and 17.
 */
import { Reader, join, lp, uint } from './bytes.js';
import type { Part } from './bytes.js';
import { readItem, writeItem } from './entries.js';
import type { Entry } from './entries.js';

const EMPTY: Uint8Array = new Uint8Array();

/** A range of a feed, or how much of it there is. */
export interface FeedName {
  readonly pk: Uint8Array;
  readonly feed: Uint8Array;
}
export interface FeedCount extends FeedName {
  readonly count: number;
}
export interface FeedHead extends FeedCount {
  readonly head: Uint8Array;
}
export interface FeedRange extends FeedName {
  readonly from: number;
  readonly to: number;
}

/** Everything up to the end, item by item. */
function readAll<T>(reader: Reader, read: (reader: Reader) => T): readonly T[] {
  const all: T[] = [];
  while (!reader.isAtEnd) all.push(read(reader));
  return all;
}

function readName(reader: Reader): FeedName {
  return { pk: reader.take(32), feed: reader.take(8) };
}

export function writeHave(isLast: boolean, feeds: readonly FeedHead[]): Uint8Array {
  return join(Uint8Array.of(Number(isLast)), ...feeds.map(({ pk, feed, count, head }) => join(pk, feed, uint(count, 4), head)));
}

export function readHave(data: Uint8Array): { readonly isLast: boolean; readonly feeds: readonly FeedHead[] } {
  const reader = new Reader(data);
  const isLast = (reader.number(1) & 1) === 1;
  return { isLast, feeds: readAll(reader, (r) => ({ ...readName(r), count: r.number(4), head: r.take(32) })) };
}

export function writeWant(credit: number, ranges: readonly FeedRange[], isUrgent = false): Uint8Array {
  return join(
    Uint8Array.of(Number(isUrgent)),
    uint(credit, 4),
    ...ranges.map(({ pk, feed, from, to }) => join(pk, feed, uint(from, 4), uint(to, 4))),
  );
}

export function readWant(data: Uint8Array): { readonly credit: number; readonly ranges: readonly FeedRange[] } {
  const reader = new Reader(data);
  reader.take(1);
  const credit = reader.number(4);
  return { credit, ranges: readAll(reader, (r) => ({ ...readName(r), from: r.number(4), to: r.number(4) })) };
}

export function writePush(isAskedFor: boolean, entries: readonly Entry[]): Uint8Array {
  return join(Uint8Array.of(Number(isAskedFor)), uint(entries.length, 2), ...entries.map(writeItem));
}

export function readPush(data: Uint8Array): { readonly isAskedFor: boolean; readonly entries: readonly Entry[] } {
  const reader = new Reader(data);
  const isAskedFor = (reader.number(1) & 1) === 1;
  const entries = Array.from({ length: reader.number(2) }, () => readItem(reader));
  reader.end();
  return { isAskedFor, entries };
}

/** ACK and READ. */
export function writeCounts(counts: readonly FeedCount[]): Uint8Array {
  return join(...counts.map(({ pk, feed, count }) => join(pk, feed, uint(count, 4))));
}

export function readCounts(data: Uint8Array): readonly FeedCount[] {
  return readAll(new Reader(data), (r) => ({ ...readName(r), count: r.number(4) }));
}

export interface Installation {
  readonly fp: Uint8Array;
  readonly slot: number;
}

export function writePeers(isLobby: boolean, installations: readonly Installation[]): Uint8Array {
  return join(Uint8Array.of(Number(isLobby), installations.length), ...installations.map(({ fp, slot }) => join(fp, Uint8Array.of(slot))));
}

export function readPeers(data: Uint8Array): { readonly isLobby: boolean; readonly installations: readonly Installation[] } {
  const reader = new Reader(data);
  const isLobby = (reader.number(1) & 1) === 1;
  const installations = Array.from({ length: reader.number(1) }, () => ({ fp: reader.take(32), slot: reader.number(1) }));
  reader.end();
  return { isLobby, installations };
}

/** Without a token both of its fields are empty. */
export function writeKnock(name: Part, tokenPk = EMPTY, signature = EMPTY): Uint8Array {
  return join(lp(name), lp(tokenPk), lp(signature));
}

export function readKnock(data: Uint8Array): { readonly name: string; readonly tokenPk: Uint8Array; readonly signature: Uint8Array } {
  const reader = new Reader(data);
  const knock = { name: new TextDecoder('utf-8', { fatal: true }).decode(reader.lp()), tokenPk: reader.lp(), signature: reader.lp() };
  reader.end();
  return knock;
}

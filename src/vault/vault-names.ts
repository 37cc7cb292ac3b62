/**
 * Where things of one profile are: the keys in localStorage, the database, the lock.
 *
 * Invariant: a name here holds the profile, a kind, and opaque ids; never a room id or the name of a record.
 */
import { base64UrlOf } from '../lib/base-text.js';
import type { Bytes } from '../lib/bytes.js';

/** The profile of somebody who never asked for several. */
export const DEFAULT_PROFILE = 'default';

/** Bytes of an opaque id: enough that two names never meet. */
export const OPAQUE_ID_LENGTH = 16;

/** A segment's place: the stream's opaque id as text, and its number in the stream, from 0. */
export interface SegmentPlace {
  readonly stream: string;
  readonly index: number;
}

/** The opaque id as it stands in keys: base64url, 22 characters. */
export function opaqueText(id: Bytes): string {
  return base64UrlOf(id);
}

/** Whether a profile may be called this: 1 to 40 letters, digits, and `. _ -` inside. */
export function isProfileName(profile: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u.test(profile);
}

/** The names of one profile. */
export class VaultNames {
  /** `parley/<profile>`: the database, the writer's lock, and how every key begins (with a `/`). */
  readonly root: string;

  /** Throws `RangeError` when the profile cannot be called this. */
  constructor(profile: string) {
    if (!isProfileName(profile)) throw new RangeError('profile is not 1 to 40 letters, digits, ".", "_" or "-"');
    this.root = `parley/${profile}`;
  }

  /** How every key of this profile begins. */
  get prefix(): string {
    return `${this.root}/`;
  }

  /** The header: how the master key is wrapped. */
  get header(): string {
    return `${this.root}/vault`;
  }

  /** The index: what has to be there. */
  get index(): string {
    return `${this.root}/index`;
  }

  get segmentPrefix(): string {
    return `${this.root}/s/`;
  }

  get recordPrefix(): string {
    return `${this.root}/r/`;
  }

  segment(place: SegmentPlace): string {
    return `${this.segmentPrefix}${place.stream}/${place.index}`;
  }

  record(idText: string): string {
    return this.recordPrefix + idText;
  }

  /** Where the text of a record that could not be opened is kept when a new value takes its place. */
  setAside(idText: string): string {
    return `${this.root}/d/${idText}`;
  }

  /** The place that a key names, or `null` when it is not a segment's. */
  placeOf(key: string): SegmentPlace | null {
    if (!key.startsWith(this.segmentPrefix)) return null;
    const match = /^([\w-]{22})\/(0|[1-9]\d{0,9})$/u.exec(key.slice(this.segmentPrefix.length));
    if (match === null) return null;
    const index = Number(match[2]);
    return index > 0xffff_fffe ? null : { stream: match[1] as string, index };
  }
}

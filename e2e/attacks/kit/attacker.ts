/**
 * A member who misbehaves: was let in as anybody is, holds the history, and gives Ana whatever they like over links of their own.
 */
import { expect } from '@playwright/test';
import { KIND, signEntry, writePayload } from './entries.js';
import type { Body, Entry } from './entries.js';
import { TYPE } from './frames.js';
import { ChannelClosed } from './link.js';
import type { Link } from './link.js';
import type { Member } from './member.js';
import { random } from './primitives.js';
import { writePush } from './room-frames.js';
import type { Stage } from './stage.js';

type Fields = Readonly<Record<string, unknown>> | Uint8Array;

export class Attacker {
  readonly stage: Stage;
  readonly member: Member;
  #count = 0;

  constructor(stage: Stage, member: Member) {
    this.stage = stage;
    this.member = member;
  }

  /** An entry of this member's, in a feed of its own, but for what is given otherwise. A payload may be fields or any bytes. */
  entry(kind: number, fields: Fields, changes: Partial<Body> = {}, seed = this.member.identity.seed): Entry {
    const body = this.member.log.nextBody(this.member.identity, random(8), kind, changes);
    return signEntry(seed, body, fields instanceof Uint8Array ? fields : writePayload(fields));
  }

  /** A message, likewise. */
  text(text: string, changes: Partial<Body> = {}, seed?: Uint8Array): Entry {
    return this.entry(KIND.text, { text }, changes, seed);
  }

  /** A new link to Ana. */
  async link(): Promise<Link> {
    return this.stage.link(this.member.identity);
  }

  /** Sends these over a link of their own; how that ended: with a reason of CLOSE, without one, or not, when an honest message came through after them. */
  async push(...entries: readonly Entry[]): Promise<number | 'silence' | 'goes on'> {
    const link = await this.link();
    await link.send(TYPE.PUSH, writePush(false, entries));
    const mark = `honest ${String((this.#count += 1))} of ${this.member.name}`;
    const honest = this.text(mark);
    await link.send(TYPE.PUSH, writePush(false, [honest]));
    const isShown = this.stage.ana.page.getByRole('log', { name: 'Messages' }).getByText(mark, { exact: true });
    const ended = endOf(link);
    const shown = isShown.waitFor({ state: 'attached', timeout: 8_000 }).then(
      () => 'goes on' as const,
      () => ended,
    );
    const outcome = await Promise.race([ended, shown]);
    await link.bound.channel.close();
    return outcome;
  }
}

/** Takes frames until the channel ends: the reason of CLOSE, or that there was none. */
export async function endOf(link: Link): Promise<number | 'silence'> {
  let reason: number | 'silence' = 'silence';
  try {
    for (;;) {
      const { type, data } = await link.next(15_000);
      if (type !== TYPE.CLOSE) continue;
      reason = data[0] ?? -1;
      await link.bound.channel.close();
    }
  } catch (error) {
    if (!(error instanceof ChannelClosed)) expect(error).toBe('an end of the link');
  }
  return reason;
}

/**
 * What a room is called on screen: its name; in a room of two the other one's name first, how they are known, and the room's name below.
 */
import type { PartnerView } from '../app/people-state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { nameOf } from './pieces.js';
import { say } from './strings.js';
import { trustChip } from './trust-chip.js';

/** The pieces of the title. */
export function roomTitle({ name, partner }: { readonly name: string; readonly partner: PartnerView | null }): readonly Child[] {
  if (partner === null) return [nameOf(name)];
  // SECURITY: the other one chooses their name, so it stands for no room: the room's own name and their trust are always there (room-title.test.ts: "never
  // leaves out the room's own name, nor how the other one is known, whatever they call themselves").
  const { trust, verifiedName } = partner;
  const isRenamed = trust === 'verified' && verifiedName !== null && verifiedName !== partner.name;
  const as = isRenamed && h('span', { class: 'small soft' }, say('trust.verified-as', { name: verifiedName }));
  return [nameOf(partner.name), ' ', trustChip(trust), ' ', as, ' ', nameOf(name, 'room-name small soft')];
}

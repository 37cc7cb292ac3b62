/**
 * Trust in words and a sign, never by colour alone. Shared by the people list, messages and dialogs.
 */
import type { Trust } from '../app/people-state.js';
import { h } from './dom.js';
import type { VNode } from './dom.js';
import { glyph } from './icons.js';
import type { GlyphName } from './icons.js';
import { say } from './strings.js';

const trustSigns: Readonly<Record<Trust, readonly [tone: string, sign: GlyphName | null]>> = {
  self: ['', null],
  // SECURITY: the check is for `verified` alone: trust-chip.test.ts, "shows the check for verified only".
  verified: ['good', 'check'],
  invited: ['', 'invite'],
  vouched: ['', 'people'],
  unverified: ['warn', 'question'],
  changed: ['bad', 'warning'],
  forked: ['bad', 'warning'],
};

/** A chip with the sign and the word for how somebody is known. */
export function trustChip(trust: Trust): VNode {
  const [tone, sign] = trustSigns[trust];
  return h('span', { class: `chip ${tone}`, 'data-trust': trust }, sign !== null && glyph(sign), say(`trust.${trust}`));
}

/** The sign alone, for within a line, and the word for those who do not see it. */
export function trustGlyph(trust: Trust): VNode {
  const [, sign] = trustSigns[trust];
  return h(
    'span',
    { title: say(`trust.${trust}`) },
    sign !== null && glyph(sign),
    h('span', { class: 'visually-hidden' }, ` ${say(`trust.${trust}`)}`),
  );
}

/** Whether somebody is not, or not only, who they were. */
export function isAlarming(trust: Trust): trust is 'changed' | 'forked' {
  return trust === 'changed' || trust === 'forked';
}

/** Whether somebody known like this needs attention beside every word of theirs. */
export function isDoubtful(trust: Trust): boolean {
  return trust === 'unverified' || isAlarming(trust);
}

/**
 * Parley's own few signs, drawn on a 24 × 24 grid with one stroke, and its mark: two speech leaves that face each other across a small gap.
 *
 * Every sign stands beside words or in a control that has a name; for assistive tools it does not exist.
 */
import { h } from './dom.js';
import type { VNode } from './dom.js';

const glyphPaths = {
  back: 'M15 5l-7 7 7 7',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.4-3.6 3-5.5 6.5-5.5s6.1 1.9 6.5 5.5M16 4.5a3.3 3.3 0 0 1 0 6.3M18.5 15.2c1.8.8 2.8 2.4 3 4.8',
  invite: 'M10 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c.4-3.6 3.2-5.5 7-5.5 1.3 0 2.5.2 3.5.7M18 13v7M14.5 16.5h7',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2',
  unlocked: 'M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 6.8-1.2M12 14.5v2',
  check: 'M5 12.5l4.5 4.5L19 7',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17.3v.2',
  question: 'M9 9a3 3 0 1 1 4.2 2.7c-.8.4-1.2 1-1.2 2V14M12 17.3v.2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  send: 'M12 19V5M6 11l6-6 6 6',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  home: 'M4 11l8-7 8 7v9h-5.5v-6h-5v6H4z',
  settings: 'M4 7h9M18 7h2M15.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM4 17h2M11 17h9M8.5 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  muted: 'M6 16V11a6 6 0 0 1 9.2-5M18 10.5V16h2M4 16h12M10 19.5a2.2 2.2 0 0 0 4 0M4 4l16 16',
  language: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3.3 3.4 3.3 14.6 0 18M12 3c-3.3 3.4-3.3 14.6 0 18',
  down: 'M12 5v14M6 13l6 6 6-6',
  more: 'M6 12a.8.8 0 1 0-1.6 0 .8.8 0 0 0 1.6 0zM12.8 12a.8.8 0 1 0-1.6 0 .8.8 0 0 0 1.6 0zM19.6 12a.8.8 0 1 0-1.6 0 .8.8 0 0 0 1.6 0z',
  react: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14.5c.8 1.3 2 2 3.5 2s2.7-.7 3.5-2M9 9.5v.6M15 9.5v.6',
  pin: 'M9 4h6M10 4v6l-3 4h10l-3-4V4M12 14v6',
  reply: 'M9 7l-5 5 5 5M4 12h9a7 7 0 0 1 7 6',
  forward: 'M15 7l5 5-5 5M20 12h-9a7 7 0 0 0-7 6',
  edit: 'M5 19l1-4L16.5 4.5l3 3L9 18zM14 7l3 3',
  delete: 'M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5',
  up: 'M12 19V5M6 11l6-6 6 6',
  poll: 'M5 20v-8M12 20V4M19 20v-5',
  pulse: 'M3 12h4l3-7 4 14 3-7h4',
  timer: 'M12 21a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 9v4l2.5 2M9.5 2.5h5',
  find: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20',
} as const;

/** The names of the signs. */
export type GlyphName = keyof typeof glyphPaths;

/** A sign, as large as the text beside it. */
export function glyph(name: GlyphName): VNode {
  const flips = name === 'back' || name === 'reply' || name === 'forward' ? 'glyph flips' : 'glyph';
  return h('svg', { class: flips, viewBox: '0 0 24 24', 'aria-hidden': 'true', 'data-glyph': name }, h('path', { d: glyphPaths[name] }));
}

/** The mark. */
export function parleyMark(): VNode {
  return h(
    'svg',
    { class: 'mark', viewBox: '0 0 64 64', 'aria-hidden': 'true' },
    h('path', { class: 'mark-far', d: 'M60 58V40a15 15 0 0 0-15-15h-7a15 15 0 0 0-15 15v3a15 15 0 0 0 15 15z' }),
    h('path', { class: 'mark-near', d: 'M4 40V21A15 15 0 0 1 19 6h7a15 15 0 0 1 15 15v4a15 15 0 0 1-15 15z' }),
  );
}

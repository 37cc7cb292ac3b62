/**
 * How much more a message may hold, said before it is full.
 */
import type { ComposerView } from '../app/room-state.js';
import type { DraftWords } from '../app/mention-state.js';
import { jsonTextBytes } from '../lib/json-text.js';
import type { Child } from './dom.js';
import { say } from './strings.js';

/** From so many characters on it is said how many are left. */
const SOON_FULL = 500;

/**
 * About how many characters more the box may hold, if they are like those in it; negative when there are too many. `Infinity` while it is nowhere near full, which is not
 * looked at closely.
 */
export function charactersLeft({ text, mentions }: DraftWords, { maxBytes, mentionBytes }: ComposerView): number {
  const most = maxBytes - mentions.length * mentionBytes;
  // No character takes more than six bytes.
  if (text.length * 6 < most - SOON_FULL * 6) return Number.POSITIVE_INFINITY;
  const trimmed = text.trimEnd();
  const bytes = jsonTextBytes(trimmed);
  const left = (most - bytes) / (bytes / Math.max(1, trimmed.length));
  return left < 0 ? Math.floor(left) : Math.trunc(left);
}

/** What is said of it; `null` while there is enough. */
export function sayLeft(left: number): Child {
  if (left > SOON_FULL) return null;
  return left < 0 ? say('composer.over', { count: -left }) : say('composer.left', { count: left });
}

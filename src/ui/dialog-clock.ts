/**
 * The clock of the dialogs, in one place so that tests can move it.
 */
import { systemClock } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';

/** So long after a dialog came up its answers cannot be given, in milliseconds: the click was meant for what stood there before. */
export const ANSWER_AFTER_MS = 500;

/** Where the dialogs take the time from. */
export const dialogTime: { clock: Clock } = { clock: systemClock };

/**
 * The one event that leaves the interface: a person asked for something.
 */
import type { Intent } from '../app/intents.js';

/** The event's type. */
export const INTENT_EVENT_TYPE = 'parley-intent';

/** Carries an intent up through every shadow root to the composition root. Dispatched only because a person did something, or saw something. */
export class IntentEvent extends Event {
  /** What was asked for. */
  readonly intent: Intent;

  constructor(intent: Intent) {
    super(INTENT_EVENT_TYPE, { bubbles: true, composed: true });
    this.intent = intent;
  }
}

declare global {
  interface HTMLElementEventMap {
    'parley-intent': IntentEvent;
  }
}

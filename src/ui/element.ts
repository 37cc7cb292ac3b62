/**
 * The base of every Parley element.
 *
 * Contract: the constructor builds the static skeleton once; `state` is the only input, compared by identity and written in a microtask; `update`
 * writes only what differs; `listen` attaches every listener with the signal it is given, which ends when the element has left the page; output
 * is an `IntentEvent`, only because of something a person did or saw. An element knows nothing of the app but the types of its state.
 */
import type { Intent } from '../app/intents.js';
import { baseSheet } from './base-sheet.js';
import { IntentEvent } from './intent-event.js';
import { scheduleUpdate } from './update-queue.js';
import type { Updatable } from './update-queue.js';

export abstract class ParleyElement<State> extends HTMLElement implements Updatable {
  /** The element's shadow root: open, so that tests and assistive tools reach everything. */
  protected readonly root: ShadowRoot;

  #state: State | undefined;
  #shown: State | undefined;
  #pending: Promise<void> = Promise.resolve();
  #listening: AbortController | null = null;

  constructor(...sheets: readonly CSSStyleSheet[]) {
    super();
    this.root = this.attachShadow({ mode: 'open' });
    this.root.adoptedStyleSheets = [baseSheet, ...sheets];
  }

  /** What the element shows; `undefined` until it was set. Setting the same object again does nothing. */
  get state(): State | undefined {
    return this.#state;
  }

  set state(state: State) {
    if (this.#state === state) return;
    this.#state = state;
    this.#pending = scheduleUpdate(this);
  }

  /** Ends once the last state given, and all it caused further down, is on the page. */
  get updateComplete(): Promise<void> {
    return this.#pending;
  }

  /** For the update queue only. */
  performUpdate(): void {
    const state = this.#state;
    if (state === undefined || state === this.#shown) return;
    const previous = this.#shown;
    this.#shown = state;
    this.update(state, previous);
  }

  connectedCallback(): void {
    if (this.#listening !== null) return;
    this.#listening = new AbortController();
    this.listen(this.#listening.signal);
  }

  disconnectedCallback(): void {
    // A move is a disconnect followed by a connect: only what is still away afterwards has left.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#listening?.abort();
      this.#listening = null;
    });
  }

  /** Writes the differences between `previous` (`undefined` at first) and `state` to the DOM. */
  protected abstract update(state: State, previous: State | undefined): void;

  /** Attaches listeners, every one of them with `signal`. Called each time the element enters a page. */
  protected listen(_signal: AbortSignal): void {
    // Elements that only show have none.
  }

  /** Moves the focus to where a person begins here: what carries `data-start`. Called when the screen has just appeared. */
  focusStart(): void {
    this.root.querySelector<HTMLElement>('[data-start]')?.focus();
  }

  /** Tells the app what the person asked for. */
  protected request(intent: Intent): void {
    this.dispatchEvent(new IntentEvent(intent));
  }
}

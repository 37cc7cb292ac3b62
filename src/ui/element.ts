/**
 * The base of every Parley element.
 *
 * Contract: `state` is the only input, compared by identity and shown in a microtask; `view` says what is shown for it, and only differences are
 * written; `listen` attaches listeners outside the element with the signal it is given, which ends when the element has left the page; output is the
 * event `parley-intent`, only because of something a person did or saw. An element knows nothing of the app but the types of its state.
 */
import type { Intent } from '../app/intents.js';
import { render } from './dom.js';
import type { Child } from './dom.js';

/** The one event that leaves the interface, `parley-intent`: it carries what a person asked for up through every shadow root. */
export type IntentEvent = Event & { readonly intent: Intent };

const waitingElements = new Set<{ performUpdate(): void }>();

/** Shows what is new everywhere, in one microtask: parents before the children they feed, each once. */
function runUpdates(): void {
  // A Set visits what is added while it is walked, so children fed by a parent are updated in the same turn.
  for (const element of waitingElements) {
    waitingElements.delete(element);
    try {
      element.performUpdate();
    } catch (error) {
      // One broken element must not keep the others from being true.
      reportError(error);
    }
  }
}

/** Every element that is in the page, parents before the children they have made. */
const shownElements = new Set<{ performUpdate(): void }>();

/** Shows every element's state again, at once: what is said is said in another language now. */
export function showAllAgain(): void {
  for (const element of shownElements) waitingElements.add(element);
  runUpdates();
}

export abstract class ParleyElement<State> extends HTMLElement {
  /** The looks of such elements, given before the first of them is made (`define.ts`). */
  static sheets: CSSStyleSheet[] = [];

  /** The element's shadow root: open, so that tests and assistive tools reach everything. */
  protected readonly root: ShadowRoot;

  #state: State | undefined;
  #shown: State | undefined;
  #listening: AbortController | null = null;
  #isCovered = false;

  constructor() {
    super();
    this.root = this.attachShadow({ mode: 'open' });
    this.root.adoptedStyleSheets = new.target.sheets;
  }

  /** What the element shows; `undefined` until it was set. Setting the same object again does nothing. */
  get state(): State | undefined {
    return this.#state;
  }

  set state(state: State) {
    if (this.#state === state) return;
    this.#state = state;
    if (waitingElements.size === 0) queueMicrotask(runUpdates);
    waitingElements.add(this);
  }

  /** Whether something stands before the element, so that nobody sees what is new in it. */
  get isCovered(): boolean {
    return this.#isCovered;
  }

  set isCovered(isCovered: boolean) {
    this.#isCovered = isCovered;
    this.refresh();
  }

  /** For `runUpdates` only. */
  performUpdate(): void {
    if (this.#state === undefined) return;
    const previous = this.#shown;
    this.#shown = this.#state;
    this.update(this.#state, previous);
  }

  connectedCallback(): void {
    shownElements.add(this);
    if (this.#listening !== null) return;
    this.#listening = new AbortController();
    this.listen(this.#listening.signal);
  }

  disconnectedCallback(): void {
    // A move is a disconnect followed by a connect: only what is still away afterwards has left.
    queueMicrotask(() => {
      if (this.isConnected) return;
      shownElements.delete(this);
      this.#listening?.abort();
      this.#listening = null;
    });
  }

  /** What is shown for a state. */
  protected view(_state: State): readonly Child[] {
    return [];
  }

  /** Called with each new state; `previous` is `undefined` at first. Whoever does more than showing it calls `refresh` in between. */
  protected update(_state: State, _previous: State | undefined): void {
    this.refresh();
  }

  /** Shows the state again, at once: something of the element's own has changed. The focus begins anew when what had it is gone. */
  protected refresh(): void {
    if (this.#state === undefined) return;
    const focused = this.root.activeElement;
    render(this.root, this.view(this.#state));
    if (focused?.isConnected === false) this.focus();
  }

  /** Attaches listeners to what is outside, every one of them with `signal`. Called each time the element enters a page. */
  protected listen(_signal: AbortSignal): void {
    // Most elements have none.
  }

  /** The first node that matches, which `view` always shows. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as querySelector: the caller knows what the selector finds
  protected find<Part extends HTMLElement>(selector: string): Part {
    return this.root.querySelector(selector) as Part;
  }

  /** Moves the focus to where a person begins here: what carries `data-start`. */
  override focus(): void {
    this.root.querySelector<HTMLElement>('[data-start]')?.focus();
  }

  /** Tells the app what the person asked for. */
  protected request(intent: Intent): void {
    this.dispatchEvent(Object.assign(new Event('parley-intent', { bubbles: true, composed: true }), { intent }));
  }
}

declare global {
  interface HTMLElementEventMap {
    'parley-intent': IntentEvent;
  }
}

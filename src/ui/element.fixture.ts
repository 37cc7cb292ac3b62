/**
 * For component tests: showing an element, listening to what it asks for, looking through shadow roots, and the contract that every element keeps.
 */
import { expect } from '@open-wc/testing';
import type { Intent } from '../app/intents.js';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { defineParleyElements } from './define.js';
import { ANSWER_AFTER_MS, dialogTime } from './dialog-element.js';
import type { ParleyElement } from './element.js';

type ParleyTag = Extract<keyof HTMLElementTagNameMap, `parley-${string}`>;
/** The state of an element, by tag. */
export type StateOf<Tag extends ParleyTag> = HTMLElementTagNameMap[Tag] extends ParleyElement<infer State> ? State : never;

/** The time of all dialogs in these tests. */
export const dialogClock = new FakeClock();
dialogTime.clock = dialogClock;
defineParleyElements();

const shownElements = new Set<HTMLElement>();

/** Puts an element with this state on the page and waits until it shows it. */
export async function showElement<Tag extends ParleyTag>(tag: Tag, state: StateOf<Tag>): Promise<HTMLElementTagNameMap[Tag]> {
  const element = document.createElement(tag);
  (element as unknown as ParleyElement<StateOf<Tag>>).state = state;
  document.body.append(element);
  shownElements.add(element);
  await Promise.resolve();
  return element;
}

/** As `showElement`, for a dialog that has been on screen long enough to be answered. */
export async function showAnswerable<Tag extends ParleyTag>(tag: Tag, state: StateOf<Tag>): Promise<HTMLElementTagNameMap[Tag]> {
  const element = await showElement(tag, state);
  await dialogClock.advance(ANSWER_AFTER_MS);
  return element;
}

/** Sets another state and waits until it is shown. */
export async function setState<State>(element: ParleyElement<State>, state: State): Promise<void> {
  element.state = state;
  await Promise.resolve();
}

/** Removes what the tests have shown. */
export function clearElements(): void {
  for (const element of shownElements) element.remove();
  shownElements.clear();
}

/** Everything the element asks for from now on. */
export function collectIntents(element: HTMLElement): Intent[] {
  const intents: Intent[] = [];
  element.addEventListener('parley-intent', (event) => intents.push(event.intent));
  return intents;
}

function rootsWithin(root: ShadowRoot): ShadowRoot[] {
  const inner = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot === null ? [] : rootsWithin(shadowRoot)));
  return [root, ...inner];
}

/** All matches in the element's shadow root and in those inside it. */
export function findAll<Found extends Element = HTMLElement>(element: HTMLElement, selector: string): Found[] {
  return element.shadowRoot === null ? [] : rootsWithin(element.shadowRoot).flatMap((root) => [...root.querySelectorAll<Found>(selector)]);
}

/** The value, which has to be there. */
export function present<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('something a test needs is not there');
  return value;
}

/** The first match, visible or not. Fails the test when there is none. */
export function findFirst(element: HTMLElement, selector: string): HTMLElement {
  return present(findAll(element, selector)[0]);
}

/** The only visible match. Fails the test when there is none, or more than one. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as querySelector: the caller knows what the selector finds
export function findOne<Found extends HTMLElement = HTMLElement>(element: HTMLElement, selector: string): Found {
  const found = findAll<Found>(element, selector).filter((node) => node.checkVisibility());
  expect(found.length, `visible ${selector}`).to.equal(1);
  return present(found[0]);
}

/** What a control is called: its label by attribute, else its words. */
function nameOf(node: HTMLElement): string {
  return (node.getAttribute('aria-label') ?? node.textContent).trim();
}

/** Visible buttons with this exact name. */
export function buttonsNamed(element: HTMLElement, name: string): HTMLButtonElement[] {
  return findAll<HTMLButtonElement>(element, 'button').filter((button) => button.checkVisibility() && nameOf(button) === name);
}

/** The only visible button with this exact name. */
export function buttonNamed(element: HTMLElement, name: string): HTMLButtonElement {
  const found = buttonsNamed(element, name);
  expect(found.length, `visible buttons "${name}"`).to.equal(1);
  return present(found[0]);
}

/** Types into a field as a person does: the value, then an input event. */
export function typeInto(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** Presses a key on a node. Returns whether its default was left alone. */
export function pressKey(target: HTMLElement, key: string, init: KeyboardEventInit = {}): boolean {
  return target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init }));
}

/** Every change to the DOM inside the element while `change` runs. */
export async function mutationsDuring(element: HTMLElement, change: () => Promise<void>): Promise<MutationRecord[]> {
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((seen) => records.push(...seen));
  for (const root of element.shadowRoot === null ? [] : rootsWithin(element.shadowRoot)) {
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  }
  await change();
  records.push(...observer.takeRecords());
  observer.disconnect();
  return records;
}

/** Takes everything that moves in or comes in to where it ends: a dialog that is still coming in is half transparent. What moves for ever is left to move. */
export async function arrived(element: HTMLElement): Promise<void> {
  // What is laid out in one frame may make something else move in the next.
  for (let still = 0; still < 3;) {
    await new Promise(requestAnimationFrame);
    const moving = [document, ...rootsWithin(present(element.shadowRoot))]
      .flatMap((place) => place.getAnimations())
      .filter(({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
    for (const animation of moving) animation.finish();
    still = moving.length === 0 ? still + 1 : 0;
  }
}

interface AddedListener {
  readonly type: string;
  readonly signal: AbortSignal | undefined;
}

/** Every listener added while `run` runs, by anybody. */
async function listenersDuring(run: () => Promise<void>): Promise<AddedListener[]> {
  const added: AddedListener[] = [];
  const original = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (
    this: EventTarget,
    type: string,
    listener: never,
    options?: boolean | AddEventListenerOptions,
  ) {
    // An abort listener on a signal goes with the signal.
    if (!(this instanceof AbortSignal)) added.push({ type, signal: typeof options === 'object' ? options.signal : undefined });
    original.call(this, type, listener, options);
  };
  try {
    await run();
  } finally {
    EventTarget.prototype.addEventListener = original;
  }
  return added;
}

/** What is loaded with the matcher `accessible` (axe-core, `axe.getRules`). */
declare const axe: { getRules(): { readonly ruleId: string }[] };

/** What another theme can change. */
const RULES_OF_COLOUR: ReadonlySet<string> = new Set(['color-contrast', 'link-in-text-block']);

/** The contract of every element, for each of some states: accessible in both themes, silent when nothing changed, gone when removed. */
export function describeElement<Tag extends ParleyTag>(tag: Tag, samples: Readonly<Record<string, StateOf<Tag>>>): void {
  const firstSample = present(Object.values<StateOf<Tag>>(samples)[0]);
  describe(`<${tag}> keeps the contract of elements`, () => {
    afterEach(() => {
      clearElements();
      document.documentElement.style.removeProperty('color-scheme');
    });

    for (const [name, state] of Object.entries<StateOf<Tag>>(samples)) {
      it(`is accessible in the light and in the dark theme: ${name}`, async () => {
        document.documentElement.style.colorScheme = 'light';
        const element = await showAnswerable(tag, state);
        await arrived(element);
        await expect(element).to.be.accessible();
        document.documentElement.style.colorScheme = 'dark';
        await arrived(element);
        const ignoredRules = axe.getRules().flatMap(({ ruleId }) => (RULES_OF_COLOUR.has(ruleId) ? [] : ruleId));
        await expect(element).to.be.accessible({ ignoredRules });
      });

      it(`writes nothing for the same state again: ${name}`, async () => {
        const element = await showElement(tag, state);
        const records = await mutationsDuring(element, () => setState(element as never, structuredClone(state)));
        expect(records.map(({ type, attributeName, target }) => `${type} ${attributeName} ${target.nodeName}`)).to.deep.equal([]);
      });
    }

    it('leaves no listener behind when removed, and has them again when it comes back', async () => {
      let element = document.body;
      const added = await listenersDuring(async () => {
        element = await showElement(tag, firstSample);
      });
      expect(added.filter(({ signal }) => signal === undefined)).to.deep.equal([]);
      expect(added.filter(({ signal }) => signal?.aborted === true)).to.deep.equal([]);
      element.remove();
      await Promise.resolve();
      expect(added.filter(({ signal }) => signal?.aborted === false)).to.deep.equal([]);
      const again = await listenersDuring(async () => document.body.append(element));
      expect(again.length).to.equal(added.length);
    });

    it('survives being moved within the page', async () => {
      const element = await showElement(tag, firstSample);
      const added = await listenersDuring(async () => {
        document.body.prepend(element);
        await Promise.resolve();
      });
      expect(added).to.deep.equal([]);
    });
  });
}

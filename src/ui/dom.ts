/**
 * Views: descriptions of nodes (`h`), and real nodes made to match them (`render`).
 *
 * Only differences are written, so focus, selection, scroll and what people typed survive. A child is the same child as before by its `data-id` and tag,
 * else by its place and tag; a place may be empty. There is no HTML text anywhere: the page forbids it (Trusted Types 'none'), and so does good sense
 * with peers' words.
 */

type EventHandlers = { readonly [Name in keyof GlobalEventHandlers as Extract<Name, `on${string}`>]?: GlobalEventHandlers[Name] };

/** Attributes, event handlers and `nodeProperties` by name. `true` is an empty attribute; `false`, `null` and `undefined` are none. */
export type Properties = EventHandlers & Readonly<Record<string, unknown>>;

/** The description of an element. The same object again is not looked into again. */
export interface VNode {
  readonly tag: string;
  readonly properties: Properties;
  readonly children: readonly Child[];
}

/** What a node may hold: an element, text, or an empty place. */
export type Child = VNode | string | false | null;

interface ShownChild {
  readonly node: ChildNode;
  readonly child: Child;
}

/** Set as properties, as handlers are, since no attribute says the same. All else is an attribute. */
const nodeProperties: ReadonlySet<string> = new Set(['checked', 'isCovered', 'state', 'value']);
const shownChildren = new WeakMap<Node, Map<string, ShownChild>>();

/** Describes an element. */
export function h(tag: keyof HTMLElementTagNameMap | 'svg' | 'path', properties: Properties = {}, ...children: readonly Child[]): VNode {
  return { tag, properties, children };
}

function setProperty(element: Element, name: string, value: unknown): void {
  const isHandler = name.startsWith('on');
  // SECURITY: refused here, before the page's policy does: dom.test.ts, "refuses event handlers and inline styles".
  if (name === 'style' || (isHandler && typeof value === 'string')) throw new TypeError(`properties: "${name}" is not allowed`);
  // A bar whose attribute is missing runs to and fro, also at 0.
  const isOfNode = nodeProperties.has(name) && element.localName !== 'progress';
  if (isHandler || isOfNode) {
    const set = isHandler && typeof value === 'function' ? handlerOf(value as (event: Event) => unknown) : value;
    if (Reflect.get(element, name) !== set) Reflect.set(element, name, set);
    return;
  }
  const text = value === true ? '' : (value ?? false) === false ? null : String(value);
  if (element.getAttribute(name) === text) return;
  if (text === null) element.removeAttribute(name);
  else element.setAttribute(name, text);
}

/** Handlers as they are set, by what is described. */
const setHandlers = new WeakMap<object, (event: Event) => void>();

/** A browser takes `false`, returned, for a wish that what the event does by itself is left undone: Tab would lead nowhere. Here it is what a condition gave. */
function handlerOf(handler: (event: Event) => unknown): (event: Event) => void {
  const known = setHandlers.get(handler);
  if (known !== undefined) return known;
  const set = (event: Event): void => void handler(event);
  setHandlers.set(handler, set);
  return set;
}

function createNode(tag: string): Element {
  return tag === 'svg' || tag === 'path' ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
}

/** Makes the node of `shown`, or a new one, match `child`. */
function showChild(child: VNode | string, shown: ShownChild | undefined): ShownChild {
  if (shown?.child === child) return shown;
  if (typeof child === 'string') {
    const text = shown?.node ?? document.createTextNode('');
    text.textContent = child;
    return { node: text, child };
  }
  const before = shown?.child as VNode | undefined;
  const element = (shown?.node as Element | undefined) ?? createNode(child.tag);
  for (const name of Object.keys({ ...before?.properties, ...child.properties })) setProperty(element, name, child.properties[name]);
  render(element, child.children);
  return { node: element, child };
}

/** Makes `parent` hold these children, in this order; it holds nothing else. */
export function render(parent: Node, children: readonly Child[]): void {
  const before = shownChildren.get(parent) ?? new Map<string, ShownChild>();
  const now = new Map<string, ShownChild>();
  children.forEach((child, index) => {
    if (!child) return;
    const key = typeof child === 'string' ? `${index}` : `${child.tag} ${(child.properties['data-id'] as string | undefined) ?? index}`;
    now.set(key, showChild(child, before.get(key)));
    before.delete(key);
  });
  shownChildren.set(parent, now);
  for (const { node } of before.values()) node.remove();
  let place = parent.firstChild;
  for (const { node } of now.values()) {
    // A node that moved further down would make every node after it move up: move that one instead.
    if (place !== null && place !== node && place.nextSibling === node) {
      parent.appendChild(place);
      place = node;
    }
    if (place === node) place = node.nextSibling;
    else parent.insertBefore(node, place);
  }
}

/** The element that has the focus, looked for through every open shadow root; `null` when it is the page itself. */
export function deepActiveElement(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : null;
}

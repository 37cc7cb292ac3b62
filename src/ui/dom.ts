/**
 * Making and changing nodes without any HTML text: the page forbids it (Trusted Types 'none'), and so does good sense with peers' words.
 */

/** Attributes by name; `true` is an empty attribute. */
export type Attributes = Readonly<Record<string, string | number | true>>;

/** What a node may hold. A string becomes a text node. */
export type Child = Node | string;

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    // SECURITY: handlers and styles by attribute are refused here, before the page's policy does: dom.test.ts, "refuses event handlers and inline styles".
    if (name.startsWith('on') || name === 'style') throw new TypeError(`attributes: "${name}" is not allowed`);
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

/** An element with attributes and children. Throws a `TypeError` for `on…` and `style`. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  children: readonly Child[] = [],
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** An SVG element with attributes and children. Throws a `TypeError` for `on…` and `style`. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes,
  children: readonly SVGElement[] = [],
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** The children with a space between each two, so that the words of neighbouring blocks do not run together where only the text is read or copied. */
export function spaced(children: readonly Child[]): Child[] {
  return children.flatMap((child, index) => (index === 0 ? [child] : [' ', child]));
}

/** Sets the text of a node that holds only text, if it is another. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** Sets an attribute, or takes it away with `null`, if that changes anything. */
export function setAttribute(element: Element, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** Hides or shows, if that changes anything. */
export function setHidden(element: HTMLElement, isHidden: boolean): void {
  if (element.hidden !== isHidden) element.hidden = isHidden;
}

/** Enables or disables a control, if that changes anything. */
export function setDisabled(control: HTMLButtonElement | HTMLInputElement | HTMLTextAreaElement, isDisabled: boolean): void {
  if (control.disabled !== isDisabled) control.disabled = isDisabled;
}

/** Adds or takes a class, if that changes anything. */
export function setClass(element: Element, name: string, isOn: boolean): void {
  if (element.classList.contains(name) !== isOn) element.classList.toggle(name, isOn);
}

/** The element that has the focus, looked for through every open shadow root; `null` when it is the page itself. */
export function deepActiveElement(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : null;
}

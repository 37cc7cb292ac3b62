import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { deepActiveElement, h, render } from './dom.js';
import type { Child, Properties, VNode } from './dom.js';

/** A place on the page that shows these children. */
function placeWith(...children: readonly Child[]): HTMLElement {
  const place = document.createElement('div');
  document.body.append(place);
  render(place, children);
  return place;
}

function mutationsOf(place: Node, change: () => void): MutationRecord[] {
  const observer = new MutationObserver(() => undefined);
  observer.observe(place, { attributes: true, childList: true, characterData: true, subtree: true });
  change();
  return observer.takeRecords();
}

const item = (id: string, text = id): VNode => h('li', { 'data-id': id, tabindex: 0 }, text);
const items = (ids: readonly string[]): VNode[] => ids.map((id) => item(id));

afterEach(() => document.body.replaceChildren());

describe('h and render', () => {
  it('make elements with attributes and text, never HTML', () => {
    const place = placeWith(h('p', { class: 'a', 'data-n': 3, hidden: true, lang: null }, '<b>x</b>', h('i', {}, 'y'), false, ''));
    expect(place.innerHTML).to.equal('<p class="a" data-n="3" hidden="">&lt;b&gt;x&lt;/b&gt;<i>y</i></p>');
    expect(placeWith(h('svg', {}, h('path', { d: 'M0 0' }))).querySelector('path')?.namespaceURI).to.equal('http://www.w3.org/2000/svg');
  });

  it('refuses event handlers and inline styles', () => {
    for (const properties of [{ onclick: 'x' }, { style: 'color: red' }] as unknown as Properties[]) {
      expect(() => placeWith(h('p', properties))).to.throw(TypeError, Object.keys(properties)[0]);
    }
    expect(() => placeWith(h('path', { onload: 'x' } as unknown as Properties))).to.throw(TypeError, 'onload');
  });

  it('writes only what differs', () => {
    const tree = (title: string | null, text: string): VNode => h('p', { title, hidden: title === null }, text, h('b', {}, 'same'));
    const place = placeWith(tree('a', 'text'));
    const text = place.firstChild?.firstChild;
    expect(mutationsOf(place, () => render(place, [tree('a', 'text')]))).to.deep.equal([]);
    expect(mutationsOf(place, () => render(place, [tree(null, 'other')])).length).to.equal(3);
    expect(place.innerHTML).to.equal('<p hidden="">other<b>same</b></p>');
    expect(place.firstChild?.firstChild === text).to.equal(true);
  });

  it('takes away attributes and handlers that are not described any more', () => {
    let clicks = 0;
    const place = placeWith(h('button', { title: 'a', onclick: () => clicks++ }));
    const [node] = place.children;
    (node as HTMLElement).click();
    render(place, [h('button')]);
    (node as HTMLElement).click();
    expect(clicks).to.equal(1);
    expect(place.innerHTML).to.equal('<button></button>');
    expect(place.firstChild === node).to.equal(true);
  });

  it('lets an event do what it does by itself, whatever a handler returns, unless the handler says otherwise', () => {
    const place = placeWith(
      h('p', { onkeydown: (event) => event.key === 'Escape' && event.preventDefault() }, h('i', { onclick: () => false })),
    );
    const press = (key: string): boolean =>
      (place.firstChild as Element).dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    expect([press('Tab'), press('Escape')]).to.deep.equal([true, false]);
    expect(place.querySelector('i')?.dispatchEvent(new MouseEvent('click', { cancelable: true }))).to.equal(true);
  });

  it('leaves what was typed alone unless told what is in the box', () => {
    const place = placeWith(h('input', {}), h('textarea', { value: 'a' }));
    const [input, box] = place.children as unknown as [HTMLInputElement, HTMLTextAreaElement];
    input.value = 'typed';
    box.value = 'typed';
    render(place, [h('input', {}), h('textarea', { value: 'b' })]);
    expect([input.value, box.value]).to.deep.equal(['typed', 'b']);
  });

  it('shows a bar at nothing as one that knows that', () => {
    const place = placeWith(h('progress', { max: 4, value: 0 }));
    const bar = place.querySelector('progress') as HTMLProgressElement;
    // Without a value its position is -1.
    expect(bar.position).to.equal(0);
    render(place, [h('progress', { max: 4, value: 3 })]);
    expect(bar.position).to.equal(0.75);
  });

  it('keeps what stands after a place that is empty now', () => {
    const place = placeWith(h('p', {}, 'a'), h('p', {}, 'b'));
    const last = place.lastChild;
    render(place, [null, h('p', {}, 'b')]);
    expect(place.lastChild === last).to.equal(true);
    expect(place.childNodes.length).to.equal(1);
    render(place, [h('p', {}, 'c'), h('p', {}, 'b')]);
    expect(place.lastChild === last).to.equal(true);
    expect(place.textContent).to.equal('cb');
  });

  it('does not look into the same description again', () => {
    const row = item('a');
    const place = placeWith(row);
    const [node] = place.children;
    if (node !== undefined) node.textContent = 'changed by hand';
    render(place, [row, item('b')]);
    expect(place.textContent).to.equal('changed by handb');
  });

  it('shows any list after any other, with the same node for the same id', () => {
    const lists = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 });
    fc.assert(
      fc.property(fc.array(lists, { minLength: 1, maxLength: 6 }), (sequence) => {
        const parent = document.createElement('ul');
        let known = new Map<string, Element | undefined>();
        for (const ids of sequence) {
          render(parent, items(ids));
          expect([...parent.children].map((row) => row.textContent)).to.deep.equal(ids);
          const now = new Map(ids.map((id, index) => [id, parent.children[index]] as const));
          for (const [id, row] of now) if (known.has(id)) expect(row === known.get(id)).to.equal(true);
          known = now;
        }
      }),
    );
  });

  it('keeps the focus when rows come before, after and between', () => {
    const place = placeWith(...items(['c', 'f']));
    const last = place.lastElementChild as HTMLElement;
    last.focus();
    render(place, items(['a', 'b', 'c', 'd', 'f', 'g']));
    expect(document.activeElement === last).to.equal(true);
    render(place, items(['d', 'f']));
    expect(document.activeElement === last).to.equal(true);
  });

  it('moves the row that went down, not all those it passed', () => {
    const place = placeWith(...items(['a', 'b', 'c', 'd']));
    const records = mutationsOf(place, () => render(place, items(['b', 'c', 'd', 'a'])));
    expect(records.every((record) => [...record.addedNodes].every((node) => node.textContent === 'a'))).to.equal(true);
  });
});

describe('deepActiveElement', () => {
  it('finds the focus through shadow roots, and none on the page itself', () => {
    const host = document.createElement('div');
    render(host.attachShadow({ mode: 'open' }), [h('button', { type: 'button' }, 'x')]);
    document.body.append(host);
    host.shadowRoot?.querySelector('button')?.focus();
    expect(deepActiveElement() === host.shadowRoot?.querySelector('button')).to.equal(true);
    host.remove();
    expect(deepActiveElement() === null).to.equal(true);
  });
});

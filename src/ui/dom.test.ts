import { expect } from '@open-wc/testing';
import { deepActiveElement, h, setAttribute, setHidden, setText, svg } from './dom.js';

describe('dom', () => {
  it('makes elements with attributes and text, never HTML', () => {
    const node = h('p', { class: 'a', 'data-n': 3, hidden: true }, ['<b>x</b>', h('i', {}, ['y'])]);
    expect(node.outerHTML).to.equal('<p class="a" data-n="3" hidden="">&lt;b&gt;x&lt;/b&gt;<i>y</i></p>');
    expect(svg('path', { d: 'M0 0' }).namespaceURI).to.equal('http://www.w3.org/2000/svg');
  });

  it('refuses event handlers and inline styles', () => {
    expect(() => h('p', { onclick: 'x' })).to.throw(TypeError, 'onclick');
    expect(() => h('p', { style: 'color: red' })).to.throw(TypeError, 'style');
    expect(() => svg('path', { onload: 'x' })).to.throw(TypeError, 'onload');
  });

  it('writes only what differs', () => {
    const node = h('p', { title: 'a' }, ['text']);
    const text = node.firstChild;
    const observer = new MutationObserver(() => undefined);
    observer.observe(node, { attributes: true, childList: true, characterData: true, subtree: true });
    setText(node, 'text');
    setAttribute(node, 'title', 'a');
    setAttribute(node, 'lang', null);
    setHidden(node, false);
    expect(observer.takeRecords()).to.deep.equal([]);
    expect(node.firstChild).to.equal(text);
    setText(node, 'other');
    setAttribute(node, 'title', null);
    setHidden(node, true);
    expect(observer.takeRecords().length).to.equal(3);
  });

  it('finds the focus through shadow roots, and none on the page itself', () => {
    const host = document.createElement('div');
    const button = h('button', { type: 'button' }, ['x']);
    host.attachShadow({ mode: 'open' }).append(button);
    document.body.append(host);
    button.focus();
    expect(deepActiveElement() === button).to.equal(true);
    host.remove();
    expect(deepActiveElement() === null).to.equal(true);
  });
});

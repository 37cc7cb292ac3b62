import { expect } from '@open-wc/testing';
import { ParleyElement } from './element.js';
import type { IntentEvent } from './element.js';

class ProbeElement extends ParleyElement<{ readonly text: string }> {
  readonly seen: string[] = [];
  child: ProbeElement | null = null;

  protected override update(state: { readonly text: string }, previous: { readonly text: string } | undefined): void {
    this.seen.push(`${previous?.text ?? '-'}>${state.text}`);
    if (this.child !== null) this.child.state = state;
    if (state.text === 'throw') throw new Error('probe');
  }

  ask(): void {
    this.request({ type: 'lock' });
  }
}
customElements.define('probe-element', ProbeElement);

describe('ParleyElement', () => {
  it('writes once for several states in one turn, and tells what was shown before', async () => {
    const element = new ProbeElement();
    element.state = { text: 'a' };
    element.state = { text: 'b' };
    expect(element.seen).to.deep.equal([]);
    await Promise.resolve();
    element.state = { text: 'c' };
    await Promise.resolve();
    expect(element.seen).to.deep.equal(['->b', 'b>c']);
  });

  it('does nothing for the same object', async () => {
    const element = new ProbeElement();
    const state = { text: 'a' };
    element.state = state;
    await Promise.resolve();
    element.state = state;
    await Promise.resolve();
    expect(element.seen).to.deep.equal(['->a']);
  });

  it('is shown in the same turn as the children it feeds', async () => {
    const [parent, child] = [new ProbeElement(), new ProbeElement()];
    parent.child = child;
    parent.state = { text: 'a' };
    await Promise.resolve();
    expect(child.seen).to.deep.equal(['->a']);
  });

  it('reports an element that throws and updates the others', async () => {
    const [broken, sound] = [new ProbeElement(), new ProbeElement()];
    const reported: unknown[] = [];
    const original = globalThis.reportError;
    globalThis.reportError = (error: unknown) => void reported.push(error);
    broken.state = { text: 'throw' };
    sound.state = { text: 'a' };
    await Promise.resolve();
    globalThis.reportError = original;
    expect(reported.map(String)).to.deep.equal(['Error: probe']);
    expect(sound.seen).to.deep.equal(['->a']);
  });

  it('sends intents out of its shadow root', () => {
    const host = document.createElement('div');
    const inner = new ProbeElement();
    host.attachShadow({ mode: 'open' }).append(inner);
    document.body.append(host);
    const seen: Event[] = [];
    document.body.addEventListener('parley-intent', (event) => seen.push(event), { once: true });
    inner.ask();
    host.remove();
    expect(seen.length).to.equal(1);
    expect((seen[0] as IntentEvent).intent).to.deep.equal({ type: 'lock' });
  });
});

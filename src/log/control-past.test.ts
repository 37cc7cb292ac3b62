import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { ControlPasts } from './control-past.js';
import type { ControlPast } from './control-past.js';

describe('log/control-past', () => {
  it('holds exactly the control entries among the ancestors, and shares equal sets', () => {
    // A random graph: each node cites some earlier ones and is a control entry or not.
    const node = fc.record({ isControl: fc.boolean(), cites: fc.array(fc.nat(), { maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(node, { minLength: 1, maxLength: 90 }), (nodes) => {
        const pasts = new ControlPasts();
        const afters: ControlPast[] = [];
        const models: Set<number>[] = [];
        const known = new Map<string, ControlPast>();
        let controls = 0;
        for (const { isControl, cites } of nodes) {
          const causes = afters.length === 0 ? [] : cites.map((cite) => cite % afters.length);
          const past = pasts.join(causes.map((cause) => afters[cause] as ControlPast));
          const model = new Set(causes.flatMap((cause) => [...(models[cause] as Set<number>)]));
          const bit = controls;
          afters.push(isControl ? pasts.extend(past, bit) : past);
          if (isControl) {
            model.add(bit);
            controls++;
          }
          models.push(model);
          const after = afters.at(-1) as ControlPast;
          for (let i = 0; i <= controls; i++) expect(after.has(i)).to.equal(model.has(i));
          const key = [...model].sort((a, b) => a - b).join();
          expect(known.get(key) ?? after).to.equal(after);
          known.set(key, after);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('finds the same set by whatever way it came about', () => {
    const pasts = new ControlPasts();
    const [one, two] = [pasts.extend(pasts.empty, 0), pasts.extend(pasts.empty, 1)];
    const three = pasts.extend(one, 2);
    const both = pasts.join([one, two]);
    expect(pasts.join([both, three])).to.equal(pasts.join([two, three]));
    expect(pasts.join([three, both])).to.equal(pasts.join([three, two]));
  });

  it('gives a message the very set of its parents', () => {
    const pasts = new ControlPasts();
    const first = pasts.extend(pasts.empty, 0);
    const second = pasts.extend(first, 1);
    expect(pasts.join([second, second])).to.equal(second);
    expect(pasts.join([first, second, pasts.empty])).to.equal(second);
    expect(pasts.join([])).to.equal(pasts.empty);
  });
});

import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { pastOf } from './graph.js';
import type { ControlFacts, LogNode } from './log-node.js';

type CitedNode = Pick<LogNode, 'past' | 'control'>;

function nodeCiting(causes: readonly CitedNode[], bit: bigint | null): CitedNode {
  const control: ControlFacts | null = bit === null ? null : { bit, payload: null, subjectHex: '', tokenHex: '', limits: null };
  return { past: pastOf(causes), control };
}

describe('log/log-node', () => {
  it('has exactly the control entries among its ancestors in its past', () => {
    // A random graph: each node cites some earlier ones and is a control entry or not.
    const node = fc.record({ isControl: fc.boolean(), cites: fc.array(fc.nat(), { maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(node, { minLength: 1, maxLength: 90 }), (nodes) => {
        const made: CitedNode[] = [];
        const ancestors: Set<number>[] = [];
        for (const { isControl, cites } of nodes) {
          const causes = made.length === 0 ? [] : cites.map((cite) => cite % made.length);
          const model = new Set(causes.flatMap((cause) => [cause, ...(ancestors[cause] as Set<number>)]));
          ancestors.push(model);
          const cited = causes.map((cause) => made[cause] as CitedNode);
          const { past } = nodeCiting(cited, null);
          made.forEach(({ control }, i) => {
            if (control !== null) expect((past & control.bit) !== 0n).to.equal(model.has(i));
          });
          made.push(nodeCiting(cited, isControl ? 1n << BigInt(made.length) : null));
        }
      }),
      { numRuns: 200 },
    );
  });
});

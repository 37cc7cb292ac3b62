import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { FULL_MESH_LIMIT, ringNeighbours } from './ring.js';

const nameOf = (n: number): string => n.toString(16).padStart(4, '0');
const spread = (count: number): string[] => Array.from({ length: count }, (_, n) => nameOf(Math.floor((n * 0x1_00_00) / count)));
const anyRing = fc.uniqueArray(fc.nat(0xff_ff).map(nameOf), { minLength: FULL_MESH_LIMIT + 1, maxLength: 80 });

/** Whoever is linked with `own` when everybody has the links they want: a link goes both ways. */
function linked(own: string, ring: readonly string[]): Set<string> {
  return new Set([...ringNeighbours(own, ring), ...ring.filter((other) => ringNeighbours(other, ring).has(own))]);
}

describe('the ring', () => {
  it('links everybody with everybody up to twelve', () => {
    for (let count = 1; count <= FULL_MESH_LIMIT; count++) {
      const ring = spread(count);
      for (const own of ring) expect([...ringNeighbours(own, ring)].toSorted()).to.deep.equal(ring.filter((name) => name !== own));
    }
  });

  it('links to the four nearest on both sides, around the end too, and to a half, a quarter, an eighth… of the way round', () => {
    const ring = spread(64);
    const found = [...ringNeighbours(ring[2] as string, ring)].map((name) => ring.indexOf(name)).toSorted((a, b) => a - b);
    expect(found).to.deep.equal([0, 1, 3, 4, 5, 6, 10, 18, 34, 62, 63]);
  });

  it('gives nobody more than eight links and one for each doubling, and leaves nobody more than log₂ n links away', () => {
    fc.assert(
      fc.property(anyRing, (ring) => {
        for (const own of ring) expect(ringNeighbours(own, ring).size).to.be.at.most(8 + 16);
        const reached = new Set([ring[0] as string]);
        for (let links = 0; links < Math.ceil(Math.log2(ring.length)); links++)
          for (const name of [...reached]) for (const next of linked(name, ring)) reached.add(next);
        expect(reached.size).to.equal(ring.length);
      }),
    );
  });

  it('comes to the same from what is known of those who are linked, and whom those are linked with', () => {
    fc.assert(
      fc.property(anyRing, (ring) => {
        for (const own of ring) {
          const near = linked(own, ring);
          const known = new Set([...near, ...[...near].flatMap((name) => [...linked(name, ring)])]);
          expect([...ringNeighbours(own, known)].toSorted()).to.deep.equal([...ringNeighbours(own, ring)].toSorted());
        }
      }),
      { numRuns: 30 },
    );
  });

  it('counts oneself once, named or not', () => {
    expect([...ringNeighbours('b', ['a', 'b'])]).to.deep.equal(['a']);
    expect([...ringNeighbours('b', ['a'])]).to.deep.equal(['a']);
    expect(ringNeighbours('b', []).size).to.equal(0);
  });
});

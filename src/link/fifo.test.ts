import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { Fifo } from './fifo.js';

describe('fifo', () => {
  it('does what an array does, whatever the order of pushes and shifts', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 200 }), (steps) => {
        const fifo = new Fifo<number>();
        const model: number[] = [];
        steps.forEach((step, i) => {
          if (step < 6) {
            fifo.push(i);
            model.push(i);
          } else {
            expect(fifo.first()).to.equal(model[0]);
            expect(fifo.shift()).to.equal(model.shift());
          }
          expect(fifo.length).to.equal(model.length);
        });
      }),
    );
  });

  it('keeps the order across the places it cuts', () => {
    const fifo = new Fifo<number>();
    for (let i = 0; i < 10_000; i++) fifo.push(i);
    for (let i = 0; i < 9_000; i++) expect(fifo.shift()).to.equal(i);
    for (let i = 10_000; i < 11_000; i++) fifo.push(i);
    for (let i = 9_000; i < 11_000; i++) expect(fifo.shift()).to.equal(i);
    expect(fifo.shift()).to.equal(undefined);
    expect(fifo.length).to.equal(0);
  });

  it('is empty after clear', () => {
    const fifo = new Fifo<number>();
    fifo.push(1);
    fifo.clear();
    expect([fifo.length, fifo.first(), fifo.shift()]).to.deep.equal([0, undefined, undefined]);
  });
});

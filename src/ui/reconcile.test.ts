import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { h } from './dom.js';
import { RowList } from './reconcile.js';

interface Item {
  readonly id: string;
  readonly text: string;
}

function makeList(): { parent: HTMLUListElement; list: RowList<Item, HTMLLIElement>; changed: string[] } {
  const parent = h('ul');
  const changed: string[] = [];
  const list = new RowList<Item, HTMLLIElement>(parent, {
    keyOf: (item) => item.id,
    create: (item) => h('li', { tabindex: 0 }, [item.text]),
    change: (row, item) => {
      changed.push(item.id);
      row.textContent = item.text;
    },
  });
  return { parent, list, changed };
}

const idsToItems = (ids: readonly string[]): Item[] => ids.map((id) => ({ id, text: id }));

describe('RowList', () => {
  it('shows any list after any other, with the same node for the same key', () => {
    const lists = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 });
    fc.assert(
      fc.property(fc.array(lists, { minLength: 1, maxLength: 6 }), (sequence) => {
        const { parent, list } = makeList();
        let known = new Map<string, Element | undefined>();
        for (const ids of sequence) {
          list.show(idsToItems(ids));
          expect([...parent.children].map((row) => row.textContent)).to.deep.equal(ids);
          const now = new Map(ids.map((id, index) => [id, parent.children[index]] as const));
          for (const [id, row] of now) if (known.has(id)) expect(row === known.get(id)).to.equal(true);
          known = now;
        }
      }),
    );
  });

  it('changes only rows whose item is another object', () => {
    const { list, changed } = makeList();
    const [a, b] = [
      { id: 'a', text: '1' },
      { id: 'b', text: '2' },
    ];
    list.show([a, b]);
    list.show([a, { ...b, text: '3' }]);
    expect(changed).to.deep.equal(['b']);
    expect(list.rowOf('b')?.textContent).to.equal('3');
    expect(list.rowOf('x') === null).to.equal(true);
  });

  it('keeps the focus when rows come before, after and between', () => {
    const { parent, list } = makeList();
    document.body.append(parent);
    list.show(idsToItems(['c', 'f']));
    list.rowOf('f')?.focus();
    list.show(idsToItems(['a', 'b', 'c', 'd', 'f', 'g']));
    expect(document.activeElement === list.rowOf('f')).to.equal(true);
    list.show(idsToItems(['d', 'f']));
    expect(document.activeElement === list.rowOf('f')).to.equal(true);
    parent.remove();
  });

  it('moves the row that went down, not all those it passed', () => {
    const { parent, list } = makeList();
    list.show(idsToItems(['a', 'b', 'c', 'd']));
    const observer = new MutationObserver(() => undefined);
    observer.observe(parent, { childList: true });
    list.show(idsToItems(['b', 'c', 'd', 'a']));
    expect(observer.takeRecords().every((record) => [...record.addedNodes].every((node) => node.textContent === 'a'))).to.equal(true);
  });

  it('refuses two items with one key and leaves the rows as they are', () => {
    const { parent, list } = makeList();
    list.show(idsToItems(['a']));
    expect(() => list.show(idsToItems(['b', 'b']))).to.throw(RangeError);
    expect(parent.textContent).to.equal('a');
  });
});

import { expect } from '@open-wc/testing';
import { VaultDatabase, resultOf } from './vault-database.js';
import { TestProfile, codeOf, itemsOf, textsOf } from './vault-test.fixture.js';

describe('a database of version 1', () => {
  let test: TestProfile;
  beforeEach(() => {
    test = new TestProfile();
  });
  afterEach(() => test.remove());

  /** Made as the first version of Parley made it. */
  async function openVersion1(): Promise<IDBDatabase> {
    const request = indexedDB.open(test.names.root, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('journal', { autoIncrement: true }).createIndex('out', 'out');
      request.result.createObjectStore('keys');
      request.result.createObjectStore('fence');
    };
    return resultOf(request);
  }

  it('gets the stores of blobs and hints, and keeps journal, keys and fence as they are', async () => {
    const donor = new TestProfile();
    const vault = await donor.open();
    await vault.history('h').append(itemsOf('one'));
    const written = await donor.dump();
    const old = await openVersion1();
    const transaction = old.transaction(['journal', 'keys', 'fence'], 'readwrite');
    transaction.objectStore('keys').put('a header', 'header');
    transaction.objectStore('fence').put('a token', 'writer');
    for (const [seq, batch] of written.get('journal') ?? []) transaction.objectStore('journal').put(batch, seq);
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    old.close();
    const dump = await test.dump();
    expect([...dump.keys()].toSorted()).to.deep.equal(['blobs', 'chunks', 'fence', 'hints', 'journal', 'keys']);
    expect(dump.get('journal')).to.deep.equal(written.get('journal'));
    expect([dump.get('keys')?.get('header'), dump.get('fence')?.get('writer')]).to.deep.equal(['a header', 'a token']);

    test.master.set(donor.master);
    const upgraded = await test.open();
    expect(textsOf(await upgraded.history('h').load())).to.deep.equal(['one']);
    const id = await upgraded.blobs.write(new Blob(['new']), null);
    expect(await upgraded.blobs.readWhole(id)).to.have.length(3);
    await vault.close();
    await donor.remove();
  });

  it('makes way for a newer Parley in another tab, and so does this version for the next', async () => {
    const old = await openVersion1();
    old.onversionchange = () => old.close();
    const vault = await test.open();
    await vault.put('x', 1);
    expect(() => old.transaction('keys')).to.throw();
    const newer = await resultOf(indexedDB.open(test.names.root, 3));
    expect(await codeOf(vault.put('x', 2))).to.equal('storage-unavailable');
    newer.close();
    expect(await codeOf(VaultDatabase.open(() => indexedDB, test.names.root))).to.equal('vault-newer');
  });

  it('is neither changed by looking at it, nor made', async () => {
    const old = await openVersion1();
    old.close();
    const look = await VaultDatabase.openAsItIs(() => indexedDB, test.names.root);
    expect([look.isNewer, await look.transact(({ keys }) => resultOf(keys.count()))]).to.deep.equal([false, 0]);
    look.close();
    const again = await resultOf(indexedDB.open(test.names.root));
    expect(again.version).to.equal(1);
    again.close();
    const nobody = new TestProfile();
    expect(await codeOf(VaultDatabase.openAsItIs(() => indexedDB, nobody.names.root))).to.equal('storage-unavailable');
    expect((await indexedDB.databases()).map(({ name }) => name)).not.to.include(nobody.names.root);
  });
});

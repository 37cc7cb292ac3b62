import { expect } from '@open-wc/testing';
import { TEST_RID, makeRoom } from '../log/log-world.fixture.js';
import type { TestMember } from '../log/log-world.fixture.js';
import { newestMessages } from './newest-messages.js';
import { MemoryHistory } from './room.fixture.js';

describe('newest messages', () => {
  it('say what their authors made of them, and nobody else', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const text = await ann.text('frist');
    await ann.write('edit', { entry: text.id, text: 'fist' });
    await ann.write('edit', { entry: text.id, text: 'first' });
    bob.learn(ann);
    await bob.write('edit', { entry: text.id, text: 'worst' });
    await bob.write('edit', { entry: new Uint8Array(32), text: 'of nothing here' });
    await bob.text('second');
    const history = new MemoryHistory();
    await history.append(bob.held.map(({ itemBytes }) => itemBytes));
    expect((await newestMessages(history, TEST_RID, 64)).map((message) => message.text)).to.deep.equal(['first', 'second']);
  });
});

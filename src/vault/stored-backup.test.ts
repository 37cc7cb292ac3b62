import { expect } from '@open-wc/testing';
import { openBackup, readBackupHeader } from './backup-file.js';
import { readBackupParts } from './backup-parts.js';
import { allOf } from './backup-test.fixture.js';
import { STORED_BACKUP_V1, STORED_BACKUP_V1_PASSPHRASE } from './stored-backup-v1.fixture.js';
import { itemsOf } from './vault-test.fixture.js';

describe('stored backup of format 1', () => {
  it('opens with its passphrase to what was in it', async () => {
    const file = new Blob([Uint8Array.fromBase64(STORED_BACKUP_V1)]);
    expect((await readBackupHeader(file)).made).to.equal(1_790_000_000_000);
    const backup = await openBackup(file, STORED_BACKUP_V1_PASSPHRASE);
    expect(await allOf(readBackupParts(backup.read(new AbortController().signal, () => undefined)))).to.deep.equal([
      { kind: 'record', name: 'me', value: { name: 'Ada', born: 1815 } },
      { kind: 'items', name: 'history/ab', items: itemsOf('first', '', '✓ 😀') },
      { kind: 'record', name: 'room/ab', value: ['a', null, true] },
    ]);
  });
});

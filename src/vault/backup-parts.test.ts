import { expect } from '@open-wc/testing';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { backupPartBytes, readBackupParts } from './backup-parts.js';
import type { BackupPart } from './backup-parts.js';
import { allOf, piecesOf } from './backup-test.fixture.js';
import { codeOf, itemsOf } from './vault-test.fixture.js';

const parts: readonly BackupPart[] = [
  { kind: 'record', name: 'me', value: { name: 'Ada', list: [1, null, true, '✓'] } },
  { kind: 'items', name: 'history/ab', items: itemsOf('one', '', 'three') },
  { kind: 'items', name: 'history/ab', items: [] },
  { kind: 'record', name: 'empty', value: null },
];
const written = concatBytes(...parts.map(backupPartBytes));

function piecesOfSize(bytes: Bytes, size: number): Bytes[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size));
}

describe('backup parts', () => {
  it('are the same after they were written and read, however they are cut into pieces', async () => {
    for (const size of [1, 2, 5, 17, written.length])
      expect(await allOf(readBackupParts(piecesOf(...piecesOfSize(written, size)))), String(size)).to.deep.equal(parts);
  });

  it('are refused unless they are whole', async () => {
    const ends: number[] = [];
    let end = 0;
    for (const part of parts) ends.push((end += backupPartBytes(part).length));
    for (let length = 1; length < written.length; length++) {
      const code = await codeOf(allOf(readBackupParts(piecesOf(written.slice(0, length)))));
      expect(code, String(length)).to.equal(ends.includes(length) ? 'resolved' : 'backup-damaged');
    }
  });

  it('are refused when they are of a kind that came later, or not what they say', async () => {
    const [record] = parts as [BackupPart];
    const later = backupPartBytes(record);
    later[0] = 9;
    const spoilt = backupPartBytes(record);
    spoilt[spoilt.length - 1] = 0x20;
    const mistaken = backupPartBytes(record);
    mistaken[0] = 3;
    const codes = [];
    for (const bytes of [later, spoilt, mistaken]) codes.push(await codeOf(allOf(readBackupParts(piecesOf(bytes)))));
    expect(codes).to.deep.equal(['backup-newer', 'backup-damaged', 'backup-damaged']);
  });
});

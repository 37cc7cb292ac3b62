import { expect } from '@open-wc/testing';
import { backupNoticeReason, daysSince, noteBackup, readBackupNotes } from './backup-notes.js';
import { MemoryVault } from './installation.fixture.js';

const DAY = 86_400_000;
const NOTHING = { at: null, dismissedAt: null, copies: [] };

describe('backup notes', () => {
  it('are kept, each beside the others', async () => {
    const vault = new MemoryVault();
    expect(readBackupNotes(vault)).to.deep.equal(NOTHING);
    await noteBackup(vault, { at: 5 });
    await noteBackup(vault, { copies: [1] });
    expect(readBackupNotes(vault)).to.deep.equal({ at: 5, dismissedAt: null, copies: [1] });
  });

  it('call for a backup with 50 messages and none, and when the last is 30 days old', () => {
    expect(backupNoticeReason(NOTHING, 49, 0)).to.equal(null);
    expect(backupNoticeReason(NOTHING, 50, 0)).to.equal('none');
    expect(backupNoticeReason({ ...NOTHING, at: 0 }, 50, 30 * DAY - 1)).to.equal(null);
    expect(backupNoticeReason({ ...NOTHING, at: 0 }, 50, 30 * DAY)).to.equal('old');
  });

  it('leave whoever said "Not now" alone for a fortnight', () => {
    const dismissed = { ...NOTHING, dismissedAt: DAY };
    expect(backupNoticeReason(dismissed, 50, 15 * DAY - 1)).to.equal(null);
    expect(backupNoticeReason(dismissed, 50, 15 * DAY)).to.equal('none');
  });

  it('count no day that is not over, and none backwards', () => {
    expect([daysSince(0, DAY - 1), daysSince(0, DAY), daysSince(DAY, 0)]).to.deep.equal([0, 1, 0]);
  });
});

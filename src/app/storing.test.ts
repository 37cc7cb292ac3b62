import { expect } from '@open-wc/testing';
import { PBKDF2_MIN_ROUNDS } from '../crypto/vault-keys.js';
import { wholeScope } from './backup-contents.js';
import { readBackup } from './backup-import.js';
import { makeBackup } from './backup-making.js';
import { readBackupNotes } from './backup-notes.js';
import { MemoryVault, TestNeighbourhood } from './installation.fixture.js';
import type { TestInstallation } from './installation.fixture.js';
import { KeptFiles } from './page-files.fixture.js';
import { ParleyError } from '../lib/errors.js';
import { writeMe } from './records.js';
import type { StorageDialogView } from './storage-state.js';
import { makeStoring } from './storing.js';

const NEVER = new AbortController().signal;
const PASSPHRASE = 'open sesame';
const DAY = 86_400_000;

describe('storing', () => {
  let around: TestNeighbourhood;
  let ana: TestInstallation;
  let files: KeptFiles;
  let ridHex: string;

  beforeEach(async () => {
    around = new TestNeighbourhood();
    ana = await around.person('Ana');
    await writeMe(ana.vault, { name: 'Ana', pkcs8: await ana.parts.identity.exportPkcs8() });
    files = ana.parts.page.files as KeptFiles;
    files.saved.length = 0;
    await ana.rooms.create('Kitchen');
    ridHex = ana.rooms.current()?.room.ridHex ?? '';
    await around.clock.advance(1_000);
    await ana.pressed({ type: 'send', ridHex, text: 'hello' });
  });
  afterEach(() => ana.rooms.close());

  function shown(): StorageDialogView {
    const view = ana.dialog();
    if (view?.dialog !== 'storage') throw new Error('the dialog is not open');
    return view;
  }

  it('opens and closes, and says how full it is', async () => {
    expect(ana.dialogText()).to.equal('none');
    await ana.pressed({ type: 'open-storage' });
    expect(shown()).to.deep.include({
      used: 1_000,
      limit: 5_000_000,
      backupAge: null,
      rooms: [{ ridHex, name: 'Kitchen', drops: [], isAlone: true }],
      work: null,
    });
    ana.press({ type: 'close-dialog' });
    expect(ana.dialogText()).to.equal('none');
  });

  it('backs up everything into a file, and notes down when', async () => {
    await ana.pressed({ type: 'open-storage' });
    await ana.pressed({ type: 'back-up', passphrase: PASSPHRASE, roomHex: null });
    const { file, name } = files.saved[0] as (typeof files.saved)[0];
    expect(name).to.match(/^parley-backup-\d{4}-\d{2}-\d{2}\.parley$/u);
    expect(shown()).to.deep.include({ outcome: { what: 'saved', fileName: name, isSealed: true }, work: null, error: null, backupAge: 0 });
    const vault = new MemoryVault();
    await (await readBackup(file, PASSPHRASE, NEVER, () => undefined)).mergeInto(vault);
    expect(vault.names('room/')).to.deep.equal([`room/${ridHex}`]);
  });

  it('backs up one room, which is no backup of everything', async () => {
    await ana.rooms.create('Cellar');
    await ana.pressed({ type: 'open-storage' });
    await ana.pressed({ type: 'back-up', passphrase: PASSPHRASE, roomHex: ridHex });
    const vault = new MemoryVault();
    await (await readBackup(files.saved[0]?.file as Blob, PASSPHRASE, NEVER, () => undefined)).mergeInto(vault);
    expect(vault.names('room/')).to.deep.equal([`room/${ridHex}`]);
    expect(shown().backupAge).to.equal(null);
  });

  it('makes nothing without a passphrase, and says so', async () => {
    await ana.pressed({ type: 'open-storage' });
    await ana.pressed({ type: 'back-up', passphrase: '', roomHex: null });
    expect([shown().error, shown().outcome, files.saved.length]).to.deep.equal(['backup-passphrase', null, 0]);
  });

  it('saves the page with a copy inside, which has nothing new to offer here', async () => {
    await ana.pressed({ type: 'open-storage' });
    await ana.pressed({ type: 'save-copy', passphrase: PASSPHRASE });
    const [saved] = files.saved;
    expect(saved?.name).to.match(/^parley-copy-.*\.html$/u);
    expect(await saved?.file.slice(0, 26).text()).to.equal('page with parley backup 1\n');
    expect(readBackupNotes(ana.vault).copies.length).to.equal(1);
  });

  it('writes a room out with what the transcript shows', async () => {
    await ana.pressed({ type: 'open-storage' });
    const work = ana.pressed({ type: 'export-text', roomHex: ridHex, format: 'markdown' });
    await around.clock.advance(10);
    await work;
    expect(files.saved[0]?.name).to.match(/\.md$/u);
    const { roomName, lines } = files.transcripts.at(-1) ?? { roomName: '', lines: [] };
    expect([roomName, lines.map(({ kind, text, authorName, isMine }) => [kind, text, authorName, isMine])]).to.deep.equal([
      'Kitchen',
      [
        ['notice', '', 'Ana', true],
        ['text', 'hello', 'Ana', true],
      ],
    ]);
    expect(shown().outcome).to.include({ what: 'saved', isSealed: false });
  });

  it('offers nothing for a room that is not believed', async () => {
    await ana.rooms.create('Cellar');
    Object.defineProperty(ana.open(ridHex).belief, 'holds', { value: false });
    await ana.pressed({ type: 'open-storage' });
    expect(shown().rooms.map(({ name }) => name)).to.deep.equal(['Cellar']);
    await ana.pressed({ type: 'export-text', roomHex: ridHex, format: 'markdown' });
    expect([shown().outcome, files.saved.length]).to.deep.equal([null, 0]);
  });

  it('writes a poll out with its answers', async () => {
    const { history } = ana.open(ridHex).room;
    const { id } = await history.write('poll', { question: 'Supper?', options: ['Soup', 'Pie'], many: false });
    await history.write('vote', { entry: id, choices: [1] });
    await ana.pressed({ type: 'open-storage' });
    const work = ana.pressed({ type: 'export-text', roomHex: ridHex, format: 'markdown' });
    await around.clock.advance(10);
    await work;
    expect(files.transcripts.at(-1)?.lines.at(-1)).to.deep.include({ kind: 'text', text: 'Supper?\n- Soup\n- Pie: Ana' });
  });

  /** Ana says so many things. */
  async function saySo(count: number): Promise<void> {
    for (let i = 1; i <= count; i++) await ana.pressed({ type: 'send', ridHex, text: `message ${i}` });
  }

  /** Drops all but the newest. */
  async function drop(keep: number): Promise<void> {
    const work = ana.pressed({ type: 'drop-old', roomHex: ridHex, keep });
    await around.clock.advance(100);
    await work;
  }

  it('drops the oldest messages of a room, after which nothing shows, counts or writes them out', async () => {
    await saySo(104);
    await ana.pressed({ type: 'open-storage' });
    expect(shown().rooms).to.deep.equal([{ ridHex, name: 'Kitchen', drops: [{ keep: 100, count: 5 }], isAlone: true }]);
    expect(ana.view(ridHex)).to.deep.include({ droppedAt: null, earlier: 6 });
    await drop(100);
    expect(shown()).to.deep.include({ outcome: { what: 'dropped', count: 5 }, work: null, error: null });
    expect(shown().rooms[0]?.drops).to.deep.equal([]);
    ana.press({ type: 'look-at', ridHex, id: ana.view(ridHex).messages[0]?.id ?? '' });
    const { droppedAt, earlier, later, messages } = ana.view(ridHex);
    expect([droppedAt, earlier, messages.length + later]).to.deep.equal([around.clock.wall() - 100, 0, 101]);
    expect(messages.map(({ kind }) => kind)).to.not.include('unsupported');
    const work = ana.pressed({ type: 'export-text', roomHex: ridHex, format: 'json' });
    await around.clock.advance(10);
    await work;
    const lines = files.transcripts.at(-1)?.lines ?? [];
    expect([lines.length, lines[0]?.kind, lines[1]?.text]).to.deep.equal([101, 'notice', 'message 5']);
    await ana.pressed({ type: 'drop-old', roomHex: 'no such room', keep: 100 });
    expect(shown()).to.deep.include({ outcome: null, error: null });
  });

  it('says so when that cannot be written down, and drops nothing', async () => {
    await saySo(101);
    await ana.pressed({ type: 'open-storage' });
    ana.vault.fault = new ParleyError('storage-unavailable');
    ana.failures = [];
    await drop(100);
    expect([shown().error, ana.view(ridHex).droppedAt, shown().rooms[0]?.drops]).to.deep.equal([
      'storage-unavailable',
      null,
      [{ keep: 100, count: 2 }],
    ]);
    expect(ana.vault.get(`floor/${ridHex}`)).to.equal(null);
    ana.vault.fault = null;
  });

  it('leaves dropped what a backup brings, until it is to come back', async () => {
    await saySo(102);
    const wish = { scope: wholeScope(ana.vault), passphrase: PASSPHRASE, made: 5, rounds: PBKDF2_MIN_ROUNDS };
    const file = await makeBackup(ana.vault, wish, NEVER, () => undefined);
    const before = ana.texts(ridHex);
    await ana.pressed({ type: 'open-storage' });
    await drop(100);
    const open = { type: 'open-backup', file, passphrase: PASSPHRASE, newPassphrase: '' } as const;
    await ana.pressed(open);
    expect(shown().outcome).to.deep.include({ what: 'imported', entries: 0, dropped: 3 });
    expect(ana.texts(ridHex).length).to.equal(100);
    await ana.pressed({ type: 'get-back', ridHex });
    ana.press({ type: 'look-at', ridHex, id: ana.view(ridHex).messages[0]?.id ?? '' });
    const { droppedAt, messages } = ana.view(ridHex);
    expect([droppedAt, messages.slice(0, 5).map(({ kind }) => kind)]).to.deep.equal([
      null,
      ['notice', 'missing', 'missing', 'missing', 'text'],
    ]);
    const work = ana.pressed({ type: 'export-text', roomHex: ridHex, format: 'json' });
    await around.clock.advance(10);
    await work;
    expect(files.transcripts.at(-1)?.lines[1]?.kind).to.equal('missing');
    await ana.pressed(open);
    expect(shown().outcome).to.deep.include({ what: 'imported', entries: 3, dropped: 0 });
    expect(ana.texts(ridHex)).to.deep.equal(before);
  });

  it('takes a backup in while the rooms are closed, and opens them again, the same one on screen', async () => {
    const wish = { scope: wholeScope(ana.vault), passphrase: PASSPHRASE, made: 5, rounds: PBKDF2_MIN_ROUNDS };
    const file = await makeBackup(ana.vault, wish, NEVER, () => undefined);
    await ana.pressed({ type: 'open-storage' });
    const before = ana.open(ridHex);
    await ana.pressed({ type: 'open-backup', file, passphrase: PASSPHRASE, newPassphrase: '' });
    expect(shown().outcome).to.deep.equal({
      what: 'imported',
      entries: 0,
      rooms: 0,
      refused: 0,
      refusedIn: [],
      dropped: 0,
      notVerified: [],
    });
    expect(ana.open(ridHex)).not.to.equal(before);
    // As after a reload, so that nobody takes the new links for old ones.
    expect(ana.open(ridHex).room.setup.run.toHex()).not.to.equal(before.room.setup.run.toHex());
    expect(ana.rooms.current()).to.equal(ana.open(ridHex));
    expect(ana.texts(ridHex)).to.deep.equal(['hello']);
  });

  it('opens no room again once Parley was locked meanwhile', async () => {
    const gate = Promise.withResolvers<void>();
    const work = ana.rooms.whileClosed(() => gate.promise);
    await ana.rooms.close();
    gate.resolve();
    await work;
    expect(ana.rooms.all.size).to.equal(0);
    const opening = ana.rooms.whileClosed(() => Promise.resolve());
    for (let turns = 0; turns < 20; turns++) await Promise.resolve();
    await ana.rooms.close();
    await opening;
    expect(ana.rooms.all.size).to.equal(0);
  });

  it('says what is wrong with a backup, and the rooms stay open', async () => {
    await ana.pressed({ type: 'open-storage' });
    const open = ana.open(ridHex);
    await ana.pressed({ type: 'open-backup', file: new Blob(['no backup']), passphrase: PASSPHRASE, newPassphrase: '' });
    expect(shown().error).to.equal('backup-foreign');
    expect(ana.open(ridHex)).to.equal(open);
  });

  it('stays open while something is under way, does one thing at a time, and stops when told to', async () => {
    await ana.pressed({ type: 'open-storage' });
    const work = ana.pressed({ type: 'back-up', passphrase: PASSPHRASE, roomHex: null });
    ana.press({ type: 'close-dialog' });
    ana.press({ type: 'export-text', roomHex: ridHex, format: 'html' });
    expect(shown().work?.what).to.equal('backup');
    ana.press({ type: 'cancel-work' });
    await work;
    expect(shown()).to.deep.include({ work: null, outcome: null, error: null });
    expect(files.saved.length).to.equal(0);
    expect(readBackupNotes(ana.vault).at).to.equal(null);
  });

  it('offers the copy that the page carries, until it was taken in', async () => {
    const wish = { scope: wholeScope(ana.vault), passphrase: PASSPHRASE, made: 5, rounds: PBKDF2_MIN_ROUNDS };
    const carrying = new KeptFiles();
    carrying.copy = await makeBackup(ana.vault, wish, NEVER, () => undefined);
    const parts = { ...ana.parts, page: { ...ana.parts.page, files: carrying } };
    const opened = async (): Promise<ReturnType<typeof makeStoring>> => {
      const storing = makeStoring(parts, ana.rooms);
      for (let turns = 0; turns < 200 && storing.view() === null; turns++) await carrying.copy?.slice(0, 1).text();
      return storing;
    };
    const storing = await opened();
    expect(storing.view()?.copyMade).to.equal(5);
    await storing.effects['open-backup']?.({ type: 'open-backup', file: null, passphrase: PASSPHRASE, newPassphrase: '' });
    expect(storing.view()).to.deep.include({ copyMade: null, error: null });
    expect((await opened()).view()).to.equal(null);
  });

  it('asks for a backup once there is something to lose, and not again right after "Not now"', async () => {
    expect(ana.desk.backupNotice()).to.equal(null);
    for (let i = 0; i < 49; i++) await ana.pressed({ type: 'send', ridHex, text: 'more' });
    expect(ana.desk.backupNotice()).to.deep.equal({ reason: 'none', isFilePage: false });
    await ana.pressed({ type: 'dismiss-backup-notice' });
    expect(ana.desk.backupNotice()).to.equal(null);
    await around.clock.advance(14 * DAY);
    expect(ana.desk.backupNotice()?.reason).to.equal('none');
  });
});

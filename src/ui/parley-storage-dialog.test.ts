import { expect } from '@open-wc/testing';
import type { BackupNotice, StorageDialogView } from '../app/storage-state.js';
import {
  buttonNamed,
  buttonsNamed,
  clearElements,
  collectIntents,
  describeElement,
  findAll,
  findOne,
  setState,
  showAnswerable,
  showElement,
  typeInto,
} from './element.fixture.js';
import { sampleStorage } from './gallery.fixture.js';

const [kitchen, cellar] = sampleStorage.rooms as [StorageDialogView['rooms'][0], StorageDialogView['rooms'][0]];
const none: BackupNotice = { reason: 'none', isFilePage: true };

describeElement('parley-storage-dialog', {
  open: sampleStorage,
  'under way': { ...sampleStorage, work: { what: 'import', share: 0.4 } },
  done: {
    ...sampleStorage,
    outcome: { what: 'imported', entries: 3, rooms: 1, refused: 2, refusedIn: ['Kitchen'], dropped: 1, notVerified: ['Ben', 'Cleo'] },
    backupAge: 3,
  },
  'with a copy and an error': { ...sampleStorage, copyMade: 1_790_000_000_000, error: 'backup-passphrase', disk: null },
  dropped: { ...sampleStorage, outcome: { what: 'dropped', count: 1 } },
  dropping: { ...sampleStorage, work: { what: 'drop', share: 0.4 } },
  empty: { ...sampleStorage, rooms: [], used: 0, backupAge: 0 },
});
describeElement('parley-backup-notice', { none, old: { reason: 'old', isFilePage: false } });

afterEach(clearElements);

/** The dialog with the form of one button open. */
async function openForm(way: string, view = sampleStorage): Promise<{ element: HTMLElement; intents: ReturnType<typeof collectIntents> }> {
  const element = await showAnswerable('parley-storage-dialog', view);
  buttonNamed(element, way).click();
  return { element, intents: collectIntents(element) };
}

function typePassphrases(element: HTMLElement, one: string, two = one): void {
  typeInto(findOne<HTMLInputElement>(element, '#passphrase'), one);
  typeInto(findOne<HTMLInputElement>(element, '#again'), two);
}

describe('<parley-storage-dialog>', () => {
  it('says how full it is and when the last backup was made', async () => {
    const element = await showElement('parley-storage-dialog', { ...sampleStorage, used: 2_621_440, limit: 5_242_880 });
    expect(findOne(element, '#used').textContent).to.contain('50%').and.to.contain('5.2 MB of 10.5 MB');
    expect(findOne<HTMLMeterElement>(element, 'meter').value).to.equal(50);
    expect(findOne(element, '.age').textContent).to.equal('No backup yet.');
    await setState(element, { ...sampleStorage, backupAge: 3 });
    expect(findOne(element, '.age').textContent).to.equal('Last backup: 3 days ago.');
    await setState(element, { ...sampleStorage, backupAge: 1 });
    expect(findOne(element, '.age').textContent).to.equal('Last backup: 1 day ago.');
  });

  it('backs up everything under a passphrase that was typed twice', async () => {
    const { element, intents } = await openForm('Back up everything');
    const submit = (): void => buttonNamed(element, 'Make the backup').click();
    submit();
    expect(findOne(element, '[role=alert]').textContent).to.equal('Type a passphrase for the file.');
    typePassphrases(element, 'one', 'two');
    submit();
    expect(findOne(element, '[role=alert]').textContent).to.equal('The two passphrases differ.');
    expect(intents).to.deep.equal([]);
    typePassphrases(element, 'one');
    submit();
    expect(intents).to.deep.equal([{ type: 'back-up', passphrase: 'one', roomHex: null }]);
  });

  it('backs up the room that was chosen', async () => {
    const { element, intents } = await openForm('Back up this room');
    findOne<HTMLInputElement>(element, `input[value="${cellar.ridHex}"]`).click();
    typePassphrases(element, 'one');
    buttonNamed(element, 'Make the backup').click();
    expect(intents).to.deep.equal([{ type: 'back-up', passphrase: 'one', roomHex: cellar.ridHex }]);
  });

  it('makes a copy of the page', async () => {
    const { element, intents } = await openForm('Save my copy');
    typePassphrases(element, 'one');
    buttonNamed(element, 'Make the copy').click();
    expect(intents).to.deep.equal([{ type: 'save-copy', passphrase: 'one' }]);
  });

  it('says before a room is written out that the file is not encrypted', async () => {
    const { element, intents } = await openForm('Export as text');
    expect(findOne(element, '.notice').textContent).to.contain('will not be encrypted');
    findOne<HTMLInputElement>(element, 'input[value="json"]').click();
    buttonNamed(element, 'Export without encryption').click();
    expect(intents).to.deep.equal([{ type: 'export-text', roomHex: kitchen.ridHex, format: 'json' }]);
  });

  it('wants a file before it opens a backup', async () => {
    const { element, intents } = await openForm('Open a backup');
    typeInto(findOne<HTMLInputElement>(element, '#backup-passphrase'), 'one');
    buttonNamed(element, 'Take it in').click();
    expect(findOne(element, '[role=alert]').textContent).to.equal('Choose a backup file.');
    const box = findOne<HTMLInputElement>(element, '#backup-file');
    const files = new DataTransfer();
    files.items.add(new File(['x'], 'a.parley'));
    box.files = files.files;
    buttonNamed(element, 'Take it in').click();
    expect(intents).to.deep.equal([{ type: 'open-backup', file: files.files[0], passphrase: 'one', newPassphrase: '' }]);
  });

  it('opens the copy that the page carries without asking for a file', async () => {
    const element = await showAnswerable('parley-storage-dialog', { ...sampleStorage, copyMade: 1_790_000_000_000 });
    const intents = collectIntents(element);
    expect(findAll(element, '#backup-file')).to.deep.equal([]);
    typeInto(findOne<HTMLInputElement>(element, '#backup-passphrase'), 'one');
    buttonNamed(element, 'Take it in').click();
    expect(intents).to.deep.equal([{ type: 'open-backup', file: null, passphrase: 'one', newPassphrase: '' }]);
  });

  it('shows how far something is, with nothing else to press than "Cancel"', async () => {
    const element = await showAnswerable('parley-storage-dialog', { ...sampleStorage, work: { what: 'backup', share: 0.42 } });
    const intents = collectIntents(element);
    expect(findOne<HTMLProgressElement>(element, 'progress').value).to.equal(42);
    expect(buttonsNamed(element, 'Back up everything')).to.deep.equal([]);
    buttonNamed(element, 'Cancel').click();
    expect(intents).to.deep.equal([{ type: 'cancel-work' }]);
  });

  it('drops old messages of a room, and says before what that means', async () => {
    const { element, intents } = await openForm('Drop old messages…');
    const words = (): string => findOne(element, 'form').textContent;
    expect(findOne(element, '#drops').textContent).to.equal('11,204 messages go from this device, and only from this one.');
    for (const part of [
      'cannot be undone unless somebody in the room, or a backup',
      'back up this room first',
      'What you have not read stays',
    ])
      expect(words(), part).to.contain(part);
    findOne<HTMLInputElement>(element, 'input[value="100"]').click();
    expect(findOne(element, '#drops').textContent).to.contain('12,104 messages');
    buttonNamed(element, 'Drop old messages').click();
    findOne<HTMLInputElement>(element, `input[value="${cellar.ridHex}"]`).click();
    expect(findOne(element, '#drops').textContent).to.equal('1 message goes from this device, and only from this one.');
    expect(words()).to.contain('Nobody else is in this room.');
    buttonNamed(element, 'Drop old messages').click();
    expect(intents).to.deep.equal([
      { type: 'drop-old', roomHex: kitchen.ridHex, keep: 100 },
      { type: 'drop-old', roomHex: cellar.ridHex, keep: 100 },
    ]);
  });

  it('offers no room for that in which nothing would go, cannot stop it, and says how many went', async () => {
    const rooms = [{ ...kitchen, drops: [] }, cellar];
    const { element } = await openForm('Drop old messages…', { ...sampleStorage, rooms });
    expect(findAll<HTMLInputElement>(element, 'input[name=room]').map(({ value }) => value)).to.deep.equal([cellar.ridHex]);
    await setState(element as never, { ...sampleStorage, work: { what: 'drop', share: 0.5 } });
    expect(buttonsNamed(element, 'Cancel')).to.deep.equal([]);
    await setState(element as never, { ...sampleStorage, outcome: { what: 'dropped', count: 3 } });
    expect(findOne(element, '.outcome').textContent).to.equal('3 messages were dropped from this device.');
    await setState(element as never, { ...sampleStorage, rooms: [{ ...kitchen, drops: [] }] });
    expect(buttonsNamed(element, 'Drop old messages…')).to.deep.equal([]);
  });

  it('forgets what was typed once it is done, and says what came of it', async () => {
    const { element } = await openForm('Back up everything');
    typePassphrases(element, 'secret');
    expect(findOne(element, '.chip.bad').textContent).to.contain('Easy to guess.');
    await setState(element as never, { ...sampleStorage, outcome: { what: 'saved', fileName: 'a.parley', isSealed: true } });
    expect(findAll(element, 'input')).to.deep.equal([]);
    expect(findOne(element, '.outcome').textContent).to.contain('a.parley');
    buttonNamed(element, 'Back up everything').click();
    expect([findOne<HTMLInputElement>(element, '#passphrase').value, findAll(element, '.chip.bad')]).to.deep.equal(['', []]);
  });

  it('says what was left out of a backup, and whom it did not verify', async () => {
    const outcome = {
      what: 'imported',
      entries: 1,
      rooms: 2,
      refused: 3,
      refusedIn: ['Kitchen', 'Cellar'],
      dropped: 5,
      notVerified: ['Ben'],
    } as const;
    const element = await showElement('parley-storage-dialog', { ...sampleStorage, outcome });
    const words = findOne(element, '.outcome').textContent;
    for (const part of [
      '1 entry was added',
      '2 rooms are new',
      '3 items in it could not be verified',
      'Kitchen and Cellar',
      'Ben',
      '5 messages in it were dropped here',
    ])
      expect(words, part).to.contain(part);
  });
});

describe('<parley-backup-notice>', () => {
  it('leads to the dialog, or is put off', async () => {
    const element = await showElement('parley-backup-notice', none);
    const intents = collectIntents(element);
    expect(findOne(element, '[role=status]').textContent).to.contain('You have no backup yet.');
    buttonNamed(element, 'Back up now').click();
    buttonNamed(element, 'Not now').click();
    expect(intents).to.deep.equal([{ type: 'open-storage' }, { type: 'dismiss-backup-notice' }]);
  });
});

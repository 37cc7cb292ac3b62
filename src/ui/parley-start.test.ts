import { expect } from '@open-wc/testing';
import type { FirstRunState } from '../app/state.js';
import {
  buttonNamed,
  buttonsNamed,
  clearElements,
  collectIntents,
  describeElement,
  findAll,
  findOne,
  setState,
  showElement,
  typeInto,
} from './element.fixture.js';

const firstRun: FirstRunState = {
  screen: 'first-run',
  isBusy: false,
  error: null,
  isAskingWithoutPassphrase: false,
  isFilePage: false,
  hasPendingInvite: false,
  copyMade: null,
  share: null,
};

describeElement('parley-first-run', {
  fresh: firstRun,
  'asking on a file page with an invite': { ...firstRun, isAskingWithoutPassphrase: true, isFilePage: true, hasPendingInvite: true },
  busy: { ...firstRun, isBusy: true },
  'with an error': { ...firstRun, error: 'storage-unavailable' },
  'with a copy': { ...firstRun, copyMade: 1_790_000_000_000 },
  'taking a copy in': { ...firstRun, copyMade: 1_790_000_000_000, isBusy: true, share: 0.3 },
});
describeElement('parley-plate', {
  loading: { screen: 'loading' },
  'PeerJS missing': { screen: 'fatal', error: 'peerjs-missing' },
  elsewhere: { screen: 'elsewhere' },
  locked: { screen: 'unlock', isBusy: false, error: null },
  wrong: { screen: 'unlock', isBusy: false, error: 'passphrase-wrong' },
  busy: { screen: 'unlock', isBusy: true, error: null },
});

afterEach(clearElements);

describe('<parley-plate>', () => {
  it('says why in an alert and asks for a reload', async () => {
    const element = await showElement('parley-plate', { screen: 'fatal', error: 'peerjs-missing' });
    const intents = collectIntents(element);
    expect(findOne(element, '[role=alert]').textContent).to.contain('parley-offline.html');
    buttonNamed(element, 'Try again').click();
    expect(intents).to.deep.equal([{ type: 'reload' }]);
  });

  it('offers to take over', async () => {
    const element = await showElement('parley-plate', { screen: 'elsewhere' });
    const intents = collectIntents(element);
    buttonNamed(element, 'Use Parley here').click();
    expect(intents).to.deep.equal([{ type: 'take-over' }]);
  });

  const unlock = { screen: 'unlock', isBusy: false, error: null } as const;

  it('asks to unlock with what was typed, and not with nothing', async () => {
    const element = await showElement('parley-plate', unlock);
    const intents = collectIntents(element);
    buttonNamed(element, 'Unlock').click();
    typeInto(findOne<HTMLInputElement>(element, 'input'), ' secret ');
    buttonNamed(element, 'Unlock').click();
    expect(intents).to.deep.equal([{ type: 'unlock', passphrase: ' secret ' }]);
  });

  it('says that it was wrong, marks the field and puts the focus back', async () => {
    const element = await showElement('parley-plate', unlock);
    await setState(element, { ...unlock, isBusy: true });
    expect(buttonNamed(element, 'Unlock').disabled).to.equal(true);
    await setState(element, { ...unlock, error: 'passphrase-wrong' });
    expect(findOne(element, '[role=alert]').textContent).to.contain('does not open');
    expect(findOne(element, 'input').getAttribute('aria-invalid')).to.equal('true');
    expect(element.shadowRoot?.activeElement === findOne(element, 'input')).to.equal(true);
  });
});

describe('<parley-first-run>', () => {
  it('starts with a trimmed name and the passphrase as it is', async () => {
    const element = await showElement('parley-first-run', firstRun);
    const intents = collectIntents(element);
    typeInto(findOne<HTMLInputElement>(element, '#name'), '  Ada ');
    typeInto(findOne<HTMLInputElement>(element, '#passphrase'), ' four words of it ');
    buttonNamed(element, 'Start').click();
    expect(intents).to.deep.equal([{ type: 'start', name: 'Ada', passphrase: ' four words of it ', isWithoutPassphrase: false }]);
  });

  it('does not start without a name', async () => {
    const element = await showElement('parley-first-run', firstRun);
    const intents = collectIntents(element);
    typeInto(findOne<HTMLInputElement>(element, '#name'), '   ');
    buttonNamed(element, 'Start').click();
    expect(intents).to.deep.equal([]);
  });

  it('does not start with a name that nobody can see, and says so', async () => {
    const element = await showElement('parley-first-run', firstRun);
    const intents = collectIntents(element);
    for (const name of ['\u3164', '\u00AD', '\u2800 \u200D']) {
      typeInto(findOne<HTMLInputElement>(element, '#name'), name);
      buttonNamed(element, 'Start').click();
      expect(findOne(element, '[role=alert]').textContent).to.contain('Nobody could see that name');
    }
    expect(intents).to.deep.equal([]);
  });

  it('asks once about an empty passphrase, and continues without only by that button', async () => {
    const element = await showElement('parley-first-run', firstRun);
    const intents = collectIntents(element);
    typeInto(findOne<HTMLInputElement>(element, '#name'), 'Ada');
    expect(buttonsNamed(element, 'Continue without a passphrase').length).to.equal(0);
    buttonNamed(element, 'Start').click();
    await setState(element, { ...firstRun, isAskingWithoutPassphrase: true });
    expect(findOne(element, '[role=alert]').textContent).to.contain('whoever can use this browser can read your messages');
    buttonNamed(element, 'Start').click();
    buttonNamed(element, 'Continue without a passphrase').click();
    expect(intents.map((intent) => intent.type === 'start' && intent.isWithoutPassphrase)).to.deep.equal([false, false, true]);
  });

  it('uses a passphrase that was typed after the question', async () => {
    const element = await showElement('parley-first-run', { ...firstRun, isAskingWithoutPassphrase: true });
    const intents = collectIntents(element);
    typeInto(findOne<HTMLInputElement>(element, '#name'), 'Ada');
    typeInto(findOne<HTMLInputElement>(element, '#passphrase'), 'words');
    buttonNamed(element, 'Continue without a passphrase').click();
    expect(intents).to.deep.equal([{ type: 'start', name: 'Ada', passphrase: 'words', isWithoutPassphrase: false }]);
  });

  it('tells of file pages only on file pages', async () => {
    const asking = { ...firstRun, isAskingWithoutPassphrase: true };
    const element = await showElement('parley-first-run', asking);
    expect(findOne(element, '[role=alert]').innerText).to.not.contain('from a file');
    await setState(element, { ...asking, isFilePage: true });
    expect(findOne(element, '[role=alert]').innerText).to.contain('from a file');
  });

  it('keeps what was typed through an error and asks for nothing while busy', async () => {
    const element = await showElement('parley-first-run', firstRun);
    const intents = collectIntents(element);
    typeInto(findOne<HTMLInputElement>(element, '#name'), 'Ada');
    await setState(element, { ...firstRun, isBusy: true });
    findOne<HTMLFormElement>(element, 'form').requestSubmit();
    expect(intents).to.deep.equal([]);
    await setState(element, { ...firstRun, error: 'storage-full' });
    expect(findOne<HTMLInputElement>(element, '#name').value).to.equal('Ada');
    expect(findOne(element, '[role=alert]').textContent).to.contain('will not store more');
  });

  it('labels its fields with the words of the design', async () => {
    const element = await showElement('parley-first-run', firstRun);
    expect(findAll<HTMLInputElement>(element, 'input').map((input) => `${input.type}: ${input.labels?.[0]?.textContent}`)).to.deep.equal([
      'text: Your name',
      'password: Passphrase',
    ]);
  });
});

describe('<parley-first-run> with a backup', () => {
  it('opens a file with its passphrase, or with another for this browser', async () => {
    const element = await showElement('parley-first-run', firstRun);
    const intents = collectIntents(element);
    buttonNamed(element, 'Open a backup').click();
    buttonNamed(element, 'Open it').click();
    expect(findOne(element, '[role=alert]').textContent).to.equal('Choose a backup file.');
    const files = new DataTransfer();
    files.items.add(new File(['x'], 'a.parley'));
    findOne<HTMLInputElement>(element, '#backup-file').files = files.files;
    typeInto(findOne<HTMLInputElement>(element, '#backup-passphrase'), 'one');
    typeInto(findOne<HTMLInputElement>(element, '#new-passphrase'), 'two');
    buttonNamed(element, 'Open it').click();
    expect(intents).to.deep.equal([{ type: 'open-backup', file: files.files[0], passphrase: 'one', newPassphrase: 'two' }]);
  });

  it('begins with the copy that the page carries, says when it was made, and lets people begin without it', async () => {
    const element = await showElement('parley-first-run', { ...firstRun, copyMade: Date.UTC(2026, 2, 14, 12) });
    const intents = collectIntents(element);
    expect(findOne(element, '.panel').textContent).to.contain('2026');
    typeInto(findOne<HTMLInputElement>(element, '#backup-passphrase'), 'one');
    buttonNamed(element, 'Open it').click();
    expect(intents).to.deep.equal([{ type: 'open-backup', file: null, passphrase: 'one', newPassphrase: '' }]);
    buttonNamed(element, 'Begin without it').click();
    expect(findOne<HTMLInputElement>(element, '#name').value).to.equal('');
  });

  it('keeps what was typed when it did not open', async () => {
    const copyMade = 5;
    const element = await showElement('parley-first-run', { ...firstRun, copyMade });
    typeInto(findOne<HTMLInputElement>(element, '#backup-passphrase'), 'one');
    await setState(element, { ...firstRun, copyMade, isBusy: true, share: 0.2 });
    await setState(element, { ...firstRun, copyMade, error: 'backup-passphrase' });
    expect(findOne<HTMLInputElement>(element, '#backup-passphrase').value).to.equal('one');
    expect(findOne(element, '[role=alert]').textContent).to.contain('does not open the backup');
  });
});

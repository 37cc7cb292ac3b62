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
import { sampleSelfTest, sampleUnlock } from './gallery.fixture.js';

const firstRun: FirstRunState = {
  screen: 'first-run',
  profile: null,
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
describeElement('parley-profiles', {
  several: { screen: 'profiles', names: ['default', 'work'], error: null },
  'none, and a bad name': { screen: 'profiles', names: [], error: 'profile-invalid' },
});
describeElement('parley-self-test', {
  running: sampleSelfTest({ cryptography: 'passed', protocol: 'running' }),
  passed: sampleSelfTest({}, 'passed'),
  failed: sampleSelfTest({ storage: 'failed', webrtc: 'failed' }, 'passed'),
});
describeElement('parley-plate', {
  loading: { screen: 'loading' },
  'PeerJS missing': { screen: 'fatal', error: 'peerjs-missing' },
  elsewhere: { screen: 'elsewhere' },
  locked: sampleUnlock,
  wrong: { ...sampleUnlock, error: 'passphrase-wrong' },
  busy: { ...sampleUnlock, isBusy: true },
  'locked by itself': { ...sampleUnlock, profile: 'work', idleMinutes: 15 },
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

  const unlock = sampleUnlock;

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
    const field = findOne<HTMLInputElement>(element, 'input');
    typeInto(field, 'barley');
    await setState(element, { ...unlock, isBusy: true });
    expect(buttonNamed(element, 'Unlock').disabled).to.equal(true);
    await setState(element, { ...unlock, error: 'passphrase-wrong' });
    expect(findOne(element, '[role=alert]').textContent).to.contain('does not open');
    expect(findOne(element, 'input').getAttribute('aria-invalid')).to.equal('true');
    expect(element.shadowRoot?.activeElement === field).to.equal(true);
    expect([field.value, field.selectionStart, field.selectionEnd]).to.deep.equal(['barley', 0, 6]);
  });

  it('says that it was locked for want of use, and after how long', async () => {
    const element = await showElement('parley-plate', unlock);
    expect(findAll(element, '[role=status]').length).to.equal(0);
    await setState(element, { ...unlock, idleMinutes: 15 });
    expect(findOne(element, '[role=status]').textContent).to.equal('Locked after 15 minutes without use.');
    expect(findOne(element, 'input').getAttribute('aria-describedby')).to.contain(findOne(element, '[role=status]').id);
  });
});

describe('which profile it is', () => {
  it('stands on the screens before the vault when there are others, with a way to them, or to a new one past a lock', async () => {
    for (const [tag, state, ways] of [
      ['parley-plate', sampleUnlock, 1],
      ['parley-first-run', firstRun, 0],
    ] as const) {
      const element = await showElement(tag, state as never);
      const intents = collectIntents(element);
      expect(buttonsNamed(element, 'Another profile').length).to.equal(ways);
      expect(element.shadowRoot?.textContent).not.to.contain('Profile:');
      await setState(element as never, { ...state, profile: 'work' } as never);
      expect(element.shadowRoot?.textContent).to.contain('Profile: work');
      buttonNamed(element, 'Another profile').click();
      expect(intents).to.deep.equal([{ type: 'show-profiles' }]);
      await setState(element as never, { ...state, profile: 'work', isBusy: true } as never);
      expect(buttonNamed(element, 'Another profile').disabled).to.equal(true);
    }
  });
});

describe('<parley-profiles>', () => {
  const profiles = { screen: 'profiles', names: ['default', 'work'], error: null } as const;

  it('offers each profile by its name, and a new one', async () => {
    const element = await showElement('parley-profiles', profiles);
    const intents = collectIntents(element);
    buttonNamed(element, 'work').click();
    buttonNamed(element, 'New profile').click();
    typeInto(findOne<HTMLInputElement>(element, 'input'), 'home');
    buttonNamed(element, 'New profile').click();
    expect(intents).to.deep.equal([
      { type: 'choose-profile', name: 'work' },
      { type: 'choose-profile', name: 'home' },
    ]);
  });

  it('says what is wrong with a name, and leaves it marked to be typed over', async () => {
    const element = await showElement('parley-profiles', profiles);
    const field = findOne<HTMLInputElement>(element, 'input');
    typeInto(field, 'not this');
    await setState(element, { ...profiles, error: 'profile-invalid' });
    expect(findOne(element, '[role=alert]').textContent).to.contain('cannot be called that');
    expect(element.shadowRoot?.activeElement === field).to.equal(true);
    expect([field.value, field.selectionStart, field.selectionEnd]).to.deep.equal(['not this', 0, 8]);
  });

  it('shows names as text', async () => {
    const element = await showElement('parley-profiles', { ...profiles, names: ['שלום'] });
    expect(findOne(element, 'li bdi').textContent).to.equal('שלום');
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

  it('says how hard the passphrase is to guess while it is typed, keeps nothing of it, and starts with a weak one', async () => {
    const element = await showElement('parley-first-run', firstRun);
    const intents = collectIntents(element);
    const box = findOne<HTMLInputElement>(element, '#passphrase');
    const said = (): string => findOne(element, '[role=status].chip, p[role=status]').innerText.trim();
    expect(said()).to.equal('');
    for (const [typed, words] of [
      ['summer', 'Easy to guess. A few more unrelated words help.'],
      ['horse battery staple', 'Fair. One or two more unrelated words make it strong.'],
      ['correct horse battery staple', 'Hard to guess, unless it is a quotation.'],
      ['', ''],
      ['letmein', 'Easy to guess. A few more unrelated words help.'],
    ] as const) {
      typeInto(box, typed);
      expect(said(), typed).to.equal(words);
    }
    expect(findAll(element, '.chip.bad [data-glyph=warning]').length).to.equal(1);
    typeInto(findOne<HTMLInputElement>(element, '#name'), 'Ada');
    findOne<HTMLFormElement>(element, 'form').requestSubmit();
    expect(intents).to.deep.equal([{ type: 'start', name: 'Ada', passphrase: 'letmein', isWithoutPassphrase: false }]);
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

describe('<parley-self-test>', () => {
  it('says of each check what came of it, what a failure means, and for whoever helps what was wrong', async () => {
    const element = await showElement(
      'parley-self-test',
      sampleSelfTest({ storage: 'failed', webrtc: 'failed', peerjs: 'running' }, 'passed'),
    );
    const lines = findAll(element, '.checks > li').map((line) => line.textContent ?? '');
    expect(lines.map((text) => /Passed|Failed|Being tested|Waiting/u.exec(text)?.[0])).to.deep.equal([
      'Passed',
      'Passed',
      'Failed',
      'Failed',
      'Being tested',
    ]);
    // Full is not forgetful.
    expect(lines[2]).to.contain('This browser will not store more.').and.not.to.contain('would lose');
    expect(lines[2]).to.contain('RTCPeerConnection is not a constructor');
    expect(lines[3]).to.contain('WebRTC may be switched off');
    expect(lines[0]).not.to.contain('Do not use Parley');
    expect(findOne(element, '[role=status]').textContent).to.equal('Being tested…');
    expect(buttonNamed(element, 'Test again').disabled).to.equal(true);
  });

  it('sums up, and asks for another run or for Parley', async () => {
    const element = await showElement('parley-self-test', sampleSelfTest({ webrtc: 'failed' }, 'passed'));
    const intents = collectIntents(element);
    expect(findOne(element, '[role=status]').textContent).to.equal('1 test failed.');
    await setState(element, sampleSelfTest({}, 'passed'));
    expect(findOne(element, '[role=status]').textContent).to.equal('All is well: Parley works in this browser.');
    buttonNamed(element, 'Test again').click();
    buttonNamed(element, 'Open Parley').click();
    expect(intents).to.deep.equal([{ type: 'run-self-test' }, { type: 'leave-self-test' }]);
  });
});

import { expect } from '@open-wc/testing';
import type { Intent } from '../app/intents.js';
import type { MainState } from '../app/state.js';
import { sampleMain, sampleRoom, sampleSummary, sampleWipe } from './gallery.fixture.js';
import { hasCommandKey, shortcutOf } from './shortcuts.js';

/** What a key asks for that is pressed in an element. */
function pressIn(target: HTMLElement, key: string, state: MainState, init: KeyboardEventInit = {}): Intent | null {
  let intent: Intent | null = null;
  document.body.append(target);
  const listen = (event: KeyboardEvent): void => {
    intent = shortcutOf(event, state);
  };
  document.addEventListener('keydown', listen, { once: true });
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init }));
  target.remove();
  return intent;
}

const page = (): HTMLElement => document.createElement('p');
const press = (key: string, state: MainState, init: KeyboardEventInit = {}): Intent | null => pressIn(page(), key, state, init);
const command: KeyboardEventInit = hasCommandKey ? { metaKey: true } : { ctrlKey: true };

describe('keyboard shortcuts', () => {
  it('open the palette, close it, and leave other dialogs alone', () => {
    expect(press('k', sampleMain(), command)).to.deep.equal({ type: 'open-palette' });
    expect(press('K', sampleMain(), command)).to.deep.equal({ type: 'open-palette' });
    expect(press('k', sampleMain(), { ...command, shiftKey: true })).to.equal(null);
    expect(press('k', sampleMain())).to.equal(null);
    const palette = { dialog: 'palette', rooms: [], shownHex: null, isInviting: false, people: [], hasPassphrase: true } as const;
    expect(press('k', sampleMain({ dialog: palette }), command)).to.deep.equal({ type: 'close-dialog' });
    expect(press('k', sampleMain({ dialog: sampleWipe }), command)).to.equal(null);
  });

  it('show themselves by a question mark, but not while somebody writes one, nor where that is switched off', () => {
    expect(press('?', sampleMain(), { shiftKey: true })).to.deep.equal({ type: 'open-shortcuts' });
    for (const tag of ['input', 'textarea', 'select'] as const)
      expect(pressIn(document.createElement(tag), '?', sampleMain()), tag).to.equal(null);
    const checkbox = Object.assign(document.createElement('input'), { type: 'checkbox' });
    expect(pressIn(checkbox, '?', sampleMain())).to.deep.equal({ type: 'open-shortcuts' });
    expect(press('?', sampleMain({ isHelpKeyOn: false }))).to.equal(null);
    expect(press('?', sampleMain({ dialog: sampleWipe }))).to.equal(null);
    expect(press('?', sampleMain(), { ctrlKey: true })).to.equal(null);
  });

  it('lead from room to room, round and round, also from a text box', () => {
    const rooms = ['aa', 'bb', 'cc'].map((ridHex) => sampleSummary({ ridHex }));
    const from = (ridHex: string | null, key: string): Intent | null =>
      pressIn(document.createElement('textarea'), key, sampleMain({ rooms, room: ridHex === null ? null : sampleRoom({ ridHex }) }), {
        altKey: true,
      });
    const to = (ridHex: string): Intent => ({ type: 'open-room', ridHex });
    expect([from('aa', 'ArrowDown'), from('cc', 'ArrowDown'), from(null, 'ArrowDown')]).to.deep.equal([to('bb'), to('aa'), to('aa')]);
    expect([from('bb', 'ArrowUp'), from('aa', 'ArrowUp'), from(null, 'ArrowUp')]).to.deep.equal([to('aa'), to('cc'), to('cc')]);
    expect(press('ArrowDown', sampleMain({ rooms }))).to.equal(null);
    expect(press('ArrowDown', sampleMain({ rooms: [] }), { altKey: true })).to.equal(null);
    expect(press('ArrowDown', sampleMain({ rooms, dialog: sampleWipe }), { altKey: true })).to.equal(null);
  });

  it('are none of the keys that browsers and text boxes need', () => {
    for (const key of ['a', 'f', 'l', 'n', 'p', 'r', 's', 't', 'w', 'z', 'ArrowLeft', 'ArrowUp', 'Home', 'Tab', 'F5', 'Enter', 'Escape'])
      for (const init of [{}, command, { ...command, shiftKey: true }]) expect(press(key, sampleMain(), init), key).to.equal(null);
  });
});

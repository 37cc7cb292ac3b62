import { expect } from '@open-wc/testing';
import { typeOver } from './type-over.js';

/** A box with the focus in which this was typed, and how often it has said that its text changed. */
function boxWith(text: string): { readonly box: HTMLTextAreaElement; readonly inputs: string[] } {
  const box = document.createElement('textarea');
  document.body.append(box);
  box.focus();
  document.execCommand('insertText', false, text);
  const inputs: string[] = [];
  box.addEventListener('input', () => inputs.push(box.value));
  return { box, inputs };
}

afterEach(() => document.querySelector('textarea')?.remove());

describe('type-over', () => {
  it('puts a text in a place, which is told, and can be undone and done again like what was typed before it', () => {
    const { box, inputs } = boxWith('hi @be and so on');
    typeOver(box, 3, 6, '@Ben');
    expect([box.value, box.selectionStart, box.selectionEnd]).to.deep.equal(['hi @Ben and so on', 7, 7]);
    for (const command of ['undo', 'redo', 'undo', 'undo']) document.execCommand(command);
    expect(inputs).to.deep.equal(['hi @Ben and so on', 'hi @be and so on', 'hi @Ben and so on', 'hi @be and so on', '']);
  });

  it('does the same where a browser has no such command, without undoing', () => {
    const { box, inputs } = boxWith('hi @be and so on');
    const { execCommand } = Document.prototype;
    Document.prototype.execCommand = () => false;
    try {
      typeOver(box, 3, 6, '@Ben');
    } finally {
      Document.prototype.execCommand = execCommand;
    }
    expect([box.value, box.selectionStart, box.selectionEnd, inputs]).to.deep.equal(['hi @Ben and so on', 7, 7, ['hi @Ben and so on']]);
  });
});

/**
 * Changing the text of a box as if the person had typed it, so that undoing takes it back and does not forget what was typed before.
 */

/** Puts `text` in the place from `from` to `to`, in UTF-16 units, of a box that has the focus; the caret is behind it then. Fires `input`. */
export function typeOver(box: HTMLTextAreaElement, from: number, to: number, text: string): void {
  box.setSelectionRange(from, to);
  // The standard calls it deprecated and has nothing else that gets into the history of what can be undone (W3C, execCommand, "insertText").
  if (document.execCommand('insertText', false, text)) return;
  box.setRangeText(text, from, to, 'end');
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

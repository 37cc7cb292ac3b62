/**
 * `<parley-composer>`: textbox "Message" and button "Send", or why one cannot write.
 *
 * Enter sends, Shift+Enter begins a new line, and an Enter that ends a composition of an input method does neither. The box empties itself at once when
 * it sends; the app gives a text back by a new `draftVersion` when it could not be stored, and then it is put before what was typed since, so that
 * nothing is lost. Asks for `send`, `change-draft`, `open-verify`, `accept-unverified`.
 */
import type { ComposerView, PersonView, RoomView } from '../app/room-state.js';
import { composerSheet } from './composer-sheet.js';
import { h, setAttribute, setClass, setDisabled, setHidden, setText } from './dom.js';
import { ParleyElement } from './element.js';
import { ErrorLine } from './error-line.js';
import { glyph } from './icons.js';
import { bytesLeft } from './message-size.js';
import { say } from './strings.js';
import { isDoubtful } from './trust-chip.js';

// What older engines need a script for.
const isGrowingNatively = CSS.supports('field-sizing', 'content');

export class ParleyComposer extends ParleyElement<RoomView> {
  readonly #lockText = h('p');
  readonly #compare = h('button', { type: 'button', class: 'primary' });
  readonly #accept = h('button', { type: 'button' }, [say('composer.accept')]);
  readonly #lock = h('section', { class: 'lock', 'aria-labelledby': 'lock', hidden: true }, [
    glyph('warning'),
    h('div', { class: 'why' }, [
      h('h2', { id: 'lock' }, [say('composer.locked-heading')]),
      this.#lockText,
      h('p', { class: 'small' }, [say('composer.locked-how')]),
      h('div', { class: 'row' }, [this.#compare, this.#accept]),
    ]),
  ]);
  readonly #notIn = h('p', { class: 'soft', hidden: true });
  readonly #box = h('textarea', {
    rows: 1,
    dir: 'auto',
    'aria-label': say('composer.label'),
    'aria-describedby': 'counter error',
    placeholder: say('composer.placeholder'),
    enterkeyhint: 'send',
    autocomplete: 'off',
    'data-start': true,
  });
  readonly #send = h('button', { type: 'submit', class: 'primary send' }, [
    glyph('send'),
    h('span', { class: 'label' }, [say('composer.send')]),
  ]);
  readonly #counter = h('p', { class: 'counter small', id: 'counter', 'aria-live': 'polite', hidden: true });
  readonly #error = new ErrorLine();
  readonly #form = h('form', {}, [this.#error.node, h('div', { class: 'entry' }, [this.#box, this.#send]), this.#counter]);

  constructor() {
    super(composerSheet);
    this.root.append(this.#lock, this.#notIn, this.#form);
  }

  protected override listen(signal: AbortSignal): void {
    const typed = (): void => {
      this.#grow();
      this.#count();
      if (this.state !== undefined) this.request({ type: 'change-draft', ridHex: this.state.ridHex, text: this.#box.value });
    };
    this.#box.addEventListener('input', typed, { signal });
    this.#box.addEventListener('keydown', (event) => this.#sendOnEnter(event), { signal });
    const submit = (event: Event): void => {
      event.preventDefault();
      this.#sendText();
    };
    this.#form.addEventListener('submit', submit, { signal });
    const compare = (): void => {
      const fpHex = this.#firstDoubtful?.fpHex;
      if (fpHex !== undefined) this.request({ type: 'open-verify', fpHex });
    };
    this.#compare.addEventListener('click', compare, { signal });
    const accept = (): void => {
      if (this.state === undefined) return;
      const { ridHex, composer } = this.state;
      this.request({ type: 'accept-unverified', ridHex, acceptanceKeys: composer.acceptanceKeys });
    };
    this.#accept.addEventListener('click', accept, { signal });
  }

  protected override update(room: RoomView, previous: RoomView | undefined): void {
    const { composer } = room;
    if (composer === previous?.composer && room.phase === previous.phase && room.people === previous.people) return;
    const hadFocus = this.root.activeElement === this.#accept;
    setHidden(this.#lock, composer.lock !== 'unverified');
    setText(this.#lockText, say('composer.locked', { count: composer.unverifiedNames.length, names: composer.unverifiedNames }));
    setHidden(this.#compare, this.#firstDoubtful === null);
    setText(this.#compare, say('composer.compare', { name: this.#firstDoubtful?.name ?? '' }));
    setHidden(this.#notIn, composer.lock !== 'not-in');
    const isGone = room.phase === 'refused' || room.phase === 'removed' || room.phase === 'broken';
    setText(this.#notIn, say(isGone ? 'composer.gone' : 'composer.not-in'));
    setDisabled(this.#box, composer.lock !== null);
    setDisabled(this.#send, composer.lock !== null);
    setHidden(this.#form, composer.lock === 'not-in');
    this.#error.show(composer.error);
    if (composer.draftVersion !== previous?.composer.draftVersion) this.#takeDraft(composer, previous === undefined);
    // The button that was pressed is gone: writing goes on where the words go.
    if (hadFocus && composer.lock === null) this.#box.focus();
  }

  get #firstDoubtful(): PersonView | null {
    return this.state?.people.find((person) => isDoubtful(person.trust)) ?? null;
  }

  #takeDraft(composer: ComposerView, isFirst: boolean): void {
    const typed = isFirst ? '' : this.#box.value;
    const isWorthKeeping = typed !== '' && typed !== composer.draft && composer.draft !== '';
    this.#box.value = isWorthKeeping ? `${composer.draft}\n${typed}` : composer.draft;
    this.#grow();
    this.#count();
  }

  #sendOnEnter(event: KeyboardEvent): void {
    // 229 is what engines report for a key that an input method has taken, also right after a composition ended.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#sendText();
  }

  #sendText(): void {
    const text = this.#box.value.trimEnd();
    const left = bytesLeft(text);
    if (this.state?.composer.lock !== null) return;
    if (text.trim() === '' || (left !== null && left < 0)) {
      this.#box.focus();
      return;
    }
    this.#box.value = '';
    this.#grow();
    this.#count();
    this.#box.focus();
    this.request({ type: 'send', ridHex: this.state.ridHex, text });
  }

  #count(): void {
    const left = bytesLeft(this.#box.value.trimEnd());
    const isOver = left !== null && left < 0;
    setHidden(this.#counter, left === null);
    if (left !== null) setText(this.#counter, isOver ? say('composer.over', { count: -left }) : say('composer.left', { count: left }));
    setClass(this.#counter, 'over', isOver);
    setAttribute(this.#box, 'aria-invalid', isOver ? 'true' : null);
  }

  #grow(): void {
    if (isGrowingNatively || !this.isConnected) return;
    this.#box.style.blockSize = 'auto';
    this.#box.style.blockSize = `${this.#box.scrollHeight + 2}px`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-composer': ParleyComposer;
  }
}

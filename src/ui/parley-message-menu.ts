/**
 * `<parley-message-menu>`: what can be done with a message, as a menu that opens beside its button "More", and the way from a quote to what it quotes.
 *
 * Stands once beside the transcript and hears what is pressed in its rows (`data-do`), so that a thousand rows cost one listener. Asks for `begin-reply`,
 * `begin-edit`, `open-erase`, `show-message`. What was copied is said, and shown for a moment.
 */
import type { MessageView } from '../app/message-state.js';
import type { RoomView } from '../app/room-state.js';
import { dialogTime } from './dialog-element.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { ParleyElement } from './element.js';
import { glyph } from './icons.js';
import type { GlyphName } from './icons.js';
import { isHandled } from './message-extras.js';
import { button } from './pieces.js';
import { placePopover } from './place-popover.js';
import { say } from './strings.js';

/** So long what came of copying is shown, in milliseconds. */
const TOLD_MS = 4_000;

export class ParleyMessageMenu extends ParleyElement<RoomView> {
  /** The message whose menu is open. */
  #id: string | null = null;
  #opener: HTMLElement | null = null;
  /** The message to go to once it is in the window. */
  #wantedId: string | null = null;
  #told = '';

  protected override listen(signal: AbortSignal): void {
    this.getRootNode().addEventListener('click', (event) => this.#pressed(event as MouseEvent), { signal });
  }

  protected override update(_room: RoomView, _previous: RoomView | undefined): void {
    this.refresh();
    if (this.#id !== null && this.#message === undefined) this.#close();
    if (this.#wantedId !== null) this.#jump(this.#wantedId);
  }

  protected override view(room: RoomView): Child[] {
    const message = this.#message;
    return [
      h(
        'div',
        {
          class: 'menu',
          role: 'menu',
          popover: 'auto',
          'aria-label': say('message.menu'),
          onkeydown: (event) => this.#walk(event),
          ontoggle: (event) => event.newState === 'closed' && this.#closed(),
        },
        ...(message === undefined ? [] : this.#items(room, message)),
      ),
      h('p', { class: 'told small', role: 'status' }, this.#told),
    ];
  }

  #items({ ridHex, composer, phase, powers }: RoomView, { id, isMine, kind, text }: MessageView): Child[] {
    const isWriting = composer.lock === null;
    const mayErase = phase === 'in' && (isMine || powers.includes('erase'));
    return [
      isWriting && this.#item('reply', say('message.reply'), () => this.request({ type: 'begin-reply', ridHex, id })),
      isWriting &&
        isMine &&
        kind === 'text' &&
        this.#item('edit', say('message.edit'), () => this.request({ type: 'begin-edit', ridHex, id })),
      this.#item('copy', say('message.copy'), () => void this.#copy(text)),
      mayErase && this.#item('delete', say('message.erase'), () => this.request({ type: 'open-erase', ridHex, id }), 'danger'),
    ];
  }

  #item(sign: GlyphName, words: string, act: () => void, look = ''): VNode {
    const onclick = (): void => {
      // First, since what is asked for may want the focus, and this gives it back to the button "More".
      this.#close();
      act();
    };
    return button({ role: 'menuitem', tabindex: -1, class: look, onclick }, glyph(sign), words);
  }

  /** The message whose menu is open, as long as something can be done with it. */
  get #message(): MessageView | undefined {
    return this.state?.messages.find((message) => message.id === this.#id && isHandled(message));
  }

  get #menu(): HTMLElement {
    return this.find('.menu');
  }

  #pressed(event: MouseEvent): void {
    const pressed = (event.target as Element | null)?.closest<HTMLElement>('[data-do]');
    if (!pressed) return;
    if (pressed.dataset['do'] === 'jump') this.#jump(pressed.dataset['to'] ?? '');
    else if (pressed.dataset['do'] === 'menu') this.#open(pressed);
  }

  #open(opener: HTMLElement): void {
    this.#id = opener.closest<HTMLElement>('[data-id]')?.dataset['id'] ?? null;
    this.#told = '';
    this.refresh();
    if (this.#message === undefined) return;
    this.#opener = opener;
    this.#menu.showPopover();
    placePopover(this.#menu, opener);
    this.#entries[0]?.focus();
  }

  #closed(): void {
    if (this.#menu.matches(':popover-open')) return;
    this.#giveFocusBack();
    this.#id = null;
    this.refresh();
  }

  /** Closes the menu; the focus is where it was. */
  #close(): void {
    this.#menu.hidePopover();
    this.#giveFocusBack();
  }

  /** Browsers do it themselves, but not all of them in a shadow tree. */
  #giveFocusBack(): void {
    if (this.root.activeElement !== null) this.#opener?.focus();
  }

  get #entries(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  }

  /** The keys of a menu (ARIA Authoring Practices, "Menu Button"). */
  #walk(event: KeyboardEvent): void {
    const entries = this.#entries;
    const at = entries.indexOf(this.root.activeElement as HTMLElement);
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const to = steps[event.key];
    if (event.key === 'Tab') this.#close();
    if (to === undefined) return;
    event.preventDefault();
    entries.at(to % entries.length)?.focus();
  }

  async #copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#tell(say('message.copied'));
    } catch {
      // A browser may forbid it without saying why.
      this.#tell(say('message.copy-failed'));
    }
  }

  #tell(words: string): void {
    this.#told = words;
    this.refresh();
    dialogTime.clock.after(TOLD_MS, () => {
      if (this.#told !== words) return;
      this.#told = '';
      this.refresh();
    });
  }

  /** Shows a message and puts the focus on it; one that is not in the window is asked for first, once. */
  #jump(id: string): void {
    const isAskedFor = this.#wantedId === id;
    const row = (this.getRootNode() as ParentNode).querySelector<HTMLElement>(`article[data-id="${CSS.escape(id)}"]`);
    this.#wantedId = null;
    if (row !== null) {
      row.scrollIntoView({ block: 'center' });
      row.focus({ preventScroll: true });
    } else if (!isAskedFor && this.state !== undefined && this.state.earlier > 0) {
      this.#wantedId = id;
      this.request({ type: 'show-message', ridHex: this.state.ridHex, id });
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-message-menu': ParleyMessageMenu;
  }
}

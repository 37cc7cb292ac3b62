/**
 * `<parley-message-menu>`: what can be done with a message, as a menu that opens beside its button "More", and the way from a quote to what it quotes.
 *
 * Stands once beside the transcript and hears what is pressed in its rows (`data-do`), so that a thousand rows cost one listener. Asks for `begin-reply`,
 * `begin-edit`, `react`, `vote`, `pin`, `open-erase`, `open-forward`, `show-message`. What was copied is said, and shown for a moment.
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
import type { ParleyEmojiPicker } from './parley-emoji-picker.js';
import { choicesAfter } from './poll-part.js';
import { PopoverPart } from './popover-part.js';
import { say } from './strings.js';

/** So long what came of copying is shown, in milliseconds. */
const TOLD_MS = 4_000;

/** The message in whose row something stands. */
function rowIdOf(node: Element): string | null {
  return node.closest<HTMLElement>('article[data-id]')?.dataset['id'] ?? null;
}

export class ParleyMessageMenu extends ParleyElement<RoomView> {
  /** The message whose menu is open. */
  #id: string | null = null;
  readonly #popover = new PopoverPart(this.root);
  #told = '';

  protected override listen(signal: AbortSignal): void {
    this.getRootNode().addEventListener('click', (event) => this.#pressed(event as MouseEvent), { signal });
  }

  protected override update(_room: RoomView, _previous: RoomView | undefined): void {
    this.refresh();
    if (this.#id !== null && this.#message === undefined) this.#popover.close();
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
      h('parley-emoji-picker', { state: room }),
      h('p', { class: 'told small', role: 'status' }, this.#told),
    ];
  }

  #items({ ridHex, composer, phase, powers }: RoomView, { id, isMine, isPinned, kind, text }: MessageView): Child[] {
    const isWriting = composer.lock === null;
    const mayErase = phase === 'in' && (isMine || powers.includes('erase'));
    return [
      isWriting && this.#item('reply', say('message.reply'), () => this.request({ type: 'begin-reply', ridHex, id })),
      isWriting && this.#item('react', say('message.react'), () => this.#pickEmoji(id)),
      isWriting &&
        isMine &&
        kind === 'text' &&
        this.#item('edit', say('message.edit'), () => this.request({ type: 'begin-edit', ridHex, id })),
      this.#item('forward', say('message.forward'), () => this.request({ type: 'open-forward', ridHex, id })),
      this.#item('copy', say('message.copy'), () => void this.#copy(text)),
      isWriting &&
        this.#item('pin', say(isPinned ? 'message.unpin' : 'message.pin'), () =>
          this.request({ type: 'pin', ridHex, id, isOn: !isPinned }),
        ),
      mayErase && this.#item('delete', say('message.erase'), () => this.request({ type: 'open-erase', ridHex, id }), 'danger'),
    ];
  }

  #item(sign: GlyphName, words: string, act: () => void, look = ''): VNode {
    const onclick = (): void => {
      // First, since what is asked for may want the focus, and this gives it back to the button "More".
      this.#popover.close();
      act();
    };
    return button({ role: 'menuitem', tabindex: -1, class: look, onclick }, glyph(sign), words);
  }

  /** The message whose menu is open, as long as something can be done with it. */
  get #message(): MessageView | undefined {
    return this.state?.messages.find((message) => message.id === this.#id && isHandled(message));
  }

  #pressed(event: MouseEvent): void {
    const pressed = (event.target as Element | null)?.closest<HTMLElement>('[data-do]');
    if (!pressed) return;
    const { emoji, to, do: what } = pressed.dataset;
    if (what === 'jump') this.request({ type: 'show-message', ridHex: this.state?.ridHex ?? '', id: to ?? '' });
    else if (what === 'menu') this.#open(pressed);
    else if (what === 'vote') this.#vote(pressed);
    else if (what === 'react') this.#react(pressed, emoji ?? '');
  }

  /** Takes part in a reaction, or leaves off. */
  #react(pressed: HTMLElement, emoji: string): void {
    const id = rowIdOf(pressed);
    if (this.state?.composer.lock !== null || id === null) return;
    this.request({ type: 'react', ridHex: this.state.ridHex, id, emoji, isOn: pressed.getAttribute('aria-pressed') !== 'true' });
  }

  #vote(pressed: HTMLElement): void {
    const message = this.state?.messages.find(({ id }) => id === rowIdOf(pressed));
    const { ridHex, composer } = this.state ?? {};
    if (composer?.lock !== null || ridHex === undefined || !message?.poll) return;
    this.request({ type: 'vote', ridHex, id: message.id, choices: choicesAfter(message.poll, Number(pressed.dataset['choice'])) });
  }

  #pickEmoji(id: string): void {
    if (this.#popover.opener !== null) this.find<ParleyEmojiPicker>('parley-emoji-picker').open(id, this.#popover.opener);
  }

  #open(opener: HTMLElement): void {
    this.#id = rowIdOf(opener);
    this.#told = '';
    this.refresh();
    if (this.#message === undefined) return;
    this.#popover.open(opener);
    this.#entries[0]?.focus();
  }

  #closed(): void {
    if (this.#popover.isOpen) return;
    this.#popover.giveFocusBack();
    this.#id = null;
    this.refresh();
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
    if (event.key === 'Tab') this.#popover.close();
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
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-message-menu': ParleyMessageMenu;
  }
}

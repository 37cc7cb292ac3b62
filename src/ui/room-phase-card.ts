/**
 * What a room says while one is not in it, or not any more: where things stand, what one can do, and the way out.
 */
import type { RoomPhase, RoomView } from '../app/room-state.js';
import { h, setAttribute, setClass, setHidden, setText } from './dom.js';
import { say, sayError } from './strings.js';

/** Whether there is no way into the room any more. */
export function isRoomOver(phase: RoomPhase): phase is 'refused' | 'removed' | 'broken' {
  return phase === 'refused' || phase === 'removed' || phase === 'broken';
}

/** The sentence below the heading, or an empty text. */
function sayPhase(room: RoomView): string {
  const { phase, error } = room;
  if (error !== null) return sayError(error);
  return phase === 'entering' || phase === 'asking' || phase === 'syncing' ? say(`room.${phase}`) : '';
}

export class RoomPhaseCard {
  /** Asks to give up, or to forget. */
  readonly button = h('button', { type: 'button' });
  readonly #heading = h('h2');
  readonly #text = h('p');
  /** The node to place. */
  readonly node = h('section', { class: 'phase', hidden: true }, [this.#heading, this.#text, this.button]);

  /** Writes where things stand with entering `room`. */
  show(room: RoomView): void {
    const { phase } = room;
    setHidden(this.node, phase === 'in');
    if (phase === 'in') return;
    setText(this.#heading, say(`room.${phase}-heading`));
    setText(this.#text, sayPhase(room));
    setHidden(this.button, phase === 'syncing');
    setText(this.button, say(isRoomOver(phase) ? 'room.forget' : 'room.give-up'));
    setClass(this.node, 'over', isRoomOver(phase));
    setAttribute(this.#text, 'role', room.error === null ? null : 'alert');
  }
}

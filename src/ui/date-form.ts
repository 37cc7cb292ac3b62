/**
 * A date to go to, with the browser's own calendar.
 */
import { h } from './dom.js';
import type { VNode } from './dom.js';
import { button } from './pieces.js';
import { say } from './strings.js';

/** The form. `go` is called with when the chosen day begins here, milliseconds since 1970. */
export function goToDate(go: (time: number) => void): VNode {
  const onsubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).querySelector('input');
    // Without a zone it is the day here, whatever the clocks did on it.
    const time = new Date(`${input?.value ?? ''}T00:00`).getTime();
    if (!Number.isNaN(time)) go(time);
  };
  return h(
    'form',
    { class: 'date', onsubmit },
    h('label', { for: 'date', class: 'small' }, say('find.date')),
    h('input', { type: 'date', id: 'date', required: true }),
    button({ type: 'submit' }, say('find.go')),
  );
}

/**
 * How far a message of one's own has come, in words: one word for one other person, and each person by name behind it when there are several.
 */
import type { MessageView, RecipientView } from '../app/room-state.js';
import { h, setText } from './dom.js';
import { say } from './strings.js';

/** The step of one person in words. */
function sayStep(recipient: Pick<RecipientView, 'step' | 'carrier'>): string {
  if (recipient.step === 'carried' && recipient.carrier !== null) return say('delivery.carried-by', { name: recipient.carrier });
  return say(`delivery.${recipient.step}`);
}

function sayPerson(recipient: RecipientView): string {
  return say('delivery.person', { name: recipient.name, step: sayStep(recipient) });
}

function sayWhole(view: MessageView): string {
  if (view.delivery === null) return '';
  const [only] = view.recipients;
  return view.recipients.length === 1 && only !== undefined ? sayStep(only) : say(`delivery.${view.delivery}`);
}

/** Writes the delivery of a message into its place, and only what differs, so that opened details stay open. */
export function fillDelivery(place: HTMLElement, view: MessageView): void {
  const hasDetails = view.delivery !== null && view.recipients.length > 1;
  const details = place.querySelector('details');
  if (!hasDetails) {
    if (details !== null) details.remove();
    setText(place, sayWhole(view));
    return;
  }
  if (details === null) {
    const people = view.recipients.map((recipient) => h('li', {}, [sayPerson(recipient)]));
    place.replaceChildren(h('details', {}, [h('summary', {}, [sayWhole(view)]), h('ul', { role: 'list' }, people)]));
    return;
  }
  const [summary, list] = [details.querySelector('summary'), details.querySelector('ul')];
  if (summary === null || list === null) return;
  setText(summary, sayWhole(view));
  while (list.children.length > view.recipients.length) list.lastElementChild?.remove();
  view.recipients.forEach((recipient, index) => {
    const item = list.children[index];
    if (item === undefined) list.append(h('li', {}, [sayPerson(recipient)]));
    else setText(item, sayPerson(recipient));
  });
}

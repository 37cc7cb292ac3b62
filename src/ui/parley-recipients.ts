/**
 * `<parley-recipients>`: how far a message has come with each person, in a list. In a `details` it makes the list only while that is open: a room has many
 * messages and may have many people.
 */
import type { RecipientView } from '../app/message-state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { ParleyElement } from './element.js';
import { say } from './strings.js';

/** How far a message has come with one person. */
export function sayStep({ step, carrier }: RecipientView): string {
  return step === 'carried' && carrier !== null ? say('delivery.carried-by', { name: carrier }) : say(`delivery.${step}`);
}

export class ParleyRecipients extends ParleyElement<readonly RecipientView[]> {
  protected override listen(signal: AbortSignal): void {
    this.parentElement?.addEventListener('toggle', () => this.refresh(), { signal });
  }

  protected override view(recipients: readonly RecipientView[]): Child[] {
    if (this.parentElement instanceof HTMLDetailsElement && !this.parentElement.open) return [];
    return [
      h('ul', { role: 'list' }, ...recipients.map((each) => h('li', {}, say('delivery.person', { name: each.name, step: sayStep(each) })))),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-recipients': ParleyRecipients;
  }
}

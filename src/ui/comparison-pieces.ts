/**
 * What people read out to each other: emoji with their names, digits in groups of five. The same words on every side, so that they can be compared.
 */
import { shownSasEmoji } from '../i18n/sas-emoji.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { say } from './strings.js';

/** A group named by its heading. */
export function comparisonGroup(id: string, heading: string, ...children: readonly Child[]): VNode {
  return h('div', { role: 'group', 'aria-labelledby': id, class: 'group' }, h('h3', { id }, heading), ...children);
}

/** The pictures of numbers from the table of 64, each with its name. Throws `RangeError` for a number that is not in it. */
export function emojiList(indices: readonly number[]): VNode {
  return h('ol', { class: 'emoji', role: 'list' }, ...indices.map(emojiItem));
}

function emojiItem(index: number): VNode {
  const [picture, name] = [shownSasEmoji[index], say('emoji.names').split(', ')[index]];
  // A number outside the table would be a fault of the app; nothing is better than a wrong picture.
  if (picture === undefined || name === undefined) throw new RangeError(`indices: ${index} is not in the table of 64`);
  return h('li', {}, h('span', { class: 'picture', 'aria-hidden': 'true' }, picture), ' ', h('span', { class: 'word' }, name));
}

/** A number of which every digit counts, in groups of five. */
export function digitGroups(number: string): VNode {
  return h('p', { class: 'number', dir: 'ltr' }, ...(number.match(/\d{5}/gu) ?? []).map((digits) => h('span', {}, `${digits} `)));
}

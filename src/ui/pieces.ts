/**
 * Small pieces that several elements are made of.
 */
import type { ErrorCode } from '../lib/errors.js';
import { h } from './dom.js';
import type { Child, Properties, VNode } from './dom.js';
import { glyph } from './icons.js';
import type { GlyphName } from './icons.js';
import { sayError } from './strings.js';
import { initialOf, toneOf, visibleName } from './visible-text.js';

/** A button that submits nothing unless told to. */
export function button(properties: Properties, ...children: readonly Child[]): VNode {
  return h('button', { type: 'button', ...properties }, ...children);
}

/** A button that shows a sign alone and has its words for those who do not see it. */
export function iconButton(sign: GlyphName, words: string, properties: Properties): VNode {
  return button({ class: 'icon', ...properties }, glyph(sign), h('span', { class: 'visually-hidden' }, words));
}

/** A form that the page handles itself. */
export function form(submit: () => void, properties: Properties, ...children: readonly Child[]): VNode {
  const onsubmit = (event: Event): void => {
    event.preventDefault();
    submit();
  };
  return h('form', { ...properties, onsubmit }, ...children);
}

/** A box with its label above and, if there is one, a hint below. `properties` are the box's. */
export function field(tag: 'input' | 'textarea', id: string, label: string, hint: string | null, properties: Properties): VNode {
  return h(
    'div',
    { class: 'field' },
    h('label', { for: id }, label),
    h(tag, { id, 'aria-describedby': `${id}-hint error`, ...properties }),
    hint !== null && h('p', { class: 'small soft', id: `${id}-hint` }, hint),
  );
}

/**
 * One of several, under a heading. `options`: each value with its words. The mark stays where the state says until the state has followed, so that nothing
 * is shown that is not so.
 */
export function choices<Value extends string | number>(
  name: string,
  heading: string,
  options: readonly (readonly [value: Value, words: string])[],
  chosen: Value,
  disabled: boolean,
  choose: (value: Value) => void,
): VNode {
  const radio = ([value, words]: readonly [Value, string]): VNode => {
    const onclick = (event: Event): void => {
      event.preventDefault();
      if (value !== chosen) choose(value);
    };
    return h(
      'label',
      { class: 'small' },
      h('input', { type: 'radio', name, value: String(value), checked: value === chosen, disabled, onclick }),
      words,
    );
  };
  return h('fieldset', { class: 'choices' }, h('legend', { class: 'small' }, heading), ...options.map(radio));
}

/** What went wrong, as an alert that is there only while there is something to say. Its id is `error`, for `aria-describedby`. */
export function errorLine(error: ErrorCode | null): Child {
  return error !== null && h('p', { class: 'error', role: 'alert', id: 'error' }, glyph('warning'), sayError(error));
}

/** What is going on, told to assistive tools when it begins. */
export function busyLine(words: string | false): VNode {
  return h('p', { class: 'soft small', 'aria-live': 'polite' }, words);
}

/** A name that keeps its direction to itself. */
export function nameOf(name: string, look = 'name'): VNode {
  return h('bdi', { class: look }, visibleName(name));
}

/** The first letter of a name, in a tone that stays with a fingerprint or a room. */
export function avatar(hex: string, name: string): VNode {
  return h('span', { class: `avatar tone-${toneOf(hex)}`, 'aria-hidden': 'true' }, initialOf(name));
}

/**
 * `<parley-self-test>`: what came of testing this browser (`#selftest`), check by check, and what it means. Asks for `run-self-test`, `leave-self-test`.
 */
import type { SelfCheckName, SelfCheckView, SelfTestState } from '../app/state.js';
import type { MessageKey } from '../i18n/en.js';
import type { ErrorCode } from '../lib/errors.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { ParleyElement } from './element.js';
import { glyph, parleyMark } from './icons.js';
import { button } from './pieces.js';
import { say, sayError } from './strings.js';

/** The way to the self-test, in a tab of its own: nothing that goes on here is disturbed. */
export function selfTestLink(): VNode {
  return h('a', { href: new URL('#selftest', location.href).href, target: '_blank', rel: 'noopener' }, say('selftest.open'));
}

/** What a failure means for people. */
const MEANINGS = {
  cryptography: 'selftest.failed-computing',
  protocol: 'selftest.failed-computing',
  storage: 'selftest.failed-storage',
  webrtc: 'selftest.failed-webrtc',
  peerjs: 'selftest.failed-peerjs',
} as const satisfies Record<SelfCheckName, MessageKey>;

/** Codes whose own sentence says better what is wrong with the browser. */
const OWN_WORDS: ReadonlySet<ErrorCode> = new Set(['storage-full', 'storage-unavailable', 'vault-elsewhere', 'peerjs-missing']);

function failurePart({ name, error, detail }: SelfCheckView): Child[] {
  return [
    h('p', {}, error !== null && OWN_WORDS.has(error) ? sayError(error) : say(MEANINGS[name])),
    detail !== null && h('p', { class: 'small soft detail' }, say('selftest.detail', { detail })),
  ];
}

function checkLine(check: SelfCheckView): VNode {
  const { name, outcome } = check;
  return h(
    'li',
    { 'data-id': name, 'data-outcome': outcome },
    h(
      'p',
      { class: 'row' },
      h('strong', {}, say(`selftest.${name}`)),
      h(
        'span',
        { class: 'outcome' },
        outcome === 'passed' && glyph('check'),
        outcome === 'failed' && glyph('warning'),
        say(`selftest.${outcome}`),
      ),
    ),
    h('p', { class: 'small soft' }, say(`selftest.about-${name}`)),
    ...(outcome === 'failed' ? failurePart(check) : []),
  );
}

/** One sentence for all of it. */
function saySummary({ checks, isOver }: SelfTestState): string {
  const failed = checks.filter(({ outcome }) => outcome === 'failed').length;
  if (!isOver) return say('selftest.running');
  return failed === 0 ? say('selftest.all-passed') : say('selftest.some-failed', { count: failed });
}

export class ParleySelfTest extends ParleyElement<SelfTestState> {
  protected override view(state: SelfTestState): Child[] {
    return [
      h(
        'main',
        {},
        h(
          'div',
          { class: 'plate' },
          parleyMark(),
          h('h1', { tabindex: -1, 'data-start': true }, say('selftest.heading')),
          h('p', { class: 'soft' }, say('selftest.lead')),
          h('ul', { role: 'list', class: 'checks', 'aria-label': say('selftest.list') }, ...state.checks.map(checkLine)),
          h('p', { role: 'status' }, saySummary(state)),
          h(
            'div',
            { class: 'row' },
            button({ class: 'primary', onclick: () => this.request({ type: 'leave-self-test' }) }, say('selftest.leave')),
            button({ disabled: !state.isOver, onclick: () => this.request({ type: 'run-self-test' }) }, say('selftest.again')),
          ),
          h('p', { class: 'small soft' }, say('selftest.limit')),
        ),
      ),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-self-test': ParleySelfTest;
  }
}

/**
 * What came of trying servers, one line each.
 */
import type { TrialView } from '../app/connection-state.js';
import { h } from './dom.js';
import type { VNode } from './dom.js';
import { say } from './strings.js';

function sayTrial({ kind, outcome }: TrialView): string {
  if (outcome === 'running' || outcome === 'unused') return say(`trial.${outcome}`);
  if (outcome === 'works') return say(`trial.works-${kind}`);
  return say(kind === 'turn' && outcome === 'refused' ? 'trial.refused-turn' : `trial.failed-${kind}`);
}

/** Always there, so that what comes of it is read out. */
export function trialList(trials: readonly TrialView[]): VNode {
  const line = (trial: TrialView): VNode =>
    h(
      'li',
      { 'data-outcome': trial.outcome },
      h('bdi', { class: 'address', dir: 'ltr' }, trial.address),
      h('span', { class: 'said' }, sayTrial(trial)),
    );
  return h('ul', { class: 'trials small', role: 'list', 'aria-label': say('trial.list'), 'aria-live': 'polite' }, ...trials.map(line));
}

/**
 * `<parley-notice-offer>`: asks, once and beside everything else, whether the person wants to be told of messages. Asks for `answer-notice-offer`.
 */
import { h } from './dom.js';
import type { Child } from './dom.js';
import { ParleyElement } from './element.js';
import { button } from './pieces.js';
import { say } from './strings.js';

export class ParleyNoticeOffer extends ParleyElement<true> {
  protected override view(): Child[] {
    const answer = (isWanted: boolean): void => this.request({ type: 'answer-notice-offer', isWanted });
    return [
      h(
        'div',
        { class: 'notice calm', role: 'status' },
        h('p', { class: 'small' }, h('b', {}, say('offer.heading')), ' ', say('offer.text')),
        h(
          'div',
          { class: 'row' },
          button({ class: 'quiet', onclick: () => answer(true) }, say('offer.yes')),
          button({ class: 'quiet', onclick: () => answer(false) }, say('offer.no')),
        ),
      ),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-notice-offer': ParleyNoticeOffer;
  }
}

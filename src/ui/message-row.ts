/**
 * One row of the transcript as nodes: a day, a notice, or an `article` with author, time, text and delivery in words.
 *
 * SECURITY: what people wrote becomes text nodes and nothing else: parley-messages.test.ts, "shows hostile text as text".
 */
import type { MessageView, NoticeView } from '../app/room-state.js';
import { h, setClass, setText, spaced } from './dom.js';
import { fillDelivery } from './message-delivery.js';
import type { TranscriptRow } from './message-rows.js';
import { say, sayAroundName, sayDay, sayMoment, sayTime } from './strings.js';
import { isDoubtful, trustChip } from './trust-chip.js';
import { initialOf, toneOf, visibleName, visibleNodes } from './visible-text.js';

function isoTime(time: number): string {
  return new Date(time).toISOString();
}

function sayNotice(view: MessageView, notice: NoticeView): string {
  const { what, subject, verifiedName } = notice;
  if (what !== 'renamed') return say(`notice.${what}`, { author: view.authorName, subject });
  // SECURITY: the author's name is the one taken: said as who did it, it would vouch for itself (parley-messages.test.ts, "does not say by a new name who took it").
  if (view.isMine) return say('notice.renamed-me', { subject });
  if (verifiedName !== null) return say('notice.renamed-verified', { name: verifiedName, subject });
  return say('notice.renamed', { fingerprint: view.authorFpHex.slice(0, 8), subject });
}

function fillAuthor(head: Element, view: MessageView): void {
  const name = h('bdi', { class: 'author' }, [visibleName(view.authorName)]);
  const [before, after] = sayAroundName('messages.me');
  head.replaceChildren(...(view.isMine ? [before, name, after] : [name]), ...(isDoubtful(view.trust) ? [' ', trustChip(view.trust)] : []));
}

function fillText(body: Element, view: MessageView): void {
  if (view.kind === 'unsupported') body.replaceChildren(h('em', {}, [say('messages.unsupported')]));
  else body.replaceChildren(...visibleNodes(view.text));
}

function createArticle(view: MessageView, isFirst: boolean): HTMLElement {
  const article = h(
    'article',
    { class: view.isMine ? 'mine' : 'theirs', 'data-id': view.id },
    spaced([
      h('span', { class: `avatar tone-${toneOf(view.authorFpHex)}`, 'aria-hidden': 'true' }, [initialOf(view.authorName)]),
      h(
        'div',
        { class: 'bubble' },
        spaced([
          h('p', { class: 'head' }),
          h('p', { class: 'text', dir: 'auto' }),
          h(
            'div',
            { class: 'foot small' },
            spaced([
              h('time', { datetime: isoTime(view.time), title: sayMoment(view.time) }, [sayTime(view.time)]),
              h('div', { class: 'delivery' }),
            ]),
          ),
        ]),
      ),
    ]),
  );
  changeArticle(article, view, isFirst, null);
  return article;
}

function changeArticle(article: HTMLElement, view: MessageView, isFirst: boolean, previous: MessageView | null): void {
  const part = (selector: string): HTMLElement => article.querySelector<HTMLElement>(selector) ?? article;
  setClass(article, 'first', isFirst);
  if (view.authorName !== previous?.authorName || view.trust !== previous.trust || view.isMine !== previous.isMine) {
    fillAuthor(part('.head'), view);
    setText(part('.avatar'), initialOf(view.authorName));
  }
  setClass(article, 'doubtful', isDoubtful(view.trust));
  if (view.text !== previous?.text || view.kind !== previous.kind) fillText(part('.text'), view);
  fillDelivery(part('.delivery'), view);
}

/** A new row. */
export function createTranscriptRow(item: TranscriptRow): HTMLElement {
  if (item.row === 'day')
    return h('h2', { class: 'day' }, [h('time', { datetime: isoTime(item.time).split('T')[0] ?? '' }, [sayDay(item.time)])]);
  const { view } = item;
  if (view.kind !== 'notice' || view.notice === null) return createArticle(view, item.isFirst);
  return h('p', { class: 'event small', 'data-id': view.id }, [
    h('span', { dir: 'auto' }, [sayNotice(view, view.notice)]),
    ' ',
    h('time', { datetime: isoTime(view.time), title: sayMoment(view.time) }, [sayTime(view.time)]),
  ]);
}

/** Writes what differs between two states of the same row. */
export function changeTranscriptRow(row: HTMLElement, item: TranscriptRow, previous: TranscriptRow): void {
  if (item.row === 'day' || previous.row === 'day') return;
  const { view } = item;
  if (view.kind !== 'notice' || view.notice === null) changeArticle(row, view, item.isFirst, previous.view);
  else setText(row.querySelector('span') ?? row, sayNotice(view, view.notice));
}

/**
 * A message as a row of the transcript: a notice, or an `article` with author, time, text and how far it has come, in words.
 *
 * SECURITY: what people wrote becomes text nodes and nothing else: parley-messages.test.ts, "shows hostile text as text".
 */
import type { MessageView, NoticeView } from '../app/message-state.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { isMentioningMe, mentionNodes, mentionWords } from './mention-nodes.js';
import { sayStep } from './parley-recipients.js';
import { moreButton, versionsPart } from './message-extras.js';
import { quoteBlock } from './message-quote.js';
import { pollPart } from './poll-part.js';
import { reactionsPart } from './reactions-part.js';
import { avatar, nameOf } from './pieces.js';
import { say, sayAroundName, sayMoment, sayTime } from './strings.js';
import { saySpan, vanishingPart } from './timer-pieces.js';
import { isDoubtful, trustChip } from './trust-chip.js';
import { visibleNodes } from './visible-text.js';

/** What a notice says. */
export function sayNotice(
  view: Pick<MessageView, 'authorName' | 'authorFpHex' | 'isMine'>,
  { what, subject, hours = 0, verifiedName }: NoticeView,
): string {
  if (what !== 'profile') return say(`notice.${what}`, { author: view.authorName, subject, span: saySpan(hours) });
  // SECURITY: the name that was taken would vouch for itself: parley-messages.test.ts, "does not say by a new name who took it".
  if (view.isMine) return say('notice.profile-me', { subject });
  if (verifiedName !== null) return say('notice.profile-verified', { name: verifiedName, subject });
  return say('notice.profile', { fingerprint: view.authorFpHex.slice(0, 8), subject });
}

/** How far a message of one's own has come: a word for one other person, and each person by name behind it when there are several. */
function delivery({ delivery: step, recipients }: MessageView): Child {
  const [first] = recipients;
  if (step === null || first === undefined) return null;
  if (recipients.length === 1) return sayStep(first);
  return h('details', {}, h('summary', {}, say(`delivery.${step}`)), h('parley-recipients', { state: recipients }));
}

function timeOf({ time }: MessageView): VNode {
  return h('time', { datetime: new Date(time).toISOString(), title: sayMoment(time) }, sayTime(time));
}

/** What it says; or why it says nothing. */
function wordsNodes({ kind, text, mentions }: MessageView): readonly Child[] {
  if (kind === 'poll') return [h('strong', {}, ...visibleNodes(text))];
  return kind === 'text' || kind === 'notice' ? mentionNodes(text, mentions) : [h('em', {}, say(`messages.${kind}`))];
}

/** The row of a message. `isFirst`: it begins a group and shows who wrote it. */
export function messageRow(view: MessageView, isFirst: boolean): VNode {
  const { id, isMine, isUnchecked, trust } = view;
  // The entry that names them has not come yet.
  const authorName = view.authorName === '' ? say('messages.someone') : view.authorName;
  if (view.notice !== null)
    return h(
      'p',
      { 'data-id': id, class: 'event small soft' },
      h('span', { dir: 'auto' }, sayNotice(view, view.notice)),
      ' ',
      timeOf(view),
    );
  const [before = '', after = ''] = isMine ? sayAroundName('messages.me') : [];
  const isStrange = isDoubtful(trust);
  const isToMe = isMentioningMe(view.mentions, isMine);
  return h(
    'article',
    {
      'data-id': id,
      class: `${isMine ? 'mine' : 'theirs'} ${isFirst ? 'first' : ''} ${isStrange ? 'doubtful' : ''} ${isUnchecked ? 'unchecked' : ''} ${isToMe ? 'to-me' : ''}`,
    },
    avatar(view.authorFpHex, authorName),
    ' ',
    h(
      'div',
      { class: 'bubble' },
      h(
        'p',
        { class: isMine || !isFirst ? 'head visually-hidden' : 'head' },
        before,
        nameOf(authorName, 'author'),
        after,
        ' ',
        isStrange && trustChip(trust),
      ),
      ' ',
      mentionWords(isToMe),
      view.answers !== null && quoteBlock(view.answers),
      h('div', { class: 'text', dir: 'auto' }, ...wordsNodes(view)),
      pollPart(view),
      reactionsPart(view),
      ' ',
      h(
        'div',
        { class: 'foot small soft' },
        versionsPart(view),
        vanishingPart(view),
        timeOf(view),
        ' ',
        h('div', { class: 'delivery' }, delivery(view)),
      ),
    ),
    moreButton(view),
  );
}

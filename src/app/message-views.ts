/**
 * Entries as the interface shows them: a window around what the reader looks at, each view made again only when what it says may have changed.
 */
import type { Room } from '../room/room.js';
import { mentionViews, namesOf } from './mention-words.js';
import { quoteOf, reactionsTo, versionsOf } from './message-parts.js';
import type { RoomEntry } from './message-parts.js';
import { pollOf } from './poll-votes.js';
import type { PersonViews } from './person-views.js';
import { reuse } from './reuse.js';
import type { BackfillView, MessageView, NoticeView } from './message-state.js';
import type { PersonView } from './people-state.js';

/** Messages shown of the newest. */
export const MESSAGE_PAGE = 100;

/** Messages shown on each side of the one that the reader looks at: several screenfuls, and few enough to be laid out in a blink. */
export const MESSAGE_REACH = 75;

/** What is said, and what is about what was said; all else is a change of members or of the room. */
const WORD_KINDS = ['text', 'erase', 'edit', 'react', 'pin', 'poll', 'vote'] as const;
type WordKind = (typeof WORD_KINDS)[number];
type NoticePayload = Exclude<NonNullable<RoomEntry['payload']>, { readonly kind: WordKind }>;

/** From the least advanced. */
const DELIVERY_STEPS = ['waiting', 'carried', 'delivered', 'read'] as const;

/** A view, and what it was made from beside the entry: nothing is read again while that is the same. */
interface MadeView {
  readonly people: PersonViews;
  readonly receipts: number;
  /** What was said about it since, and what it answers. */
  readonly said: number;
  readonly answered: RoomEntry | null;
  readonly view: MessageView;
}

/** What is in the window, and how much is not. */
interface WindowNow {
  readonly entries: readonly RoomEntry[];
  readonly earlier: number;
  readonly later: number;
}

/** The message window of one room. */
export interface MessageWindow {
  /** How many older messages, and newer ones, are outside the window. */
  outside(): { readonly earlier: number; readonly later: number };
  /** Puts the window around this entry; `null`, or what is not held: at the newest, and at what comes. */
  lookAt(idText: string | null): void;
  /** The window now, oldest first, and after it what was cut off from it by damage; while a long history is on its way, as it was when that began. Views that say the same are the same objects. */
  view(people: PersonViews): readonly MessageView[];
  /** The long history that is on its way, if there is one. */
  backfill(people: PersonViews): BackfillView | null;
}

/** Makes the window of a room. */
export function makeMessageWindow({ history }: Room): MessageWindow {
  const { backfill, log, receipts } = history;
  const made = new WeakMap<RoomEntry, MadeView>();
  let lookedAt: string | null = null;
  /** The newest, while a long history is on its way: what it brings first is the oldest, and would run past. */
  let still: WindowNow | null = null;

  function vanishesAt({ idText }: RoomEntry): number | null {
    const node = log.graph.get(idText);
    const due = node === null ? Number.POSITIVE_INFINITY : log.payloads.vanishing.dueAt(node);
    return Number.isFinite(due) ? due : null;
  }

  function viewOf(entry: RoomEntry, people: PersonViews, isUnchecked = false): MessageView {
    const { idText, authorHex, isErased, time, payload } = entry;
    const author = people[authorHex];
    const isMine = authorHex === history.ownPkHex;
    const isText = payload?.kind === 'text';
    const poll = pollOf(history, entry, people);
    const isSaid = isText || poll !== null;
    const bareKind = log.payloads.isWithheld(idText) ? 'missing' : isErased ? 'erased' : 'unsupported';
    const notice = noticeOf(payload, author, people);
    const versions = versionsOf(log, entry, namesOf(people));
    const [words = null] = versions.slice(-1);
    const answeredId = isText ? payload.re : null;
    const recipients = (isMine && isSaid ? receipts.of(entry) : []).map(({ pkHex, step, carrierPkHex }) => ({
      name: people[pkHex]?.name ?? '',
      step,
      carrier: carrierPkHex === null ? null : (people[carrierPkHex]?.name ?? ''),
    }));
    return {
      id: idText,
      kind: isText ? 'text' : poll !== null ? 'poll' : notice === null ? bareKind : 'notice',
      isMine,
      authorFpHex: author?.fpHex ?? '',
      authorName: author?.name ?? '',
      trust: author?.trust ?? (isMine ? 'self' : 'unverified'),
      isUnchecked,
      time,
      vanishesAt: isSaid ? vanishesAt(entry) : null,
      text: payload?.kind === 'poll' ? payload.question : (words?.text ?? ''),
      mentions: mentionViews(words?.mentions ?? [], people),
      answers: answeredId ? quoteOf(history, answeredId.toHex(), people) : null,
      earlierVersions: versions.slice(0, -1).map(({ time: then, text, mentions }) => ({
        time: then,
        text,
        ...(mentions.length > 0 && { mentions: mentionViews(mentions, people) }),
      })),
      reactions: isSaid ? reactionsTo(history, entry, people) : [],
      isPinned: log.annotations.pinned().includes(idText),
      poll,
      notice,
      delivery: DELIVERY_STEPS.find((least) => recipients.some(({ step }) => step === least)) ?? null,
      recipients,
    };
  }

  function knownViewOf(entry: RoomEntry, people: PersonViews, isUnchecked: boolean): MessageView {
    const before = made.get(entry);
    const isDeliveryKnown = before?.view.delivery === null || before?.receipts === receipts.version;
    const isSame = before?.people === people && isDeliveryKnown && before.view.isUnchecked === isUnchecked;
    if (isSame && isSaidTheSame(entry, before)) return before.view;
    const view = reuse(before?.view, viewOf(entry, people, isUnchecked));
    made.set(entry, { people, receipts: receipts.version, ...saidAbout(entry, view.answers?.id), view });
    return view;
  }

  function saidAbout({ idText }: RoomEntry, answeredId = ''): Pick<MadeView, 'said' | 'answered'> {
    const { annotations, graph } = log;
    // Both only grow.
    return { said: annotations.versionOf(idText) + annotations.versionOf(answeredId), answered: graph.get(answeredId)?.entry ?? null };
  }

  function isSaidTheSame(entry: RoomEntry, { said, answered, view }: MadeView): boolean {
    const nowSaid = saidAbout(entry, view.answers?.id);
    const isTimeSame = view.vanishesAt === null || view.vanishesAt === vanishesAt(entry);
    return nowSaid.said === said && nowSaid.answered === answered && isTimeSame;
  }

  function now(): WindowNow {
    const { timeline } = log;
    const { length } = timeline;
    const place = lookedAt === null ? null : timeline.placeOf(lookedAt);
    if (place === null && still !== null) return still;
    const to = place === null ? length : Math.min(length, place + MESSAGE_REACH);
    // What stands above the newest stays while the reader goes a few rows up and down.
    const pageStart = to === length ? length - MESSAGE_PAGE : to;
    const earlier = Math.max(0, place === null ? pageStart : Math.min(pageStart, place - MESSAGE_REACH));
    return { entries: timeline.slice(earlier, to), earlier, later: length - to };
  }

  return {
    outside: () => now(),
    lookAt: (idText) => {
      lookedAt = idText;
    },
    view: (people) => {
      const { progress, cutOff } = backfill;
      if (progress === null) still = null;
      const { entries, earlier, later } = now();
      if (progress !== null && lookedAt === null) still ??= { entries, earlier, later };
      const shown = entries.map((entry) => knownViewOf(entry, people, false));
      return later > 0 ? shown : [...shown, ...cutOff.slice(-MESSAGE_PAGE).map((entry) => knownViewOf(entry, people, true))];
    },
    backfill: (people) => {
      const { progress, preview } = backfill;
      return progress && { source: 'members', ...progress, preview: preview.map((entry) => knownViewOf(entry, people, true)) };
    },
  };
}

/** What a change of members or of the room says; `null` for everything else. */
export function noticeOf(payload: RoomEntry['payload'], author: PersonView | undefined, people: PersonViews): NoticeView | null {
  if (payload === null || isWords(payload)) return null;
  const subject = 'name' in payload ? payload.name : 'pk' in payload ? people[payload.pk.toHex()]?.name : '';
  const hours = payload.kind === 'timer' && { hours: payload.hours };
  return { what: whatHappened(payload), subject: subject ?? '', ...hours, verifiedName: author?.verifiedName ?? null };
}

function isWords(payload: NonNullable<RoomEntry['payload']>): payload is Exclude<NonNullable<RoomEntry['payload']>, NoticePayload> {
  return WORD_KINDS.some((kind) => kind === payload.kind);
}

function whatHappened(payload: NoticePayload): NoticeView['what'] {
  if (payload.kind === 'role') return `role-${payload.role}`;
  if (payload.kind === 'timer') return payload.hours === 0 ? 'timer-off' : 'timer-on';
  return payload.kind === 'settings' ? `settings-${payload.admission}` : payload.kind;
}

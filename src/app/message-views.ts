/**
 * Entries as the interface shows them: a window of the newest, each view made again only when what it says may have changed.
 */
import type { Room } from '../room/room.js';
import type { PersonViews } from './person-views.js';
import { reuse } from './reuse.js';
import type { MessageView, NoticeView, PersonView } from './room-state.js';

/** Messages shown when a room is opened, and how many more each "Show earlier messages" brings. */
export const MESSAGE_PAGE = 100;

type RoomEntry = ReturnType<Room['history']['log']['heads']>[number];
type NoticePayload = Exclude<NonNullable<RoomEntry['payload']>, { readonly kind: 'text' | 'erase' }>;

/** From the least advanced. */
const DELIVERY_STEPS = ['waiting', 'carried', 'delivered', 'read'] as const;

/** A view, and what it was made from beside the entry: nothing is read again while that is the same. */
interface MadeView {
  readonly people: PersonViews;
  readonly receipts: number;
  readonly view: MessageView;
}

/** The message window of one room. */
export interface MessageWindow {
  /** How many older messages are outside the window. */
  earlier(): number;
  /** Makes the window one page larger. */
  showEarlier(): void;
  /** The window now, oldest first. Views that say the same are the same objects. */
  view(people: PersonViews): readonly MessageView[];
}

/** Makes the window of a room. */
export function makeMessageWindow({ history }: Room): MessageWindow {
  const { log, receipts } = history;
  const made = new WeakMap<RoomEntry, MadeView>();
  let size = MESSAGE_PAGE;

  function viewOf(entry: RoomEntry, people: PersonViews): MessageView {
    const { idText, authorHex, time, payload } = entry;
    const author = people[authorHex];
    const isMine = author?.trust === 'self';
    const isText = payload?.kind === 'text';
    const notice = noticeOf(payload, author, people);
    const recipients = (isMine && isText ? receipts.of(entry) : []).map(({ pkHex, step, carrierPkHex }) => ({
      name: people[pkHex]?.name ?? '',
      step,
      carrier: carrierPkHex === null ? null : (people[carrierPkHex]?.name ?? ''),
    }));
    return {
      id: idText,
      kind: isText ? 'text' : notice === null ? 'unsupported' : 'notice',
      isMine,
      authorFpHex: author?.fpHex ?? '',
      authorName: author?.name ?? '',
      trust: author?.trust ?? 'unverified',
      time,
      text: isText ? payload.text : '',
      notice,
      delivery: DELIVERY_STEPS.find((least) => recipients.some(({ step }) => step === least)) ?? null,
      recipients,
    };
  }

  const earlier = (): number => Math.max(0, log.timeline.length - size);
  return {
    earlier,
    showEarlier: () => {
      size += MESSAGE_PAGE;
    },
    view: (people) =>
      log.timeline.slice(earlier(), log.timeline.length).map((entry) => {
        const before = made.get(entry);
        const isDeliveryKnown = before?.view.delivery === null || before?.receipts === receipts.version;
        if (before?.people === people && isDeliveryKnown) return before.view;
        const view = reuse(before?.view, viewOf(entry, people));
        made.set(entry, { people, receipts: receipts.version, view });
        return view;
      }),
  };
}

function noticeOf(payload: RoomEntry['payload'], author: PersonView | undefined, people: PersonViews): NoticeView | null {
  if (payload === null || payload.kind === 'text' || payload.kind === 'erase') return null;
  const subject = 'name' in payload ? payload.name : 'pk' in payload ? people[payload.pk.toHex()]?.name : '';
  return { what: whatHappened(payload), subject: subject ?? '', verifiedName: author?.verifiedName ?? null };
}

function whatHappened(payload: NoticePayload): NoticeView['what'] {
  if (payload.kind === 'role') return `role-${payload.role}`;
  return payload.kind === 'settings' ? `settings-${payload.admission}` : payload.kind;
}

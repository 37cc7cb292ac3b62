/**
 * Entries as the interface shows them: a window of the newest, each view made again only when what it says has changed.
 */
import { hexOf } from '../lib/bytes.js';
import type { Room } from '../room/room.js';
import { reuse, reuseList } from './reuse.js';
import type { DeliveryStep, MessageView, NoticeView, PersonView, RecipientView } from './room-state.js';

/** Messages shown when a room is opened, and how many more each "Show earlier messages" brings. */
export const MESSAGE_PAGE = 100;

/** What the views are made from beside the room. */
export interface MessageContext {
  readonly ownFpHex: string;
  /** Everybody who is or was a member, by public key in hexadecimal. */
  readonly people: ReadonlyMap<string, PersonView>;
}

type RoomEntry = NonNullable<ReturnType<Room['history']['log']['get']>>;

const NO_NOTICE = { subject: '', verifiedName: null } as const;
const STEP_RANK: Readonly<Record<DeliveryStep, number>> = { waiting: 0, carried: 1, delivered: 2, read: 3 };

/** A view, and what it was made from: nothing is read again while that is the same. */
interface MadeView {
  readonly entry: RoomEntry;
  readonly people: MessageContext['people'];
  readonly receipts: number;
  readonly view: MessageView;
}

/** The message window of one room. */
export class MessageWindow {
  readonly #room: Room;
  #size = MESSAGE_PAGE;
  #made = new Map<string, MadeView>();
  #list: readonly MessageView[] = [];

  constructor(room: Room) {
    this.#room = room;
  }

  /** How many older messages are outside the window. */
  get earlier(): number {
    return Math.max(0, this.#room.history.log.timeline.length - this.#size);
  }

  /** Makes the window one page larger. */
  showEarlier(): void {
    this.#size += MESSAGE_PAGE;
  }

  /** The window now, oldest first. The same array as before when nothing in it has changed. */
  view(context: MessageContext): readonly MessageView[] {
    const { timeline } = this.#room.history.log;
    const entries = timeline.slice(Math.max(0, timeline.length - this.#size), timeline.length);
    const made = new Map(entries.map((entry) => [entry.idText, this.#make(entry, context, this.#made.get(entry.idText))]));
    this.#made = made;
    this.#list = reuseList(
      this.#list,
      Array.from(made.values(), ({ view }) => view),
    );
    return this.#list;
  }

  #make(entry: RoomEntry, context: MessageContext, before: MadeView | undefined): MadeView {
    const { people } = context;
    const receipts = this.#room.history.receipts.version;
    if (before?.entry !== entry || before.people !== people)
      return { entry, people, receipts, view: this.#viewOf(entry, context, before?.view) };
    if (before.receipts === receipts || before.view.delivery === null) return before;
    const recipients = reuseList(before.view.recipients, this.#recipientsOf(entry, context));
    return { ...before, receipts, view: reuse(before.view, { ...before.view, delivery: leastStep(recipients), recipients }) };
  }

  #viewOf(entry: RoomEntry, context: MessageContext, previous: MessageView | undefined): MessageView {
    const author = context.people.get(entry.authorHex);
    const isMine = author?.fpHex === context.ownFpHex;
    const { payload } = entry;
    const isText = payload?.kind === 'text';
    const recipients = isMine && isText ? this.#recipientsOf(entry, context) : [];
    const notice = this.#noticeOf(entry, context);
    return reuse(previous, {
      id: entry.idText,
      kind: isText ? 'text' : notice === null ? 'unsupported' : 'notice',
      isMine,
      authorFpHex: author?.fpHex ?? '',
      authorName: author?.name ?? '',
      trust: author?.trust ?? 'unverified',
      time: entry.time,
      text: isText ? payload.text : '',
      notice: notice === null ? null : reuse(previous?.notice, notice),
      delivery: leastStep(recipients),
      recipients: reuseList(previous?.recipients, recipients),
    });
  }

  #recipientsOf(entry: RoomEntry, context: MessageContext): readonly RecipientView[] {
    return this.#room.history.receipts.of(entry).map(({ pkHex, step, carrierPkHex }) => ({
      name: context.people.get(pkHex)?.name ?? '',
      step,
      carrier: carrierPkHex === null ? null : (context.people.get(carrierPkHex)?.name ?? ''),
    }));
  }

  #noticeOf({ payload, authorHex }: RoomEntry, context: MessageContext): NoticeView | null {
    switch (payload?.kind) {
      case 'create':
        return { ...NO_NOTICE, what: 'created', subject: payload.name };
      case 'admit':
        return { ...NO_NOTICE, what: 'admitted', subject: payload.name };
      case 'profile':
        return { what: 'renamed', subject: payload.name, verifiedName: context.people.get(authorHex)?.verifiedName ?? null };
      case 'leave':
        return { ...NO_NOTICE, what: 'left' };
      case 'remove':
        return { ...NO_NOTICE, what: 'removed', subject: context.people.get(hexOf(payload.pk))?.name ?? '' };
      case 'role':
        return { ...NO_NOTICE, what: 'role', subject: context.people.get(hexOf(payload.pk))?.name ?? '' };
      case 'invite':
        return { ...NO_NOTICE, what: 'invited' };
      case 'revoke':
        return { ...NO_NOTICE, what: 'revoked' };
      case 'settings':
        return { ...NO_NOTICE, what: 'settings' };
      default:
        return null;
    }
  }
}

/** The least advanced step; `null` when there is nobody to deliver to. */
function leastStep(recipients: readonly RecipientView[]): DeliveryStep | null {
  let least: DeliveryStep | null = null;
  for (const { step } of recipients) {
    if (least === null || STEP_RANK[step] < STEP_RANK[least]) least = step;
  }
  return least;
}

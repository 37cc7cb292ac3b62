/**
 * The dialogs: invite, verify, and whoever stands at a door. At most one is open; a knock shows itself when nothing else is.
 */
import type { Knock } from '../room/knocks.js';
import type { Cancel } from '../lib/clock.js';
import type { Page } from './app-parts.js';
import type { DialogView, KnockDialogView } from './dialog-state.js';
import type { Intent } from './intents.js';
import { Inviting } from './inviting.js';
import type { OpenRooms } from './open-rooms.js';
import { verifiedPeople } from './records.js';
import { reuse } from './reuse.js';
import type { RoomParts } from './rooms.js';
import { Verifying } from './verifying.js';

/** A dialog opens by itself at the earliest so long after another has gone: whoever is about to click was not looking at it. */
const QUIET_MS = 1000;

/** What the desk needs of the workspace. */
export interface DeskParts extends RoomParts {
  readonly page: Page;
  readonly rooms: OpenRooms;
  changed(): void;
  failed(error: unknown, subject?: string): void;
}

/** Which dialog is open and what it shows. */
export class Desk {
  readonly #parts: DeskParts;
  readonly #verifying: Verifying;
  #inviting: Inviting | null = null;
  /** When the last dialog was found gone, by the clock. */
  #goneAt = Number.NEGATIVE_INFINITY;
  #waking: Cancel | null = null;
  /** Knocks whose dialog was closed without an answer: shown again when asked for, or when a room is opened. */
  readonly #putOff = new Set<Knock>();

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#verifying = new Verifying(parts);
  }

  /** What is open now; `previous` is reused where nothing changed. */
  view(previous: DialogView | null): DialogView | null {
    const view = this.#view() ?? this.#startedView(previous);
    if (view === null) return null;
    return previous?.dialog === view.dialog ? reuse(previous, view) : view;
  }

  /** A room came on screen: knocks that were put off are asked again. */
  roomOpened(): void {
    this.#putOff.clear();
  }

  /** Effects of what was pressed in a dialog. */
  dispatch(intent: Intent): void {
    switch (intent.type) {
      case 'open-invite':
        this.#openInvite();
        break;
      case 'set-invite-token':
        this.#prepare(intent.hasToken);
        break;
      case 'open-verify':
        this.#verifying.open(intent.fpHex);
        break;
      case 'start-emoji':
        this.#verifying.compare(intent.fpHex);
        break;
      case 'confirm-match':
        void this.#verifying.decide(intent.fpHex, true);
        break;
      case 'deny-match':
        void this.#verifying.decide(intent.fpHex, false);
        break;
      case 'admit':
        this.#parts.rooms
          .get(intent.ridHex)
          ?.room.knocks.admit(intent.fpHex)
          .catch((error: unknown) => this.#parts.failed(error));
        break;
      case 'refuse':
        this.#parts.rooms.get(intent.ridHex)?.room.knocks.refuse(intent.fpHex);
        break;
      case 'open-knock':
        this.#askAgain(intent.ridHex, intent.fpHex);
        break;
      case 'close-dialog':
        this.#close();
        break;
      default:
        break;
    }
  }

  #view(): DialogView | null {
    return this.#verifying.view() ?? this.#inviting?.view ?? this.#knockView();
  }

  /**
   * The other side began to compare emoji: ours opens, if nothing else is open and nothing was just now.
   *
   * SECURITY: a second click meant for the dialog that has gone must not say "They match" of somebody else (desk.test.ts: "does not open a comparison
   * over another dialog, nor right after another dialog").
   */
  #startedView(previous: DialogView | null): DialogView | null {
    const { clock, changed } = this.#parts;
    if (previous !== null) {
      this.#goneAt = clock.now();
      this.#waking?.();
      this.#waking = clock.after(QUIET_MS, changed);
    }
    if (clock.now() - this.#goneAt < QUIET_MS) return null;
    this.#verifying.openStarted();
    return this.#verifying.view();
  }

  #close(): void {
    if (this.#verifying.isOpen) this.#verifying.close();
    else if (this.#inviting !== null) this.#inviting = null;
    else for (const { room } of this.#parts.rooms.all()) for (const knock of room.knocks.waiting) this.#putOff.add(knock);
  }

  #openInvite(): void {
    const open = this.#parts.rooms.current;
    if (open?.room.standing.phase !== 'in') return;
    const { identity, config, clock, page, changed } = this.#parts;
    this.#inviting = new Inviting({ room: open.room, record: open.record, ownFp: identity.fp, config, clock, page, changed });
    this.#prepare(false);
  }

  #prepare(hasToken: boolean): void {
    this.#inviting?.prepare(hasToken).catch((error: unknown) => this.#parts.failed(error));
  }

  #askAgain(ridHex: string, fpHex: string): void {
    const knocks = this.#parts.rooms.get(ridHex)?.room.knocks.waiting ?? [];
    for (const knock of knocks) if (knock.fpHex === fpHex) this.#putOff.delete(knock);
  }

  #knockView(): KnockDialogView | null {
    for (const { room, record, projector } of this.#parts.rooms.all()) {
      for (const knock of room.knocks.waiting) {
        if (this.#putOff.has(knock)) continue;
        const trust = projector.trustIn(knock.fpHex, knock.name, null);
        return {
          dialog: 'knock',
          ridHex: room.ridHex,
          roomName: room.history.log.name ?? record.label,
          fpHex: knock.fpHex,
          name: knock.name,
          earlierMessages: room.history.receipts.textCount,
          trust,
          isVerified: trust === 'verified',
          verifiedName: verifiedPeople(this.#parts.vault).get(knock.fpHex)?.name ?? null,
        };
      }
    }
    return null;
  }
}

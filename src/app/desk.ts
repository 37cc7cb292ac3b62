/**
 * The dialogs: invite, verify, and whoever stands at a door. At most one is open; a knock shows itself when nothing else is.
 */
import { hexOf } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { Knock } from '../room/knocks.js';
import type { Page } from './app-parts.js';
import type { Intent } from './intents.js';
import { Inviting } from './inviting.js';
import type { OpenRoom, OpenRooms } from './open-rooms.js';
import { readPerson, writePerson } from './records.js';
import { reuse } from './reuse.js';
import type { RoomParts } from './rooms.js';
import type { DialogView, EmojiView, KnockDialogView, VerifyDialogView } from './dialog-state.js';
import { SafetyNumbers } from './verifying.js';

const SAS_RETRY_MS = 60_000;

/** What the desk needs of the workspace. */
export interface DeskParts extends RoomParts {
  readonly page: Page;
  readonly rooms: OpenRooms;
  changed(): void;
  failed(error: unknown, subject?: string): void;
}

/** Somebody to be verified: a member, or who knocks. */
interface Subject {
  readonly open: OpenRoom;
  readonly pk: Bytes;
  readonly fp: Bytes;
  readonly fpHex: string;
  readonly name: string;
  readonly admittedByFpHex: string | null;
}

/** Which dialog is open and what it shows. */
export class Desk {
  readonly #parts: DeskParts;
  readonly #numbers: SafetyNumbers;
  #inviting: Inviting | null = null;
  #verifying: { readonly ridHex: string; readonly fpHex: string } | null = null;
  /** Knocks whose dialog was closed without an answer: shown again when the room is opened. */
  readonly #putOff = new Set<Knock>();

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#numbers = new SafetyNumbers(parts.identity, () => parts.changed());
  }

  /** What is open now; `previous` is reused where nothing changed. */
  view(previous: DialogView | null): DialogView | null {
    this.#openWhatOthersStarted();
    const view = this.#verifyView() ?? this.#inviting?.view ?? this.#knockView();
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
        this.#openVerify(intent.fpHex);
        break;
      case 'start-emoji':
        this.#subject()?.open.room.compare(intent.fpHex);
        break;
      case 'confirm-match':
        void this.#decide(true);
        break;
      case 'deny-match':
        void this.#decide(false);
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
      case 'close-dialog':
        this.#close();
        break;
      default:
        break;
    }
  }

  #close(): void {
    if (this.#verifying !== null) this.#verifying = null;
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

  #openVerify(fpHex: string): void {
    const knocking = [...this.#parts.rooms.all()].find(({ room }) => room.knocks.waiting.some((knock) => knock.fpHex === fpHex));
    const open = this.#parts.rooms.current?.room.personBy(fpHex) == null ? knocking : this.#parts.rooms.current;
    if (open !== undefined && open !== null) this.#verifying = { ridHex: open.room.ridHex, fpHex };
  }

  /** The other side began to compare emoji: their dialog waits for us, so ours opens, unless something else is open. */
  #openWhatOthersStarted(): void {
    if (this.#verifying !== null || this.#inviting !== null) return;
    for (const { room } of this.#parts.rooms.all()) {
      const fpHex = room.takeStartedComparison();
      if (fpHex !== null) this.#verifying = { ridHex: room.ridHex, fpHex };
    }
  }

  #subject(): Subject | null {
    const verifying = this.#verifying;
    if (verifying === null) return null;
    const open = this.#parts.rooms.get(verifying.ridHex);
    const person = open?.room.personBy(verifying.fpHex) ?? null;
    if (open === null || person === null) return null;
    return { open, ...person };
  }

  #verifyView(): VerifyDialogView | null {
    const subject = this.#subject();
    if (subject === null) {
      this.#verifying = null; // whoever it was has gone
      return null;
    }
    const { open, fpHex, name } = subject;
    return {
      dialog: 'verify',
      fpHex,
      name,
      trust: open.projector.trustIn(fpHex, name, subject.admittedByFpHex),
      safetyNumber: this.#numbers.with(subject.pk, subject.fp),
      emoji: this.#emojiView(subject),
      isLinked: open.room.isLinked(fpHex),
    };
  }

  #emojiView({ open, fpHex }: Subject): EmojiView {
    const state = open.room.comparison(fpHex);
    if (state.kind === 'idle' || state.kind === 'waiting') return { step: state.kind };
    if (state.kind === 'comparing') return { step: 'comparing', indices: state.indices };
    const { lastSasAt } = readPerson(this.#parts.vault, fpHex);
    return { step: 'failed', error: state.code, retryAt: lastSasAt === null ? null : lastSasAt + SAS_RETRY_MS };
  }

  /** "They match" or "They don't match": the only two places where trust in a person is written. */
  async #decide(isMatch: boolean): Promise<void> {
    const subject = this.#subject();
    if (subject === null) return;
    const { fpHex, name, open } = subject;
    this.#verifying = null;
    open.room.endComparison(fpHex, isMatch);
    const person = readPerson(this.#parts.vault, fpHex);
    const verifiedAt = isMatch ? this.#parts.clock.wall() : null;
    const clearedForks = isMatch ? (open.room.forks().get(fpHex) ?? []) : person.clearedForks;
    try {
      await writePerson(this.#parts.vault, fpHex, { ...person, name, verifiedAt, clearedForks, isMismatched: !isMatch });
    } catch (error) {
      this.#parts.failed(error);
    }
    this.#parts.changed();
  }

  #knockView(): KnockDialogView | null {
    for (const { room, record } of this.#parts.rooms.all()) {
      for (const knock of room.knocks.waiting) {
        if (this.#putOff.has(knock)) continue;
        return {
          dialog: 'knock',
          ridHex: room.ridHex,
          roomName: room.history.log.name ?? record.label,
          fpHex: knock.fpHex,
          name: knock.name,
          earlierMessages: room.history.receipts.textCount,
          isVerified: readPerson(this.#parts.vault, knock.fpHex).verifiedAt !== null,
        };
      }
    }
    return null;
  }
}

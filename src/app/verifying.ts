/**
 * The dialog "Verify": the safety number of the two of us, and the comparison of emoji over the link.
 *
 * Only the local click verifies; whatever the other side sends changes what is compared, never what is trusted.
 */
import type { Identity } from '../crypto/identity.js';
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import type { Vault } from '../vault/vault.js';
import type { EmojiView, VerifyDialogView } from './dialog-state.js';
import { forkKeysIn } from './fork-keys.js';
import type { OpenRoom } from './open-room.js';
import type { OpenRooms } from './open-rooms.js';
import { readPerson, writePerson } from './records.js';
import { SafetyNumbers } from './safety-numbers.js';

const SAS_RETRY_MS = 60_000;

/** What verifying takes. */
export interface VerifyingParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly identity: Identity;
  readonly rooms: OpenRooms;
  /** The view has changed. */
  changed(): void;
  failed(error: unknown): void;
}

/** Somebody to be verified: a member, or who knocks. */
interface VerifySubject {
  readonly open: OpenRoom;
  readonly pk: Bytes;
  readonly fp: Bytes;
  readonly fpHex: string;
  readonly name: string;
  readonly admittedByFpHex: string | null;
}

/** Who is being verified, if anybody. */
export class Verifying {
  readonly #parts: VerifyingParts;
  readonly #numbers: SafetyNumbers;
  #whom: { readonly ridHex: string; readonly fpHex: string } | null = null;

  constructor(parts: VerifyingParts) {
    this.#parts = parts;
    this.#numbers = new SafetyNumbers(parts.identity, () => parts.changed());
  }

  get isOpen(): boolean {
    return this.#whom !== null;
  }

  /** Opens the dialog for somebody in the room on screen, or at the door of any. */
  open(fpHex: string): void {
    const { rooms } = this.#parts;
    const { current } = rooms;
    const isHere = current !== null && current.room.personBy(fpHex) !== null;
    const open = isHere ? current : [...rooms.all()].find(({ room }) => room.knocks.subjectBy(fpHex) !== null);
    if (open !== undefined) this.#whom = { ridHex: open.room.ridHex, fpHex };
  }

  /** The other side began to compare emoji: their dialog waits for us, so ours opens. One at a time; the next when this one is closed. */
  openStarted(): void {
    for (const { room } of this.#parts.rooms.all()) {
      const fpHex = room.verification.takeStarted();
      if (fpHex === null) continue;
      this.#whom = { ridHex: room.ridHex, fpHex };
      return;
    }
  }

  close(): void {
    this.#whom = null;
  }

  /** Starts the comparison of emoji, if the dialog is about this person. */
  compare(fpHex: string): void {
    if (this.#whom?.fpHex === fpHex) this.#subject()?.open.room.verification.start(fpHex);
  }

  /** What the dialog shows; `null`, and closed, when whoever it was about has gone. */
  view(): VerifyDialogView | null {
    const subject = this.#subject();
    if (subject === null) {
      this.#whom = null;
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

  /** "They match" or "They don't match": the only two places where trust in a person is written. */
  async decide(fpHex: string, isMatch: boolean): Promise<void> {
    const subject = this.#subject();
    // SECURITY: what was compared is what was on screen, not whoever the dialog is about by now (verifying.test.ts: "does not verify somebody else than was on screen").
    if (subject === null || subject.fpHex !== fpHex) return;
    const { name, open } = subject;
    const { vault, clock } = this.#parts;
    this.#whom = null;
    open.room.verification.end(fpHex, isMatch);
    const person = readPerson(vault, fpHex);
    const verifiedAt = isMatch ? clock.wall() : null;
    // What was cleared in another room stays cleared.
    const known = isMatch ? (forkKeysIn(open.room).get(fpHex) ?? []) : [];
    const clearedForks = [...new Set([...person.clearedForks, ...known])];
    try {
      await writePerson(vault, fpHex, { ...person, name, verifiedAt, clearedForks, isMismatched: !isMatch });
    } catch (error) {
      this.#parts.failed(error);
    }
    this.#parts.changed();
  }

  #subject(): VerifySubject | null {
    if (this.#whom === null) return null;
    const open = this.#parts.rooms.get(this.#whom.ridHex);
    const person = open?.room.personBy(this.#whom.fpHex) ?? null;
    return open === null || person === null ? null : { open, ...person };
  }

  #emojiView({ open, fpHex }: VerifySubject): EmojiView {
    const state = open.room.verification.stateOf(fpHex);
    if (state.kind === 'idle' || state.kind === 'waiting') return { step: state.kind };
    if (state.kind === 'comparing') return { step: 'comparing', indices: state.indices };
    const { lastSasAt } = readPerson(this.#parts.vault, fpHex);
    return { step: 'failed', error: state.code, retryAt: lastSasAt === null ? null : lastSasAt + SAS_RETRY_MS };
  }
}

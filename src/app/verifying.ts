/**
 * The dialog "Verify": the safety number of the two of us, and the comparison of emoji over the link.
 *
 * Only the local click verifies; whatever the other side sends changes what is compared, never what is trusted.
 */
import { joinSafetyNumber, safetyNumberHalf } from '../crypto/safety-number.js';
import type { RoomSubject } from '../room/room-people.js';
import type { Room } from '../room/room.js';
import type { AppContext, Effects } from './app-parts.js';
import { decide } from './deciding.js';
import type { EmojiView, VerifyDialogView } from './dialog-state.js';
import type { OpenRoom } from './open-room.js';
import type { OpenRooms } from './open-rooms.js';
import { readPerson } from './records.js';
import { readVerifyCode, verifyCodeOf } from './verify-code.js';
import type { ScannedCode } from './verify-code.js';

const SAS_RETRY_MS = 60_000;

/** The dialog, whether it is open or not. */
export interface Verifying {
  /** What is asked for in the dialog, and that it opens. */
  readonly effects: Effects;
  /** What the dialog shows; `null`, and closed, when whoever it was about has gone. */
  view(): VerifyDialogView | null;
  /** The other side began to compare emoji: their dialog waits for us, so ours opens. One at a time; the next when this one is closed. */
  openStarted(): void;
  /** Closes the dialog; whether it was open. */
  close(): boolean;
}

/** Makes the dialog, closed. */
export function makeVerifying(context: AppContext, rooms: OpenRooms): Verifying {
  const { vault, identity, changed, failed } = context;
  /** The safety numbers by fingerprint, computed once a person; `null` while they are. */
  const numbers = new Map<string, string | null>();
  let ownHalf: Promise<string> | null = null;
  let whom: { readonly ridHex: string; readonly fpHex: string } | null = null;
  /** What was scanned of them. */
  let scanned: { readonly fpHex: string; readonly result: ScannedCode } | null = null;

  /** The dialog's person, if it is about this one and they are there. */
  function find(fpHex: string | undefined): { readonly open: OpenRoom; readonly subject: RoomSubject } | null {
    if (whom === null || whom.fpHex !== fpHex) return null;
    const open = rooms.all.get(whom.ridHex);
    const subject = open?.room.personBy(fpHex) ?? null;
    return open === undefined || subject === null ? null : { open, subject };
  }

  function safetyNumberWith({ fpHex, pk, fp }: RoomSubject): string | null {
    const known = numbers.get(fpHex);
    if (known !== undefined) return known;
    numbers.set(fpHex, null);
    ownHalf ??= safetyNumberHalf({ key: identity.pk, id: identity.fp });
    Promise.all([ownHalf, safetyNumberHalf({ key: pk, id: fp })]).then(([own, theirs]) => {
      numbers.set(fpHex, joinSafetyNumber(own, theirs));
      changed();
    }, failed);
    return null;
  }

  function emojiView({ verification }: Room, fpHex: string): EmojiView {
    const state = verification.stateOf(fpHex);
    if (state.kind === 'idle' || state.kind === 'waiting') return { step: state.kind };
    if (state.kind === 'comparing') return { step: 'comparing', indices: state.indices };
    const { lastSasAt } = readPerson(vault, fpHex);
    return { step: 'failed', error: state.code, retryAt: lastSasAt === null ? null : lastSasAt + SAS_RETRY_MS };
  }

  /** Decides about the dialog's person, and closes it. Rejects when that cannot be stored. */
  async function answer(fpHex: string, isMatch: boolean): Promise<void> {
    // SECURITY: what was compared is what was on screen, not whoever the dialog is about by now (verifying.test.ts: "does not verify somebody else than was on screen").
    const found = find(fpHex);
    if (found === null) return;
    whom = null;
    await decide(context, found.open.room, found.subject, isMatch);
  }

  return {
    effects: {
      // Somebody in the room on screen, or at the door of any.
      'open-verify': ({ fpHex }) => {
        const here = rooms.current();
        const isHere = here !== null && here.room.personBy(fpHex) !== null;
        const open = isHere ? here : [...rooms.all.values()].find(({ room }) => room.knocks.subjectBy(fpHex) !== null);
        if (open !== undefined) whom = { ridHex: open.room.ridHex, fpHex };
        scanned = null;
      },
      // It only says what it saw: whoever holds the camera knows whose screen it was.
      'scan-code': ({ fpHex, text }) => {
        const found = find(fpHex);
        if (found !== null) scanned = { fpHex, result: readVerifyCode(text, identity.fp, found.subject.fp) };
      },
      'start-emoji': ({ fpHex }) => find(fpHex)?.open.room.verification.start(fpHex),
      'confirm-match': ({ fpHex }) => answer(fpHex, true),
      'deny-match': ({ fpHex }) => answer(fpHex, false),
    },

    view() {
      const found = find(whom?.fpHex);
      if (found === null) {
        whom = null;
        return null;
      }
      const { open, subject } = found;
      const { fpHex, name } = subject;
      return {
        dialog: 'verify',
        fpHex,
        name,
        trust: open.trustIn(subject),
        safetyNumber: safetyNumberWith(subject),
        emoji: emojiView(open.room, fpHex),
        isLinked: open.room.isLinked(fpHex),
        code: verifyCodeOf(identity.fp, subject.fp),
        scanned: scanned?.fpHex === fpHex ? scanned.result : null,
      };
    },

    openStarted() {
      for (const { room } of rooms.all.values()) {
        const fpHex = room.verification.takeStarted();
        if (fpHex === null) continue;
        whom = { ridHex: room.ridHex, fpHex };
        scanned = null;
        return;
      }
    },

    close() {
      const isOpen = whom !== null;
      whom = null;
      return isOpen;
    },
  };
}

/**
 * Where one stands with a room, and how the answers at the door and the log move that. Pure.
 */
import type { ErrorCode } from '../lib/errors.js';
import type { Member } from '../log/roster.js';
import type { KnockAnswer } from './room-frames.js';

/**
 * - `entering`: looking for somebody to knock at; `asking`: a member was asked; `syncing`: admitted, the history is being fetched and checked;
 * - `in`: a member; `leaving`: left, and no member is known to have heard of it; `left`: over, and they have;
 * - `refused`, `removed`, `broken`: over, see the error.
 */
export type Phase = 'entering' | 'asking' | 'syncing' | 'in' | 'leaving' | 'left' | 'refused' | 'removed' | 'broken';

/** A phase, and why, where something went wrong. */
export interface RoomStanding {
  readonly phase: Phase;
  readonly error: ErrorCode | null;
}

/** Whether nothing will change any more without the person doing something. */
export function isPhaseOver(phase: Phase): boolean {
  return phase === 'left' || phase === 'refused' || phase === 'removed' || phase === 'broken';
}

/** What is wrong with an answer to our knock; `null` when nothing is. */
export function errorOfAnswer(answer: KnockAnswer): ErrorCode | null {
  if (answer === 'asking' || answer === 'admitted') return null;
  return answer === 'refused' ? 'knock-refused' : answer;
}

/**
 * What an answer to our knock means for us. Answers to one who is or was in, or for whom it is over, change nothing. Nor does a member who does not know what
 * another has done: only others can say more, or the log.
 */
export function standingAfterAnswer(standing: RoomStanding, answer: KnockAnswer): RoomStanding {
  if (standing.phase === 'in' || standing.phase === 'leaving' || isPhaseOver(standing.phase)) return standing;
  if (answer === 'admitted') return { phase: 'syncing', error: null };
  if (standing.phase === 'syncing' || answer === 'invite-unheard') return standing;
  const error = errorOfAnswer(answer);
  return { phase: error === null ? 'asking' : 'refused', error };
}

/** What it means that somebody did not want the link. To one who leaves it is the sign that they do not count them in any more, if a member gave it. */
export function standingAfterRefusal(standing: RoomStanding, isByMember: boolean): RoomStanding {
  // SECURITY: whoever merely holds the room secret cannot have us believe that the others know (room-phase.test.ts: "has left when a member did not want the link, whatever a stranger does").
  if (standing.phase === 'leaving') return isByMember ? { phase: 'left', error: null } : standing;
  return standingAfterAnswer(standing, 'refused');
}

/** What the log says about us. */
export interface Evidence {
  /** The founder's key signed two beginnings. */
  readonly isForked: boolean;
  /** What we are in effect; `undefined` when nobody let us in. A member is one only in a room that the founder of the invite began. */
  readonly state: Member['state'] | undefined;
  /** The inviter whom the invite names is, or was, a member; `true` for the founder, who was invited by nobody. */
  readonly isInviterKnown: boolean;
  /** Whether nobody remains to be told that we left: a member said that they have it, or there is none. */
  readonly isLeaveKnown: boolean;
}

/**
 * What the log means for us. A newcomer is in only when it leads from the founder in the invite to the inviter in the invite and to oneself.
 */
export function standingAfterLog(standing: RoomStanding, { isForked, state, isInviterKnown, isLeaveKnown }: Evidence): RoomStanding {
  const { phase } = standing;
  if (isForked) return { phase: 'broken', error: 'room-forked' };
  if (state === 'removed') return { phase: 'removed', error: 'room-removed' };
  if (state === 'left') return { phase: isLeaveKnown || phase === 'left' ? 'left' : 'leaving', error: null };
  if (isPhaseOver(phase)) return standing;
  // What let us in counts no more: a token that somebody else used first, or a word of somebody who had no right to give it.
  if (phase === 'in') return state === 'member' ? standing : { phase: 'refused', error: 'link-refused' };
  // SECURITY: a log that does not lead from the founder to the inviter is not believed (room.test.ts: "does not enter a room that does not lead to the inviter").
  return state === 'member' && isInviterKnown ? { phase: 'in', error: null } : standing;
}

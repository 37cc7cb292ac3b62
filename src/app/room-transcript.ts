/**
 * A room as it is written out for people: everything that the transcript shows, in its order.
 */
import type { OpenRoom } from './open-room.js';
import { quoteOf, reactionsTo, versionsOf, wordsOf } from './message-parts.js';
import { pollOf } from './poll-votes.js';
import type { PollView } from './poll-state.js';
import { noticeOf } from './message-views.js';
import { personViews, trustEvidence } from './person-views.js';
import type { AppContext } from './app-parts.js';
import type { RoomTranscript, TranscriptLine } from './storage-state.js';

/** So many lines are made between two looks at whether it is to be stopped. */
const LINES_TOGETHER = 2_000;

/** Writes a room out. `progress` hears which share is done, from 0 to 1. Rejects with an `AbortError` once the signal says so. */
export async function transcriptOf(
  context: AppContext,
  { room, record, name }: OpenRoom,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<RoomTranscript> {
  const { log } = room.history;
  const { payloads, timeline } = log;
  const people = personViews(context, room, trustEvidence(context, room, record));
  const lines: TranscriptLine[] = [];
  for (let at = 0; at < timeline.length; at += LINES_TOGETHER) {
    signal.throwIfAborted();
    for (const entry of timeline.slice(at, Math.min(timeline.length, at + LINES_TOGETHER))) {
      const { authorHex, idText, time, payload, isErased } = entry;
      const versions = versionsOf(log, entry);
      const poll = pollOf(room.history, entry, people);
      const author = people[authorHex];
      const notice = noticeOf(payload, author, people);
      const bareKind = payloads.isWithheld(idText) ? 'missing' : isErased ? 'erased' : 'unsupported';
      lines.push({
        time,
        authorName: author?.name ?? '',
        authorFpHex: author?.fpHex ?? '',
        isMine: author?.trust === 'self',
        kind: payload?.kind === 'text' || poll !== null ? 'text' : notice !== null ? 'notice' : bareKind,
        text: poll === null ? (versions.at(-1)?.text ?? '') : pollAsText(wordsOf(log, entry) ?? '', poll),
        answers: payload?.kind === 'text' && payload.re ? quoteOf(room.history, payload.re.toHex(), people) : null,
        earlierVersions: versions.slice(0, -1).map(({ time: then, text }) => ({ time: then, text })),
        reactions: payload?.kind === 'text' || poll !== null ? reactionsTo(room.history, entry, people) : [],
        notice,
      });
    }
    progress(Math.min(1, (at + LINES_TOGETHER) / timeline.length));
    // Lets the page breathe.
    await new Promise<void>((resolve) => context.clock.after(0, resolve));
  }
  return { roomName: name(), made: context.clock.wall(), lines };
}

/** The question, and each answer on a line of its own, with who chose it. */
function pollAsText(question: string, { options }: PollView): string {
  return [question, ...options.map(({ text, names }) => `- ${text}${names.length > 0 ? `: ${names.join(', ')}` : ''}`)].join('\n');
}

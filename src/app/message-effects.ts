/**
 * What people do with messages in one room: writing, answering and editing them, and reacting to them.
 *
 * SECURITY: whatever is written waits for the same trust as the composer (message-effects.test.ts: "writes nothing while the composer is locked").
 */
import type { Bytes } from '../lib/bytes.js';
import { MENTIONS_MAX } from '../room/message-limit.js';
import type { Room } from '../room/room.js';
import type { Effects } from './app-parts.js';
import { codeToShow } from './code-to-show.js';
import type { Draft } from './draft.js';
import type { DraftMention, DraftWords, MentionPlace } from './mention-state.js';
import { versionsOf } from './message-parts.js';
import type { SaidVersion } from './message-parts.js';
import { votesIn } from './poll-votes.js';
import type { ComposerAbout } from './room-state.js';

/** What the effects work on. */
export interface MessageEffectsParts {
  readonly room: Room;
  readonly draft: Draft;
  readonly reading: { showNewest(): void };
  /** Whether one may write now: in the room, with nobody in it who has to be accepted first. */
  mayWrite(): boolean;
}

/** The effects of one room. */
export function makeMessageEffects({ room, draft, reading, mayWrite }: MessageEffectsParts): Effects {
  const { history, presence } = room;

  /** What one's own message says now; `null` when it is not one's own, or says nothing any more. */
  function ownWords(id: string): DraftWords | null {
    const entry = history.log.graph.get(id)?.entry;
    const said = entry?.authorHex === history.ownPkHex ? versionsOf(history.log, entry).at(-1) : undefined;
    return said === undefined ? null : { text: said.text, mentions: draftMentionsOf(said) };
  }

  function draftMentionsOf({ mentions }: SaidVersion): readonly DraftMention[] {
    return mentions.flatMap(({ at, length, pkHex }) => {
      const fpHex = room.people.all.get(pkHex)?.fpHex;
      return fpHex === undefined ? [] : { at, length, fpHex };
    });
  }

  /** Mentions as they are written: of whoever is in the room by now. */
  function writtenMentions(mentions: readonly DraftMention[]): readonly (MentionPlace & { readonly pk: Bytes })[] {
    // What came back may have joined more than there may be; the rest is text.
    return mentions.slice(0, MENTIONS_MAX).flatMap(({ at, length, fpHex }) => {
      const person = room.people.by(fpHex);
      return person?.isPresent === true ? { at, length, pk: person.pk } : [];
    });
  }

  async function write(words: DraftWords, about: ComposerAbout | null): Promise<void> {
    const { text } = words;
    const mentions = writtenMentions(words.mentions);
    const said = { text, ...(mentions.length > 0 && { mentions }) };
    const id = about === null ? null : Uint8Array.fromHex(about.id);
    if (about?.mode !== 'edit' || id === null) await history.write('text', { ...said, re: id });
    else if (!isSameWords(words, ownWords(about.id))) await history.write('edit', { entry: id, ...said });
  }

  return {
    'change-draft': ({ text, mentions = [] }) => {
      if (text.trim() === '') presence.stoppedTyping();
      else presence.typed();
      return draft.change(text, mentions);
    },
    // The box was emptied by the composer; when the message cannot be written or stored, its text comes back with the reason.
    send: async ({ text, mentions = [], about = null }) => {
      const words = { text, mentions };
      if (text.trim() === '') return;
      presence.stoppedTyping();
      draft.take();
      // What was erased meanwhile is not edited any more: the words stay, as those of a new message.
      const isGone = about?.mode === 'edit' && ownWords(about.id) === null;
      if (!mayWrite() || isGone) return draft.giveBack(words, null, isGone ? null : about);
      try {
        await write(words, about);
      } catch (reason) {
        return draft.giveBack(words, codeToShow(reason), about);
      }
      if (about?.mode !== 'edit') reading.showNewest();
      return draft.sent();
    },
    'begin-reply': ({ id }) => {
      if (mayWrite()) draft.reply(id);
    },
    'begin-edit': ({ id }) => {
      const words = ownWords(id);
      if (mayWrite() && words !== null) draft.edit(id, words.text, words.mentions);
    },
    react: async ({ id, emoji, isOn }) => {
      const { annotations, graph } = history.log;
      const isMet = annotations.reactionsTo(id).some((met) => met.emoji === emoji && met.authors.includes(history.ownPkHex));
      if (!mayWrite() || isMet === isOn || graph.get(id)?.entry.isErased !== false) return;
      await history.write('react', { entry: Uint8Array.fromHex(id), emoji, on: isOn });
    },
    pin: async ({ id, isOn }) => {
      const isPinned = history.log.annotations.pinned().includes(id);
      if (mayWrite() && isPinned !== isOn) await history.write('pin', { entry: Uint8Array.fromHex(id), on: isOn });
    },
    vote: async ({ id, choices }) => {
      const entry = history.log.graph.get(id)?.entry;
      const votes = entry === undefined ? null : votesIn(history.log, entry);
      if (!mayWrite() || votes === null || choices.join() === (votes.get(history.ownPkHex) ?? []).join()) return;
      await history.write('vote', { entry: Uint8Array.fromHex(id), choices });
    },
    'stop-about': () => draft.turnBack(),
  };
}

function isSameWords(words: DraftWords, other: DraftWords | null): boolean {
  const keyOf = ({ at, fpHex }: DraftMention): string => `${at} ${fpHex}`;
  return words.text === other?.text && words.mentions.map(keyOf).join() === other.mentions.map(keyOf).join();
}

/**
 * One open room as the app holds it and shows it: what is written in it, and what was knowingly accepted in it.
 */
import { MENTIONS_MAX, MENTION_MAX_BYTES, MESSAGE_TEXT_MAX_BYTES } from '../room/message-limit.js';
import type { Room } from '../room/room.js';
import type { AppContext, Effects } from './app-parts.js';
import { watchBelief } from './believing.js';
import type { Belief } from './believing.js';
import { connectionOf } from './connection-views.js';
import { phaseToShow } from './damage-watch.js';
import { Draft } from './draft.js';
import { draftNow } from './mention-words.js';
import { makeMessageEffects } from './message-effects.js';
import { pinnedIn, quoteOf } from './message-parts.js';
import { makeMessageWindow } from './message-views.js';
import { acceptanceOf, membersIn, partnerIn, personViews, trustEvidence, trustOf } from './person-views.js';
import type { PersonKey, PersonViews } from './person-views.js';
import { isRoomMuted, muteRoom, readPreferences } from './preferences.js';
import { changeRoom, readAccepted, readRoom, writeAccepted } from './records.js';
import type { RoomRecord } from './records.js';
import { makeReading } from './reading.js';
import type { Reading } from './reading.js';
import { reuse } from './reuse.js';
import type { PersonView, Trust } from './people-state.js';
import type { RoomSummary, RoomView } from './room-state.js';
import { locksComposer } from './trust.js';
import { watchVanishing } from './vanishing-words.js';

/** A room that the vault has a record of. */
export interface OpenRoom {
  readonly room: Room;
  /** As it was when the room was opened. */
  readonly record: RoomRecord;
  /** What is asked for in this room. */
  readonly effects: Effects;
  /** Whether nothing was ever written in it, as far as is known here. */
  readonly isBlank: boolean;
  /** Whether one may write now: in the room, with nobody in it who has to be accepted first. */
  mayWrite(): boolean;
  /** What the room is called: as the invite said until the log says it. */
  name(): string;
  /** The line in the list of rooms. */
  summary(): RoomSummary;
  /** The whole room. Messages that say the same are the same objects. */
  view(): RoomView;
  /** How this person knows somebody who is, or asks to become, a member. */
  trustIn(subject: PersonKey): Trust;
  /** What is being written in it. */
  readonly draft: Draft;
  /** Where one reads in it. */
  readonly reading: Reading;
  readonly belief: Belief;
}

/** Holds a room. */
export function holdRoom(context: AppContext, room: Room): OpenRoom {
  const { vault, clock, changed, failed } = context;
  const { ridHex, history, knocks, presence } = room;
  const record = readRoom(vault, ridHex) as RoomRecord;
  const messages = makeMessageWindow(room);
  const reading = makeReading(context, room, messages);
  let people: PersonViews = {};
  let hasToken = record.token !== null;
  const draft = new Draft(vault, ridHex, clock);
  const vanishing = watchVanishing(context, room, draft, () => name());

  const belief = watchBelief(context, room, record);
  const name = (): string => (belief.holds ? (history.log.name ?? record.label) : record.label);
  const evidence = () => trustEvidence(context, room, record);

  /** Members whom the composer waits for. */
  function unaccepted(members = membersIn(room, personViews(context, room, evidence()))): readonly PersonView[] {
    const accepted = readAccepted(vault, ridHex);
    return members.filter((person) => locksComposer(person.trust) && !accepted.includes(acceptanceOf(person)));
  }

  /** The token of the invite is kept only until this side is in. */
  function forgetToken(): void {
    if (!hasToken || room.standing.phase !== 'in') return;
    hasToken = false;
    changeRoom(vault, ridHex, { token: null }).catch(failed);
  }

  function mayWrite(): boolean {
    return room.standing.phase === 'in' && unaccepted().length === 0;
  }

  forgetToken();
  room.listen(() => {
    forgetToken();
    belief.changed();
    reading.changed();
    vanishing.changed();
    changed();
  });

  return {
    room,
    record,
    get isBlank() {
      return history.log.feeds().size === 0;
    },
    name,
    mayWrite,
    effects: {
      ...reading.effects,
      ...makeMessageEffects({ room, draft, reading, mayWrite }),
      // SECURITY: whoever came in, or got worse, after the question was shown was not accepted (open-rooms.test.ts: "accepts only who was named on screen").
      'accept-unverified': ({ acceptanceKeys }) => {
        const named = unaccepted()
          .map(acceptanceOf)
          .filter((key) => acceptanceKeys.includes(key));
        return writeAccepted(vault, ridHex, [...readAccepted(vault, ridHex), ...named]);
      },
      'set-telling': ({ what, isTold }) => {
        const telling = { ...room.telling, [what]: isTold };
        room.setTelling(telling);
        return changeRoom(vault, ridHex, { telling });
      },
      'set-muted': ({ isMuted }) => muteRoom(vault, ridHex, isMuted),
      'get-back': () => history.dropping.getBack(),
      admit: ({ fpHex }) => knocks.admit(fpHex),
      refuse: ({ fpHex }) => knocks.refuse(fpHex),
      'set-role': async ({ fpHex, role }) => {
        const pk = room.people.by(fpHex)?.pk;
        if (pk !== undefined) await history.act('role', () => ({ pk, role }));
      },
      'set-admission': ({ admission }) => history.act('settings', () => ({ admission })),
      'set-timer': ({ hours }) => history.act('timer', () => ({ hours })),
    },

    summary: () =>
      belief.summary({
        ridHex,
        name: name(),
        partner: partnerIn(context, room, evidence),
        unread: history.receipts.unread,
        isMentioned: history.receipts.mentions.ids.length > 0,
        isMuted: isRoomMuted(vault, ridHex),
        online: room.links.memberCount,
        phase: phaseToShow(context, room),
      }),

    trustIn: (subject) => trustOf(context, room, subject, evidence()),

    draft,
    reading,
    belief,
    view: () => {
      // The same object while everybody is as they were, so that messages need not be looked at again.
      people = reuse(people, personViews(context, room, evidence()));
      vanishing.keep(people);
      const members = membersIn(room, people);
      const others = members.filter(({ trust }) => trust !== 'self');
      const doubtful = unaccepted(members);
      const { standing } = room;
      const { typing } = presence;
      const { draft: text, draftMentions, ...writing } = draft.view;
      const words = draftNow(room, { text, mentions: draftMentions });
      return belief.view({
        ridHex,
        name: name(),
        partner: partnerIn(context, room, evidence),
        phase: phaseToShow(context, room),
        error: standing.error,
        connection: connectionOf(context, room, others.length),
        people: members,
        typing: others.filter(({ fpHex }) => typing.has(fpHex)).map((person) => person.name),
        telling: room.telling,
        isMuted: isRoomMuted(vault, ridHex),
        knocks: knocks.waiting.map((knock) => ({ fpHex: knock.fpHex, name: knock.name })),
        messages: messages.view(people),
        backfill: messages.backfill(people),
        ...reading.view(),
        droppedAt: history.dropping.at,
        pinned: pinnedIn(history, people),
        composer: {
          lock: standing.phase !== 'in' ? 'not-in' : doubtful.length > 0 ? 'unverified' : null,
          unverifiedNames: doubtful.map((person) => person.name),
          acceptanceKeys: doubtful.map(acceptanceOf),
          ...writing,
          draft: words.text,
          draftMentions: words.mentions,
          maxBytes: MESSAGE_TEXT_MAX_BYTES,
          mentionBytes: MENTION_MAX_BYTES,
          mentionsMax: MENTIONS_MAX,
          isEnterSending: readPreferences(vault).isEnterSending,
          about: draft.about && { ...draft.about, quote: quoteOf(history, draft.about.id, people) },
        },
        timerHours: history.log.payloads.vanishing.hours,
        admission: history.log.powers.isAdminsOnly ? 'admins' : 'any',
        powers: (['invite', 'settings', 'erase', 'leave'] as const).filter(
          // Who may set what admins set may erase what admins erase.
          (kind) => room.isIn && history.may(kind === 'erase' ? 'settings' : kind),
        ),
        isVerified: others.length > 0 && others.every(({ trust }) => trust === 'verified'),
      });
    },
  };
}

/**
 * The home screen: the forms "New room" and "Join with an invite", and what they lead to.
 */
import { ParleyError } from '../lib/errors.js';
import type { AppContext, Effects } from './app-parts.js';
import { codeToShow } from './code-to-show.js';
import type { OpenRooms } from './open-rooms.js';
import { planJoin } from './rooms.js';
import type { HomeView } from './state.js';

const EMPTY_HOME: HomeView = { form: 'none', isBusy: false, error: null, inviteText: '', foreignServer: null };

/** The forms. */
export interface HomeForms {
  /** What is asked for on the home screen. */
  readonly effects: Effects;
  /** Which form is shown, and with what. */
  view(): HomeView;
  /** Shows this instead of a room, and nothing of what was there before. */
  show(view: Partial<HomeView>): void;
}

/** Makes the forms, of which none is shown yet. */
export function makeHomeForms(context: AppContext, rooms: OpenRooms): HomeForms {
  let view = EMPTY_HOME;

  function setView(changes: Partial<HomeView>): void {
    view = { ...EMPTY_HOME, ...changes };
  }

  function show(changes: Partial<HomeView>): void {
    rooms.show(null);
    setView(changes);
  }

  /** Shows the form as busy, does what it asks for, and shows what that leads to, or what went wrong. One at a time. */
  async function submit(form: Partial<HomeView>, work: () => Promise<Partial<HomeView>>): Promise<void> {
    if (view.isBusy) return;
    setView({ ...form, isBusy: true });
    setView(await work().catch((error: unknown) => ({ ...form, error: codeToShow(error) })));
  }

  return {
    view: () => view,
    show,
    effects: {
      'show-home': () => show({}),
      'show-home-form': ({ form }) => show({ form }),
      'create-room': ({ name }) =>
        submit({ form: 'new-room' }, async () => {
          await rooms.create(name.trim());
          return {};
        }),
      join: ({ invite, isServerAccepted }) => {
        const form = { form: 'join', inviteText: invite } as const;
        return submit(form, async () => {
          const plan = await planJoin(context, invite);
          const { foreignServer } = plan;
          await rooms.settled(plan.ridHex);
          const phase = rooms.all.get(plan.ridHex)?.room.standing.phase ?? 'refused';
          if (phase === 'removed') throw new ParleyError('room-removed');
          if (phase === 'left' || phase === 'leaving') throw new ParleyError('room-left');
          if (phase !== 'refused' && phase !== 'broken') throw new ParleyError('invite-already-in');
          if (foreignServer !== null && !isServerAccepted) return { ...form, foreignServer };
          await rooms.join(plan);
          return {};
        });
      },
    },
  };
}

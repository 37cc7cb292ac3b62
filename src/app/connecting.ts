/**
 * Choosing how one is connected, trying servers, and the connection doctor.
 */
import type { AppContext, Effects } from './app-parts.js';
import type { ChosenConfig } from './chosen-config.js';
import { hasRelay, serverUrlOf } from './config.js';
import type { ServersOfConfig } from './config.js';
import type { ConnectionSettingsView, DoctorDialogView, ServerFault, ServerTexts } from './connection-state.js';
import { signallingOf } from './connection-views.js';
import { makeLinkWatch } from './link-watch.js';
import type { OpenRooms } from './open-rooms.js';
import { serversOf } from './rooms.js';
import { readServerTexts, serverTextsOf } from './server-texts.js';
import { makeTrials } from './trials.js';

/** How one is connected, and may choose to be. */
export interface Connecting {
  /** What is chosen and tried, and that the doctor opens. */
  readonly effects: Effects;
  /** What the section of the settings shows. */
  section(): ConnectionSettingsView;
  /** The section comes on screen, or (`false`) has gone. */
  showSection(isShown: boolean): void;
  /** The doctor, or `null`. */
  view(): DoctorDialogView | null;
  /** Closes the doctor; whether it was open. */
  close(): boolean;
  /** Asks nobody any more. */
  stop(): void;
}

/** Makes it, with nothing on screen. */
export function makeConnecting(context: AppContext, rooms: OpenRooms, config: ChosenConfig): Connecting {
  const trials = makeTrials(context);
  let onScreen: 'section' | 'doctor' | null = null;
  let fault: ServerFault | null = null;
  let saves = 0;
  const watch = makeLinkWatch(context, rooms, () => onScreen !== null);

  function show(what: typeof onScreen): void {
    trials.stop();
    onScreen = what;
    fault = null;
    saves = 0;
    if (what !== null) watch.begin();
  }

  /** What was typed, if it is as it has to be; else that is said. */
  function read(texts: ServerTexts): ServersOfConfig | null {
    const servers = readServerTexts(texts, context.ice.isTaken);
    fault = 'error' in servers ? servers : null;
    return 'error' in servers ? null : servers;
  }

  /** Links that are there do not go on by ways that are not wanted any more. */
  async function choose(changes: Parameters<ChosenConfig['choose']>[0]): Promise<void> {
    const stored = config.choose(changes);
    for (const { room } of rooms.all.values()) room.renew();
    await stored;
  }

  /** Every server that is in use, also those that invites named. */
  function serversInUse(): ServersOfConfig {
    const all = [...config.signalling, ...[...rooms.all.values()].flatMap(({ record }) => serversOf(record, config))];
    return { signalling: [...new Map(all.map((server) => [serverUrlOf(server), server])).values()], iceServers: config.iceServers };
  }

  const tryInUse = (): void => trials.run(serversInUse(), config.relayOnly);

  return {
    effects: {
      'set-servers': async ({ texts }) => {
        const servers = read(texts);
        if (servers === null) return;
        saves++;
        await choose({ servers });
      },
      'use-page-servers': async () => {
        fault = null;
        saves++;
        await choose({ servers: null });
      },
      'set-relay-only': ({ isOn }) => choose({ relayOnly: isOn }),
      'try-servers': ({ texts }) => {
        const servers = texts === null ? serversInUse() : read(texts);
        if (servers !== null) trials.run(servers, config.relayOnly);
      },
      'open-doctor': () => {
        show('doctor');
        tryInUse();
      },
    },

    section: () => ({
      texts: serverTextsOf(config),
      isOwn: config.hasOwnServers,
      relayOnly: config.relayOnly,
      hasRelay: hasRelay(config.iceServers),
      fault,
      saves,
      exposure: watch.exposure(),
      trials: trials.view(),
    }),

    showSection(isShown) {
      if (isShown || onScreen === 'section') show(isShown ? 'section' : null);
    },

    view: () =>
      onScreen === 'doctor'
        ? {
            dialog: 'doctor',
            relayOnly: config.relayOnly,
            hasRelay: hasRelay(config.iceServers),
            trials: trials.view(),
            rooms: Array.from(rooms.all.values(), (open) => ({
              ridHex: open.room.ridHex,
              name: open.name(),
              signalling: signallingOf(open.room),
              links: watch.linksOf(open),
            })),
          }
        : null,

    close() {
      const wasOpen = onScreen === 'doctor';
      if (wasOpen) show(null);
      return wasOpen;
    },

    stop: () => show(null),
  };
}

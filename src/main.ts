/**
 * The composition root: the only file that knows everything, and the only one besides `ui/` that touches the document.
 *
 *     page, config ──► App ──► Workspace ──► Room (one per room) ──► links, log
 *                       │          │
 *          <parley-app> ◄── state ─┘   intents go the other way
 */
import { App } from './app/app.js';
import type { TransportFactory } from './app/app-parts.js';
import { parseConfig } from './app/config.js';
import type { ParleyConfig } from './app/config.js';
import { randomBytes, sha256 } from './crypto/primitives.js';
import { systemClock } from './lib/clock.js';
import { loadPeerJs } from './transport/peerjs-loader.js';
import { PeerJsTransport } from './transport/peerjs-transport.js';
import { BrowserPage } from './ui/browser-page.js';
import { defineParleyElements } from './ui/define.js';
import { ParleyApp } from './ui/parley-app.js';

/** Loads PeerJS and gives a maker of transports with the ICE settings of the configuration. */
async function loadTransportFactory(config: ParleyConfig): Promise<TransportFactory> {
  const peerClass = await loadPeerJs();
  const { iceServers, relayOnly } = config;
  return (servers) => new PeerJsTransport({ Peer: peerClass, servers, iceServers, relayOnly, clock: systemClock, randomBytes, sha256 });
}

function startParley(): void {
  defineParleyElements();
  const root = new ParleyApp();
  document.body.append(root);
  const page = new BrowserPage();
  // SECURITY: a page around this one could have people press "They match" unseen; a meta element cannot forbid framing (platform.spec.ts: "does not start inside another page").
  if (page.isFramed) {
    root.state = { screen: 'fatal', error: 'framed' };
    root.addEventListener('parley-intent', () => page.reload());
    return;
  }
  let config: ParleyConfig;
  try {
    config = parseConfig(document.getElementById('parley-config')?.textContent ?? '');
  } catch (error) {
    reportError(error);
    root.state = { screen: 'fatal', error: 'config-invalid' };
    root.addEventListener('parley-intent', () => page.reload());
    return;
  }
  const app = new App({ config, clock: systemClock, page, loadTransport: () => loadTransportFactory(config) });
  root.state = app.state;
  app.listen((state) => {
    root.state = state;
  });
  root.addEventListener('parley-intent', (event) => app.dispatch(event.intent));
  page.listenForInvites(() => app.inviteArrived());
  addEventListener('online', () => app.wake());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') app.wake();
  });
  addEventListener('pagehide', () => app.suspend());
  // A page that comes back from the back/forward cache has said goodbye to everybody: begin anew.
  addEventListener('pageshow', (event) => {
    if (event.persisted) page.reload();
  });
  void app.start();
}

// The floor script has already told people whose browser is too old.
if (document.documentElement.dataset['parleyFloor'] === undefined) startParley();

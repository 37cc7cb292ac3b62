/**
 * The composition root: the only file that knows everything, and the only one besides `ui/` that touches the document.
 *
 *     page, config ──► App ──► Workspace ──► Room (one per room) ──► links, log
 *                       │          │
 *          <parley-app> ◄── state ─┘   intents go the other way
 *
 * With `#selftest` the page is not Parley: it tests the browser, and shows what came of it in the same element.
 */
import { makeApp } from './app/app.js';
import type { Network } from './app/app-parts.js';
import { parseConfig } from './app/config.js';
import type { AppState } from './app/state.js';
import { randomBytes, sha256 } from './crypto/primitives.js';
import { systemClock } from './lib/clock.js';
import { ParleyError } from './lib/errors.js';
import { checkCryptography } from './selftest/cryptography-check.js';
import { checkLink } from './selftest/link-check.js';
import { checkProtocol } from './selftest/protocol-check.js';
import { runSelfTest } from './selftest/self-test.js';
import type { SelfChecks } from './selftest/self-test.js';
import { checkStorage } from './selftest/storage-check.js';
import { isIceServerTaken, tryIceServer } from './transport/ice-trial.js';
import { loadPeerJs } from './transport/peerjs-loader.js';
import { peerJsTransport } from './transport/peerjs-transport.js';
import { showAppearance } from './ui/appearance.js';
import { BrowserPage } from './ui/browser-page.js';
import { defineParleyElements } from './ui/define.js';
import { PageCopy } from './ui/page-copy.js';
import { showLanguage } from './ui/language.js';
import { ParleyApp } from './ui/parley-app.js';
import { readLanguage } from './vault/plain-language.js';
import { readPlainLook } from './vault/plain-look.js';

/** Reads the configuration and loads PeerJS. */
async function prepareNetwork(page: BrowserPage): Promise<Network> {
  // SECURITY: a page around this one could have people press "They match" unseen; a meta element cannot forbid framing (platform.spec.ts: "does not start inside another page").
  if (page.isFramed) throw new ParleyError('framed');
  const config = parseConfig(document.getElementById('parley-config')?.textContent ?? '');
  if (!config.iceServers.every(isIceServerTaken)) throw new ParleyError('config-invalid');
  const peerClass = await loadPeerJs();
  return {
    config,
    transportFor: (ways) => peerJsTransport({ Peer: peerClass, ways, clock: systemClock, randomBytes, sha256 }),
    ice: { isTaken: isIceServerTaken, tryOut: tryIceServer },
  };
}

/** What is on screen from now on; `show` replaces it. */
function showRoot(): { readonly root: ParleyApp; readonly show: (state: AppState) => void } {
  // Before anything is painted.
  showAppearance(readPlainLook());
  defineParleyElements(readLanguage());
  const root = new ParleyApp();
  document.body.append(root);
  return {
    root,
    show: (state) => {
      root.state = state;
    },
  };
}

function startParley(): void {
  // As the page came, before anything is changed in it.
  const source = new PageCopy(document);
  const { root, show } = showRoot();
  const page = new BrowserPage(source);
  const app = makeApp({ clock: systemClock, page, show, prepare: () => prepareNetwork(page) });
  root.addEventListener('parley-intent', ({ intent }) => {
    if (intent.type === 'set-language') showLanguage(intent.language);
    app.dispatch(intent);
  });
  page.listenForInvites(app.inviteArrived);
  addEventListener('online', app.wake);
  page.listenForPerson(app.noticed);
  addEventListener('pagehide', app.suspend);
  // A page that comes back from the back/forward cache has said goodbye to everybody: begin anew.
  addEventListener('pageshow', (event) => {
    if (event.persisted) page.reload();
  });
  void app.start();
}

const selfChecks: SelfChecks = {
  cryptography: checkCryptography,
  protocol: checkProtocol,
  storage: () => checkStorage(systemClock),
  webrtc: () => checkLink(systemClock),
  peerjs: () => loadPeerJs(),
};

function startSelfTest(): void {
  const { root, show } = showRoot();
  const run = (): void => void runSelfTest(selfChecks, systemClock, show);
  root.addEventListener('parley-intent', ({ intent }) => {
    if (intent.type === 'run-self-test') run();
    else if (intent.type === 'leave-self-test') location.hash = '';
  });
  run();
}

const isSelfTestWanted = (): boolean => location.hash === '#selftest';

/**
 * Resolves when the browser knows of this document, which it does when it has answered anything; at once where it answers nothing: whether it gives storage is found
 * out later, and told.
 */
async function documentKnown(): Promise<void> {
  try {
    await navigator.permissions.query({ name: 'notifications' });
  } catch (error) {
    reportError(error);
  }
}

async function startPage(): Promise<void> {
  const isSelfTest = isSelfTestWanted();
  addEventListener('hashchange', () => {
    if (isSelfTestWanted() !== isSelfTest) location.reload();
  });
  // SECURITY: no localStorage before (src/vault/early.js; e2e/early-storage.spec.ts: "a page that is reloaded again and again finds what it has stored").
  await documentKnown();
  if (isSelfTest) startSelfTest();
  else startParley();
}

// The floor script has already told people whose browser is too old.
if (document.documentElement.dataset['parleyFloor'] === undefined) void startPage();

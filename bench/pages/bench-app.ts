/**
 * What the product's own rooms are opened with, in a page that measures.
 */
import type { AppContext, Page, TransportFactory, WaysToOthers } from '../../src/app/app-parts.js';
import type { ParleyConfig } from '../../src/app/config.js';
import { createIdentity } from '../../src/crypto/identity.js';
import { randomBytes, sha256 } from '../../src/crypto/primitives.js';
import { systemClock } from '../../src/lib/clock.js';
import type { Transport } from '../../src/transport/transport.js';
import type { PeerConstructor } from '../../src/transport/peerjs-loader.js';
import { peerJsTransport } from '../../src/transport/peerjs-transport.js';
import { defineParleyElements } from '../../src/ui/define.js';
import { entryCodec } from '../../src/room/entry-codec.js';
import type { OpenVault } from '../../src/vault/open-vault.js';
import { VaultDoor, browserVaultPorts } from '../../src/vault/vault-door.js';

/** A page that nobody came to with an invite. */
export const quietPage: Page = {
  isFile: false,
  isVisible: true,
  address: location.href,
  hasInvite: false,
  takeInvite: () => null,
  profile: null,
  showProfile: () => undefined,
  reload: () => location.reload(),
  files: {
    copy: null,
    save: () => undefined,
    pageWith: (copy) => Promise.resolve(copy),
    transcriptFile: () => new Blob([]),
  },
  signs: {
    showAppearance: () => undefined,
    noticePermission: 'unsupported',
    askForNotices: () => Promise.resolve('unsupported'),
    showNotice: () => () => undefined,
    playTone: () => undefined,
  },
};

/** A signalling server on loopback, and nothing else. */
export function localConfig(port: number | null): ParleyConfig {
  const signalling = port === null ? [] : [{ host: '127.0.0.1', port, path: '/peerjs', secure: false, key: 'peerjs' }];
  return { signalling, iceServers: [], relayOnly: false, publicAddress: null };
}

/** The same as a transport is told. */
export function waysOfBench(port: number): WaysToOthers {
  const { signalling: servers, ...ways } = localConfig(port);
  return { servers, ...ways };
}

/** PeerJS, which the page has loaded, over that server. */
export function localTransport(port: number): Transport {
  const { Peer } = globalThis as unknown as { readonly Peer: PeerConstructor };
  return peerJsTransport({ Peer, ways: waysOfBench(port), clock: systemClock, randomBytes, sha256 });
}

/** No STUN or TURN server is ever asked. */
export const noIce: AppContext['ice'] = { isTaken: () => true, tryOut: () => Promise.resolve('silent') };

/** A signalling server that is never reached. */
export const nowhere: Transport = {
  open: (peerId) => ({
    peerId,
    state: 'connecting',
    nextAttemptAt: null,
    wasHandedOver: false,
    onState: () => () => undefined,
    onChannel: () => () => undefined,
    dial: () => Promise.reject(new Error('nobody is dialled here')),
    pause: () => undefined,
    resume: () => undefined,
    wake: () => undefined,
    close: () => undefined,
  }),
  renew: () => undefined,
};

/** Makes a vault, or takes the one given, with an identity, and what a room needs beside it. `changed` may be replaced. */
export async function benchContext(
  name: string,
  port: number | null,
  transportFor: TransportFactory,
  given: OpenVault | null = null,
): Promise<AppContext> {
  const vault = given ?? (await VaultDoor.create(name, null, systemClock, { ...browserVaultPorts, codec: entryCodec }));
  const identity = await createIdentity();
  defineParleyElements();
  return {
    vault,
    config: localConfig(port),
    transportFor,
    ice: noIce,
    clock: systemClock,
    page: quietPage,
    identity,
    run: randomBytes(8),
    storageUsage: () => vault.usage(),
    me: { name, fpHex: identity.fp.toHex() },
    changed: () => undefined,
    failed: (error) => reportError(error),
  };
}

/** What was prepared by an earlier call to this page. Throws when it was not. */
export function prepared<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('called before what prepares it');
  return value;
}

/**
 * A PeerServer (npm `peer`) on this machine that can be stopped, started again on the same port, cut off and watched: for `npm start`, journeys
 * and measurements.
 */
import { createServer } from 'node:http';
import express from 'express';
import { ExpressPeerServer } from 'peer';

/**
 * @typedef {object} PeerServerOptions
 * @property {number} [port] 0, the default, takes a free one
 * @property {string} [host] the address to listen on; loopback unless told otherwise
 * @property {string} [path] where PeerServer answers; `/` unless told otherwise
 * @property {import('node:http').RequestListener} [handle] answers what PeerServer does not
 * @property {(message: { type: string, src: string, dst: string, payload: any }) => void} [onMessage] sees each signalling message before it is passed on,
 *   and may change it in place, as a hostile server would; an unknown `type` is dropped
 * @property {(client: { id: string, token: string }) => void} [onClient] sees who claims which id, and with which token
 * @property {(id: string, text: string) => void} [onWire] sees all that the holder of an id sends, as it came: first the address and the headers with which the
 *   connection is asked for, then each message
 */

/** One server. `start` before use; `stop` leaves the port free until the next `start`. */
export class LocalPeerServer {
  /** Messages since it was made, by type; `total` of all. PeerJS's own heartbeats count too. */
  messages = /** @type {Record<string, number> & { total: number }} */ ({ total: 0 });
  /** The port; known after the first `start` and kept from then on. */
  port;
  #options;
  #http = null;
  #sockets = new Set();
  /** Who holds which id now. */
  #clients = new Map();

  /** @param {PeerServerOptions} [options] */
  constructor(options = {}) {
    this.#options = options;
    this.port = options.port ?? 0;
  }

  /** Listens. Rejects when the port is taken. */
  async start() {
    if (this.#http !== null) throw new Error('This PeerServer runs already.');
    const { host = '127.0.0.1', path = '/', handle, onClient, onMessage, onWire } = this.#options;
    const app = express();
    const http = createServer(app);
    // A `peer` of its own each time: a server that starts again has forgotten who was there. The old one goes on looking through its empty lists.
    const peer = ExpressPeerServer(http, { path: '/' });
    peer.on('message', (_client, message) => {
      this.messages.total += 1;
      this.messages[message.type] = (this.messages[message.type] ?? 0) + 1;
      onMessage?.(message);
    });
    peer.on('connection', (client) => {
      onClient?.({ id: client.getId(), token: client.getToken() });
      this.#clients.set(client.getId(), client);
      client.getSocket()?.on('message', (/** @type {Buffer} */ data) => onWire?.(client.getId(), data.toString('utf8')));
    });
    peer.on('disconnect', (client) => {
      if (this.#clients.get(client.getId()) === client) this.#clients.delete(client.getId());
    });
    http.on('upgrade', ({ url, rawHeaders }) =>
      onWire?.(new URL(url, 'http://a').searchParams.get('id') ?? '', `${url}\n${rawHeaders.join('\n')}`),
    );
    // A socket that breaks is what these servers are for.
    peer.on('error', () => undefined);
    app.use(path, peer);
    if (handle !== undefined) app.use(handle);
    http.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise((resolve, reject) => {
      http.once('error', reject);
      http.listen(this.port, host, resolve);
    });
    this.port = http.address().port;
    this.#http = http;
  }

  /** Stops as a killed process would: everything connected is cut. */
  async stop() {
    const http = this.#http;
    if (http === null) return;
    this.#http = null;
    const closed = new Promise((resolve) => {
      http.close(resolve);
    });
    this.dropConnections();
    await closed;
  }

  /** Stops, and starts again on the same port with no memory of anybody. */
  async restart() {
    await this.stop();
    await this.start();
  }

  /** Whether somebody holds this id now. */
  isHeld(id) {
    return this.#clients.has(id);
  }

  /**
   * Gives a message of the server's own to whoever holds its `dst`, if anybody does: it comes from whom it likes.
   * @param {{ type: string, src: string, dst: string, payload?: any }} message
   */
  deliver(message) {
    this.#clients.get(message.dst)?.send(message);
  }

  /** Cuts every connection there is; new ones are welcome. */
  dropConnections() {
    for (const socket of this.#sockets) socket.destroy();
  }
}

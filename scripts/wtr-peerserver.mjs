/**
 * PeerServers for unit tests, in the web-test-runner process, each on its own loopback port, so that a test can stop, freeze or falsify its own one.
 * `src/transport/peer-server.fixture.ts` is the other end. All by POST below /peerserver/, answered as JSON:
 *
 *     new      → { name, port }             start?name   stop?name            the server itself
 *     freeze?name&on=true|false             sockets stay open, nothing gets through: a dead network that nobody is told of
 *     drop?name[&id]                        cuts the sockets (of one id)
 *     falsify?name&how=…                    changes fingerprints in relayed SDP: `swap`, `second-in-offer`, `second-in-answer`, `none`
 *     falsified?name                        answers once something was falsified and relayed
 *     say?name&id                           sends the request's body to that id, as if it came from the server
 *     gone?name&id                          answers once that id has no socket
 *     ids?name                              who is connected
 */
import { PeerServer } from 'peer';
import { WebSocketServer } from 'ws';

const falsifications = {
  none: (text) => text,
  // Another certificate, in the form a browser writes.
  swap: (text) => text.replaceAll(/(a=fingerprint:sha-256 )([0-9A-F]{2})/gu, (_, before, byte) => before + (byte === '00' ? '01' : '00')),
  // The true line stays, and a second one joins it.
  'second-in-offer': (text) => (text.includes('"OFFER"') ? addLine(text) : text),
  'second-in-answer': (text) => (text.includes('"ANSWER"') ? addLine(text) : text),
};

/** The text is JSON, so line ends are written out in it. */
function addLine(text) {
  return text.replaceAll(/a=fingerprint:sha-256 [0-9A-F:]+\\r\\n/gu, '$&$&');
}

class TestPeerServer {
  port = 0;
  isFrozen = false;
  how = 'none';
  #hasFalsified;
  #falsified = new Promise((resolve) => (this.#hasFalsified = resolve));
  #http = null;
  #sockets = new Map();

  async start() {
    const createWebSocketServer = (options) => {
      const server = new WebSocketServer(options);
      // Before PeerServer's own listener, so that it sees the wrapped socket.
      server.prependListener('connection', (socket, request) => this.#wrap(socket, request));
      return server;
    };
    const http = await new Promise((resolve) =>
      PeerServer({ port: this.port, host: '127.0.0.1', path: '/', createWebSocketServer }, resolve),
    );
    this.port = http.address().port;
    this.#http = http;
  }

  async stop() {
    const http = this.#http;
    if (http === null) return;
    this.#http = null;
    const closed = new Promise((resolve) => http.close(resolve));
    for (const socket of this.#sockets.keys()) socket.terminate();
    http.closeAllConnections();
    await closed;
  }

  drop(id) {
    for (const [socket, ownId] of this.#sockets) if (id === null || ownId === id) socket.terminate();
  }

  say(id, text) {
    for (const [socket, ownId] of this.#sockets) if (ownId === id) socket.sendRaw(text);
  }

  ids() {
    return [...this.#sockets.values()];
  }

  falsified() {
    return this.#falsified;
  }

  async gone(id) {
    for (const [socket, ownId] of [...this.#sockets]) {
      if (ownId === id && this.#sockets.has(socket)) await new Promise((resolve) => socket.once('close', resolve));
    }
  }

  #wrap(socket, request) {
    this.#sockets.set(socket, new URL(request.url, 'ws://localhost').searchParams.get('id'));
    socket.on('close', () => this.#sockets.delete(socket));
    const send = socket.send.bind(socket);
    const emit = socket.emit.bind(socket);
    socket.sendRaw = send;
    socket.send = (text) => {
      if (this.isFrozen) return;
      const relayed = falsifications[this.how](text);
      send(relayed);
      if (relayed !== text) this.#hasFalsified();
    };
    socket.emit = (event, ...rest) => (event === 'message' && this.isFrozen ? false : emit(event, ...rest));
  }
}

async function readBody(request) {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

/** The parts for `middleware` and `plugins` in web-test-runner.config.mjs. */
export function peerServers() {
  const servers = new Map();
  let count = 0;
  async function answer(action, query, body) {
    if (action === 'new') {
      const server = new TestPeerServer();
      await server.start();
      const name = String(count++);
      servers.set(name, server);
      return { name, port: server.port };
    }
    const server = servers.get(query.get('name'));
    if (server === undefined) return null;
    switch (action) {
      case 'start':
        await server.start();
        return {};
      case 'stop':
        await server.stop();
        return {};
      case 'freeze':
        server.isFrozen = query.get('on') === 'true';
        return {};
      case 'drop':
        server.drop(query.get('id'));
        return {};
      case 'falsify':
        server.how = query.get('how');
        return {};
      case 'falsified':
        await server.falsified();
        return {};
      case 'say':
        server.say(query.get('id'), body);
        return {};
      case 'gone':
        await server.gone(query.get('id'));
        return {};
      case 'ids':
        return { ids: server.ids() };
      default:
        return null;
    }
  }
  return {
    async middleware(context, next) {
      if (context.method !== 'POST' || !context.path.startsWith('/peerserver/')) return next();
      const result = await answer(
        context.path.slice('/peerserver/'.length),
        new URLSearchParams(context.querystring),
        await readBody(context.req),
      );
      context.status = result === null ? 404 : 200;
      context.body = JSON.stringify(result);
      context.type = 'json';
      return undefined;
    },
    plugin: {
      name: 'peer-servers',
      async serverStop() {
        await Promise.all([...servers.values()].map((server) => server.stop()));
      },
    },
  };
}

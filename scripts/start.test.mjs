import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { configOf, hashSource, peerjsIntegrity } from './page.mjs';

describe('npm start', () => {
  let server;
  let address;
  let said = '';

  before(async () => {
    // 0: any free port.
    server = spawn(process.execPath, [join(import.meta.dirname, 'start.mjs')], { env: { ...process.env, PORT: '0' } });
    for await (const text of server.stdout) {
      said += text;
      address = /http:\/\/localhost:\d+/u.exec(said)?.[0];
      if (said.includes('Ctrl+C')) break;
    }
  });

  after(async () => {
    const gone = once(server, 'exit');
    server.kill();
    await gone;
  });

  it('says where it runs and how to be two people', () => {
    assert.match(said, /Parley runs at {2}http:\/\/localhost:\d+\n/u);
    assert.match(said, /private window/u);
  });

  it('serves the built page with its configuration pointed at itself', async () => {
    const page = await (await fetch(address)).text();
    const { port } = new URL(address);
    assert.deepEqual(configOf(page), {
      signalling: [{ host: 'localhost', port: Number(port), path: '/peerjs', secure: false, key: 'peerjs' }],
      iceServers: [],
      relayOnly: false,
    });
  });

  it('names itself by the address it was reached at, and serves PeerJS there with the integrity the page asks for', async () => {
    const other = address.replace('localhost', '127.0.0.1');
    const page = await (await fetch(other)).text();
    const urls = Object.values(JSON.parse(/<script type="importmap">([^<]*)</u.exec(page)[1]).imports);
    assert.equal(urls.length, 2);
    for (const url of urls) {
      assert.ok(url.startsWith(`${other}/`));
      assert.equal(hashSource('sha384', Buffer.from(await (await fetch(url)).arrayBuffer())), peerjsIntegrity);
    }
  });

  it('answers signalling on the same port', async () => {
    const socket = new WebSocket(`${address.replace('http', 'ws')}/peerjs/peerjs?key=peerjs&id=ana&token=secret&version=1.5.5`);
    const [data] = await once(socket, 'message');
    assert.deepEqual(JSON.parse(data), { type: 'OPEN' });
    socket.terminate();
  });

  it('serves nothing else', async () => {
    for (const path of ['/package.json', '/../package.json', '/src/main.ts', '/favicon.ico'])
      assert.equal((await fetch(address + path)).status, 404);
    assert.equal((await fetch(address, { method: 'POST' })).status, 405);
  });
});

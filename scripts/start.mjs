/**
 * npm start: Parley with everything it needs on this machine.
 *
 *     npm start              http://localhost:8080, or the next free port
 *     PORT=9000 npm start    that port and no other
 *     npm start -- --lan     reachable from other machines too
 */
import { argv, env, exit } from 'node:process';
import { installPackages } from './install.mjs';

installPackages();
// Only now are there packages to import.
const { lanAddresses, startLocalServer } = await import('./local-server.mjs');

const isLan = argv.includes('--lan');
const host = isLan ? '0.0.0.0' : '127.0.0.1';

async function startOnFreePort() {
  if (env.PORT) return startLocalServer({ host, port: Number(env.PORT) });
  for (let port = 8080; port < 8180; port++) {
    try {
      return await startLocalServer({ host, port });
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error('No port from 8080 to 8179 is free: PORT=… npm start');
}

try {
  const { port } = await startOnFreePort();
  console.log(`
Parley runs at  http://localhost:${port}

For a second person, open the same address in a private window or in another browser:
two tabs of one browser share what is stored, and so would be the same person.
`);
  if (isLan) {
    for (const address of lanAddresses()) console.log(`From other machines:  http://${address}:${port}`);
    console.log(`
Browsers give pages their cryptography only over https or from localhost, so over plain http other machines will be told that the page is not secure.
Forward the port there instead (ssh -L ${port}:localhost:${port} this-machine), or put https in front; or open index.html there as a file, with this
server as the signalling server in its settings.
`);
  }
  console.log('Ctrl+C ends it.');
} catch (error) {
  console.error(error.code === 'EADDRINUSE' ? `Port ${env.PORT} is in use.` : error.message);
  exit(1);
}

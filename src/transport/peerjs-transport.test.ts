import { realPeerJsTransport, TestPeerServer } from './peer-server.fixture.js';
import { itConformsToTransport } from './transport-conformance.fixture.js';

itConformsToTransport('peerjs-transport', async () => {
  const server = await TestPeerServer.begin();
  return { transport: await realPeerJsTransport(server.address), untilFree: (peerId) => server.gone(peerId) };
});

import { expect } from '@open-wc/testing';
import { ChosenConfig } from './chosen-config.js';
import { PUBLIC_SERVER } from './config.js';
import { MemoryVault } from './installation.fixture.js';

const page = {
  signalling: [PUBLIC_SERVER],
  iceServers: [{ urls: ['stun:a'] }],
  relayOnly: false,
  publicAddress: 'https://parley.example/',
};
const own = {
  signalling: [{ host: 'b', port: 9000, path: '/', secure: false, key: 'k' }],
  iceServers: [{ urls: ['turn:b'], username: 'me', credential: 'secret' }],
};

function shown({ signalling, iceServers, relayOnly, publicAddress, hasOwnServers }: ChosenConfig): unknown {
  return { signalling, iceServers, relayOnly, publicAddress, hasOwnServers };
}

describe('ChosenConfig', () => {
  it('says what the page says until something else is chosen, at once and after a restart', async () => {
    const vault = new MemoryVault();
    const config = new ChosenConfig(vault, page);
    expect(shown(config)).to.deep.equal({ ...page, hasOwnServers: false });
    const stored = config.choose({ servers: own });
    expect(shown(config)).to.deep.equal({ ...page, ...own, hasOwnServers: true });
    await stored;
    await config.choose({ relayOnly: true });
    const expected = { ...page, ...own, relayOnly: true, hasOwnServers: true };
    expect(shown(config)).to.deep.equal(expected);
    expect(shown(new ChosenConfig(vault.copy(), page))).to.deep.equal(expected);
  });

  it('goes back to the servers of the page, whichever they are by then, and keeps who may see the address', async () => {
    const vault = new MemoryVault();
    const config = new ChosenConfig(vault, page);
    await config.choose({ servers: own, relayOnly: true });
    await config.choose({ servers: null });
    const later = { ...page, signalling: own.signalling };
    expect(shown(new ChosenConfig(vault, later))).to.deep.equal({ ...later, relayOnly: true, hasOwnServers: false });
  });

  it('keeps "not relays only" against a page that wants it', async () => {
    const vault = new MemoryVault();
    await new ChosenConfig(vault, { ...page, relayOnly: true }).choose({ relayOnly: false });
    expect(new ChosenConfig(vault, { ...page, relayOnly: true }).relayOnly).to.equal(false);
  });

  it('takes nothing that cannot be read', async () => {
    for (const servers of [
      { signalling: ['no/?'], ice: [] },
      { signalling: [], ice: [] },
    ]) {
      const vault = new MemoryVault();
      await vault.put('connection', { servers, relayOnly: true });
      expect(shown(new ChosenConfig(vault, page))).to.deep.equal({ ...page, relayOnly: true, hasOwnServers: false });
    }
  });
});

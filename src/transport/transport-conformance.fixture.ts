/**
 * What every `Transport` has to do, whatever it is made of. Run against the one in memory and the one over PeerJS.
 */
import { expect } from '@open-wc/testing';
import { equalBytes } from '../lib/bytes.js';
import { CHANNEL_MESSAGE_BYTES, DRAINED_BYTES, UNTRUSTED_INBOUND_BYTES, UNTRUSTED_INBOUND_CHANNELS } from './limits.js';
import { ChannelLog, nextChannel, patternBytes, rejectionCode, untilState } from './transport-probes.fixture.js';
import type { Channel, Endpoint, Transport } from './transport.js';

/** What the suite is run against. */
export interface TransportUnderTest {
  readonly transport: Transport;
  /** Resolves once the rendezvous has noticed that an id was given back. */
  untilFree(peerId: string): Promise<void>;
}

/** Declares the suite. `prepare` gives a transport on one network that all tests share; ids don't repeat. */
export function itConformsToTransport(name: string, prepare: () => Promise<TransportUnderTest>): void {
  describe(`${name}: transport conformance`, () => {
    let transport: Transport;
    let untilFree: TransportUnderTest['untilFree'];
    let opened: Endpoint[] = [];
    let idCount = 0;

    before(async () => {
      ({ transport, untilFree } = await prepare());
    });

    afterEach(() => {
      for (const endpoint of opened) endpoint.close();
      opened = [];
    });

    function open(id = `conformance${idCount++}`, token = `${id}-token`): Endpoint {
      const endpoint = transport.open(id, token);
      opened.push(endpoint);
      return endpoint;
    }

    async function openOnline(): Promise<Endpoint> {
      const endpoint = open();
      await untilState(endpoint, 'online');
      return endpoint;
    }

    async function connect(): Promise<{ caller: Endpoint; callee: Endpoint; there: Channel; here: Channel }> {
      const [caller, callee] = await Promise.all([openOnline(), openOnline()]);
      const [there, here] = await Promise.all([caller.dial(callee.peerId), nextChannel(callee)]);
      return { caller, callee, there, here };
    }

    it('is connecting first, then online', async () => {
      const endpoint = open();
      expect(endpoint.state).to.equal('connecting');
      await untilState(endpoint, 'online');
      expect(endpoint.nextAttemptAt).to.equal(null);
    });

    it('opens a channel that both sides describe alike', async () => {
      const { caller, callee, there, here } = await connect();
      expect([there.isInitiator, here.isInitiator]).to.deep.equal([true, false]);
      expect([there.localId, there.remoteId]).to.deep.equal([caller.peerId, callee.peerId]);
      expect([here.localId, here.remoteId]).to.deep.equal([callee.peerId, caller.peerId]);
      expect(there.dtlsInitiator).to.have.length(32).and.deep.equal(here.dtlsInitiator);
      expect(there.dtlsResponder).to.have.length(32).and.deep.equal(here.dtlsResponder);
      expect(equalBytes(there.dtlsInitiator, there.dtlsResponder)).to.equal(false);
    });

    it('delivers messages of every size whole, in order, both ways', async () => {
      const { there, here } = await connect();
      there.trust();
      here.trust();
      const [atThere, atHere] = [new ChannelLog(there), new ChannelLog(here)];
      const sizes = [0, 1, 2, 511, 65_535, CHANNEL_MESSAGE_BYTES, 0, 16_384, 3];
      for (const [seed, size] of sizes.entries()) {
        there.send(patternBytes(size, seed));
        here.send(patternBytes(size, seed + 100));
      }
      await Promise.all([atThere.untilCount(sizes.length), atHere.untilCount(sizes.length)]);
      for (const [seed, size] of sizes.entries()) {
        expect(atHere.messages[seed]).to.deep.equal(patternBytes(size, seed));
        expect(atThere.messages[seed]).to.deep.equal(patternBytes(size, seed + 100));
      }
    });

    it('throws a RangeError for a message over 65,536 bytes and stays open', async () => {
      const { there, here } = await connect();
      const atHere = new ChannelLog(here);
      expect(() => there.send(new Uint8Array(CHANNEL_MESSAGE_BYTES + 1))).to.throw(RangeError, 'bytes');
      there.send(patternBytes(5));
      await atHere.untilCount(1);
      expect(atHere.messages).to.deep.equal([patternBytes(5)]);
    });

    it('keeps messages sent at once after the dial until somebody receives', async () => {
      const { caller, callee, there, here } = await connect();
      for (let seed = 0; seed < 5; seed++) there.send(patternBytes(40, seed));
      // A whole second dial takes longer than five messages on an open channel.
      await caller.dial(callee.peerId);
      const atHere = new ChannelLog(here);
      await atHere.untilCount(5);
      expect(atHere.messages).to.deep.equal([0, 1, 2, 3, 4].map((seed) => patternBytes(40, seed)));
    });

    it('has sent what the bytes were at that moment, whatever becomes of them', async () => {
      const { there, here } = await connect();
      there.trust();
      here.trust();
      const atHere = new ChannelLog(here);
      const bytes = new Uint8Array(60_000);
      for (let seed = 0; seed < 5; seed++) {
        bytes.set(patternBytes(bytes.length, seed));
        there.send(bytes);
        bytes.fill(0);
      }
      await atHere.untilCount(5);
      expect(atHere.messages).to.deep.equal([0, 1, 2, 3, 4].map((seed) => patternBytes(bytes.length, seed)));
    });

    it('tells the end once to each side, after the messages before it', async () => {
      const { there, here } = await connect();
      there.trust();
      here.trust();
      const [atThere, atHere] = [new ChannelLog(there), new ChannelLog(here)];
      // Whoever is trusted has been heard. (Chromium drops a message that comes together with the beginning and the end of its channel.)
      here.send(patternBytes(1));
      await atThere.untilCount(1);
      for (let seed = 0; seed < 20; seed++) there.send(patternBytes(60_000, seed));
      there.close();
      there.close();
      there.send(patternBytes(1));
      expect(await atThere.untilEnd()).to.equal('link-closed');
      expect(await atHere.untilEnd()).to.equal('channel-closed');
      expect(atHere.messages).to.have.length(20);
      here.close();
      await Promise.resolve();
      expect(atHere.ends).to.deep.equal(['channel-closed']);
      expect(atThere.ends).to.deep.equal(['link-closed']);
    });

    it('tells the end to a receiver that comes after it', async () => {
      const { there, here } = await connect();
      const atHere = new ChannelLog(here);
      there.close();
      await atHere.untilEnd();
      expect(await new ChannelLog(there).untilEnd()).to.equal('link-closed');
    });

    it('closes its channels with the endpoint', async () => {
      const { caller, there, here } = await connect();
      const [atThere, atHere] = [new ChannelLog(there), new ChannelLog(here)];
      caller.close();
      expect(caller.state).to.equal('closed');
      expect(await atThere.untilEnd()).to.equal('link-closed');
      expect(await atHere.untilEnd()).to.equal('channel-closed');
    });

    it('rejects a dial to nobody, to itself, before it is online, and after it was closed', async () => {
      const early = open();
      expect(await rejectionCode(early.dial('nobody'))).to.equal('signalling-unreachable');
      await untilState(early, 'online');
      expect(await rejectionCode(early.dial(early.peerId))).to.equal('peer-unavailable');
      expect(await rejectionCode(early.dial('nobody'))).to.equal('peer-unavailable');
      early.close();
      expect(await rejectionCode(early.dial('nobody'))).to.equal('link-closed');
    });

    it('rejects an aborted dial, also one that is aborted before', async () => {
      const endpoint = await openOnline();
      expect(await rejectionCode(endpoint.dial('nobody', AbortSignal.abort()))).to.equal('link-closed');
      const aborting = new AbortController();
      const dial = endpoint.dial('nobody', aborting.signal);
      aborting.abort();
      expect(await rejectionCode(dial)).to.equal('link-closed');
    });

    it('says taken to a second claim with another token, for good', async () => {
      const first = await openOnline();
      const second = open(first.peerId, 'another-token');
      await untilState(second, 'taken');
      second.wake();
      expect(await rejectionCode(second.dial('nobody'))).to.equal('signalling-unreachable');
      expect([first.state, second.state]).to.deep.equal(['online', 'taken']);
    });

    it('hands an id over to a second claim with the same token while the first still seems to hold it', async () => {
      const first = open(undefined, 'same-token');
      await untilState(first, 'online');
      const second = open(first.peerId, 'same-token');
      await untilState(second, 'online');
      const caller = await openOnline();
      const arrival = nextChannel(second);
      await caller.dial(first.peerId);
      expect((await arrival).remoteId).to.equal(caller.peerId);
      expect([first.wasHandedOver, second.wasHandedOver]).to.deep.equal([false, true]);
    });

    it('lets who has the id now give way when the one with the same token asks for its own echo', async () => {
      const first = open(undefined, 'same-token');
      await untilState(first, 'online');
      const second = open(first.peerId, 'same-token');
      await untilState(second, 'online');
      first.wake();
      await untilState(second, 'taken');
      expect(first.state).to.be.oneOf(['online', 'offline']);
    });

    it('gives the id back when it is closed', async () => {
      const first = await openOnline();
      const other = await openOnline();
      first.close();
      await untilFree(first.peerId);
      expect(await rejectionCode(other.dial(first.peerId))).to.equal('peer-unavailable');
      const second = open(first.peerId, 'another-token');
      await untilState(second, 'online');
    });

    it('resolves drained when the queue is short, and when the channel closes', async () => {
      const { there, here } = await connect();
      there.trust();
      here.trust();
      const atHere = new ChannelLog(here);
      await there.drained();
      const count = 64;
      for (let seed = 0; seed < count; seed++) there.send(patternBytes(CHANNEL_MESSAGE_BYTES, seed));
      expect(there.bufferedAmount).to.be.greaterThan(DRAINED_BYTES);
      await there.drained();
      expect(there.bufferedAmount).to.be.at.most(DRAINED_BYTES);
      await atHere.untilCount(count);
      for (let seed = 0; seed < count; seed++) there.send(patternBytes(CHANNEL_MESSAGE_BYTES, seed));
      const drained = there.drained();
      here.close();
      await drained;
    });

    it('closes an inbound channel at the byte after the cap, unless it is trusted', async () => {
      for (const isTrusted of [false, true]) {
        const { there, here } = await connect();
        if (isTrusted) here.trust();
        const atHere = new ChannelLog(here);
        there.send(patternBytes(UNTRUSTED_INBOUND_BYTES - 1));
        there.send(patternBytes(0));
        await atHere.untilCount(2);
        there.send(patternBytes(1));
        if (isTrusted) await atHere.untilCount(3);
        else expect(await atHere.untilEnd()).to.equal('too-large');
        expect(atHere.messages).to.have.length(isTrusted ? 3 : 2);
      }
    });

    it('says which way a channel goes, and that the other side learned an address', async () => {
      const { there, here } = await connect();
      for (const channel of [there, here]) expect(await channel.path()).to.deep.equal({ way: 'direct', isAddressHidden: false });
    });

    it('begins anew when it is renewed: channels end on both sides, and others can be opened', async () => {
      const { caller, callee, there, here } = await connect();
      for (const channel of [there, here]) channel.trust();
      const [atThere, atHere] = [new ChannelLog(there), new ChannelLog(here)];
      transport.renew();
      expect([await atThere.untilEnd(), await atHere.untilEnd()]).to.deep.equal(['channel-closed', 'channel-closed']);
      await Promise.all([untilState(caller, 'online'), untilState(callee, 'online')]);
      const [again] = await Promise.all([caller.dial(callee.peerId), nextChannel(callee)]);
      expect(again.remoteId).to.equal(callee.peerId);
    });

    it('refuses an inbound channel too many, until one is trusted', async () => {
      const callee = await openOnline();
      const callers = await Promise.all(Array.from({ length: UNTRUSTED_INBOUND_CHANNELS }, openOnline));
      const inbound: Channel[] = [];
      callee.onChannel((channel) => inbound.push(channel));
      await Promise.all(callers.map((caller) => caller.dial(callee.peerId)));
      const late = await openOnline();
      expect(await rejectionCode(late.dial(callee.peerId))).to.equal('peer-unavailable');
      while (inbound.length < UNTRUSTED_INBOUND_CHANNELS) inbound.push(await nextChannel(callee));
      (inbound[0] as Channel).trust();
      expect((await late.dial(callee.peerId)).remoteId).to.equal(callee.peerId);
    });
  });
}

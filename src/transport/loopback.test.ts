import { expect } from '@open-wc/testing';
import type { Bytes } from '../lib/bytes.js';
import { systemClock } from '../lib/clock.js';
import { openLoopback } from './loopback.js';
import { ChannelLog, patternBytes } from './transport-probes.fixture.js';

const hash = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

describe('loopback', () => {
  it('opens both ends of one channel, each with the certificates of both and its side of them', async () => {
    const { ends, close } = await openLoopback(systemClock, hash);
    const [dialler, dialled] = ends;
    expect([dialler.isInitiator, dialled.isInitiator]).to.deep.equal([true, false]);
    expect([dialler.localId, dialler.remoteId]).to.deep.equal([dialled.remoteId, dialled.localId]);
    expect(dialler.dtlsInitiator).to.deep.equal(dialled.dtlsInitiator);
    expect(dialler.dtlsResponder).to.deep.equal(dialled.dtlsResponder);
    expect(dialler.dtlsInitiator).not.to.deep.equal(dialler.dtlsResponder);
    close();
  });

  it('carries bytes both ways, and ends both ends', async () => {
    const { ends, close } = await openLoopback(systemClock, hash);
    const logs = ends.map((end) => new ChannelLog(end));
    for (const end of ends) {
      end.trust();
      for (const size of [1, 1_000, 65_536]) end.send(patternBytes(size));
    }
    for (const log of logs) {
      await log.untilCount(3);
      expect(log.messages.map(({ length }) => length)).to.deep.equal([1, 1_000, 65_536]);
    }
    ends[0].close();
    expect(await Promise.all(logs.map((log) => log.untilEnd()))).to.deep.equal(['link-closed', 'channel-closed']);
    close();
  });

  it('says that a certificate is not the announced one', async () => {
    let refused: unknown = null;
    // Where the browser does not show the certificate, there is nothing to compare with.
    const canShow = 'getRemoteCertificates' in RTCDtlsTransport.prototype;
    await openLoopback(systemClock, () => Promise.resolve(new Uint8Array(32))).then(
      ({ close }) => close(),
      (error: unknown) => {
        refused = error;
      },
    );
    expect((refused as { code?: string } | null)?.code ?? null).to.equal(canShow ? 'binding-failed' : null);
  });
});

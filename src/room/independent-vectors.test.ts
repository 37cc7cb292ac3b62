/**
 * What another implementation of docs/PROTOCOL.md, which shares no code with this one, made of fixed inputs (e2e/attacks/vectors/): here it comes out byte for byte.
 */
import { expect } from '@open-wc/testing';
import { encodeInvite, parseInvite } from '../app/invite.js';
import { parseServerUrl, serverUrlOf } from '../app/config.js';
import { importAndWipe } from '../crypto/aes-gcm.js';
import { signingKeyFromSeed } from '../crypto/ed25519.js';
import { fingerprintOf, importIdentity } from '../crypto/identity.js';
import { redeemSignature, tokenSigningKey, verifyRedeem } from '../crypto/invite-token.js';
import { exporterOf, linkPrologue, rekeyPrologue } from '../crypto/link-keys.js';
import { NoiseHandshake } from '../crypto/noise.js';
import { roomFingerprint } from '../crypto/room-fingerprint.js';
import { joinSafetyNumber, safetyNumberHalf } from '../crypto/safety-number.js';
import { sasCommitment, sasIndices } from '../crypto/sas.js';
import { x25519PairFromPrivate } from '../crypto/x25519-known.js';
import type { Bytes } from '../lib/bytes.js';
import { kitVectors } from '../lib/kit-vectors.fixture.js';
import { english } from '../i18n/en.js';
import { openRoomAddress } from '../link/addresses.js';
import { frameHeader, openFrame, packFrameData, sealFrame } from '../link/frame-codec.js';
import { makeAuth, readAuth } from '../link/link-epoch.js';
import { encodeEntryBody, joinEntryItem, parseEntryBody, parseEntryItem } from '../log/entry-item.js';
import { entryIdOf, entrySigMessage, payloadHashOf, verifyEntryItem } from '../log/entry.js';
import { parsePayload } from '../log/payload.js';

type Hex = string;
const of = (text: Hex): Bytes => Uint8Array.fromHex(text);

interface Shaken {
  readonly inputs: Readonly<Record<'prologue' | 'psk' | 'ephemeralI' | 'ephemeralR', Hex>>;
  readonly message1: Hex;
  readonly message2: Hex;
  readonly secrets: Readonly<Record<'h' | 'ck' | 'keyI' | 'keyR' | 'exp', Hex>>;
}
interface SealedFrame extends Readonly<Record<'type' | 'epoch' | 'n', number>> {
  readonly key: Hex;
  readonly data: Hex;
  readonly frame: Hex;
}
interface SignedAuth extends Readonly<Record<'seed' | 'pk' | 'run' | 'h' | 'data', Hex>> {
  readonly role: 0 | 1;
}
interface HandshakeVectors {
  readonly binding: Readonly<Record<'rid' | 'idI' | 'idR' | 'dtlsI' | 'dtlsR', string>>;
  readonly first: Shaken;
  readonly auth: Readonly<Record<'i' | 'r', SignedAuth>>;
  readonly frames: Readonly<Record<string, SealedFrame>>;
  readonly rekey: Shaken;
  readonly nextEpoch: Readonly<Record<'authI' | 'authR', SealedFrame>>;
}

async function runAgain({ inputs, message1, message2, secrets }: Shaken): Promise<void> {
  const side = async (ephemeral: Hex): Promise<Omit<Parameters<typeof NoiseHandshake.start>[0], 'role'>> => ({
    prologue: of(inputs.prologue),
    psks: { psk0: of(inputs.psk) },
    ephemeral: await x25519PairFromPrivate(of(ephemeral)),
  });
  const initiator = await NoiseHandshake.start({ role: 'initiator', ...(await side(inputs.ephemeralI)) });
  const responder = await NoiseHandshake.start({ role: 'responder', ...(await side(inputs.ephemeralR)) });
  expect((await initiator.writeMessage()).toHex()).to.equal(message1);
  await responder.readMessage(of(message1));
  expect((await responder.writeMessage()).toHex()).to.equal(message2);
  await initiator.readMessage(of(message2));
  for (const noise of [initiator, responder]) {
    const { h, ck, initiatorKeyBytes, responderKeyBytes } = await noise.finish();
    const found = { h, ck, keyI: initiatorKeyBytes, keyR: responderKeyBytes, exp: await exporterOf(ck, h) };
    expect(Object.fromEntries(Object.entries(found).map(([name, bytes]) => [name, bytes.toHex()]))).to.deep.equal(secrets);
  }
}

async function sealAgain({ key, type, epoch, n, data, frame }: SealedFrame): Promise<void> {
  const aes = await importAndWipe(of(key));
  const header = frameHeader(type, epoch, n);
  expect((await sealFrame(aes, header, packFrameData(type, of(data)))).toHex()).to.equal(frame);
  expect((await openFrame(aes, header, of(frame))).toHex()).to.equal(data);
}

describe('vectors of another implementation', () => {
  it('give the same ids and the same key of a room', async () => {
    const { roomSecret, founder, founderFp, psk, rid, lobby, member, memberFp, peerIds } = await kitVectors<
      Readonly<Record<'roomSecret' | 'founder' | 'founderFp' | 'psk' | 'rid' | 'lobby' | 'member' | 'memberFp', Hex>> & {
        peerIds: string[];
      }
    >('room');
    const address = await openRoomAddress(of(roomSecret), of(founder));
    expect([address.rid, address.psk, address.founderFp].map((bytes) => bytes.toHex())).to.deep.equal([rid, psk, founderFp]);
    expect(address.lobbyId).to.equal(lobby);
    expect((await fingerprintOf(of(member))).toHex()).to.equal(memberFp);
    expect(await Promise.all([0, 1, 2, 3].map((slot) => address.peerIdOf(of(memberFp), slot)))).to.deep.equal(peerIds);
  });

  it('give the same invites, and what shows that a token is held', async () => {
    interface InviteVectors {
      readonly codes: readonly Readonly<
        Record<'secret' | 'founder' | 'inviter' | 'name' | 'code', string> & Record<'token' | 'server', string | null>
      >[];
      readonly token: Readonly<Record<'token' | 'tokenPk' | 'rid' | 'pk' | 'redeem', Hex>>;
    }
    const { codes, token } = await kitVectors<InviteVectors>('invite');
    for (const { secret, founder, inviter, name, code, token: tokenText, server } of codes) {
      const invite = {
        roomSecret: of(secret),
        founderPk: of(founder),
        inviterFp: of(inviter),
        token: tokenText === null ? null : of(tokenText),
        server: server === null ? null : parseServerUrl(server),
        roomName: name,
      };
      expect(await encodeInvite(invite)).to.equal(code);
      expect(await parseInvite(code)).to.deep.equal(invite);
      if (invite.server !== null) expect(serverUrlOf(invite.server)).to.equal(server);
    }
    const key = await tokenSigningKey(of(token.token));
    expect(key.pk.toHex()).to.equal(token.tokenPk);
    expect((await redeemSignature(key, of(token.rid), of(token.pk))).toHex()).to.equal(token.redeem);
    expect(await verifyRedeem(key.pk, of(token.rid), of(token.pk), of(token.redeem))).to.equal(true);
  });

  it('give the same handshake, AUTH, frames and next epoch', async () => {
    const { binding, first, auth, frames, rekey, nextEpoch } = await kitVectors<HandshakeVectors>('handshake');
    const prologue = linkPrologue({
      rid: of(binding.rid),
      peerIdInitiator: binding.idI,
      peerIdResponder: binding.idR,
      dtlsInitiator: of(binding.dtlsI),
      dtlsResponder: of(binding.dtlsR),
    });
    expect(prologue.toHex()).to.equal(first.inputs.prologue);
    await runAgain(first);
    for (const { seed, pk, run, role, h, data } of Object.values(auth)) {
      const side = role === 0 ? 'initiator' : 'responder';
      const identity = await importIdentity(await (await signingKeyFromSeed(of(seed))).exportPkcs8());
      expect(identity.pk.toHex()).to.equal(pk);
      expect((await makeAuth(side, of(h), identity, of(run))).toHex()).to.equal(data);
      expect((await readAuth(side, of(h), of(data))).run.toHex()).to.equal(run);
    }
    for (const frame of [...Object.values(frames), ...Object.values(nextEpoch)]) await sealAgain(frame);
    expect(rekeyPrologue(of(first.secrets.h)).toHex()).to.equal(rekey.inputs.prologue);
    expect(rekey.inputs.psk).to.equal(first.secrets.exp);
    await runAgain(rekey);
    for (const [side, { data }] of [
      ['initiator', nextEpoch.authI],
      ['responder', nextEpoch.authR],
    ] as const)
      await readAuth(side, of(rekey.secrets.h), of(data));
  });

  it('give the same entries', async () => {
    type EntryVector = Readonly<
      Record<'rid' | 'pk' | 'feed' | 'prev' | 'id' | 'bodyBytes' | 'sig' | 'salt' | 'payload' | 'seed' | 'item', Hex>
    > &
      Readonly<Record<'seq' | 'time' | 'kind', number>> & { readonly parents: readonly Hex[] };
    for (const vector of await kitVectors<readonly EntryVector[]>('entry')) {
      const { seq, time, kind } = vector;
      const ph = await payloadHashOf(of(vector.salt), of(vector.payload));
      const body = {
        pk: of(vector.pk),
        feed: of(vector.feed),
        seq,
        prev: of(vector.prev),
        parents: vector.parents.map(of),
        time,
        kind,
        ph,
      };
      const bodyBytes = encodeEntryBody(of(vector.rid), body);
      expect(bodyBytes.toHex()).to.equal(vector.bodyBytes);
      expect(parseEntryBody(bodyBytes).body).to.deep.equal(body);
      const id = await entryIdOf(bodyBytes);
      expect(id.toHex()).to.equal(vector.id);
      const key = await signingKeyFromSeed(of(vector.seed));
      const sig = await key.sign(entrySigMessage(id));
      expect(sig.toHex()).to.equal(vector.sig);
      const item = joinEntryItem({ bodyBytes, sig, salt: of(vector.salt), payloadBytes: of(vector.payload) });
      expect(item.toHex()).to.equal(vector.item);
      expect(parseEntryItem(item).payloadBytes.toHex()).to.equal(vector.payload);
      expect((await verifyEntryItem(item, of(vector.rid))).idText).to.equal(vector.id);
      expect(parsePayload(kind, of(vector.payload))).not.to.equal(null);
    }
  });

  it('give the same numbers and emoji to compare', async () => {
    interface VerificationVectors {
      readonly safetyNumber: Readonly<Record<'pkA' | 'fpA' | 'pkB' | 'fpB' | 'number', string>>;
      readonly emoji: Readonly<Record<'h0' | 'exp0' | 'fpS' | 'fpC' | 'nonceS' | 'nonceC' | 'commitment', Hex>> & {
        readonly emoji: readonly number[];
        readonly names: readonly string[];
      };
      readonly roomFingerprint: {
        readonly rid: Hex;
        readonly members: readonly Hex[];
        readonly number: string;
        readonly emoji: readonly number[];
      };
    }
    const { safetyNumber, emoji, roomFingerprint: ofRoom } = await kitVectors<VerificationVectors>('verification');
    const halves = await Promise.all([
      safetyNumberHalf({ key: of(safetyNumber.pkA), id: of(safetyNumber.fpA) }),
      safetyNumberHalf({ key: of(safetyNumber.pkB), id: of(safetyNumber.fpB) }),
    ]);
    expect(joinSafetyNumber(...halves)).to.equal(safetyNumber.number);
    const [h0, exp0, fpStarter, fpCommitter, nonceStarter, nonceCommitter] = [
      emoji.h0,
      emoji.exp0,
      emoji.fpS,
      emoji.fpC,
      emoji.nonceS,
      emoji.nonceC,
    ].map(of) as [Bytes, Bytes, Bytes, Bytes, Bytes, Bytes];
    expect((await sasCommitment(h0, fpCommitter, fpStarter, nonceCommitter)).toHex()).to.equal(emoji.commitment);
    expect(await sasIndices({ h0, exp0, fpStarter, fpCommitter, nonceStarter, nonceCommitter })).to.deep.equal(emoji.emoji);
    expect(emoji.emoji.map((index) => english['emoji.names'].split(', ')[index]?.toLowerCase())).to.deep.equal(emoji.names);
    const found = await roomFingerprint(of(ofRoom.rid), ofRoom.members.map(of));
    expect(found).to.deep.equal({ number: ofRoom.number, emoji: ofRoom.emoji });
  });
});

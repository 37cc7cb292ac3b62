/**
 * Whether Parley's own protocol comes out, in this browser, as another implementation has it; and refuses what was changed.
 */
import { parseInvite } from '../app/invite.js';
import { importAndWipe } from '../crypto/aes-gcm.js';
import { exporterOf } from '../crypto/link-keys.js';
import { NoiseHandshake } from '../crypto/noise.js';
import type { NoiseStart } from '../crypto/noise.js';
import { joinSafetyNumber, safetyNumberHalf } from '../crypto/safety-number.js';
import { sasCommitment, sasIndices } from '../crypto/sas.js';
import { x25519PairFromPrivate } from '../crypto/x25519-known.js';
import type { Bytes } from '../lib/bytes.js';
import { frameHeader, openFrame, packFrameData, sealFrame } from '../link/frame-codec.js';
import { LINK_FRAME } from '../link/frame-types.js';
import { readAuth } from '../link/link-epoch.js';
import { verifyEntryItem } from '../log/entry.js';
import { knownAuth, knownEmoji, knownEntry, knownFrame, knownHandshake, knownInvite, knownNumber } from './known-table.js';
import { mustBe, mustBeRefused } from './self-check.js';

const knownBytes = (text: string): Bytes => Uint8Array.fromHex(text);

/** The same with one bit changed in the byte at `i`. */
function changedAt(text: string, i: number): Bytes {
  const bytes = knownBytes(text);
  bytes[i] = (bytes[i] ?? 0) ^ 1;
  return bytes;
}

async function handshakeSide(role: NoiseStart['role'], ephemeral: string): Promise<NoiseHandshake> {
  return NoiseHandshake.start({
    role,
    prologue: knownBytes(knownHandshake.prologue),
    psks: { psk0: knownBytes(knownHandshake.psk) },
    ephemeral: await x25519PairFromPrivate(knownBytes(ephemeral)),
  });
}

async function checkHandshake(): Promise<void> {
  const { ephemeralI, ephemeralR, message1, message2, h, keyI, keyR, exp } = knownHandshake;
  const initiator = await handshakeSide('initiator', ephemeralI);
  const responder = await handshakeSide('responder', ephemeralR);
  mustBe('handshake: message 1', await initiator.writeMessage(), message1);
  await responder.readMessage(knownBytes(message1));
  mustBe('handshake: message 2', await responder.writeMessage(), message2);
  await initiator.readMessage(knownBytes(message2));
  for (const side of [initiator, responder]) {
    const { ck, ...found } = await side.finish();
    mustBe('handshake: transcript hash', found.h, h);
    mustBe('handshake: key of the initiator', found.initiatorKeyBytes, keyI);
    mustBe('handshake: key of the responder', found.responderKeyBytes, keyR);
    mustBe('handshake: exporter', await exporterOf(ck, found.h), exp);
  }
  const other = await handshakeSide('responder', ephemeralR);
  await mustBeRefused('handshake: a changed message 1', () => other.readMessage(changedAt(message1, 47)));
}

async function checkFrames(): Promise<void> {
  const { h, keyI } = knownHandshake;
  const { pk, run, data } = knownAuth;
  const claim = await readAuth('initiator', knownBytes(h), knownBytes(data));
  mustBe('AUTH: public key', claim.pk, pk);
  mustBe('AUTH: run', claim.run, run);
  await mustBeRefused('AUTH: of another handshake', () => readAuth('initiator', changedAt(h, 0), knownBytes(data)));
  await mustBeRefused('AUTH: in the other role', () => readAuth('responder', knownBytes(h), knownBytes(data)));
  const key = await importAndWipe(knownBytes(keyI));
  const header = frameHeader(LINK_FRAME.ping, 0, knownFrame.n);
  mustBe('frame', await sealFrame(key, header, packFrameData(LINK_FRAME.ping, knownBytes(knownFrame.data))), knownFrame.frame);
  mustBe('frame, opening', await openFrame(key, header, knownBytes(knownFrame.frame)), knownFrame.data);
  await mustBeRefused('frame: changed', () => openFrame(key, header, changedAt(knownFrame.frame, 20)));
  await mustBeRefused('frame: another number', () => openFrame(key, frameHeader(LINK_FRAME.ping, 0, 7), knownBytes(knownFrame.frame)));
}

async function checkComparison(): Promise<void> {
  const { pkA, fpA, pkB, fpB, number } = knownNumber;
  const halves = await Promise.all([
    safetyNumberHalf({ key: knownBytes(pkA), id: knownBytes(fpA) }),
    safetyNumberHalf({ key: knownBytes(pkB), id: knownBytes(fpB) }),
  ]);
  mustBe('safety number', joinSafetyNumber(...halves), number);
  const { h0, exp0, fpS, fpC, nonceS, nonceC, commitment, emoji } = knownEmoji;
  const sides = { fpStarter: knownBytes(fpS), fpCommitter: knownBytes(fpC), nonceCommitter: knownBytes(nonceC) };
  const found = await sasCommitment(knownBytes(h0), sides.fpCommitter, sides.fpStarter, sides.nonceCommitter);
  mustBe('emoji: commitment', found, commitment);
  const indices = await sasIndices({ h0: knownBytes(h0), exp0: knownBytes(exp0), ...sides, nonceStarter: knownBytes(nonceS) });
  mustBe('emoji', indices.join(' '), emoji.join(' '));
}

async function checkEntries(): Promise<void> {
  const rid = knownBytes(knownEntry.rid);
  mustBe('entry', (await verifyEntryItem(knownBytes(knownEntry.item), rid)).idText, knownEntry.id);
  // Everything is signed: the body, the signature itself, and the payload through its hash.
  for (const at of [40, knownEntry.item.length / 2 - 1])
    await mustBeRefused('entry: changed', () => verifyEntryItem(changedAt(knownEntry.item, at), rid));
  await mustBeRefused('entry: of another room', () => verifyEntryItem(knownBytes(knownEntry.item), changedAt(knownEntry.rid, 0)));
  const invite = await parseInvite(knownInvite.code);
  mustBe('invite: secret', invite.roomSecret, knownInvite.secret);
  await mustBeRefused('invite: a letter missing', () => parseInvite(knownInvite.code.slice(0, -1)));
}

/** Rejects with `SelfCheckError` for the first thing that is wrong. */
export async function checkProtocol(): Promise<void> {
  await checkHandshake();
  await checkFrames();
  await checkComparison();
  await checkEntries();
}

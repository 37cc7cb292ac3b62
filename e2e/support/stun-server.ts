/**
 * A STUN server on loopback (RFC 8489, Binding only) that keeps every datagram it gets.
 */
import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';

const BINDING_REQUEST = 0x0001;
const BINDING_RESPONSE = 0x0101;
const XOR_MAPPED_ADDRESS = 0x0020;
const MAGIC_COOKIE = 0x2112a442;

/** A running server. */
export interface StunServer {
  /** As a browser's configuration names it. */
  readonly url: string;
  /** What it got. */
  readonly datagrams: readonly Buffer[];
  stop(): Promise<void>;
}

function answerTo(request: Buffer, address: string, port: number): Buffer {
  const answer = Buffer.alloc(32);
  answer.writeUInt16BE(BINDING_RESPONSE, 0);
  answer.writeUInt16BE(12, 2);
  request.copy(answer, 4, 4, 20);
  answer.writeUInt16BE(XOR_MAPPED_ADDRESS, 20);
  answer.writeUInt16BE(8, 22);
  answer.writeUInt8(1, 25);
  answer.writeUInt16BE(port ^ (MAGIC_COOKIE >>> 16), 26);
  const numbers = address.split('.').map(Number);
  answer.writeUInt32BE((Buffer.from(numbers).readUInt32BE() ^ MAGIC_COOKIE) >>> 0, 28);
  return answer;
}

/** Listens on a free port of loopback. */
export async function startStun(): Promise<StunServer> {
  const datagrams: Buffer[] = [];
  const socket: Socket = createSocket('udp4');
  socket.on('message', (datagram, { address, port }) => {
    datagrams.push(datagram);
    if (datagram.length >= 20 && datagram.readUInt16BE(0) === BINDING_REQUEST)
      socket.send(answerTo(datagram, address, port), port, address);
  });
  await new Promise<void>((resolve) => {
    socket.bind(0, '127.0.0.1', resolve);
  });
  const { port } = socket.address();
  return {
    url: `stun:127.0.0.1:${String(port)}`,
    datagrams,
    stop: () =>
      new Promise((resolve) => {
        socket.close(() => resolve());
      }),
  };
}

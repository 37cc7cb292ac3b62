/**
 * The kit as the one who is dialled: holds the lobby and an id of its own, lets every channel become a link, and gives out invites (docs/PROTOCOL.md
 * sections 5 and 6).
 */
import { TYPE } from './frames.js';
import { ChannelClosed, linkAsR } from './link.js';
import type { Link } from './link.js';
import { answerAll } from './dialling.js';
import type { Member } from './member.js';
import { readWant, writeHave, writePush } from './room-frames.js';
import type { RtcPage } from './rtc-page.js';
import { writeInvite } from './room.js';
import { Signalling } from './signalling.js';

/** Calls `take` with every link to this member; returns what ends that. Channels that become no link are passed over. */
export async function host(port: number, rtc: RtcPage, member: Member, take: (link: Link) => void): Promise<() => void> {
  const servers = [await Signalling.claim(port, member.room.lobby), await Signalling.claim(port, member.id)];
  for (const server of servers) {
    const channels = answerAll(server, rtc);
    void (async () => {
      for (let bound; (bound = await channels.next(null)) !== null;) {
        await linkAsR(bound, member.room, member.identity).then(take, (error: unknown) => {
          if (!(error instanceof ChannelClosed)) throw error;
        });
      }
    })();
  }
  return () => {
    for (const server of servers) server.close();
  };
}

/** An invite of this member's to meet at the PeerServer on this port. */
export function inviteOf(member: Member, port: number, token: Uint8Array | null, name: string): string {
  const { secret, founder } = member.room;
  const server = `http://127.0.0.1:${String(port)}/?key=peerjs`;
  return writeInvite({ secret, founder, inviter: member.identity.fp, token, server, name });
}

/** Answers every KNOCK with this code and, whoever knocks, tells and gives all that `member` holds. Ends with the link. */
export async function giveOut(link: Link, member: Member, answer: number): Promise<void> {
  try {
    for (;;) {
      const { type, data } = await link.next(null);
      if (type === TYPE.KNOCK) {
        await link.send(TYPE.ANSWER, Uint8Array.of(answer));
        if (answer === 2) await link.send(TYPE.HAVE, writeHave(true, member.log.have()));
      }
      if (type === TYPE.WANT) await link.send(TYPE.PUSH, writePush(true, member.log.within(readWant(data).ranges)));
    }
  } catch (error) {
    if (!(error instanceof ChannelClosed)) throw error;
  }
}

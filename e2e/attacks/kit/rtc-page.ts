/**
 * WebRTC for the kit: a page of a real browser that holds nothing but RTCPeerConnections, and carries bytes and SDP to and from Node. It knows nothing
 * of Parley. Everything that means something is decided in Node.
 */
import type { Page } from '@playwright/test';
import { Queue } from './queue.js';

/** A connection in the page; `early` are candidates that came before the other side's description. */
interface InPageConnection {
  readonly pc: RTCPeerConnection;
  readonly early: RTCIceCandidateInit[];
  channel: RTCDataChannel | null;
}

/** What the page keeps by the number of a connection. */
interface InPage {
  readonly connections: Map<number, InPageConnection>;
  readonly tell: (number: number, what: 'open' | 'message' | 'close', value: string) => void;
}

/** One data channel. */
export class RtcChannel {
  readonly number: number;
  readonly #rtc: RtcPage;
  /** What has come, as bytes. Ends when the channel does. */
  readonly incoming = new Queue<Uint8Array>();
  readonly #opened = new Queue<true>();

  constructor(rtc: RtcPage, number: number) {
    this.#rtc = rtc;
    this.number = number;
  }

  tell(what: string, value: string): void {
    if (what === 'open') this.#opened.push(true);
    else if (what === 'message') this.incoming.push(new Uint8Array(Buffer.from(value, 'base64')));
    else {
      this.#opened.end();
      this.incoming.end();
    }
  }

  /** Resolves once the channel is open; rejects when it closes before, or within so many milliseconds does not open. */
  async opened(timeoutMs = 10_000): Promise<void> {
    if ((await this.#opened.next(timeoutMs)) === null) throw new Error('the channel closed before it was open');
  }

  /** Sends messages in order, as fast as they go out. One that the channel carries no more is dropped. */
  async send(...messages: readonly Uint8Array[]): Promise<void> {
    await this.#rtc.run(
      async ([number, texts]) => {
        const channel = (globalThis as unknown as { kit: InPage }).kit.connections.get(number)?.channel;
        if (channel === null || channel === undefined) return;
        for (const text of texts) {
          // Browsers close a channel that holds too much.
          if (channel.readyState === 'open' && channel.bufferedAmount > 1_000_000)
            await new Promise((resolve) => {
              for (const event of ['bufferedamountlow', 'close']) channel.addEventListener(event, resolve, { once: true });
            });
          if (channel.readyState === 'open') channel.send(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
        }
      },
      [this.number, messages.map((message) => Buffer.from(message).toString('base64'))] as const,
    );
  }

  /** Sends a text in place of bytes. */
  async sendText(text: string): Promise<void> {
    await this.#rtc.run(([number, text]) => (globalThis as unknown as { kit: InPage }).kit.connections.get(number)?.channel?.send(text), [
      this.number,
      text,
    ] as const);
  }

  /** The local description with every candidate in it: an offer, or the answer to `offer`. */
  async describe(offer: string | null, label: string): Promise<string> {
    const described = await this.#rtc.run(
      async ([number, offer, label]) => {
        const { connections, tell } = (globalThis as unknown as { kit: InPage }).kit;
        const pc = new RTCPeerConnection({ iceServers: [] });
        const connection: InPageConnection = { pc, early: [], channel: null };
        connections.set(number, connection);
        const watch = (channel: RTCDataChannel): void => {
          connection.channel = channel;
          channel.binaryType = 'arraybuffer';
          channel.addEventListener('open', () => tell(number, 'open', ''));
          channel.addEventListener('message', ({ data }) => {
            const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data as ArrayBuffer);
            let text = '';
            for (const byte of bytes) text += String.fromCodePoint(byte);
            tell(number, 'message', btoa(text));
          });
          channel.addEventListener('close', () => tell(number, 'close', ''));
          if (channel.readyState === 'open') tell(number, 'open', '');
        };
        pc.addEventListener('connectionstatechange', () => {
          if (['failed', 'closed'].includes(pc.connectionState)) tell(number, 'close', '');
        });
        if (offer === null) {
          watch(pc.createDataChannel(label, { ordered: true }));
          await pc.setLocalDescription(await pc.createOffer());
        } else {
          pc.addEventListener('datachannel', ({ channel }) => watch(channel));
          await pc.setRemoteDescription({ type: 'offer', sdp: offer });
          await pc.setLocalDescription(await pc.createAnswer());
        }
        while (pc.iceGatheringState !== 'complete') {
          await new Promise((resolve) => {
            pc.addEventListener('icegatheringstatechange', resolve, { once: true });
          });
        }
        return pc.localDescription?.sdp ?? '';
      },
      [this.number, offer, label] as const,
    );
    return described ?? '';
  }

  /** Takes the answer to one's own offer. */
  async take(answer: string): Promise<void> {
    await this.#rtc.run(
      async ([number, sdp]) => {
        const connection = (globalThis as unknown as { kit: InPage }).kit.connections.get(number);
        await connection?.pc.setRemoteDescription({ type: 'answer', sdp });
        for (const candidate of connection?.early.splice(0) ?? []) await connection?.pc.addIceCandidate(candidate);
      },
      [this.number, answer] as const,
    );
  }

  /** Takes a candidate of the other side; it waits for their description. After the end it is dropped. */
  async addCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    await this.#rtc.run(
      async ([number, candidate]) => {
        const connection = (globalThis as unknown as { kit: InPage }).kit.connections.get(number);
        if (connection === undefined) return;
        if (connection.pc.remoteDescription === null) connection.early.push(candidate);
        else await connection.pc.addIceCandidate(candidate);
      },
      [this.number, candidate] as const,
    );
  }

  /** Closes the connection at this end. */
  async close(): Promise<void> {
    this.incoming.end();
    await this.#rtc.run((number) => {
      const { connections } = (globalThis as unknown as { kit: InPage }).kit;
      connections.get(number)?.pc.close();
      connections.delete(number);
    }, this.number);
  }
}

/** The page and its channels. */
export class RtcPage {
  readonly #page: Page;
  readonly #channels: RtcChannel[] = [];
  #isOver = false;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Takes any page that has WebRTC. Once a page. */
  static async on(page: Page): Promise<RtcPage> {
    const rtc = new RtcPage(page);
    await page.exposeFunction('tellKit', (number: number, what: string, value: string) => rtc.#channels[number]?.tell(what, value));
    await page.evaluate(() => {
      const { tellKit } = globalThis as unknown as { tellKit: InPage['tell'] };
      Object.assign(globalThis, { kit: { connections: new Map(), tell: tellKit } });
    });
    return rtc;
  }

  /** Runs in the page; once `end` was called it does nothing, and what it does already may fail. */
  async run<A, R>(work: (argument: A) => R | Promise<R>, argument: A): Promise<R | undefined> {
    if (this.#isOver) return undefined;
    try {
      return await (this.#page as { evaluate(work: (argument: A) => R | Promise<R>, argument: A): Promise<R> }).evaluate(work, argument);
    } catch (error) {
      if (this.#isOver) return undefined;
      throw error;
    }
  }

  /** The page is about to be closed: every channel has ended. */
  end(): void {
    this.#isOver = true;
    for (const channel of this.#channels) channel.tell('close', '');
  }

  /** A channel that is not connected with anybody yet. */
  newChannel(): RtcChannel {
    const channel = new RtcChannel(this, this.#channels.length);
    this.#channels.push(channel);
    return channel;
  }
}

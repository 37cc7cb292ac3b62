/**
 * Sends what the other side of a link is to be pushed, as fast as the link takes it.
 */
import type { Link } from '../link/link.js';
import type { SyncSession } from '../log/sync.js';

/** One link's pump. */
export class PushPump {
  readonly #link: Link;
  readonly #sync: SyncSession;
  readonly #isWelcome: () => boolean;
  #isRunning = false;

  /** `isWelcome`: whether the other side may still be sent anything; asked before each frame. */
  constructor(link: Link, sync: SyncSession, isWelcome: () => boolean) {
    this.#link = link;
    this.#sync = sync;
    this.#isWelcome = isWelcome;
  }

  /** There may be something to send. */
  run(): void {
    if (this.#isRunning || this.#isOver || !this.#sync.hasPushes) return;
    this.#isRunning = true;
    void this.#pushAll().finally(() => {
      this.#isRunning = false;
      this.run();
    });
  }

  // Without this, what is left over when a link ends would be tried for ever.
  get #isOver(): boolean {
    return this.#link.isClosed || !this.#isWelcome();
  }

  async #pushAll(): Promise<void> {
    while (!this.#isOver) {
      await this.#link.ready();
      const frame = this.#isOver ? null : this.#sync.nextPush();
      if (frame === null) return;
      this.#link.send(frame.type, frame.data);
    }
  }
}

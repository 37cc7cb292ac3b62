/**
 * The dialog "Invite": the same invite as a link and as a code, with or without a token.
 */
import { tokenSigningKey } from '../crypto/invite-token.js';
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import type { Room } from '../room/room.js';
import type { Page } from './app-parts.js';
import { isSameServer, PUBLIC_SERVER } from './config.js';
import type { ParleyConfig } from './config.js';
import { encodeInvite, newInviteToken } from './invite.js';
import type { RoomRecord } from './records.js';
import { serversOf } from './rooms.js';
import type { InviteDialogView } from './dialog-state.js';

const INVITE_TOKEN_TTL_MS = 7 * 24 * 60 * 60 * 1000;

/** What the dialog needs. */
export interface InvitingParts {
  readonly room: Room;
  readonly record: RoomRecord;
  readonly ownFp: Bytes;
  readonly config: ParleyConfig;
  readonly clock: Clock;
  readonly page: Page;
  /** The view has changed. */
  changed(): void;
}

/** One opening of the dialog. */
export class Inviting {
  readonly #parts: InvitingParts;
  readonly ridHex: string;
  #token: { readonly bytes: Bytes; readonly expires: number } | null = null;
  #view: InviteDialogView = { dialog: 'invite', link: '', code: '', hasToken: false, expires: null, isBusy: true };

  constructor(parts: InvitingParts) {
    this.#parts = parts;
    this.ridHex = parts.room.ridHex;
  }

  get view(): InviteDialogView {
    return this.#view;
  }

  /** Makes the invite anew, with a token that lets one person in within seven days, or without. Rejects when the token cannot be stored. */
  async prepare(hasToken: boolean): Promise<void> {
    const before = this.#view;
    this.#show({ ...before, link: '', code: '', hasToken, expires: null, isBusy: true });
    try {
      // A token made in this dialog is used again when the box is unticked and ticked: nobody can have got the two apart.
      if (hasToken) this.#token ??= await this.#newToken();
      const token = hasToken ? this.#token : null;
      const code = await this.#encode(token?.bytes ?? null);
      this.#show({ dialog: 'invite', code, link: this.#linkWith(code), hasToken, expires: token?.expires ?? null, isBusy: false });
    } catch (error) {
      this.#show({ ...before, isBusy: false });
      throw error;
    }
  }

  async #newToken(): Promise<{ readonly bytes: Bytes; readonly expires: number }> {
    const bytes = newInviteToken();
    const { pk } = await tokenSigningKey(bytes);
    const expires = this.#parts.clock.wall() + INVITE_TOKEN_TTL_MS;
    // Durable in the log before anybody can hold the invite: nobody else ever learns more than the public key.
    await this.#parts.room.history.write('invite', { token: pk, uses: 1, expires });
    return { bytes, expires };
  }

  #encode(token: Bytes | null): Promise<string> {
    const { room, record, config, ownFp } = this.#parts;
    const server = serversOf(record, config)[0] ?? PUBLIC_SERVER;
    return encodeInvite({
      roomSecret: record.roomSecret,
      founderPk: record.founderPk,
      inviterFp: ownFp,
      token,
      server: isSameServer(server, PUBLIC_SERVER) ? null : server,
      roomName: room.history.log.name ?? record.label,
    });
  }

  #linkWith(code: string): string {
    const { config, page } = this.#parts;
    const address = config.publicAddress ?? (page.isFile ? null : page.address);
    // A local path is nobody else's business, and would lead nowhere on another machine.
    return address === null ? code : `${address}#i=${code}`;
  }

  #show(view: InviteDialogView): void {
    this.#view = view;
    this.#parts.changed();
  }
}

/**
 * The dialog "Invite": the same invite as a link and as a code, with or without a token.
 */
import { tokenSigningKey } from '../crypto/invite-token.js';
import { randomBytes } from '../crypto/primitives.js';
import type { Bytes } from '../lib/bytes.js';
import type { AppContext } from './app-parts.js';
import { PUBLIC_SERVER, serverUrlOf } from './config.js';
import type { InviteDialogView } from './dialog-state.js';
import { encodeInvite } from './invite.js';
import type { OpenRoom } from './open-room.js';
import { serversOf } from './rooms.js';

const INVITE_TOKEN_TTL_MS = 7 * 24 * 60 * 60 * 1000;

/** One opening of the dialog. */
export interface Inviting {
  /** What the dialog shows. */
  view(): InviteDialogView;
  /** Makes the invite anew, with a token that lets one person in within seven days, or without. Rejects when the token cannot be stored. */
  prepare(hasToken: boolean): Promise<void>;
}

/** Makes the dialog for a room that one is in; it shows nothing before it is prepared. */
export function makeInviting({ config, clock, identity, page }: AppContext, { room, record, name }: OpenRoom): Inviting {
  const { roomSecret, founderPk } = record;
  let view: InviteDialogView = { dialog: 'invite', link: '', code: '', hasToken: false, expires: null, isBusy: true };
  let known: { readonly token: Bytes; readonly expires: number } | null = null;

  async function makeToken(): Promise<{ readonly token: Bytes; readonly expires: number }> {
    const token = randomBytes(16);
    const { pk } = await tokenSigningKey(token);
    const expires = clock.wall() + INVITE_TOKEN_TTL_MS;
    // Durable in the log before anybody can hold the invite: nobody else ever learns more than the public key.
    await room.history.write('invite', { token: pk, uses: 1, expires });
    return { token, expires };
  }

  return {
    view: () => view,
    async prepare(hasToken) {
      const before = view;
      view = { ...before, link: '', code: '', hasToken, expires: null, isBusy: true };
      try {
        // A token made in this dialog is used again when the box is unticked and ticked: nobody can have got the two apart.
        if (hasToken) known ??= await makeToken();
        const { token, expires } = (hasToken && known) || { token: null, expires: null };
        const [first = PUBLIC_SERVER] = serversOf(record, config);
        const server = serverUrlOf(first) === serverUrlOf(PUBLIC_SERVER) ? null : first;
        const code = await encodeInvite({ roomSecret, founderPk, inviterFp: identity.fp, token, server, roomName: name() });
        const address = config.publicAddress ?? (page.isFile ? null : page.address);
        // A local path is nobody else's business, and would lead nowhere on another machine.
        const link = address === null ? code : `${address}#i=${code}`;
        view = { dialog: 'invite', link, code, hasToken, expires, isBusy: false };
      } catch (error) {
        view = { ...before, isBusy: false };
        throw error;
      }
    },
  };
}

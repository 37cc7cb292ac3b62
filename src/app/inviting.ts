/**
 * The dialog "Invite": the same invite as a link and as a code, with or without a token; and the tokens that are still good, to be withdrawn.
 */
import { tokenSigningKey } from '../crypto/invite-token.js';
import { randomBytes } from '../crypto/primitives.js';
import type { Bytes } from '../lib/bytes.js';
import type { AppContext } from './app-parts.js';
import { PUBLIC_SERVER, serverUrlOf } from './config.js';
import type { InviteDialogView, InviteTerms, OpenInviteView } from './dialog-state.js';
import { encodeInvite } from './invite.js';
import type { OpenRoom } from './open-room.js';
import { serversOf } from './rooms.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const FIRST_TERMS: InviteTerms = { uses: 1, days: 7 };

/** A token that was made in this dialog. */
interface MadeToken {
  readonly token: Bytes;
  /** Its public key. */
  readonly pk: Bytes;
  readonly expires: number;
}

/** One opening of the dialog. */
export interface Inviting {
  /** Whether one may still invite into this room. */
  isAllowed(): boolean;
  /** What the dialog shows. */
  view(): InviteDialogView;
  /** Makes the invite anew, with a token of the chosen terms, or without. Rejects when the token cannot be stored. */
  prepare(hasToken: boolean): Promise<void>;
  /** Chooses the terms; an invite with a token is made anew. Rejects as `prepare` does. */
  setTerms(terms: InviteTerms): Promise<void>;
  /** Makes a token worth nothing; an invite that held it is made anew without. Rejects when that cannot be stored, or is not allowed. */
  withdraw(ridHex: string, tokenHex: string): Promise<void>;
}

/** Makes the dialog for a room that one is in; it shows nothing before it is prepared. */
export function makeInviting({ config, clock, identity, page }: AppContext, { room, record, name }: OpenRoom): Inviting {
  const { roomSecret, founderPk } = record;
  const { history, ridHex } = room;
  // A local path is nobody else's business, and would lead nowhere on another machine.
  const address = config.publicAddress ?? (page.isFile ? null : page.address);
  let shown = { link: '', code: '', hasToken: false, terms: FIRST_TERMS, expires: null as number | null, isBusy: true };
  /** Tokens made here, by their terms: nobody can have got two apart that say the same. */
  const made = new Map<string, MadeToken>();

  async function makeToken({ uses, days }: InviteTerms): Promise<MadeToken> {
    const token = randomBytes(16);
    const { pk } = await tokenSigningKey(token);
    const expires = clock.wall() + days * DAY_MS;
    // Durable in the log before anybody can hold the invite: nobody else ever learns more than the public key.
    await history.act('invite', () => ({ token: pk, uses, expires }));
    return { token, pk, expires };
  }

  function openInvites(): readonly OpenInviteView[] {
    return [...history.log.invites()].flatMap(([tokenHex, { uses, used, expires, isEnded, byPkHex }]) => {
      const isOpen = !isEnded && used < uses && clock.wall() <= expires;
      if (!isOpen || !history.may('revoke', { token: Uint8Array.fromHex(tokenHex) })) return [];
      const by = byPkHex === history.ownPkHex ? null : (room.people.all.get(byPkHex)?.name ?? '');
      return [{ tokenHex, left: uses - used, uses, expires, by }];
    });
  }

  async function prepare(changes: { readonly hasToken: boolean; readonly terms: InviteTerms }): Promise<void> {
    const before = shown;
    const { hasToken, terms } = changes;
    const key = `${terms.uses} ${terms.days}`;
    shown = { ...changes, link: '', code: '', expires: null, isBusy: true };
    try {
      if (hasToken && !made.has(key)) made.set(key, await makeToken(terms));
      const { token, expires } = (hasToken && made.get(key)) || { token: null, expires: null };
      const [first = PUBLIC_SERVER] = serversOf(record, config);
      const server = serverUrlOf(first) === serverUrlOf(PUBLIC_SERVER) ? null : first;
      const code = await encodeInvite({ roomSecret, founderPk, inviterFp: identity.fp, token, server, roomName: name() });
      const link = address === null ? code : `${address}#i=${code}`;
      shown = { ...changes, link, code, expires, isBusy: false };
    } catch (error) {
      shown = { ...before, isBusy: false };
      throw error;
    }
  }

  return {
    isAllowed: () => room.isIn && history.may('invite'),
    view: () => ({ dialog: 'invite', ridHex, hasAddress: address !== null, ...shown, open: openInvites() }),
    prepare: (hasToken) => prepare({ hasToken, terms: shown.terms }),

    async setTerms(terms) {
      if (shown.hasToken) await prepare({ hasToken: true, terms });
      else shown = { ...shown, terms };
    },

    async withdraw(forRidHex, tokenHex) {
      if (forRidHex !== ridHex) return;
      const token = Uint8Array.fromHex(tokenHex);
      await history.act('revoke', () => ({ token }));
      const { terms } = shown;
      const current = made.get(`${terms.uses} ${terms.days}`);
      for (const [key, { pk }] of made) if (pk.toHex() === tokenHex) made.delete(key);
      if (shown.hasToken && current?.pk.toHex() === tokenHex) await prepare({ hasToken: false, terms });
    },
  };
}

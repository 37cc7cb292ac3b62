/**
 * Everything that can go wrong in an expected way. A code becomes a sentence for people in `src/i18n` only.
 */

/** What went wrong. Every code has a sentence `error.<code>` in each catalogue, those that pass by themselves one together. */
export type ErrorCode =
  /** Bytes or text from outside do not have the form the protocol gives them. */
  | 'malformed'
  /** Something from outside is longer or more than the protocol allows. */
  | 'too-large'
  /** A signature, tag or hash does not fit. */
  | 'not-authentic'
  /** The other side speaks a protocol version that this one does not. */
  | 'version-unknown'
  /** A fault of Parley's own; the console says more. */
  | 'unexpected'
  // — signalling and transport —
  /** The signalling server cannot be reached, or the connection to it was lost. */
  | 'signalling-unreachable'
  /** Nobody answers under the dialled id. */
  | 'peer-unavailable'
  /** No channel opened within the time a dial may take. */
  | 'dial-timeout'
  /** The SDP does not hold exactly one sha-256 fingerprint, or the certificate in use is another one. */
  | 'binding-failed'
  /** The channel was closed by the other side or lost. */
  | 'channel-closed'
  // — link —
  /** The first handshake tag failed: someone between the two changed something, or one side holds another room secret. */
  | 'handshake-failed'
  /** The other side proved an identity that is not the one expected under that id. */
  | 'identity-unexpected'
  /** The handshake did not finish in the time it has. */
  | 'handshake-timeout'
  /** The other side closed the channel instead of answering our first message: it may hold another room secret, someone between the two may have changed something, or it is gone. */
  | 'handshake-unanswered'
  /** The keys agreed, and the other side closed the channel once it had seen who we are: it does not let us in, or it is gone. */
  | 'handshake-refused'
  /** A frame broke the rules: wrong counter, wrong padding, wrong epoch, unknown version. */
  | 'frame-invalid'
  /** Nothing was heard from the other side for 15 s. */
  | 'link-dead'
  /** The link was replaced by a newer one to the same person. */
  | 'link-replaced'
  /** The link was closed on purpose on this side. */
  | 'link-closed'
  /** The other side ended the link on purpose: it left. */
  | 'link-ended'
  /** The other side ended the link because it does not want it: the person is not in the room, or not any more. */
  | 'link-refused'
  /** The other side did not renew the keys in time, or the counters ran out. */
  | 'rekey-overdue'
  // — vault —
  /** The passphrase does not open the vault. */
  | 'passphrase-wrong'
  /** A new passphrase was not typed the same twice. */
  | 'passphrase-differs'
  /** Four fifths of what the browser lets us store are used. */
  | 'storage-low'
  /** The browser refuses to store more. */
  | 'storage-full'
  /** The browser gives no storage at all (private mode, a setting, a policy). */
  | 'storage-unavailable'
  /** Something at rest was changed or lost: what is readable was read, the rest is kept. */
  | 'vault-damaged'
  /** Something of one room's history at rest was changed or lost: what is readable is shown, the rest is kept. */
  | 'history-damaged'
  /** No failure: what the others have of such a history is here again. */
  | 'history-mended'
  /** The vault was written by a newer Parley. */
  | 'vault-newer'
  /** Another tab of this browser writes to the vault. */
  | 'vault-elsewhere'
  /** The vault was closed or locked while something was still wanted of it. */
  | 'vault-closed'
  /** A vault is there already where a new one was to be made. */
  | 'vault-exists'
  /** What is being read was deleted meanwhile. */
  | 'blob-gone'
  /** Not everything could be deleted yet, since another tab holds on to it. */
  | 'wipe-blocked'
  /** Not everything could be deleted: the browser refuses. */
  | 'wipe-failed'
  /** What was being written could not be kept when the vault was locked. */
  | 'draft-lost'
  // — backup —
  /** The file is no backup of Parley. */
  | 'backup-foreign'
  /** The backup was cut or changed. */
  | 'backup-damaged'
  /** The backup was made by a newer Parley. */
  | 'backup-newer'
  /** The passphrase does not open the backup, or there is none. */
  | 'backup-passphrase'
  /** The backup is of another identity than the one in this browser. */
  | 'backup-of-another'
  // — starting —
  /** No profile can be called this. */
  | 'profile-invalid'
  /** PeerJS could not be loaded, or its bytes were not the ones pinned. */
  | 'peerjs-missing'
  /** The configuration block in the page is not valid. */
  | 'config-invalid'
  /** What was typed is no address of a signalling server. */
  | 'signalling-address-invalid'
  /** What was typed is no address of a STUN or TURN server. */
  | 'ice-address-invalid'
  /** A TURN server needs a user name and a password. */
  | 'turn-login-missing'
  /** The page is shown inside another page. */
  | 'framed'
  /** A name of which nothing can be seen. */
  | 'name-invisible'
  // — invites and entering —
  /** The text is not an invite, or was cut. */
  | 'invite-malformed'
  /** The invite was made by a newer Parley. */
  | 'invite-newer'
  /** The token in the invite is past its date. */
  | 'invite-expired'
  /** The token in the invite was used as often as it may be. */
  | 'invite-used'
  /** The token in the invite was revoked, or is not held by the one who shows it. */
  | 'invite-unknown'
  /** The member who was reached does not know the token in the invite, perhaps not yet. */
  | 'invite-unheard'
  /** The invite was made by oneself. */
  | 'invite-own'
  /** One is in the room already. */
  | 'invite-already-in'
  /** A member refused the knock. */
  | 'knock-refused'
  /** The log that was offered does not lead from the founder to the inviter named in the invite. */
  | 'room-not-as-invited'
  /** One was removed from the room. */
  | 'room-removed'
  /** The founder's key signed two beginnings of this room. */
  | 'room-forked'
  /** One left the room. */
  | 'room-left'
  // — writing —
  /** One has no right to that in the room, or not any more. */
  | 'not-allowed'
  /** A message is longer than an entry may be. */
  | 'message-too-long'
  // — verification —
  /** An emoji comparison was tried less than a minute ago. */
  | 'sas-too-soon'
  /** The other side broke the order of the emoji comparison, or revealed something it had not committed to. */
  | 'sas-failed'
  /** The other side stopped the emoji comparison, or does not answer. */
  | 'sas-stopped'
  /** The other person says that the emoji differ. */
  | 'sas-different'
  /** Not everybody who compared a whole room has the same list of keys. */
  | 'room-differs';

/** An expected failure: branch on `code`, never on `message`. */
export class ParleyError extends Error {
  /** What went wrong. */
  readonly code: ErrorCode;

  constructor(code: ErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'ParleyError';
    this.code = code;
  }
}

/** The code of an expected failure, or `null` for anything else. */
export function errorCodeOf(error: unknown): ErrorCode | null {
  return error instanceof ParleyError ? error.code : null;
}

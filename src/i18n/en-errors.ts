/**
 * English sentences for everything that can go wrong: what happened, then what one can do. A code without a sentence does not compile.
 */
import type { ErrorCode } from '../lib/errors.js';

/** Ends of a connection that Parley makes good by itself; whoever sees one all the same reads `error.lost`. */
export type PassingCode = Extract<
  ErrorCode,
  | 'signalling-unreachable'
  | 'channel-closed'
  | 'handshake-timeout'
  | 'link-dead'
  | 'link-replaced'
  | 'link-closed'
  | 'link-ended'
  | 'rekey-overdue'
>;

/** One sentence or two for each error code, under `error.<code>`. */
export const englishErrors = {
  'error.lost': 'The connection broke off. Parley makes it again by itself.',
  'error.unexpected': 'Something went wrong inside Parley. Try again; if it happens again, reload the page.',
  'error.malformed': 'Something arrived that Parley cannot read. It was left out.',
  'error.too-large': 'Something arrived that is larger than Parley allows. It was left out.',
  'error.not-authentic': 'Something arrived that was not signed by the person it claims to be from. It was left out.',
  'error.version-unknown': 'The other side uses another version of Parley. Both of you should open the newest one.',
  'error.peer-unavailable': 'Nobody answers there. Ask the other person to open Parley.',
  'error.dial-timeout': 'No direct connection could be made in time. Try another network.',
  'error.binding-failed':
    'The connection was refused: its certificate is not the one announced. Someone between you may be tampering. Try another network.',
  'error.handshake-failed':
    'The connection was refused at its first check: someone between you may be tampering, or your invites differ. Compare them.',
  'error.identity-unexpected':
    'Somebody else answered in the name of a person you know. Someone between you may be tampering. Nothing was sent to them.',
  'error.handshake-unanswered':
    'The other side hung up at the first check. It may be gone, have another invite, or someone between you may be tampering.',
  'error.handshake-refused':
    'The other side hung up once it saw who you are. It may be gone, or not let you in. Ask the person who invited you.',
  'error.frame-invalid': 'The other side broke the rules, so the connection was closed.',
  'error.link-refused': 'The other side does not count you as a member of this room. Ask someone in the room to let you in.',
  'error.passphrase-wrong': 'That passphrase does not open Parley. Check capital letters and keyboard layout.',
  'error.passphrase-differs': 'The two new passphrases are not the same. Type the second one again.',
  'error.storage-full':
    'This browser will not store more. Nothing was lost, and what is new is kept for now: make a backup under “Storage and backup”, then drop old messages there, or delete or leave a room that you can do without.',
  'error.storage-low':
    'Four fifths of what this browser stores for Parley are used. Make a backup under “Storage and backup”, then drop old messages there, or delete or leave a room that you can do without.',
  'error.storage-unavailable':
    'This browser gives Parley no place to store anything. Leave private browsing, or allow this page to keep data.',
  'error.vault-damaged':
    'Some of what was stored here was changed or lost. What can be read is shown; the rest is fetched again where possible.',
  'error.history-damaged':
    'Part of what was stored here cannot be read: what can be is shown, the rest is kept, and what is missing is fetched again from the others.',
  'error.history-mended': 'What the others here have of what was missing is here again, and stored.',
  'error.vault-newer': 'A newer Parley wrote what is stored here. Open the newest version.',
  'error.vault-elsewhere': 'Parley is open in another tab. Use it there, or here.',
  'error.vault-closed': 'Parley was locked while it was at work. Unlock it and try again; what was stored is safe.',
  'error.vault-exists': 'Somebody already uses Parley in this browser. Reload the page and unlock it.',
  'error.blob-gone': 'This was deleted while it was being read.',
  'error.wipe-blocked':
    'Another tab of Parley holds on to what is left, so not everything is deleted yet. Close all other tabs of Parley, then try again.',
  'error.wipe-failed':
    'The browser did not delete everything. Try again; if it happens again, clear the data of this page in the settings of the browser.',
  'error.draft-lost': 'The browser refused to keep what you were writing when Parley was locked. It is gone; what you had sent is safe.',
  'error.profile-invalid': 'A profile cannot be called that. Use up to 40 letters and digits, with . _ or - inside, and no spaces.',
  'error.backup-foreign': 'That file is no backup of Parley. Choose one whose name ends in “.parley”.',
  'error.backup-damaged': 'That backup was cut short or changed, so nothing of it was taken over. Copy it here again, or use another one.',
  'error.backup-newer': 'That backup was made by a newer Parley. Open it with the newest version.',
  'error.backup-passphrase': 'That passphrase does not open the backup. It is the one that was typed when the backup was made.',
  'error.backup-of-another':
    'That backup belongs to somebody else than the person who uses Parley here. Nothing was changed. Open it in a new browser profile.',
  'error.peerjs-missing':
    'PeerJS, which finds other people, could not be loaded unchanged. Check your connection and try again, or use parley-offline.html, which brings it along.',
  'error.config-invalid': 'The settings in this page are not valid. Whoever set it up has to correct them.',
  'error.signalling-address-invalid': 'This is not the address of a meeting point. Write it as in the example above.',
  'error.ice-address-invalid': 'This is not the address of a STUN or TURN server. Write it as in the example above.',
  'error.turn-login-missing': 'A TURN server needs a user name and a password.',
  'error.framed': 'Parley does not start inside another page, which could see and press what you do not. Open it in a tab of its own.',
  'error.name-invisible': 'Nobody could see that name. Type one with letters that can be read.',
  'error.invite-malformed': 'That is not a whole invite. Copy all of it again.',
  'error.invite-newer': 'That invite was made by a newer Parley. Open the newest version and try again.',
  'error.invite-expired': 'That invite is past its date. Ask for a new one.',
  'error.invite-used': 'That invite was used already. Ask for a new one.',
  'error.invite-unknown': 'That invite was withdrawn, or was not made for you. Ask for a new one.',
  'error.invite-unheard':
    'Somebody of this room was reached who does not know your invite, perhaps not yet. Parley goes on looking for others.',
  'error.invite-own': 'That is an invite you made yourself. Send it to the person you want to talk to.',
  'error.invite-already-in': 'You are in that room already.',
  'error.knock-refused': 'You were not let in. Ask the person who invited you.',
  'error.room-not-as-invited':
    'This room does not fit your invite, so nothing of it was believed. Ask for a new invite over another channel.',
  'error.room-removed': 'You were removed from this room. What you have of it stays readable here.',
  'error.room-left': 'You left this room. This copy of Parley cannot enter it again.',
  'error.room-forked': 'The founder signed two beginnings of this room, so it was stopped. Make a new one, and tell the others.',
  'error.not-allowed': 'You may not do that in this room any more: someone changed who may do what. Nothing has come of it.',
  'error.message-too-long': 'That message is too long. Send it in parts.',
  'error.sas-too-soon': 'Emoji can be compared once a minute. Wait, or compare the safety number.',
  'error.sas-failed': 'The other side broke the rules of the comparison. Someone between you may be tampering. Compare the safety number.',
  'error.sas-stopped': 'The other side stopped comparing, or does not answer. Ask them to try again, or compare the safety number.',
  'error.sas-different': 'The other person says that the emoji differ. Someone between you may be tampering. Write nothing private.',
  'error.room-differs':
    'Not everyone has the same list of people, or the same keys for them. A list may be behind, or someone may be tampering. Verify each person alone, and write nothing private before.',
} as const satisfies Record<`error.${Exclude<ErrorCode, PassingCode> | 'lost'}`, string>;

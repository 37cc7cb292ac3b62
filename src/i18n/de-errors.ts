/**
 * German sentences for everything that can go wrong: what happened, then what one can do.
 */
import type { englishErrors } from './en-errors.js';
import type { PartOfTwo } from './phrase.js';

/** One sentence or two for each error code, under `error.<code>`. */
export const germanErrors: PartOfTwo<typeof englishErrors> = {
  'error.lost': 'Die Verbindung ist abgebrochen. Parley stellt sie von selbst wieder her.',
  'error.unexpected': 'In Parley ist etwas schiefgegangen. Versuch es noch einmal; passiert es wieder, lade die Seite neu.',
  'error.malformed': 'Etwas kam an, das Parley nicht lesen kann. Es wurde weggelassen.',
  'error.too-large': 'Etwas kam an, das größer ist, als Parley erlaubt. Es wurde weggelassen.',
  'error.not-authentic': 'Etwas kam an, das nicht von der Person unterschrieben ist, von der es angeblich stammt. Es wurde weggelassen.',
  'error.version-unknown': 'Die andere Seite benutzt eine andere Version von Parley. Öffnet beide die neueste.',
  'error.peer-unavailable': 'Dort antwortet niemand. Bitte die andere Person, Parley zu öffnen.',
  'error.dial-timeout': 'Rechtzeitig kam keine direkte Verbindung zustande. Versuch es mit einem anderen Netz.',
  'error.binding-failed':
    'Die Verbindung wurde abgelehnt: Ihr Zertifikat ist nicht das angekündigte. Vielleicht mischt sich jemand zwischen euch ein. Versuch es mit einem anderen Netz.',
  'error.handshake-failed':
    'Die Verbindung wurde bei der ersten Prüfung abgelehnt: Vielleicht mischt sich jemand zwischen euch ein, oder eure Einladungen sind verschieden. Vergleicht sie.',
  'error.identity-unexpected':
    'Jemand anderes hat im Namen einer Person geantwortet, die du kennst. Vielleicht mischt sich jemand zwischen euch ein. Nichts wurde dorthin geschickt.',
  'error.handshake-unanswered':
    'Die andere Seite hat bei der ersten Prüfung aufgelegt. Vielleicht ist sie weg, hat eine andere Einladung, oder jemand mischt sich zwischen euch ein.',
  'error.handshake-refused':
    'Die andere Seite hat aufgelegt, als sie sah, wer du bist. Vielleicht ist sie weg, oder lässt dich nicht herein. Frag die Person, die dich eingeladen hat.',
  'error.frame-invalid': 'Die andere Seite hat die Regeln verletzt, deshalb wurde die Verbindung geschlossen.',
  'error.link-refused': 'Die andere Seite zählt dich nicht zu den Mitgliedern dieses Raums. Bitte jemanden im Raum, dich hereinzulassen.',
  'error.passphrase-wrong': 'Diese Passphrase öffnet Parley nicht. Achte auf Großbuchstaben und die Tastaturbelegung.',
  'error.passphrase-differs': 'Die beiden neuen Passphrasen sind nicht gleich. Gib die zweite noch einmal ein.',
  'error.storage-full':
    'Dieser Browser speichert nicht mehr. Nichts ging verloren, und Neues wird vorerst aufbewahrt: Erstelle unter „Speicher und Sicherung“ eine Sicherung, entferne dort dann alte Nachrichten, oder lösche oder verlasse einen Raum, auf den du verzichten kannst.',
  'error.storage-low':
    'Vier Fünftel von dem, was dieser Browser für Parley speichert, sind belegt. Erstelle unter „Speicher und Sicherung“ eine Sicherung, entferne dort dann alte Nachrichten, oder lösche oder verlasse einen Raum, auf den du verzichten kannst.',
  'error.storage-unavailable':
    'Dieser Browser gibt Parley keinen Platz, etwas zu speichern. Verlass das private Fenster, oder erlaube dieser Seite, Daten aufzubewahren.',
  'error.vault-damaged':
    'Einiges, was hier gespeichert war, wurde verändert oder ging verloren. Was lesbar ist, wird gezeigt; der Rest wird, wo möglich, neu geholt.',
  'error.history-damaged':
    'Ein Teil von dem, was hier gespeichert war, ist nicht lesbar: Was lesbar ist, wird gezeigt, der Rest aufbewahrt, und was fehlt, von den anderen neu geholt.',
  'error.history-mended': 'Was die anderen hier vom Fehlenden haben, ist wieder da, und gespeichert.',
  'error.vault-newer': 'Ein neueres Parley hat geschrieben, was hier gespeichert ist. Öffne die neueste Version.',
  'error.vault-elsewhere': 'Parley ist in einem anderen Tab offen. Benutze es dort, oder hier.',
  'error.vault-closed':
    'Parley wurde gesperrt, während es arbeitete. Entsperre es und versuch es noch einmal; was gespeichert war, ist sicher.',
  'error.vault-exists': 'Jemand benutzt Parley schon in diesem Browser. Lade die Seite neu und entsperre es.',
  'error.blob-gone': 'Das wurde gelöscht, während es gelesen wurde.',
  'error.wipe-blocked':
    'Ein anderer Tab von Parley hält fest, was übrig ist, deshalb ist noch nicht alles gelöscht. Schließ alle anderen Tabs von Parley, dann versuch es noch einmal.',
  'error.wipe-failed':
    'Der Browser hat nicht alles gelöscht. Versuch es noch einmal; passiert es wieder, lösche die Daten dieser Seite in den Einstellungen des Browsers.',
  'error.draft-lost':
    'Der Browser wollte nicht aufbewahren, was du gerade schriebst, als Parley gesperrt wurde. Es ist weg; was du gesendet hattest, ist sicher.',
  'error.profile-invalid':
    'So kann ein Profil nicht heißen. Nimm bis zu 40 Buchstaben und Ziffern, mit . _ oder - dazwischen, und keine Leerzeichen.',
  'error.backup-foreign': 'Diese Datei ist keine Sicherung von Parley. Wähle eine, deren Name auf „.parley“ endet.',
  'error.backup-damaged':
    'Diese Sicherung wurde abgeschnitten oder verändert, deshalb wurde nichts daraus übernommen. Kopiere sie noch einmal hierher, oder nimm eine andere.',
  'error.backup-newer': 'Diese Sicherung stammt von einem neueren Parley. Öffne sie mit der neuesten Version.',
  'error.backup-passphrase': 'Diese Passphrase öffnet die Sicherung nicht. Es ist die, die beim Erstellen der Sicherung eingegeben wurde.',
  'error.backup-of-another':
    'Diese Sicherung gehört jemand anderem als der Person, die Parley hier benutzt. Nichts wurde geändert. Öffne sie in einem neuen Browserprofil.',
  'error.peerjs-missing':
    'PeerJS, das andere Personen findet, ließ sich nicht unverändert laden. Prüfe deine Verbindung und versuch es noch einmal, oder nimm parley-offline.html, das es mitbringt.',
  'error.config-invalid': 'Die Einstellungen in dieser Seite sind nicht gültig. Wer sie eingerichtet hat, muss sie berichtigen.',
  'error.signalling-address-invalid': 'Das ist keine Adresse eines Treffpunkts. Schreibe sie wie im Beispiel oben.',
  'error.ice-address-invalid': 'Das ist keine Adresse eines STUN- oder TURN-Servers. Schreibe sie wie im Beispiel oben.',
  'error.turn-login-missing': 'Ein TURN-Server braucht einen Benutzernamen und ein Passwort.',
  'error.framed':
    'Parley startet nicht innerhalb einer anderen Seite, die sehen und drücken könnte, was du nicht drückst. Öffne es in einem eigenen Tab.',
  'error.name-invisible': 'Diesen Namen könnte niemand sehen. Gib einen aus lesbaren Buchstaben ein.',
  'error.invite-malformed': 'Das ist keine ganze Einladung. Kopiere sie noch einmal vollständig.',
  'error.invite-newer': 'Diese Einladung stammt von einem neueren Parley. Öffne die neueste Version und versuch es noch einmal.',
  'error.invite-expired': 'Diese Einladung ist abgelaufen. Bitte um eine neue.',
  'error.invite-used': 'Diese Einladung wurde schon benutzt. Bitte um eine neue.',
  'error.invite-unknown': 'Diese Einladung wurde zurückgezogen, oder war nicht für dich. Bitte um eine neue.',
  'error.invite-unheard':
    'Jemand aus diesem Raum wurde erreicht, der deine Einladung nicht kennt, vielleicht noch nicht. Parley sucht weiter nach anderen.',
  'error.invite-own': 'Das ist eine Einladung, die du selbst erstellt hast. Schicke sie der Person, mit der du sprechen möchtest.',
  'error.invite-already-in': 'Du bist schon in diesem Raum.',
  'error.knock-refused': 'Du wurdest nicht hereingelassen. Frag die Person, die dich eingeladen hat.',
  'error.room-not-as-invited':
    'Dieser Raum passt nicht zu deiner Einladung, deshalb wurde ihm nichts geglaubt. Bitte auf einem anderen Weg um eine neue Einladung.',
  'error.room-removed': 'Du wurdest aus diesem Raum entfernt. Was du davon hast, bleibt hier lesbar.',
  'error.room-left': 'Du hast diesen Raum verlassen. Diese Kopie von Parley kann ihn nicht wieder betreten.',
  'error.room-forked':
    'Wer diesen Raum gegründet hat, hat zwei Anfänge unterschrieben, deshalb wurde er angehalten. Leg einen neuen an, und sag es den anderen.',
  'error.not-allowed': 'Das darfst du in diesem Raum nicht mehr: Jemand hat geändert, wer was darf. Es ist nichts daraus geworden.',
  'error.message-too-long': 'Diese Nachricht ist zu lang. Schick sie in Teilen.',
  'error.sas-too-soon': 'Emoji lassen sich einmal in der Minute vergleichen. Warte, oder vergleicht die Sicherheitsnummer.',
  'error.sas-failed':
    'Die andere Seite hat die Regeln des Vergleichs verletzt. Vielleicht mischt sich jemand zwischen euch ein. Vergleicht die Sicherheitsnummer.',
  'error.sas-stopped':
    'Die andere Seite hat aufgehört zu vergleichen, oder antwortet nicht. Bitte um einen neuen Versuch, oder vergleicht die Sicherheitsnummer.',
  'error.sas-different':
    'Die andere Person sagt, dass die Emoji verschieden sind. Vielleicht mischt sich jemand zwischen euch ein. Schreib nichts Vertrauliches.',
  'error.room-differs':
    'Nicht alle haben dieselbe Liste von Personen, oder dieselben Schlüssel für sie. Eine Liste ist vielleicht im Rückstand, oder jemand mischt sich ein. Überprüfe jede Person einzeln, und schreib vorher nichts Vertrauliches.',
};

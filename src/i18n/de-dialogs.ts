/**
 * German words of the dialogs and of the alert.
 */
import type { englishDialogs } from './en-dialogs.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the German catalogue. */
export const germanDialogs: PartOfTwo<typeof englishDialogs> = {
  'dialog.close': 'Schließen',

  'invite.heading': 'Einladen',
  'invite.lead': 'Schicke eins davon der Person, die du hier haben möchtest.',
  'invite.link': 'Einladungslink',
  'invite.code': 'Einladungscode',
  'invite.same': 'Parley wurde aus einer Datei geöffnet, die keine Adresse zum Teilen hat: In beiden Feldern steht der Code.',
  'invite.copy-link': 'Link kopieren',
  'invite.copy-code': 'Code kopieren',
  'invite.copied-link': 'Link kopiert.',
  'invite.copied-code': 'Code kopiert.',
  'invite.copy-failed': 'Kopieren ging nicht. Der Text ist markiert: Drücke Strg und C, oder Befehl und C.',
  'invite.qr': 'Link als QR-Code zeigen',
  'invite.qr-picture': 'QR-Code des Einladungslinks',
  'invite.qr-hint': 'Wer ihn fotografiert, hat die Einladung, wie mit dem Link.',
  'invite.token': 'Ohne Nachfrage hereinlassen',
  'invite.token-hint': 'Für die erste Person, die kommt. Du kannst sie hier jederzeit zurückziehen.',
  'invite.expires': 'Gilt einmal, bis {date}.',
  'invite.expires-many': 'Gilt für {count} Personen, bis {date}.',
  'invite.uses': 'Für wie viele Personen',
  'invite.days': 'Für wie lange',
  'invite.days-1': 'Ein Tag',
  'invite.days-7': 'Eine Woche',
  'invite.days-30': 'Ein Monat',
  'invite.open-heading': 'Offene Einladungen',
  'invite.open': {
    one: 'Lässt noch {count} Person herein, bis {date}.',
    other: 'Lässt noch {count} Personen herein, bis {date}.',
  },
  'invite.open-by': {
    one: 'Von {name}: lässt noch {count} Person herein, bis {date}.',
    other: 'Von {name}: lässt noch {count} Personen herein, bis {date}.',
  },
  'invite.withdraw': 'Zurückziehen',
  'invite.busy': 'Die Einladung entsteht…',
  'invite.gives-heading': 'Was eine Einladung verrät',
  'invite.gives':
    'Wer sie hat, erfährt den Namen des Raums und wer eingeladen hat, kann sehen, wann jemand online ist, und kann anklopfen. Lesen kann damit niemand etwas.',
  'invite.gives-token':
    'Wer sie zuerst benutzt, kommt ohne Nachfrage herein und kann lesen, was vorher gesagt wurde. Schicke sie dort, wo sonst niemand mitliest.',
  'invite.gives-token-many':
    'Wer sie hat, solange sie gilt, kommt ohne Nachfrage herein und kann lesen, was vorher gesagt wurde. Schicke sie dort, wo sonst niemand mitliest.',

  'verify.heading': '{name} überprüfen',
  'verify.lead': 'Ruft euch an, oder setzt euch zusammen, und vergleicht eins von den dreien unten. Vergleicht nicht in diesem Chat.',
  'verify.emoji': 'Emoji',
  'verify.emoji-idle': 'Wenn niemand dazwischensitzt, seht ihr beide dieselben sieben Bilder.',
  'verify.start-idle': 'Emoji vergleichen',
  'verify.emoji-offered': 'Die andere Seite hat angefangen zu vergleichen.',
  'verify.start-offered': 'Meine Emoji zeigen',
  'verify.emoji-waiting': 'Warten auf die andere Seite. Bitte darum, dort dieses Fenster auch zu öffnen.',
  'verify.emoji-comparing': 'Lest sie euch gegenseitig vor, in dieser Reihenfolge.',
  'verify.start-failed': 'Emoji noch einmal vergleichen',
  'verify.emoji-away': 'Dafür müsst ihr verbunden sein.',
  'verify.retry-at': 'Um {time} kannst du es wieder versuchen.',
  'verify.number': 'Sicherheitsnummer',
  'verify.number-hint': 'Geht auch, wenn einer von euch offline ist. Jede Ziffer muss dieselbe sein.',
  'verify.number-busy': 'Wird berechnet…',
  'verify.code': 'QR-Code',
  'verify.code-picture': 'QR-Code, den {name} scannen kann',
  'verify.code-hint': 'Sitzt ihr zusammen? Lass {name} dies scannen, oder scanne den Code auf dem anderen Bildschirm.',
  'verify.code-only': 'Sitzt ihr zusammen? {name} kann dies mit der eigenen Kamera scannen.',
  'verify.scan': 'Code von {name} scannen',
  'verify.scan-stop': 'Kamera ausschalten',
  'verify.scan-hint': 'Halte den anderen Bildschirm vor die Kamera. Kein Bild verlässt diese Seite.',
  'verify.camera': 'Was die Kamera sieht',
  'verify.camera-refused':
    'Der Browser lässt Parley nicht an die Kamera. Erlaube es in den Einstellungen des Browsers, oder vergleicht die Bilder oder die Nummer.',
  'verify.camera-failed': 'Die Kamera lässt sich gerade nicht benutzen. Vergleicht die Bilder oder die Nummer.',
  'verify.scanned-match':
    'Der Code stimmt: Es ist der Schlüssel von {name}, den du hier hast, und drüben ist deiner. War es der richtige Bildschirm, drücke „Stimmt überein“.',
  'verify.scanned-not-me':
    'Das ist der Schlüssel von {name}, aber der Code gilt jemand anderem. Bitte darum, drüben „Überprüfen“ für dich zu öffnen, und scanne noch einmal. Bleibt es so, drücke „Stimmt nicht überein“.',
  'verify.scanned-not-them':
    'Das ist nicht der Schlüssel, den du hier unter dem Namen {name} hast. War es der richtige Bildschirm, und war „Überprüfen“ dort für dich offen, drücke „Stimmt nicht überein“.',
  'verify.scanned-no-code': 'Das ist kein Code zum Überprüfen. Die andere Person findet ihren unter „Überprüfen“, bei deinem Namen.',
  'verify.meaning': 'Stimmt alles überein, sitzt niemand zwischen euch. Parley sagt dir, wenn sich dieser Schlüssel je ändert.',
  'verify.no-meaning': 'Stimmt es nicht überein, sag es hier, und schreib nichts Vertrauliches.',
  'verify.match': 'Stimmt überein',
  'verify.no-match': 'Stimmt nicht überein',
  'verify.done': 'Du hast {name} überprüft.',
  'verify.changed':
    'Du hattest mit {name} verglichen, aber jetzt ist der Schlüssel ein anderer. Das passiert bei einem neuen Gerät, und wenn sich jemand als {name} ausgibt.',
  'verify.forked':
    '{name} hat Verläufe unterschrieben, die sich widersprechen. Vielleicht wurde das Gerät kopiert. Frag nach, bevor ihr neu vergleicht.',

  'compare-room.heading': 'Den ganzen Raum vergleichen',
  'compare-room.hint': 'Überprüfe auf einmal alle, die bei dir sitzen oder mit dir in einem Anruf sind.',
  'compare-room.lead':
    'Setzt euch zusammen, oder seid in einem Anruf, in dem du jede Stimme kennst. Lest dies reihum vor, oder haltet alle eure Bildschirme hoch. Vergleicht nicht in diesem Chat.',
  'compare-room.number': 'Nummer des Raums',
  'compare-room.all-of-it': 'Sie zählt nur als Ganzes: jedes Bild und jede Ziffer. Bei einem Teil davon lässt sich Gleichheit vortäuschen.',
  'compare-room.who': 'Wer vergleicht mit dir?',
  'compare-room.who-hint': 'Hier bist du {name}. Lass alle sagen, wie sie hier heißen, und hake nur an, wer bei dir ist und es gesagt hat.',
  'compare-room.namesake': 'Jemand anderes hier hat denselben Namen. Überprüfe diese Person einzeln.',
  'compare-room.changed':
    'Inzwischen ist jemand gekommen, gegangen oder hat einen anderen Namen. Niemand wurde überprüft. Vergleicht noch einmal von vorn.',
  'compare-room.meaning':
    'Stimmt alles überein, habt ihr alle dieselbe Liste von Schlüsseln: Wen du anhakst, hat keinen anderen Schlüssel als den hier. Über die, die du nicht anhakst, sagt das nichts.',
  'compare-room.no-meaning': 'Stimmt es nicht überein, sag es hier. Niemand wird markiert; Parley sagt dir, was zu tun ist.',

  'emoji.names':
    'Hund, Katze, Löwe, Pferd, Einhorn, Schwein, Elefant, Hase, Panda, Hahn, Pinguin, Schild\u00ADkröte, Fisch, Oktopus, Schmetter\u00ADling, Blume, ' +
    'Baum, Kaktus, Pilz, Globus, Mond, Wolke, Feuer, Banane, Apfel, Erdbeere, Mais, Pizza, Kuchen, Herz, Lächeln, Roboter, ' +
    'Hut, Brille, Schrauben\u00ADschlüssel, Weihnachts\u00ADmann, Daumen hoch, Regen\u00ADschirm, Sanduhr, Wecker, Geschenk, Glüh\u00ADbirne, Buch, Bleistift, Büro\u00ADklammer, Schere, Schloss, Schlüssel, ' +
    'Hammer, Telefon, Flagge, Zug, Fahrrad, Flugzeug, Rakete, Pokal, Ball, Gitarre, Trompete, Glocke, Anker, Kopf\u00ADhörer, Ordner, Steck\u00ADnadel',

  'remove.heading': '{name} entfernen',
  'remove.lead':
    'Von jetzt an bekommt {name} nichts mehr, was hier geschrieben wird, und niemand hier verbindet sich mehr mit dieser Person.',
  'remove.keeps': 'Was sie hat, behält sie. Nichts holt es zurück.',
  'remove.sees': 'Sie weiß, wo sich dieser Raum trifft, kann also weiterhin sehen, wann hier jemand online ist.',
  'remove.knocks': 'Sie hat noch eine Einladung, kann also unter anderem Namen anklopfen. Lasst nur herein, mit wem ihr verglichen habt.',
  'remove.yes': 'Entfernen',

  'leave.heading': 'Diesen Raum verlassen',
  'leave.lead': 'Du bekommst nichts mehr von dem, was in {room} geschrieben wird, und kannst dort nicht mehr schreiben.',
  'leave.keeps': 'Was du davon hast, bleibt hier lesbar. Was du geschrieben hast, bleibt bei den anderen.',
  'leave.told': 'Die anderen erfahren es, sobald jemand von ihnen online ist.',
  'leave.back': 'Diese Kopie von Parley kann ihn nicht wieder betreten.',
  'leave.founder':
    'Du hast diesen Raum gegründet. Bist du weg, kann niemand entfernen, wer gleich nach dir hereinkam, und gibt es keinen Admin, kann nie wieder jemand andere entfernen oder zum Admin machen.',
  'leave.yes': 'Verlassen',

  'delete-room.heading': 'Diesen Raum hier löschen',
  'delete-room.lead': 'Alles von {room} verschwindet von diesem Gerät: was geschrieben wurde, wer darin ist, und wie man ihn findet.',
  'delete-room.others': 'Was die anderen haben, behalten sie. Niemand erfährt davon.',
  'delete-room.member': 'Für die anderen bist du noch darin. Um ganz zu gehen, verlass ihn zuerst.',
  'delete-room.alone': 'Sonst ist niemand darin: Was geschrieben wurde, gibt es nirgends sonst.',
  'delete-room.back': 'Nichts bringt ihn zurück, außer einer Sicherung, oder den anderen, wenn du wieder eingeladen wirst.',
  'delete-room.yes': 'Den Raum hier löschen',

  'knock.heading': '{name} möchte beitreten',
  'knock.lead': 'Diese Person hat eine Einladung zu {room}. Jeder kann jeden Namen verwenden: Stell sicher, dass es ist, wen du meinst.',
  'knock.earlier': {
    one: '{count} frühere Nachricht wird dann lesbar.',
    other: '{count} frühere Nachrichten werden dann lesbar.',
  },
  'knock.earlier-none': 'Es gibt keine früheren Nachrichten.',
  'knock.verified': 'Ihr habt verglichen, und es stimmte überein.',
  'knock.verified-as': 'Ihr habt verglichen, als der Name {name} war, und es stimmte überein.',
  'knock.changed':
    'Das ist nicht die Person, mit der du als {name} verglichen hattest: Der Schlüssel ist ein anderer. Vielleicht gibt sich jemand für sie aus.',
  'knock.forked':
    '{name} hat Verläufe unterschrieben, die sich widersprechen. Vielleicht wurde das Gerät kopiert. Frag nach, bevor du hereinlässt.',
  'knock.verify': 'Überprüfen',
  'knock.admit': 'Hereinlassen',
  'knock.admit-unverified': 'Ohne Überprüfung hereinlassen',
  'knock.refuse': 'Ablehnen',

  'alert.dismiss': 'Ausblenden',
  'alert.subject': '{name}: {sentence}',
};

/**
 * German words outside rooms: starting, first run, unlocking, the list of rooms, home.
 */
import type { englishStart } from './en-start.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the German catalogue. */
export const germanStart: PartOfTwo<typeof englishStart> = {
  'app.name': 'Parley',
  'app.promise': 'Ein vertrauliches Gespräch in einer einzigen Datei.',
  'app.title-unread': '({count}) Parley',
  'loading.text': 'Parley startet…',
  'fatal.heading': 'Parley ist nicht gestartet',
  'fatal.button': 'Noch einmal versuchen',
  'elsewhere.heading': 'Parley ist in einem anderen Tab offen',
  'elsewhere.text': 'Immer nur ein Tab darf deine Nachrichten aufbewahren. Mach dort weiter, oder wechsle hierher.',
  'elsewhere.button': 'Parley hier benutzen',

  'first.lead': 'Sprich mit den Menschen, die du dir aussuchst, von Browser zu Browser. Kein Konto, kein Server, der deine Worte behält.',
  'first.point-sealed': 'Bei dir versiegelt, bei ihnen geöffnet.',
  'first.point-kept': 'Dein Verlauf bleibt in diesem Browser, verschlüsselt.',
  'first.point-checked': 'Mit sieben Bildern stellst du einmal sicher, dass deine Freunde sind, wer sie zu sein sagen.',
  'first.name': 'Dein Name',
  'first.name-hint': 'Das sehen die anderen.',
  'first.passphrase': 'Passphrase',
  'first.passphrase-hint':
    'Sie schließt ab, was auf diesem Gerät gespeichert ist. Ein paar Wörter ohne Zusammenhang sind gut. Niemand kann sie zurücksetzen.',
  'strength.weak': 'Leicht zu erraten. Ein paar Wörter mehr ohne Zusammenhang helfen.',
  'strength.fair': 'Mittel. Ein oder zwei Wörter mehr ohne Zusammenhang machen sie stark.',
  'strength.strong': 'Schwer zu erraten, wenn sie kein Zitat ist.',
  'first.start': 'Los geht’s',
  'first.busy': 'Deine Schlüssel entstehen…',
  'first.pending-invite': 'Deine Einladung ist gemerkt und kommt, sobald du angefangen hast.',
  'first.without-heading': 'Wirklich ohne?',
  'first.without': 'Dann kann deine Nachrichten lesen, wer immer diesen Browser benutzen kann.',
  'first.without-file':
    'Diese Seite wurde aus einer Datei geöffnet. In manchen Browsern könnte auch jede andere Seite aus einer Datei sie lesen.',
  'first.continue': 'Ohne Passphrase weiter',

  'unlock.heading': 'Willkommen zurück',
  'unlock.text': 'Deine Nachrichten sind versiegelt. Die Passphrase öffnet sie.',
  'unlock.passphrase': 'Passphrase',
  'unlock.button': 'Entsperren',
  'unlock.busy': 'Wird geöffnet…',

  'rooms.heading': 'Räume',
  'rooms.home': 'Übersicht',
  'rooms.none': 'Noch keine Räume.',
  'rooms.unread': '{count} ungelesen',
  'rooms.online': '{count} verbunden',
  'rooms.quiet': 'Niemand verbunden',
  'rooms.lock': 'Parley sperren',
  'rooms.me': 'Du bist {name}',
  'rooms.no-passphrase': 'Keine Passphrase: Wer diesen Browser benutzt, kann Parley öffnen.',

  'home.greeting': 'Hallo, {name}',
  'home.lead': 'Mach einen Raum auf und lade jemanden ein, oder tritt einem bei, in den du eingeladen wurdest.',
  'home.new-room': 'Neuer Raum',
  'home.new-room-hint': 'Du entscheidest, wen du einlädst.',
  'home.join': 'Mit Einladung beitreten',
  'home.join-hint': 'Jemand hat dir einen Link oder einen Code geschickt.',
  'home.room-name': 'Name des Raums',
  'home.room-name-hint': 'Alle im Raum sehen ihn, und auch, wer eine Einladung hat.',
  'home.create': 'Raum anlegen',
  'home.creating': 'Wird angelegt…',
  'home.invite': 'Einladungslink oder -code',
  'home.invite-hint': 'Füge alles ein. Es wird hier gelesen und nirgends hingeschickt.',
  'home.join-button': 'Beitreten',
  'home.joining': 'Du trittst bei…',
  'home.back': 'Zurück',
  'home.server-heading': 'Dieser Raum trifft sich anderswo',
  'home.server':
    'Die Einladung bittet dich, den Treffpunkt {server} zu benutzen. Wer ihn betreibt, erfährt die Internetadressen aller, die sich dort treffen, und wann. Drücke noch einmal „Beitreten“, um zuzustimmen.',
};

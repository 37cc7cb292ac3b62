/**
 * German words about storage, backups, copies and rooms written out.
 */
import type { englishStorage } from './en-storage.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the German catalogue. */
export const germanStorage: PartOfTwo<typeof englishStorage> = {
  'storage.open': 'Speicher und Sicherung',
  'storage.space': 'Platz',
  'storage.used': '{percent} von dem, was dieser Browser für schnellen Zugriff aufbewahrt, sind belegt: {used} von {limit}.',
  'storage.disk': 'Auf der Festplatte, alle Speicher zusammen: etwa {used} von {limit}.',
  'storage.megabytes': '{size} MB',
  'storage.gigabytes': '{size} GB',
  'storage.backup': 'Sicherung',
  'storage.never': 'Noch keine Sicherung.',
  'storage.today': 'Letzte Sicherung: heute.',
  'storage.ago': { one: 'Letzte Sicherung: vor {count} Tag.', other: 'Letzte Sicherung: vor {count} Tagen.' },
  'storage.why':
    'Dein Verlauf ist in diesem Browser und sonst nirgends bei dir. Eine Sicherung ist eine versiegelte Datei: wer du bist, deine Räume, und alles, was gesagt wurde. Bewahre sie dort auf, wo du Wichtiges aufbewahrst.',
  'storage.back-up': 'Alles sichern',
  'storage.back-up-room': 'Diesen Raum sichern',
  'storage.save-copy': 'Meine Kopie speichern',
  'storage.open-backup': 'Sicherung öffnen',
  'storage.export': 'Als Text exportieren',
  'storage.drop-old': 'Alte Nachrichten entfernen…',
  'storage.room': 'Welcher Raum',
  'storage.format': 'Format',
  'storage.format-html': 'Webseite',
  'storage.format-json': 'JSON',
  'storage.format-markdown': 'Markdown',
  'storage.passphrase': 'Passphrase für die Datei',
  'storage.passphrase-hint': 'Es darf die sein, mit der du Parley entsperrst. Ohne sie kann niemand die Datei öffnen, auch du nicht.',
  'storage.again': 'Dieselbe Passphrase noch einmal',
  'storage.differs': 'Die beiden Passphrasen sind verschieden.',
  'storage.missing': 'Gib eine Passphrase für die Datei ein.',
  'storage.no-file': 'Wähle eine Sicherungsdatei.',
  'storage.copy-hint':
    'Eine Webseite, die Parley ist und deinen versiegelten Verlauf enthält. In jedem Browser geöffnet, fragt sie nach der Passphrase und macht dort weiter.',
  'storage.import-hint': 'Was hier fehlt, kommt dazu; was hier ist, bleibt. Es muss eine Sicherung von dir selbst sein.',
  'storage.file': 'Sicherungsdatei',
  'storage.file-passphrase': 'Passphrase der Sicherung',
  'storage.plain':
    'Die Datei wird nicht verschlüsselt: Wer sie in die Hand bekommt, kann sie ganz lesen. Alle im Raum haben dir anvertraut, was sie schrieben.',
  'storage.keep': 'Was bleibt',
  'storage.keep-newest': 'Die neuesten {count}',
  'storage.drops': {
    one: '{count} Nachricht verschwindet von diesem Gerät, und nur von diesem.',
    other: '{count} Nachrichten verschwinden von diesem Gerät, und nur von diesem.',
  },
  'storage.drop-others': 'Die anderen behalten ihre.',
  'storage.drop-alone': 'Sonst ist niemand in diesem Raum.',
  'storage.drop-undone':
    'Das lässt sich nicht rückgängig machen, außer jemand im Raum, oder eine Sicherung, hat sie noch: Sichere zuerst diesen Raum, dann bekommst du sie immer zurück.',
  'storage.drop-stays': 'Was du nicht gelesen hast, bleibt, und auch, was jemand im Raum von dir noch nicht bekommen hat.',
  'storage.do-drop': 'Alte Nachrichten entfernen',
  'storage.do-backup': 'Sicherung erstellen',
  'storage.do-copy': 'Kopie erstellen',
  'storage.do-import': 'Übernehmen',
  'storage.do-export': 'Unverschlüsselt exportieren',
  'storage.busy-backup': 'Die Sicherung entsteht…',
  'storage.busy-copy': 'Die Kopie entsteht…',
  'storage.busy-text': 'Wird aufgeschrieben…',
  'storage.busy-import': 'Die Sicherung wird übernommen. Deine Räume sind so lange geschlossen…',
  'storage.busy-drop': 'Alte Nachrichten werden entfernt…',
  'storage.cancel': 'Abbrechen',
  'storage.dropped': {
    one: '{count} Nachricht wurde von diesem Gerät entfernt.',
    other: '{count} Nachrichten wurden von diesem Gerät entfernt.',
  },
  'storage.stays-dropped': {
    one: '{count} Nachricht darin wurde hier entfernt und bleibt es, bis du oben im Raum „Zurückholen“ drückst und die Sicherung noch einmal öffnest.',
    other:
      '{count} Nachrichten darin wurden hier entfernt und bleiben es, bis du oben im Raum „Zurückholen“ drückst und die Sicherung noch einmal öffnest.',
  },
  'storage.saved': 'Fertig: {file}. Dein Browser legt sie zu den Downloads, oder fragt dich.',
  'storage.saved-plain': 'Fertig: {file}. Die Datei ist nicht verschlüsselt.',
  'storage.nothing-new': 'Alles in dieser Sicherung ist schon hier.',
  'storage.imported': { one: '{count} Eintrag kam dazu.', other: '{count} Einträge kamen dazu.' },
  'storage.imported-rooms': { one: '{count} Raum ist neu hier.', other: '{count} Räume sind neu hier.' },
  'storage.refused': {
    one: '{count} Stück ließ sich nicht prüfen und blieb weg, in {names}.',
    other: '{count} Stücke ließen sich nicht prüfen und blieben weg, in {names}.',
  },
  'storage.not-verified':
    'Nicht übernommen, weil hier unter demselben Namen jemand anderes überprüft ist: {names}. Vergleicht noch einmal.',
  'storage.copy': 'Diese Seite enthält eine versiegelte Kopie vom {date}.',
  'storage.copy-merge': 'Öffne sie, um zu ergänzen, was hier fehlt.',

  'restore.open': 'Sicherung öffnen',
  'restore.instead': 'Ohne sie anfangen',
  'restore.heading': 'Sicherung öffnen',
  'restore.copy-heading': 'Dies ist eine versiegelte Kopie von jemandes Parley',
  'restore.copy': 'Sie ist vom {date}. Ihre Passphrase öffnet sie hier, in diesem Browser.',
  'restore.lead': 'Sie bringt in diesen Browser, wer du bist, deine Räume und deinen Verlauf.',
  'restore.new': 'Eine andere Passphrase für diesen Browser',
  'restore.new-hint': 'Bleibt das leer, sperrt die der Sicherung Parley auch hier.',
  'restore.button': 'Öffnen',
  'restore.busy': 'Jeder Eintrag wird geöffnet und geprüft…',
  'restore.note': 'Wo Parley damit schon benutzt wurde, geht beides nebeneinander weiter, wie zwei Geräte von dir.',

  'notice-backup.none': 'Du hast noch keine Sicherung.',
  'notice-backup.old': 'Deine letzte Sicherung ist über einen Monat alt.',
  'notice-backup.file':
    'Firefox bindet, was hier aufbewahrt wird, an den Ort dieser Datei: Wird sie verschoben oder umbenannt, fängt Parley leer an. Andere Browser verlieren es, wenn ihre Daten gelöscht werden.',
  'notice-backup.safari': 'Safari löscht, was eine Seite aufbewahrt, wenn sie sieben Tage nicht besucht wurde.',
  'notice-backup.browser': 'Werden die Daten dieses Browsers gelöscht, oder geht sein Profil verloren, ist auch dein Verlauf weg.',
  'notice-backup.open': 'Jetzt sichern',
  'notice-backup.later': 'Nicht jetzt',

  'export.plain': 'Diese Datei ist nicht verschlüsselt.',
  'export.made': 'Von Parley aufgeschrieben am {date}',
  'export.me': '{name} (du)',
};

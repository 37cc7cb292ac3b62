/**
 * German words of what can be chosen about Parley as a whole: the sections of the settings, how the page looks, how one writes, one's name.
 */
import type { englishPreferences } from './en-preferences.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the German catalogue. */
export const germanPreferences: PartOfTwo<typeof englishPreferences> = {
  'settings.sections': 'Abschnitte',
  'settings.appearance': 'Aussehen',
  'settings.writing': 'Schreiben',
  'settings.lock-passphrase': 'Sperre und Passphrase',
  'settings.name': 'Dein Name',
  'appearance.theme': 'Farben',
  'appearance.system': 'Wie dieses Gerät',
  'appearance.light': 'Hell',
  'appearance.dark': 'Dunkel',
  'appearance.text-size': 'Textgröße',
  'appearance.small': 'Klein',
  'appearance.normal': 'Mittel',
  'appearance.large': 'Groß',
  'appearance.larger': 'Größer',
  'appearance.hint':
    'Diese beiden bleiben unversiegelt in diesem Browser, damit der Sperrbildschirm richtig aussieht. Sie sagen nichts über dich. Mehr Kontrast und weniger Bewegung richten sich nach deinem Gerät.',
  'writing.enter': 'Die Eingabetaste',
  'writing.enter-sends': 'Sendet die Nachricht',
  'writing.enter-breaks': 'Macht eine neue Zeile; Strg oder Befehl und Eingabe sendet',
  'writing.telling': 'In Räumen, die du von jetzt an anlegst oder betrittst',
  'writing.read': 'Den Personen dort sagen, was ich gelesen habe',
  'writing.typing': 'Ihnen zeigen, wenn ich schreibe',
  'writing.telling-hint': 'In jedem Raum kannst du es anders entscheiden, unter den Personen.',
  'storage.lead': 'Wie voll dieser Browser ist, Sicherungen, und wie du alte Nachrichten loswirst.',
  'name.lead':
    'Das sehen die anderen. Es wird ihnen in jedem Raum gesagt, in dem du bist, und wer dich überprüft hat, sieht, unter welchem Namen das war.',
  'name.label': 'Neuer Name',
  'name.change': 'Namen ändern',
  'name.done': 'Von jetzt an bist du {name}.',
};

/**
 * German words of choosing how one is connected, of trying servers, and of the connection doctor.
 */
import type { englishConnection } from './en-connection.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the German catalogue. */
export const germanConnection: PartOfTwo<typeof englishConnection> = {
  'connect.lead':
    'Man findet sich an einem Treffpunkt (Signalisierungsserver). STUN- und TURN-Server helfen zweien, einen Weg zueinander zu finden. Keiner kann lesen, was du schreibst.',
  'connect.relay': 'Nur über Relais',
  'connect.relay-hint':
    'Andere werden allein über TURN-Server erreicht und erfahren deine IP-Adresse nicht; das Relais und der Treffpunkt schon. Jede Verbindung wird neu hergestellt.',
  'connect.seen-none': 'Niemand hier kann jetzt deine IP-Adresse sehen.',
  'connect.seen': {
    one: '{count} Person hier kann deine IP-Adresse sehen.',
    other: '{count} Personen hier können deine IP-Adresse sehen.',
  },
  'connect.seen-unknown': 'Von {count} hier ist nicht bekannt, ob sie deine IP-Adresse sehen können.',
  'connect.signalling': 'Treffpunkte',
  'connect.signalling-hint':
    'Etwa {example}. Der erste, der erreichbar ist, wird benutzt. Deine Räume treffen sich dort, außer denen, deren Einladung einen anderen nannte: Sprich es mit den anderen ab.',
  'connect.signalling-nth': 'Treffpunkt {count}',
  'connect.ice': 'STUN- und TURN-Server',
  'connect.ice-hint':
    'Etwa {example}. Ein TURN-Server leitet weiter, wo sich kein direkter Weg findet, und will einen Benutzernamen und ein Passwort.',
  'connect.ice-nth': 'STUN- oder TURN-Server {count}',
  'connect.username': 'Benutzername',
  'connect.credential': 'Passwort',
  'connect.remove': '{name} entfernen',
  'connect.add': 'Hinzufügen',
  'connect.save': 'Diese Server benutzen',
  'connect.save-hint': 'Jede Verbindung wird dann geschlossen und neu hergestellt.',
  'connect.page': 'Die Server der Seite benutzen',
  'connect.saved': 'Jetzt in Gebrauch.',
  'connect.test': 'Prüfen',
  'connection.no-way': 'Nur Relais sind erlaubt, und kein TURN-Server ist angegeben: Niemand ist erreichbar',
  'trial.list': 'Prüfung der Server',
  'trial.running': 'Wird gefragt…',
  'trial.unused': 'Nicht gefragt: Nur über Relais wird er nicht benutzt.',
  'trial.works-signalling': 'Geht: Dort kann man sich finden.',
  'trial.works-stun': 'Geht: Er sagt diesem Browser, wie er von außen aussieht.',
  'trial.works-turn': 'Geht: Er leitet weiter.',
  'trial.failed-signalling':
    'Nicht erreichbar, oder lässt niemanden ein. Sieh nach der Adresse mit Pfad und Schlüssel und nach deinem Netz, oder versuche einen anderen.',
  'trial.failed-stun':
    'Nannte diesem Browser keine Adresse. Direkte Verbindungen gehen vielleicht nicht: Sieh nach der Adresse, versuche einen anderen oder füge einen TURN-Server hinzu.',
  'trial.refused-turn': 'Lehnt den Benutzernamen oder das Passwort ab. Frage, wer ihn betreibt.',
  'trial.failed-turn':
    'Es wurde kein Relais daraus: Er ist nicht erreichbar oder lehnt Benutzernamen oder Passwort ab. Sieh nach beidem, oder versuche einen anderen.',
  'doctor.heading': 'Verbindungsdoktor',
  'doctor.servers': 'Server',
  'doctor.no-stun': 'Kein STUN-Server ist angegeben: Direkte Verbindungen gehen vielleicht nur innerhalb eines Netzes.',
  'doctor.no-turn': 'Kein TURN-Server ist angegeben: Wo Netze keinen direkten Weg durchlassen, erreicht man sich nicht.',
  'doctor.online': 'Am Treffpunkt: Andere können dich finden.',
  'doctor.nobody': 'Niemand ist verbunden. Auf beiden Seiten muss Parley offen, entsperrt und am selben Treffpunkt sein.',
  'doctor.own': 'Du, anderswo',
  'doctor.direct': 'Direkt',
  'doctor.relayed': 'Über ein Relais: langsamer und genauso versiegelt',
  'doctor.unknown': 'Auf welchem Weg, ist nicht bekannt',
  'doctor.round-trip': '{count} ms hin und zurück',
  'doctor.no-round-trip': 'Dauer hin und zurück nicht bekannt',
  'doctor.seen': 'Kann deine IP-Adresse sehen',
  'doctor.hidden': 'Kann deine IP-Adresse nicht sehen',
  'doctor.seen-unknown': 'Ob deine IP-Adresse zu sehen ist, ist nicht bekannt',
};

/**
 * French words of the settings, and of choosing a profile.
 */
import type { englishSettings } from './en-settings.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the French catalogue. */
export const frenchSettings: PartOfTwo<typeof englishSettings> = {
  'settings.heading': 'Réglages',
  'settings.passphrase': 'Phrase secrète',
  'settings.passphrase-lead': 'Elle ouvre ce qui est gardé ici. Personne ne peut la réinitialiser.',
  'settings.device-lead':
    'Il n’y en a pas : une clé gardée par ce navigateur ouvre Parley, donc toute personne qui peut utiliser ce navigateur peut tout lire.',
  'settings.current': 'Phrase secrète actuelle',
  'settings.new': 'Nouvelle phrase secrète',
  'settings.new-hint': 'Quelques mots sans lien entre eux conviennent bien.',
  'settings.repeat': 'Nouvelle phrase secrète, encore une fois',
  'settings.change': 'Changer la phrase secrète',
  'settings.set': 'Définir une phrase secrète',
  'settings.busy': 'Verrouillage avec la nouvelle…',
  'settings.done': 'Désormais, la nouvelle phrase secrète ouvre Parley, et rien d’autre ne l’ouvre.',
  'settings.copies':
    'Les copies que quelqu’un aurait faites auparavant des données de ce navigateur s’ouvrent toujours avec ce qui les ouvrait alors.',
  'settings.lock': 'Verrouillage',
  'settings.lock-after': 'Se verrouiller tout seul',
  'settings.lock-5': 'Après 5 minutes',
  'settings.lock-15': 'Après 15 minutes',
  'settings.lock-60': 'Après une heure',
  'settings.lock-never': 'Jamais',
  'settings.lock-hint':
    'Quand personne n’a touché Parley pendant ce temps, même si la machine était en veille. Verrouillé, il est hors ligne : ce que les autres écrivent arrive quand vous le déverrouillez.',
  'settings.lock-now': 'Verrouiller maintenant',
  'settings.lock-none': 'Avec une phrase secrète, Parley peut être verrouillé, et se verrouille tout seul quand vous vous absentez.',

  'profiles.heading': 'Qui utilise Parley ?',
  'profiles.lead': 'Chaque profil est une personne à part, avec ses propres salons et son propre verrou.',
  'profiles.list': 'Profils',
  'profiles.new': 'Nouveau profil',
  'profiles.new-name': 'Nom du profil',
  'profiles.new-hint': 'Il figure sur cet écran et dans l’adresse, en clair. Vous choisirez ensuite ce que voient les autres.',
  'profiles.this': 'Profil : {name}',
  'profiles.other': 'Un autre profil',
  'unlock.idle': { one: 'Verrouillé après {count} minute sans utilisation.', other: 'Verrouillé après {count} minutes sans utilisation.' },
};

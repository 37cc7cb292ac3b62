/**
 * French words of the command palette and of the sheet of keyboard shortcuts.
 */
import type { englishKeyboard } from './en-keyboard.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the French catalogue. */
export const frenchKeyboard: PartOfTwo<typeof englishKeyboard> = {
  'palette.heading': 'Aller à un salon, ou faire quelque chose',
  'palette.label': 'Salon ou action',
  'palette.placeholder': 'Tapez pour chercher',
  'palette.found': { one: '{count} trouvé', other: '{count} trouvés' },
  'palette.invite': 'Inviter quelqu’un dans ce salon',
  'shortcuts.heading': 'Raccourcis clavier',
  'shortcuts.palette': 'Aller à un salon, ou faire quelque chose',
  'shortcuts.previous': 'Salon précédent',
  'shortcuts.next': 'Salon suivant',
  'shortcuts.send': 'Envoyer le message',
  'shortcuts.new-line': 'Nouvelle ligne',
  'shortcuts.mention': 'Mentionner quelqu’un en écrivant',
  'shortcuts.close': 'Fermer ce qui est ouvert',
  'shortcuts.sheet': 'Afficher ceci, hors d’une zone de texte',
  'shortcuts.help-key': 'La touche ? affiche ceci',
  'shortcuts.help-key-hint': 'Désactivez-la si vous la pressez sans le vouloir, par exemple avec la saisie vocale.',
  'keys.control': 'Ctrl',
  'keys.alt': 'Alt',
  'keys.shift': 'Maj',
  'keys.enter': 'Entrée',
  'keys.escape': 'Échap',
};

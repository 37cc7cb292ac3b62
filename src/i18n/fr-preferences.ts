/**
 * French words of what can be chosen about Parley as a whole: the sections of the settings, how the page looks, how one writes, one's name.
 */
import type { englishPreferences } from './en-preferences.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the French catalogue. */
export const frenchPreferences: PartOfTwo<typeof englishPreferences> = {
  'settings.sections': 'Sections',
  'settings.appearance': 'Apparence',
  'settings.writing': 'Écriture',
  'settings.lock-passphrase': 'Verrouillage et phrase secrète',
  'settings.name': 'Votre nom',
  'appearance.theme': 'Thème',
  'appearance.system': 'Comme cet appareil',
  'appearance.light': 'Clair',
  'appearance.dark': 'Sombre',
  'appearance.text-size': 'Taille du texte',
  'appearance.small': 'Petite',
  'appearance.normal': 'Normale',
  'appearance.large': 'Grande',
  'appearance.larger': 'Très grande',
  'appearance.hint':
    'Ces deux choix sont gardés sans être scellés dans ce navigateur, pour que l’écran verrouillé ait la bonne apparence. Ils ne disent rien de vous. Plus de contraste et moins de mouvement suivent votre appareil.',
  'writing.enter': 'La touche Entrée',
  'writing.enter-sends': 'Envoie le message',
  'writing.enter-breaks': 'Va à la ligne ; Ctrl ou Commande et Entrée envoie',
  'writing.telling': 'Dans les salons que vous créez ou rejoignez désormais',
  'writing.read': 'Dire aux personnes qui s’y trouvent ce que j’ai lu',
  'writing.typing': 'Leur montrer quand j’écris',
  'writing.telling-hint': 'Dans chaque salon, vous pouvez en décider autrement, au bas de la liste des personnes.',
  'storage.lead': 'À quel point ce navigateur est rempli, les sauvegardes, et comment se défaire d’anciens messages.',
  'name.lead': 'Ce que les autres voient. On le leur dit dans chaque salon où vous êtes, et qui vous a vérifié voit sous quel nom c’était.',
  'name.label': 'Nouveau nom',
  'name.change': 'Changer le nom',
  'name.done': 'Désormais, vous êtes {name}.',
};

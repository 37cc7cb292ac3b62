/**
 * French words about storage, backups, copies and rooms written out.
 */
import type { englishStorage } from './en-storage.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the French catalogue. */
export const frenchStorage: PartOfTwo<typeof englishStorage> = {
  'storage.open': 'Stockage et sauvegarde',
  'storage.space': 'Espace',
  'storage.used': '{percent} de ce que ce navigateur garde en accès rapide est utilisé : {used} sur {limit}.',
  'storage.disk': 'Sur le disque, tous stockages confondus : environ {used} sur {limit}.',
  'storage.megabytes': '{size} Mo',
  'storage.gigabytes': '{size} Go',
  'storage.backup': 'Sauvegarde',
  'storage.never': 'Pas encore de sauvegarde.',
  'storage.today': 'Dernière sauvegarde : aujourd’hui.',
  'storage.ago': { one: 'Dernière sauvegarde : il y a {count} jour.', other: 'Dernière sauvegarde : il y a {count} jours.' },
  'storage.why':
    'Votre historique est dans ce navigateur et nulle part ailleurs chez vous. Une sauvegarde est un seul fichier scellé : qui vous êtes, vos salons, et tout ce qui a été dit. Gardez-la là où vous gardez ce qui compte.',
  'storage.back-up': 'Tout sauvegarder',
  'storage.back-up-room': 'Sauvegarder ce salon',
  'storage.save-copy': 'Enregistrer ma copie',
  'storage.open-backup': 'Ouvrir une sauvegarde',
  'storage.export': 'Exporter en texte',
  'storage.drop-old': 'Retirer d’anciens messages…',
  'storage.room': 'Quel salon',
  'storage.format': 'Format',
  'storage.format-html': 'Page web',
  'storage.format-json': 'JSON',
  'storage.format-markdown': 'Markdown',
  'storage.passphrase': 'Phrase secrète du fichier',
  'storage.passphrase-hint':
    'Ce peut être celle avec laquelle vous déverrouillez Parley. Sans elle, personne ne peut ouvrir le fichier, vous non plus.',
  'storage.again': 'La même phrase secrète, encore une fois',
  'storage.differs': 'Les deux phrases secrètes sont différentes.',
  'storage.missing': 'Tapez une phrase secrète pour le fichier.',
  'storage.no-file': 'Choisissez un fichier de sauvegarde.',
  'storage.copy-hint':
    'Une page web qui est Parley et contient votre historique scellé. Ouverte dans n’importe quel navigateur, elle demande la phrase secrète et reprend à partir de là.',
  'storage.import-hint': 'Ce qui manque ici est ajouté ; ce qui est ici reste. Il faut que ce soit l’une de vos sauvegardes.',
  'storage.file': 'Fichier de sauvegarde',
  'storage.file-passphrase': 'Phrase secrète de la sauvegarde',
  'storage.plain':
    'Le fichier ne sera pas chiffré : quiconque l’obtient peut le lire en entier. Tout le monde dans le salon vous a confié ce qu’il a écrit.',
  'storage.keep': 'Ce qui reste',
  'storage.keep-newest': 'Les {count} plus récents',
  'storage.drops': {
    one: '{count} message disparaît de cet appareil, et de celui-ci seulement.',
    other: '{count} messages disparaissent de cet appareil, et de celui-ci seulement.',
  },
  'storage.drop-others': 'Les autres gardent les leurs.',
  'storage.drop-alone': 'Personne d’autre n’est dans ce salon.',
  'storage.drop-undone':
    'C’est irréversible, sauf si quelqu’un dans le salon, ou une sauvegarde, les a encore : sauvegardez d’abord ce salon, et vous pourrez toujours les retrouver.',
  'storage.drop-stays': 'Ce que vous n’avez pas lu reste, ainsi que ce que quelqu’un dans le salon n’a pas encore reçu de vous.',
  'storage.do-drop': 'Retirer d’anciens messages',
  'storage.do-backup': 'Créer la sauvegarde',
  'storage.do-copy': 'Créer la copie',
  'storage.do-import': 'L’intégrer',
  'storage.do-export': 'Exporter sans chiffrement',
  'storage.busy-backup': 'Création de la sauvegarde…',
  'storage.busy-copy': 'Création de la copie…',
  'storage.busy-text': 'Écriture du texte…',
  'storage.busy-import': 'Intégration de la sauvegarde. Vos salons sont fermés pendant ce temps…',
  'storage.busy-drop': 'Retrait d’anciens messages…',
  'storage.cancel': 'Annuler',
  'storage.dropped': {
    one: '{count} message a été retiré de cet appareil.',
    other: '{count} messages ont été retirés de cet appareil.',
  },
  'storage.stays-dropped': {
    one: '{count} message qu’elle contient avait été retiré ici et le reste, jusqu’à ce que vous appuyiez sur « Les récupérer » en haut du salon et rouvriez la sauvegarde.',
    other:
      '{count} messages qu’elle contient avaient été retirés ici et le restent, jusqu’à ce que vous appuyiez sur « Les récupérer » en haut du salon et rouvriez la sauvegarde.',
  },
  'storage.saved': 'Créé : {file}. Votre navigateur le met avec les téléchargements, ou vous demande où.',
  'storage.saved-plain': 'Créé : {file}. Il n’est pas chiffré.',
  'storage.nothing-new': 'Tout ce que contient cette sauvegarde est déjà ici.',
  'storage.imported': { one: '{count} entrée a été ajoutée.', other: '{count} entrées ont été ajoutées.' },
  'storage.imported-rooms': { one: '{count} salon est nouveau ici.', other: '{count} salons sont nouveaux ici.' },
  'storage.refused': {
    one: '{count} élément n’a pas pu être vérifié et a été laissé de côté, dans {names}.',
    other: '{count} éléments n’ont pas pu être vérifiés et ont été laissés de côté, dans {names}.',
  },
  'storage.not-verified':
    'Vérification non reprise, car quelqu’un d’autre est vérifié ici sous le même nom : {names}. Comparez de nouveau ensemble.',
  'storage.copy': 'Cette page contient une copie scellée, créée le {date}.',
  'storage.copy-merge': 'Ouvrez-la pour ajouter ce qui manque ici.',

  'restore.open': 'Ouvrir une sauvegarde',
  'restore.instead': 'Commencer sans elle',
  'restore.heading': 'Ouvrir une sauvegarde',
  'restore.copy-heading': 'Voici une copie scellée du Parley de quelqu’un',
  'restore.copy': 'Elle a été créée le {date}. Sa phrase secrète l’ouvre ici, dans ce navigateur.',
  'restore.lead': 'Elle apporte à ce navigateur qui vous êtes, vos salons et votre historique.',
  'restore.new': 'Une autre phrase secrète pour ce navigateur',
  'restore.new-hint': 'Si vous laissez vide, celle de la sauvegarde verrouille aussi Parley ici.',
  'restore.button': 'L’ouvrir',
  'restore.busy': 'Ouverture et vérification de chaque entrée…',
  'restore.note': 'Là où Parley servait déjà avec elle, les deux continuent côte à côte, comme deux de vos appareils.',

  'notice-backup.none': 'Vous n’avez pas encore de sauvegarde.',
  'notice-backup.old': 'Votre dernière sauvegarde a plus d’un mois.',
  'notice-backup.file':
    'Firefox lie ce qui est gardé ici à l’emplacement de ce fichier : une fois déplacé ou renommé, Parley recommence à vide. D’autres navigateurs le perdent quand on efface leurs données.',
  'notice-backup.safari': 'Safari supprime ce que garde une page qui n’a pas été visitée pendant sept jours.',
  'notice-backup.browser': 'Si les données de ce navigateur sont effacées, ou son profil perdu, votre historique l’est aussi.',
  'notice-backup.open': 'Sauvegarder maintenant',
  'notice-backup.later': 'Pas maintenant',

  'export.plain': 'Ce fichier n’est pas chiffré.',
  'export.made': 'Écrit par Parley le {date}',
  'export.me': '{name} (vous)',
};

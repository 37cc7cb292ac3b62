/**
 * French words of being told of messages: what the browser says outside of the page, and what can be chosen about it.
 */
import type { englishNotices } from './en-notices.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the French catalogue. */
export const frenchNotices: PartOfTwo<typeof englishNotices> = {
  'notify.plain': 'Nouveau message',
  'notify.title': '{author} dans {room}',
  'settings.notices': 'Avertissements',
  'notices.level': 'Quand arrive un message qui n’est pas à l’écran',
  'notices.off': 'Ne rien me dire hors de cette page',
  'notices.plain': 'Me dire qu’il y en a un',
  'notices.full': 'Me dire qui a écrit, dans quel salon, et quoi',
  'notices.full-hint': 'Qui voit votre écran peut le lire, et votre système le garde peut-être.',
  'notices.default': 'Votre navigateur vous demandera une fois si Parley en a le droit.',
  'notices.denied':
    'Ce navigateur refuse : les notifications sont bloquées pour cette page. Autorisez-les dans ses réglages pour cette page, puis choisissez de nouveau ici.',
  'notices.unsupported':
    'Ce navigateur n’a pas de notifications pour une page ouverte comme celle-ci. Le titre de l’onglet compte ce qui n’est pas lu.',
  'notices.sound': 'Jouer un court son',
  'notices.sound-hint': 'On ne l’entend qu’après avoir utilisé la page depuis son ouverture.',
  'notices.quiet': 'Ne pas déranger',
  'notices.quiet-lead': 'Ni notifications ni sons ; ce qui n’est pas lu est compté tout de même.',
  'notices.quiet-hour': 'Pendant une heure',
  'notices.quiet-tomorrow': 'Jusqu’à demain',
  'notices.quiet-on': 'Jusqu’à ce que je l’arrête',
  'notices.is-quiet': 'Rien ne vous dérange jusqu’à ce que vous l’arrêtiez.',
  'notices.is-quiet-until': 'Rien ne vous dérange avant : {moment}.',
  'notices.quiet-end': 'Arrêter',
  'notices.muted': 'En sourdine',
  'options.mute-heading': 'Ce salon',
  'options.mute': 'Le mettre en sourdine',
  'options.mute-hint':
    'Il ne vous dit rien hors de cette page, sauf si un message vous mentionne ; et le titre de l’onglet ne le compte pas.',
  'offer.heading': 'Des messages sont arrivés pendant que vous regardiez ailleurs.',
  'offer.text': 'Voulez-vous être averti ? Seulement qu’il y en a un, pas de qui.',
  'offer.yes': 'M’avertir',
  'offer.no': 'Non',
};

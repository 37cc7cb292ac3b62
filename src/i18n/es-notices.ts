/**
 * Spanish words of being told of messages: what the browser says outside of the page, and what can be chosen about it.
 */
import type { englishNotices } from './en-notices.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the Spanish catalogue. */
export const spanishNotices: PartOfTwo<typeof englishNotices> = {
  'notify.plain': 'Mensaje nuevo',
  'notify.title': '{author} en {room}',
  'settings.notices': 'Avisos',
  'notices.level': 'Cuando llega un mensaje que no está en pantalla',
  'notices.off': 'No decirme nada fuera de esta página',
  'notices.plain': 'Decirme que hay uno',
  'notices.full': 'Decirme quién escribió, en qué sala y qué',
  'notices.full-hint': 'Quien vea tu pantalla puede leerlo, y tu sistema quizá lo guarde.',
  'notices.default': 'Tu navegador te preguntará una vez si Parley puede.',
  'notices.denied':
    'Este navegador se niega: las notificaciones están bloqueadas para esta página. Permítelas en los ajustes del navegador para esta página, y elige aquí de nuevo.',
  'notices.unsupported':
    'Este navegador no tiene notificaciones para una página abierta así. El título de la pestaña cuenta lo que está sin leer.',
  'notices.sound': 'Tocar un tono breve',
  'notices.sound-hint': 'Solo se oye cuando has usado la página desde que se abrió.',
  'notices.quiet': 'No molestar',
  'notices.quiet-lead': 'Ni notificaciones ni tonos; lo que está sin leer se cuenta igual.',
  'notices.quiet-hour': 'Durante una hora',
  'notices.quiet-tomorrow': 'Hasta mañana',
  'notices.quiet-on': 'Hasta que lo apague',
  'notices.is-quiet': 'Nada te molesta hasta que lo apagues.',
  'notices.is-quiet-until': 'Nada te molesta hasta: {moment}.',
  'notices.quiet-end': 'Apagarlo',
  'notices.muted': 'Silenciada',
  'options.mute-heading': 'Esta sala',
  'options.mute': 'Silenciarla',
  'options.mute-hint': 'No te dice nada fuera de esta página, salvo que un mensaje te mencione; y el título de la pestaña no la cuenta.',
  'offer.heading': 'Llegaron mensajes mientras mirabas a otra parte.',
  'offer.text': '¿Quieres que se te avise? Solo de que hay uno, no de quién es.',
  'offer.yes': 'Avisarme',
  'offer.no': 'No, gracias',
};

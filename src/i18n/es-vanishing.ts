/**
 * Spanish words of messages that disappear.
 */
import type { englishVanishing } from './en-vanishing.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the Spanish catalogue. */
export const spanishVanishing: PartOfTwo<typeof englishVanishing> = {
  'timer.hours': { one: '{count} hora', other: '{count} horas' },
  'timer.days': { one: '{count} día', other: '{count} días' },
  'timer.weeks': { one: '{count} semana', other: '{count} semanas' },
  'timer.heading': 'Mensajes que desaparecen',
  'timer.label': 'Lo que se escriba desde ahora desaparece',
  'timer.off': 'Nunca',
  'timer.after': 'Después de {span}',
  'timer.hint':
    'Se decide para todos aquí. Lo escrito antes se queda. Cada dispositivo cuenta con su propio reloj, y a nadie se le puede impedir copiar.',
  'timer.is-off': 'Los mensajes se quedan aquí.',
  'timer.is-on': 'Los mensajes desaparecen aquí después de {span}',
  'message.vanishing': 'Cuándo desaparece',
  'message.vanishes': 'Desaparece el {moment}',
  'quote.vanished': 'Un mensaje que ha desaparecido',
  'notice.timer-on': '{author} decidió que los mensajes desaparezcan después de {span}. Lo escrito antes se queda',
  'notice.timer-off': '{author} decidió que los mensajes se queden',
};

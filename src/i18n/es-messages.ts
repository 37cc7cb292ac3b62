/**
 * Spanish words of what can be done with a message.
 */
import type { englishMessages } from './en-messages.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the Spanish catalogue. */
export const spanishMessages: PartOfTwo<typeof englishMessages> = {
  'message.more': 'Más',
  'message.menu': 'Qué hacer con este mensaje',
  'message.reply': 'Responder',
  'message.edit': 'Editar',
  'message.copy': 'Copiar texto',
  'message.copied': 'Copiado.',
  'message.copy-failed': 'No se pudo copiar.',
  'message.erase': 'Borrar para todos',
  'message.go-to': 'Ir al mensaje',
  'message.answer-to': 'Respuesta a {author}:',
  'message.edited': 'editado',
  'message.versions': 'Versiones anteriores',
  'quote.missing': 'Un mensaje que no está aquí',
  'quote.erased': 'Un mensaje que se borró',
  'composer.replying': 'Respondiendo a {author}',
  'composer.replying-self': 'Respondiéndote a ti',
  'composer.editing': 'Editando',
  'composer.stop-reply': 'No responder',
  'composer.stop-edit': 'Dejar de editar',
  'message.forward': 'Reenviar…',
  'forward.heading': 'Reenviar a…',
  'forward.lead': 'Llega como cita sin autor a lo que estás escribiendo allí. Tú lo envías.',
  'forward.none': 'No hay otra sala en la que puedas escribir ahora.',

  'poll.label': 'Encuesta',
  'poll.one': 'Encuesta: elige una respuesta',
  'poll.many': 'Encuesta: elige las que quieras',
  'poll.voters': {
    one: '{count} persona ha respondido',
    other: '{count} personas han respondido',
  },
  'poll.votes': { one: '{count} persona la eligió', other: '{count} personas la eligieron' },
  'poll.who': 'Quién eligió qué',
  'poll.heading': 'Preguntar a todos',
  'poll.lead': 'Una encuesta en {room}. Allí todos ven quién eligió qué.',
  'poll.question': 'Pregunta',
  'poll.option': 'Respuesta {number}',
  'poll.more': 'Una respuesta más',
  'poll.several': 'Se pueden elegir varias respuestas',
  'poll.send': 'Preguntar',
  'poll.incomplete': 'Escribe una pregunta y al menos dos respuestas.',
  'poll.same': 'Dos respuestas son iguales.',
  'composer.poll': 'Preguntar con una encuesta',

  'erase.heading': '¿Borrar este mensaje?',
  'erase.mine': 'Desaparece para todos aquí, con todo lo que decía antes de editarse.',
  'erase.theirs': 'Lo escribió {author}. Desaparece para todos aquí, con todo lo que decía antes de editarse.',
  'erase.seen': 'Quien lo haya leído o copiado conserva lo que sabe. Un dispositivo apagado lo pierde cuando vuelve.',
  'export.quote': '{author}: {sentence}',
  'export.earlier': 'Antes, el {date}:',
  'erase.yes': 'Borrar para todos',
  'message.pin': 'Fijar',
  'message.unpin': 'Desfijar',
  'pinned.label': 'Mensaje fijado',
};

/**
 * Spanish words outside rooms: starting, first run, unlocking, the list of rooms, home.
 */
import type { englishStart } from './en-start.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the Spanish catalogue. */
export const spanishStart: PartOfTwo<typeof englishStart> = {
  'app.name': 'Parley',
  'app.promise': 'Una conversación privada en un solo archivo.',
  'app.title-unread': '({count}) Parley',
  'loading.text': 'Iniciando Parley…',
  'fatal.heading': 'Parley no se ha iniciado',
  'fatal.button': 'Volver a intentar',
  'elsewhere.heading': 'Parley está abierto en otra pestaña',
  'elsewhere.text': 'Solo una pestaña a la vez puede guardar tus mensajes. Sigue allí, o pásate aquí.',
  'elsewhere.button': 'Usar Parley aquí',

  'first.lead': 'Habla con quien tú elijas, de navegador a navegador. Sin cuenta y sin un servidor que guarde tus palabras.',
  'first.point-sealed': 'Sellado en tu lado, abierto en el suyo.',
  'first.point-kept': 'Tu historial se queda en este navegador, cifrado.',
  'first.point-checked': 'Compruebas una vez, con siete imágenes, que tus amigos son quienes dicen ser.',
  'first.name': 'Tu nombre',
  'first.name-hint': 'Lo que ven los demás.',
  'first.passphrase': 'Frase secreta',
  'first.passphrase-hint':
    'Cierra lo que se guarda en este dispositivo. Unas pocas palabras sin relación van bien. Nadie puede restablecerla.',
  'strength.weak': 'Fácil de adivinar. Ayudan unas palabras más sin relación entre sí.',
  'strength.fair': 'Aceptable. Una o dos palabras más, sin relación, la hacen fuerte.',
  'strength.strong': 'Difícil de adivinar, salvo que sea una cita.',
  'first.start': 'Empezar',
  'first.busy': 'Creando tus claves…',
  'first.pending-invite': 'Tu invitación está guardada y aparecerá en cuanto empieces.',
  'first.without-heading': '¿De verdad sin ella?',
  'first.without': 'Entonces, quien pueda usar este navegador podrá leer tus mensajes.',
  'first.without-file':
    'Esta página se abrió desde un archivo. En algunos navegadores, cualquier otra página abierta desde un archivo también podría leerlos.',
  'first.continue': 'Continuar sin frase secreta',

  'unlock.heading': 'Qué bueno verte de nuevo',
  'unlock.text': 'Tus mensajes están sellados. La frase secreta los abre.',
  'unlock.passphrase': 'Frase secreta',
  'unlock.button': 'Desbloquear',
  'unlock.busy': 'Abriendo…',

  'rooms.heading': 'Salas',
  'rooms.home': 'Inicio',
  'rooms.none': 'Todavía no hay salas.',
  'rooms.unread': '{count} sin leer',
  'rooms.online': '{count} con conexión',
  'rooms.quiet': 'Nadie con conexión',
  'rooms.lock': 'Bloquear Parley',
  'rooms.me': 'Eres {name}',
  'rooms.no-passphrase': 'Sin frase secreta: quien use este navegador puede abrir Parley.',

  'home.greeting': 'Hola, {name}',
  'home.lead': 'Crea una sala e invita a alguien, o únete a una a la que te hayan invitado.',
  'home.new-room': 'Nueva sala',
  'home.new-room-hint': 'Tú decides a quién invitar.',
  'home.join': 'Unirse con una invitación',
  'home.join-hint': 'Alguien te envió un enlace o un código.',
  'home.room-name': 'Nombre de la sala',
  'home.room-name-hint': 'Lo ven todos en la sala, y también quien tenga una invitación.',
  'home.create': 'Crear sala',
  'home.creating': 'Creando…',
  'home.invite': 'Enlace o código de invitación',
  'home.invite-hint': 'Pégalo entero. Se lee aquí y no se envía a ninguna parte.',
  'home.join-button': 'Unirse',
  'home.joining': 'Entrando…',
  'home.back': 'Volver',
  'home.server-heading': 'Esta sala se reúne en otro sitio',
  'home.server':
    'La invitación te pide que uses el punto de encuentro {server}. Quien lo gestiona conoce las direcciones de internet de todos los que se encuentran allí, y cuándo. Pulsa otra vez «Unirse» para aceptar.',
};

/**
 * Spanish words of choosing how one is connected, of trying servers, and of the connection doctor.
 */
import type { englishConnection } from './en-connection.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the Spanish catalogue. */
export const spanishConnection: PartOfTwo<typeof englishConnection> = {
  'connect.lead':
    'Las personas se encuentran en un punto de encuentro (servidor de señalización). Los servidores STUN y TURN ayudan a dos de ellas a encontrar un camino entre sí. Ninguno puede leer lo que escribes.',
  'connect.relay': 'Solo por relés',
  'connect.relay-hint':
    'A los demás se llega solo por servidores TURN, y no conocen tu dirección IP; el relé y el punto de encuentro, sí. Todas las conexiones se hacen de nuevo.',
  'connect.seen-none': 'Nadie aquí puede ver ahora tu dirección IP.',
  'connect.seen': { one: '{count} persona aquí puede ver tu dirección IP.', other: '{count} personas aquí pueden ver tu dirección IP.' },
  'connect.seen-unknown': 'De {count} aquí no se sabe si pueden ver tu dirección IP.',
  'connect.signalling': 'Puntos de encuentro',
  'connect.signalling-hint':
    'Por ejemplo {example}. Se usa el primero al que se puede llegar. Tus salas se encuentran allí, salvo aquellas cuya invitación nombraba otro: acuérdalo con los demás.',
  'connect.signalling-nth': 'Punto de encuentro {count}',
  'connect.ice': 'Servidores STUN y TURN',
  'connect.ice-hint':
    'Por ejemplo {example}. Un servidor TURN retransmite donde no se encuentra un camino directo, y pide un nombre de usuario y una contraseña.',
  'connect.ice-nth': 'Servidor STUN o TURN {count}',
  'connect.username': 'Nombre de usuario',
  'connect.credential': 'Contraseña',
  'connect.remove': 'Quitar {name}',
  'connect.add': 'Añadir',
  'connect.save': 'Usar estos servidores',
  'connect.save-hint': 'Entonces todas las conexiones se cierran y se hacen de nuevo.',
  'connect.page': 'Usar los servidores de la página',
  'connect.saved': 'En uso desde ahora.',
  'connect.test': 'Probar',
  'connection.no-way': 'Solo se permiten relés, y no hay ningún servidor TURN: no se puede llegar a nadie',
  'trial.list': 'Prueba de los servidores',
  'trial.running': 'Preguntando…',
  'trial.unused': 'No se le pregunta: solo por relés no se usa.',
  'trial.works-signalling': 'Funciona: allí es posible encontrarse.',
  'trial.works-stun': 'Funciona: dice a este navegador cómo se le ve desde fuera.',
  'trial.works-turn': 'Funciona: retransmite.',
  'trial.failed-signalling':
    'No se puede llegar, o no deja entrar a nadie. Revisa la dirección con su ruta y su clave, y tu red, o prueba otro.',
  'trial.failed-stun':
    'No dio ninguna dirección a este navegador. Pueden fallar las conexiones directas: revisa la dirección, prueba otro o añade un servidor TURN.',
  'trial.refused-turn': 'Rechaza el nombre de usuario o la contraseña. Pregunta a quien lo gestiona.',
  'trial.failed-turn':
    'No salió de él ningún relé: no se puede llegar, o rechaza el nombre de usuario o la contraseña. Revísalos, o prueba otro.',
  'doctor.heading': 'Médico de la conexión',
  'doctor.servers': 'Servidores',
  'doctor.no-stun': 'No hay ningún servidor STUN: las conexiones directas quizá solo funcionen dentro de una misma red.',
  'doctor.no-turn': 'No hay ningún servidor TURN: donde las redes no dejan pasar un camino directo, no es posible llegar a los demás.',
  'doctor.online': 'En el punto de encuentro: los demás te pueden encontrar.',
  'doctor.nobody': 'No hay nadie conectado. En ambos lados Parley tiene que estar abierto, desbloqueado y en el mismo punto de encuentro.',
  'doctor.own': 'Tú, en otro lugar',
  'doctor.direct': 'Directa',
  'doctor.relayed': 'Por un relé: más lenta, e igual de sellada',
  'doctor.unknown': 'No se sabe por qué camino',
  'doctor.round-trip': '{count} ms de ida y vuelta',
  'doctor.no-round-trip': 'No se sabe cuánto tarda la ida y vuelta',
  'doctor.seen': 'Puede ver tu dirección IP',
  'doctor.hidden': 'No puede ver tu dirección IP',
  'doctor.seen-unknown': 'No se sabe si se puede ver tu dirección IP',
};

/**
 * Spanish words for deleting everything on this device.
 */
import type { englishWipe } from './en-wipe.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the Spanish catalogue. */
export const spanishWipe: PartOfTwo<typeof englishWipe> = {
  'wipe.open': 'Borrar todo…',
  'wipe.forgotten': 'Sin la frase secreta, nada abre lo que se guarda aquí. Si se ha perdido, solo puedes borrar todo y empezar de nuevo.',
  'wipe.heading': 'Borrar todo en este dispositivo',
  'wipe.lead':
    'Tus claves, tus salas, todos los mensajes y a quién has verificado desaparecen de este navegador. Tarda un momento y no necesita frase secreta.',
  'wipe.final': 'Nada los recupera, ni siquiera la frase secreta. En tus salas serías alguien nuevo.',
  'wipe.others': 'Los demás conservan lo que tienen, también lo que tú escribiste. No se les avisa: solo ven que ya no tienes conexión.',
  'wipe.outside': 'Lo que copiaste o guardaste fuera de esta página se queda donde está, y esta página también.',
  'wipe.yes': 'Borrar todo ahora',
  'wipe.busy': 'Borrando todo…',
  'wipe.left-heading': 'No se ha borrado todo',
  'wipe.again': 'Volver a intentar',
};

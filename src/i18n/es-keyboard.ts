/**
 * Spanish words of the command palette and of the sheet of keyboard shortcuts.
 */
import type { englishKeyboard } from './en-keyboard.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the Spanish catalogue. */
export const spanishKeyboard: PartOfTwo<typeof englishKeyboard> = {
  'palette.heading': 'Ir a una sala, o hacer algo',
  'palette.label': 'Sala o acción',
  'palette.placeholder': 'Escribe para buscar',
  'palette.found': { one: '{count} resultado', other: '{count} resultados' },
  'palette.invite': 'Invitar a alguien a esta sala',
  'shortcuts.heading': 'Atajos de teclado',
  'shortcuts.palette': 'Ir a una sala, o hacer algo',
  'shortcuts.previous': 'Sala anterior',
  'shortcuts.next': 'Sala siguiente',
  'shortcuts.send': 'Enviar el mensaje',
  'shortcuts.new-line': 'Línea nueva',
  'shortcuts.mention': 'Mencionar a alguien al escribir',
  'shortcuts.close': 'Cerrar lo que está abierto',
  'shortcuts.sheet': 'Mostrar esto, fuera de un cuadro de texto',
  'shortcuts.help-key': 'La tecla ? muestra esto',
  'shortcuts.help-key-hint': 'Desactívala si la pulsas sin querer, por ejemplo al dictar.',
  'keys.control': 'Ctrl',
  'keys.alt': 'Alt',
  'keys.shift': 'Mayús',
  'keys.enter': 'Intro',
  'keys.escape': 'Esc',
};

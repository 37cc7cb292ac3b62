/**
 * Spanish words of what can be chosen about Parley as a whole: the sections of the settings, how the page looks, how one writes, one's name.
 */
import type { englishPreferences } from './en-preferences.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the Spanish catalogue. */
export const spanishPreferences: PartOfTwo<typeof englishPreferences> = {
  'settings.sections': 'Secciones',
  'settings.appearance': 'Apariencia',
  'settings.writing': 'Escritura',
  'settings.lock-passphrase': 'Bloqueo y frase secreta',
  'settings.name': 'Tu nombre',
  'appearance.theme': 'Tema',
  'appearance.system': 'Como este dispositivo',
  'appearance.light': 'Claro',
  'appearance.dark': 'Oscuro',
  'appearance.text-size': 'Tamaño del texto',
  'appearance.small': 'Pequeño',
  'appearance.normal': 'Mediano',
  'appearance.large': 'Grande',
  'appearance.larger': 'Muy grande',
  'appearance.hint':
    'Estas dos cosas se guardan sin sellar en este navegador, para que la pantalla bloqueada se vea bien. No dicen nada de ti. Más contraste y menos movimiento siguen a tu dispositivo.',
  'writing.enter': 'La tecla Intro',
  'writing.enter-sends': 'Envía el mensaje',
  'writing.enter-breaks': 'Hace una línea nueva; Ctrl o Comando e Intro envía',
  'writing.telling': 'En las salas que crees o a las que te unas desde ahora',
  'writing.read': 'Contar a las personas de allí lo que he leído',
  'writing.typing': 'Mostrarles cuándo escribo',
  'writing.telling-hint': 'En cada sala puedes decidir otra cosa, al pie de sus personas.',
  'storage.lead': 'Cuánto ocupa este navegador, las copias de seguridad y cómo quitar mensajes antiguos.',
  'name.lead': 'Lo que ven los demás. Se les dice en cada sala en la que estás, y quien te verificó ve con qué nombre fue.',
  'name.label': 'Nombre nuevo',
  'name.change': 'Cambiar el nombre',
  'name.done': 'Desde ahora eres {name}.',
};

/**
 * Spanish words of the settings, and of choosing a profile.
 */
import type { englishSettings } from './en-settings.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the Spanish catalogue. */
export const spanishSettings: PartOfTwo<typeof englishSettings> = {
  'settings.heading': 'Ajustes',
  'settings.passphrase': 'Frase secreta',
  'settings.passphrase-lead': 'Abre lo que se guarda aquí. Nadie puede restablecerla.',
  'settings.device-lead':
    'No hay ninguna: Parley se abre con una clave que guarda este navegador, así que quien pueda usar este navegador puede leerlo todo.',
  'settings.current': 'Frase secreta actual',
  'settings.new': 'Nueva frase secreta',
  'settings.new-hint': 'Unas pocas palabras sin relación van bien.',
  'settings.repeat': 'Nueva frase secreta, otra vez',
  'settings.change': 'Cambiar la frase secreta',
  'settings.set': 'Poner una frase secreta',
  'settings.busy': 'Cerrando con la nueva…',
  'settings.done': 'Desde ahora, la nueva frase secreta abre Parley, y ninguna otra cosa.',
  'settings.copies': 'Las copias que alguien hizo antes de los datos de este navegador se siguen abriendo con lo que las abría entonces.',
  'settings.lock': 'Bloqueo',
  'settings.lock-after': 'Bloquearse solo',
  'settings.lock-5': 'Tras 5 minutos',
  'settings.lock-15': 'Tras 15 minutos',
  'settings.lock-60': 'Tras una hora',
  'settings.lock-never': 'Nunca',
  'settings.lock-hint':
    'Cuando nadie ha tocado Parley durante ese tiempo, también si el equipo estaba en reposo. Bloqueado, no tiene conexión: lo que escriban los demás llega cuando lo desbloquees.',
  'settings.lock-now': 'Bloquear ahora',
  'settings.lock-none': 'Con una frase secreta, Parley se puede bloquear, y se bloquea solo cuando no estás.',

  'profiles.heading': '¿Quién usa Parley?',
  'profiles.lead': 'Cada perfil es una persona aparte, con sus propias salas y su propio bloqueo.',
  'profiles.list': 'Perfiles',
  'profiles.new': 'Nuevo perfil',
  'profiles.new-name': 'Nombre del perfil',
  'profiles.new-hint': 'Aparece en esta pantalla y en la dirección, sin cifrar. Lo que ven los demás lo eliges después.',
  'profiles.this': 'Perfil: {name}',
  'profiles.other': 'Otro perfil',
  'unlock.idle': { one: 'Bloqueado tras {count} minuto sin uso.', other: 'Bloqueado tras {count} minutos sin uso.' },
};

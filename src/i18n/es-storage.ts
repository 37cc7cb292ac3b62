/**
 * Spanish words about storage, backups, copies and rooms written out.
 */
import type { englishStorage } from './en-storage.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the Spanish catalogue. */
export const spanishStorage: PartOfTwo<typeof englishStorage> = {
  'storage.open': 'Almacenamiento y copia de seguridad',
  'storage.space': 'Espacio',
  'storage.used': 'Está usado el {percent} de lo que este navegador guarda para acceso rápido: {used} de {limit}.',
  'storage.disk': 'En el disco, todo junto: unos {used} de {limit}.',
  'storage.megabytes': '{size} MB',
  'storage.gigabytes': '{size} GB',
  'storage.backup': 'Copia de seguridad',
  'storage.never': 'Aún no hay copia de seguridad.',
  'storage.today': 'Última copia de seguridad: hoy.',
  'storage.ago': { one: 'Última copia de seguridad: hace {count} día.', other: 'Última copia de seguridad: hace {count} días.' },
  'storage.why':
    'Tu historial está en este navegador y en ningún otro sitio tuyo. Una copia de seguridad es un solo archivo sellado: quién eres, tus salas y todo lo que se dijo. Guárdala donde guardas lo que importa.',
  'storage.back-up': 'Copiar todo',
  'storage.back-up-room': 'Copiar esta sala',
  'storage.save-copy': 'Guardar mi copia',
  'storage.open-backup': 'Abrir una copia de seguridad',
  'storage.export': 'Exportar como texto',
  'storage.drop-old': 'Quitar mensajes antiguos…',
  'storage.room': 'Qué sala',
  'storage.format': 'Formato',
  'storage.format-html': 'Página web',
  'storage.format-json': 'JSON',
  'storage.format-markdown': 'Markdown',
  'storage.passphrase': 'Frase secreta para el archivo',
  'storage.passphrase-hint': 'Puede ser la que desbloquea Parley. Sin ella nadie puede abrir el archivo, tú tampoco.',
  'storage.again': 'La misma frase secreta, otra vez',
  'storage.differs': 'Las dos frases secretas son distintas.',
  'storage.missing': 'Escribe una frase secreta para el archivo.',
  'storage.no-file': 'Elige un archivo de copia de seguridad.',
  'storage.copy-hint':
    'Una página web que es Parley y contiene tu historial sellado. Abierta en cualquier navegador, pide la frase secreta y sigue desde ahí.',
  'storage.import-hint': 'Lo que falta aquí se añade; lo que está aquí se queda. Tiene que ser una copia de seguridad tuya.',
  'storage.file': 'Archivo de copia de seguridad',
  'storage.file-passphrase': 'Frase secreta de la copia de seguridad',
  'storage.plain': 'El archivo no irá cifrado: quien lo consiga puede leerlo entero. Todos en la sala te confiaron lo que escribieron.',
  'storage.keep': 'Lo que se queda',
  'storage.keep-newest': 'Los {count} más recientes',
  'storage.drops': {
    one: '{count} mensaje desaparece de este dispositivo, y solo de este.',
    other: '{count} mensajes desaparecen de este dispositivo, y solo de este.',
  },
  'storage.drop-others': 'Los demás conservan los suyos.',
  'storage.drop-alone': 'No hay nadie más en esta sala.',
  'storage.drop-undone':
    'No se puede deshacer, salvo que alguien de la sala, o una copia de seguridad, aún los tenga: copia primero esta sala, y siempre podrás recuperarlos.',
  'storage.drop-stays': 'Se queda lo que no has leído, y lo que alguien de la sala aún no ha recibido de ti.',
  'storage.do-drop': 'Quitar mensajes antiguos',
  'storage.do-backup': 'Crear la copia de seguridad',
  'storage.do-copy': 'Crear la copia',
  'storage.do-import': 'Incorporarla',
  'storage.do-export': 'Exportar sin cifrar',
  'storage.busy-backup': 'Creando la copia de seguridad…',
  'storage.busy-copy': 'Creando la copia…',
  'storage.busy-text': 'Escribiendo el texto…',
  'storage.busy-import': 'Incorporando la copia de seguridad. Mientras tanto, tus salas están cerradas…',
  'storage.busy-drop': 'Quitando mensajes antiguos…',
  'storage.cancel': 'Cancelar',
  'storage.dropped': {
    one: 'Se quitó {count} mensaje de este dispositivo.',
    other: 'Se quitaron {count} mensajes de este dispositivo.',
  },
  'storage.stays-dropped': {
    one: '{count} mensaje de la copia se había quitado aquí y así sigue, hasta que pulses «Recuperarlos» en lo alto de la sala y abras la copia de nuevo.',
    other:
      '{count} mensajes de la copia se habían quitado aquí y así siguen, hasta que pulses «Recuperarlos» en lo alto de la sala y abras la copia de nuevo.',
  },
  'storage.saved': 'Creado: {file}. Tu navegador lo pone con las descargas, o te pregunta.',
  'storage.saved-plain': 'Creado: {file}. No está cifrado.',
  'storage.nothing-new': 'Todo lo de esa copia de seguridad ya está aquí.',
  'storage.imported': { one: 'Se añadió {count} entrada.', other: 'Se añadieron {count} entradas.' },
  'storage.imported-rooms': { one: '{count} sala es nueva aquí.', other: '{count} salas son nuevas aquí.' },
  'storage.refused': {
    one: '{count} elemento no se pudo comprobar y se dejó fuera, en {names}.',
    other: '{count} elementos no se pudieron comprobar y se dejaron fuera, en {names}.',
  },
  'storage.not-verified':
    'La verificación no se incorporó, porque aquí hay otra persona verificada con el mismo nombre: {names}. Compara de nuevo.',
  'storage.copy': 'Esta página lleva una copia sellada, creada el {date}.',
  'storage.copy-merge': 'Ábrela para añadir lo que falta aquí.',

  'restore.open': 'Abrir una copia de seguridad',
  'restore.instead': 'Empezar sin ella',
  'restore.heading': 'Abrir una copia de seguridad',
  'restore.copy-heading': 'Esta es una copia sellada del Parley de alguien',
  'restore.copy': 'Se creó el {date}. Su frase secreta la abre aquí, en este navegador.',
  'restore.lead': 'Trae a este navegador quién eres, tus salas y tu historial.',
  'restore.new': 'Otra frase secreta para este navegador',
  'restore.new-hint': 'Si queda vacía, la de la copia de seguridad bloquea Parley también aquí.',
  'restore.button': 'Abrirla',
  'restore.busy': 'Abriendo y comprobando cada entrada…',
  'restore.note': 'Donde Parley ya se usaba con ella, los dos siguen en paralelo, como dos dispositivos tuyos.',

  'notice-backup.none': 'Aún no tienes copia de seguridad.',
  'notice-backup.old': 'Tu última copia de seguridad tiene más de un mes.',
  'notice-backup.file':
    'Firefox vincula lo que se guarda aquí al lugar de este archivo: si se mueve o se le cambia el nombre, Parley empieza vacío. Otros navegadores lo pierden cuando se borran sus datos.',
  'notice-backup.safari': 'Safari borra lo que guarda una página si no se visita en siete días.',
  'notice-backup.browser': 'Si se borran los datos de este navegador, o se pierde su perfil, también se pierde tu historial.',
  'notice-backup.open': 'Hacer copia ahora',
  'notice-backup.later': 'Ahora no',

  'export.plain': 'Este archivo no está cifrado.',
  'export.made': 'Escrito por Parley el {date}',
  'export.me': '{name} (tú)',
};

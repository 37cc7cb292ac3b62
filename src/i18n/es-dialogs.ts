/**
 * Spanish words of the dialogs and of the alert.
 */
import type { englishDialogs } from './en-dialogs.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the Spanish catalogue. */
export const spanishDialogs: PartOfTwo<typeof englishDialogs> = {
  'dialog.close': 'Cerrar',

  'invite.heading': 'Invitar',
  'invite.lead': 'Envía uno de los dos a la persona que quieres aquí.',
  'invite.link': 'Enlace de invitación',
  'invite.code': 'Código de invitación',
  'invite.same': 'Parley se abrió desde un archivo, que no tiene dirección para compartir: las dos casillas contienen el código.',
  'invite.copy-link': 'Copiar enlace',
  'invite.copy-code': 'Copiar código',
  'invite.copied-link': 'Enlace copiado.',
  'invite.copied-code': 'Código copiado.',
  'invite.copy-failed': 'No se pudo copiar. Está marcado: pulsa Ctrl y C, o Comando y C.',
  'invite.qr': 'Mostrar el enlace como código QR',
  'invite.qr-picture': 'Código QR del enlace de invitación',
  'invite.qr-hint': 'Quien lo fotografíe tiene la invitación, igual que con el enlace.',
  'invite.token': 'Dejar entrar sin preguntar',
  'invite.token-hint': 'Para quien llegue primero. Puedes retirarla aquí en cualquier momento.',
  'invite.expires': 'Sirve una vez, hasta el {date}.',
  'invite.expires-many': 'Sirve para {count} personas, hasta el {date}.',
  'invite.uses': 'Para cuántas personas',
  'invite.days': 'Para cuánto tiempo',
  'invite.days-1': 'Un día',
  'invite.days-7': 'Una semana',
  'invite.days-30': 'Un mes',
  'invite.open-heading': 'Invitaciones abiertas',
  'invite.open': {
    one: 'Deja entrar a {count} persona más, hasta el {date}.',
    other: 'Deja entrar a {count} personas más, hasta el {date}.',
  },
  'invite.open-by': {
    one: 'De {name}: deja entrar a {count} persona más, hasta el {date}.',
    other: 'De {name}: deja entrar a {count} personas más, hasta el {date}.',
  },
  'invite.withdraw': 'Retirar',
  'invite.busy': 'Creando la invitación…',
  'invite.gives-heading': 'Lo que revela una invitación',
  'invite.gives':
    'Quien la tiene conoce el nombre de la sala y quién invitó, puede saber cuándo alguien está en línea y puede llamar a la puerta. No permite a nadie leer nada.',
  'invite.gives-token':
    'Quien la use primero entra sin que se le pregunte y puede leer lo que se dijo antes. Envíala por donde nadie más lea.',
  'invite.gives-token-many':
    'Quien la tenga, mientras sirva, entra sin que se le pregunte y puede leer lo que se dijo antes. Envíala por donde nadie más lea.',

  'verify.heading': 'Verificar a {name}',
  'verify.lead': 'Por teléfono o en persona, compara con ella una de las tres cosas de abajo. No compares en este chat.',
  'verify.emoji': 'Emojis',
  'verify.emoji-idle': 'Si no hay nadie en medio, cada lado ve las mismas siete imágenes.',
  'verify.start-idle': 'Comparar emojis',
  'verify.emoji-offered': 'El otro lado ha empezado a comparar.',
  'verify.start-offered': 'Mostrar mis emojis',
  'verify.emoji-waiting': 'Esperando al otro lado. Pídele que abra también esta ventana.',
  'verify.emoji-comparing': 'Hay que leerlos en voz alta por turnos, en este orden.',
  'verify.start-failed': 'Comparar emojis de nuevo',
  'verify.emoji-away': 'Para esto hace falta conexión.',
  'verify.retry-at': 'Puedes volver a intentarlo a las {time}.',
  'verify.number': 'Número de seguridad',
  'verify.number-hint': 'Funciona también sin conexión. Todas las cifras tienen que ser iguales.',
  'verify.number-busy': 'Calculando…',
  'verify.code': 'Código QR',
  'verify.code-picture': 'Código QR para que lo escanee {name}',
  'verify.code-hint': '¿Están juntos? Deja que {name} escanee esto, o escanea el código de su pantalla.',
  'verify.code-only': '¿Están juntos? {name} puede escanear esto con la cámara de su dispositivo.',
  'verify.scan': 'Escanear el código de {name}',
  'verify.scan-stop': 'Apagar la cámara',
  'verify.scan-hint': 'Pon su pantalla ante la cámara. Ninguna imagen sale de esta página.',
  'verify.camera': 'Lo que ve la cámara',
  'verify.camera-refused':
    'El navegador no deja que Parley use la cámara. Permítelo en los ajustes del navegador, o compara las imágenes o el número.',
  'verify.camera-failed': 'La cámara no se puede usar ahora. Compara las imágenes o el número.',
  'verify.scanned-match':
    'El código coincide: es la clave de {name} que tienes aquí, y allí está la tuya. Si era su pantalla, pulsa «Coinciden».',
  'verify.scanned-not-me':
    'Es la clave de {name}, pero el código se refiere a otra persona. Pídele que abra «Verificar» para ti y escanea de nuevo. Si sigue igual, pulsa «No coinciden».',
  'verify.scanned-not-them':
    'No es la clave que tienes aquí con el nombre {name}. Si era su pantalla, y tenía abierto «Verificar» para ti, pulsa «No coinciden».',
  'verify.scanned-no-code': 'Ese código no es para verificar. La otra persona encuentra el suyo en «Verificar», con tu nombre.',
  'verify.meaning': 'Si coincide, no hay nadie en medio. Parley te avisa si esta clave cambia alguna vez.',
  'verify.no-meaning': 'Si no coincide, dilo aquí, y no escribas nada privado.',
  'verify.match': 'Coinciden',
  'verify.no-match': 'No coinciden',
  'verify.done': 'Has verificado a {name}.',
  'verify.changed':
    'La persona con quien comparaste como {name} tiene otra clave. Ocurre cuando estrena dispositivo, y cuando alguien se hace pasar por ella.',
  'verify.forked':
    '{name} firmó historiales que se contradicen. Puede que hayan copiado su dispositivo. Pregúntale antes de comparar de nuevo.',

  'compare-room.heading': 'Comparar toda la sala',
  'compare-room.hint': 'Verifica de una vez a todas las personas que están contigo, o en una misma llamada contigo.',
  'compare-room.lead':
    'Hay que estar juntos, o en una llamada en la que conozcas cada voz. Cada persona lee esto en voz alta por turnos, o muestra su pantalla. No compares en este chat.',
  'compare-room.number': 'Número de la sala',
  'compare-room.all-of-it': 'Solo cuenta entero: cada imagen y cada cifra. Se puede lograr que una parte parezca igual.',
  'compare-room.who': '¿Quién compara contigo?',
  'compare-room.who-hint':
    'Aquí eres {name}. Que cada persona diga cómo se llama aquí, y marca solo a quienes estén contigo y lo hayan dicho.',
  'compare-room.namesake': 'Otra persona aquí tiene el mismo nombre. Verifícala por separado.',
  'compare-room.changed':
    'Mientras tanto, alguien llegó, se fue o tomó otro nombre. No se verificó a nadie. Compara de nuevo desde el principio.',
  'compare-room.meaning':
    'Si coincide, todos tienen la misma lista de claves, así que nadie a quien marques tiene otra clave que la de aquí. No dice nada de quienes no marques.',
  'compare-room.no-meaning': 'Si no coincide, dilo aquí. No se marca a nadie; Parley te dice qué hacer.',

  'emoji.names':
    'Perro, Gato, León, Caballo, Unicornio, Cerdo, Elefante, Conejo, Panda, Gallo, Pingüino, Tortuga, Pez, Pulpo, Mariposa, Flor, ' +
    'Árbol, Cactus, Seta, Globo terráqueo, Luna, Nube, Fuego, Plátano, Manzana, Fresa, Maíz, Pizza, Tarta, Corazón, Sonrisa, Robot, ' +
    'Sombrero, Gafas, Llave inglesa, Papá Noel, Pulgar arriba, Paraguas, Reloj de arena, Desper\u00ADtador, Regalo, Bombilla, Libro, Lápiz, Clip, Tijeras, Candado, Llave, ' +
    'Martillo, Teléfono, Bandera, Tren, Bicicleta, Avión, Cohete, Trofeo, Pelota, Guitarra, Trompeta, Campana, Ancla, Auricu\u00ADlares, Carpeta, Chincheta',

  'remove.heading': 'Expulsar a {name}',
  'remove.lead': 'Desde ahora, {name} no recibe nada de lo que se escriba aquí, y nadie aquí se conecta con esta persona.',
  'remove.keeps': 'Lo que tiene, se lo queda. Nada lo recupera.',
  'remove.sees': 'Sabe dónde se reúne esta sala, así que aún puede ver cuándo hay alguien en línea aquí.',
  'remove.knocks':
    'Aún tiene una invitación, así que puede llamar a la puerta con otro nombre. Deja entrar solo a personas con quienes hayas comparado.',
  'remove.yes': 'Expulsar',

  'leave.heading': 'Salir de esta sala',
  'leave.lead': 'Ya no recibes nada de lo que se escriba en {room}, y no puedes escribir en ella.',
  'leave.keeps': 'Lo que tienes de ella se puede seguir leyendo aquí. Lo que escribiste se queda con los demás.',
  'leave.told': 'Los demás se enteran en cuanto alguno tenga conexión.',
  'leave.back': 'Esta copia de Parley no puede volver a entrar.',
  'leave.founder':
    'Tú fundaste esta sala. Cuando te vayas, nadie podrá expulsar a quien entró justo después de ti, y si no hay admin, nadie podrá nunca expulsar a nadie ni nombrar a un admin.',
  'leave.yes': 'Salir',

  'delete-room.heading': 'Borrar esta sala aquí',
  'delete-room.lead': 'Todo lo de {room} desaparece de este dispositivo: lo que se escribió, quién está en ella y cómo encontrarla.',
  'delete-room.others': 'Los demás conservan lo que tienen. No se avisa a nadie.',
  'delete-room.member': 'Para los demás sigues en ella. Para irte del todo, sal primero.',
  'delete-room.alone': 'No hay nadie más en ella: lo que se escribió no existe en ningún otro sitio.',
  'delete-room.back': 'Nada la recupera salvo una copia de seguridad, o los demás si te invitan de nuevo.',
  'delete-room.yes': 'Borrar la sala aquí',

  'knock.heading': '{name} quiere entrar',
  'knock.lead': 'Tiene una invitación a {room}. Cualquiera puede usar cualquier nombre: asegúrate de que es quien crees.',
  'knock.earlier': {
    one: 'Podrá leer {count} mensaje anterior.',
    other: 'Podrá leer {count} mensajes anteriores.',
  },
  'knock.earlier-none': 'No hay mensajes anteriores.',
  'knock.verified': 'Comparaste con esta persona, y coincidió.',
  'knock.verified-as': 'Comparaste con esta persona cuando su nombre era {name}, y coincidió.',
  'knock.changed':
    'No es la persona con quien comparaste como {name}: la clave es otra. Puede que alguien se esté haciendo pasar por ella.',
  'knock.forked':
    '{name} firmó historiales que se contradicen. Puede que hayan copiado su dispositivo. Pregúntale antes de dejarle entrar.',
  'knock.verify': 'Verificar',
  'knock.admit': 'Dejar entrar',
  'knock.admit-unverified': 'Dejar entrar sin verificar',
  'knock.refuse': 'Rechazar',

  'alert.dismiss': 'Ocultar',
  'alert.subject': '{name}: {sentence}',
};

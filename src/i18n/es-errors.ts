/**
 * Spanish sentences for everything that can go wrong: what happened, then what one can do.
 */
import type { englishErrors } from './en-errors.js';
import type { PartOfTwo } from './phrase.js';

/** One sentence or two for each error code, under `error.<code>`. */
export const spanishErrors: PartOfTwo<typeof englishErrors> = {
  'error.lost': 'La conexión se cortó. Parley la restablece por sí mismo.',
  'error.unexpected': 'Algo salió mal dentro de Parley. Vuelve a intentarlo; si ocurre otra vez, recarga la página.',
  'error.malformed': 'Llegó algo que Parley no puede leer. Se dejó fuera.',
  'error.too-large': 'Llegó algo más grande de lo que Parley permite. Se dejó fuera.',
  'error.not-authentic': 'Llegó algo que no estaba firmado por la persona de quien dice venir. Se dejó fuera.',
  'error.version-unknown': 'El otro lado usa otra versión de Parley. Conviene que los dos lados abran la más reciente.',
  'error.peer-unavailable': 'Nadie responde. Pídele a la otra persona que abra Parley.',
  'error.dial-timeout': 'No se pudo establecer a tiempo una conexión directa. Prueba con otra red.',
  'error.binding-failed':
    'Se rechazó la conexión: su certificado no es el anunciado. Puede que alguien en medio la esté manipulando. Prueba con otra red.',
  'error.handshake-failed':
    'Se rechazó la conexión en la primera comprobación: puede que alguien en medio la esté manipulando, o que las invitaciones sean distintas. Compáralas.',
  'error.identity-unexpected':
    'Otra persona respondió en nombre de alguien que conoces. Puede que alguien en medio esté manipulando la conexión. No se le envió nada.',
  'error.handshake-unanswered':
    'El otro lado colgó en la primera comprobación. Puede que ya no esté, que tenga otra invitación o que alguien en medio esté manipulando la conexión.',
  'error.handshake-refused':
    'El otro lado colgó al ver quién eres. Puede que ya no esté, o que no te deje entrar. Pregunta a la persona que te invitó.',
  'error.frame-invalid': 'El otro lado no respetó las reglas, así que se cerró la conexión.',
  'error.link-refused': 'El otro lado no te cuenta como miembro de esta sala. Pide a alguien de la sala que te deje entrar.',
  'error.passphrase-wrong': 'Esa frase secreta no abre Parley. Revisa las mayúsculas y la distribución del teclado.',
  'error.passphrase-differs': 'Las dos frases secretas nuevas no son iguales. Escribe otra vez la segunda.',
  'error.storage-full':
    'Este navegador no guarda más. No se perdió nada, y lo nuevo se conserva por ahora: crea una copia de seguridad en «Almacenamiento y copia de seguridad» y luego quita allí mensajes antiguos, o borra o abandona una sala de la que puedas prescindir.',
  'error.storage-low':
    'Están usadas cuatro quintas partes de lo que este navegador guarda para Parley. Crea una copia de seguridad en «Almacenamiento y copia de seguridad» y luego quita allí mensajes antiguos, o borra o abandona una sala de la que puedas prescindir.',
  'error.storage-unavailable':
    'Este navegador no le da a Parley ningún sitio donde guardar nada. Sal de la navegación privada, o permite que esta página guarde datos.',
  'error.vault-damaged':
    'Parte de lo que se guardaba aquí se cambió o se perdió. Lo que se puede leer se muestra; el resto se vuelve a pedir donde es posible.',
  'error.history-damaged':
    'Parte de lo que se guardaba aquí no se puede leer: lo legible se muestra, el resto se conserva, y lo que falta se vuelve a pedir a los demás.',
  'error.history-mended': 'Lo que los demás aquí tienen de lo que faltaba está de vuelta, y guardado.',
  'error.vault-newer': 'Un Parley más reciente escribió lo que se guarda aquí. Abre la versión más reciente.',
  'error.vault-elsewhere': 'Parley está abierto en otra pestaña. Úsalo allí, o aquí.',
  'error.vault-closed': 'Parley se bloqueó mientras trabajaba. Desbloquéalo y vuelve a intentarlo; lo guardado está a salvo.',
  'error.vault-exists': 'Alguien ya usa Parley en este navegador. Recarga la página y desbloquéalo.',
  'error.blob-gone': 'Esto se borró mientras se leía.',
  'error.wipe-blocked':
    'Otra pestaña de Parley retiene lo que queda, así que aún no se ha borrado todo. Cierra todas las demás pestañas de Parley y vuelve a intentarlo.',
  'error.wipe-failed':
    'El navegador no borró todo. Vuelve a intentarlo; si ocurre otra vez, borra los datos de esta página en los ajustes del navegador.',
  'error.draft-lost':
    'El navegador no quiso conservar lo que estabas escribiendo cuando se bloqueó Parley. Se perdió; lo que habías enviado está a salvo.',
  'error.profile-invalid': 'Un perfil no se puede llamar así. Usa hasta 40 letras y cifras, con . _ o - en medio, y sin espacios.',
  'error.backup-foreign': 'Ese archivo no es una copia de seguridad de Parley. Elige uno cuyo nombre termine en «.parley».',
  'error.backup-damaged':
    'Esa copia de seguridad está cortada o cambiada, así que no se tomó nada de ella. Cópiala aquí de nuevo, o usa otra.',
  'error.backup-newer': 'Esa copia de seguridad la hizo un Parley más reciente. Ábrela con la versión más reciente.',
  'error.backup-passphrase': 'Esa frase secreta no abre la copia de seguridad. Es la que se escribió al hacerla.',
  'error.backup-of-another':
    'Esa copia de seguridad es de otra persona, no de quien usa Parley aquí. No se cambió nada. Ábrela en un perfil nuevo del navegador.',
  'error.peerjs-missing':
    'PeerJS, que encuentra a otras personas, no se pudo cargar sin cambios. Revisa tu conexión y vuelve a intentarlo, o usa parley-offline.html, que lo lleva dentro.',
  'error.config-invalid': 'La configuración de esta página no es válida. La tiene que corregir quien la preparó.',
  'error.signalling-address-invalid': 'Esta no es la dirección de un punto de encuentro. Escríbela como en el ejemplo de arriba.',
  'error.ice-address-invalid': 'Esta no es la dirección de un servidor STUN o TURN. Escríbela como en el ejemplo de arriba.',
  'error.turn-login-missing': 'Un servidor TURN necesita un nombre de usuario y una contraseña.',
  'error.framed': 'Parley no se inicia dentro de otra página, que podría ver y pulsar lo que tú no pulsas. Ábrelo en una pestaña propia.',
  'error.name-invisible': 'Nadie podría ver ese nombre. Escribe uno con letras que se puedan leer.',
  'error.invite-malformed': 'Esa invitación no está entera. Cópiala toda de nuevo.',
  'error.invite-newer': 'Esa invitación la hizo un Parley más reciente. Abre la versión más reciente y vuelve a intentarlo.',
  'error.invite-expired': 'Esa invitación ha caducado. Pide una nueva.',
  'error.invite-used': 'Esa invitación ya se usó. Pide una nueva.',
  'error.invite-unknown': 'Esa invitación se retiró, o no era para ti. Pide una nueva.',
  'error.invite-unheard': 'Se llegó a alguien de esta sala que no conoce tu invitación, quizá todavía no. Parley sigue buscando a otros.',
  'error.invite-own': 'Esa invitación la creaste tú. Envíala a la persona con quien quieres hablar.',
  'error.invite-already-in': 'Ya estás en esa sala.',
  'error.knock-refused': 'No te han dejado entrar. Pregunta a la persona que te invitó.',
  'error.room-not-as-invited':
    'Esta sala no encaja con tu invitación, así que no se creyó nada de ella. Pide una invitación nueva por otro medio.',
  'error.room-removed': 'Te han expulsado de esta sala. Lo que tienes de ella se puede seguir leyendo aquí.',
  'error.room-left': 'Has salido de esta sala. Esta copia de Parley no puede volver a entrar.',
  'error.room-forked': 'Quien fundó esta sala firmó dos comienzos, así que se detuvo. Crea una nueva, y avisa a los demás.',
  'error.not-allowed': 'Ya no puedes hacer eso en esta sala: alguien cambió quién puede hacer qué. No tuvo ningún efecto.',
  'error.message-too-long': 'Ese mensaje es demasiado largo. Envíalo por partes.',
  'error.sas-too-soon': 'Los emojis se pueden comparar una vez por minuto. Espera, o compara el número de seguridad.',
  'error.sas-failed':
    'El otro lado no respetó las reglas de la comparación. Puede que alguien en medio la esté manipulando. Compara el número de seguridad.',
  'error.sas-stopped': 'El otro lado dejó de comparar, o no responde. Pídele que lo intente de nuevo, o compara el número de seguridad.',
  'error.sas-different':
    'La otra persona dice que los emojis son distintos. Puede que alguien en medio esté manipulando la conexión. No escribas nada privado.',
  'error.room-differs':
    'No todos tienen la misma lista de personas, o las mismas claves para ellas. Puede que una lista vaya con retraso, o que alguien esté manipulando la conexión. Verifica a cada persona por separado, y no escribas nada privado antes.',
};

/**
 * Spanish words of reactions, and the emoji that are offered, each with its name.
 */
import type { englishReactions } from './en-reactions.js';
import type { PartOfTwo } from './phrase.js';

/** In the order of the English ones. */
const SPANISH_EMOJI_NAMES = [
  '👍 pulgar arriba, 👎 pulgar abajo, ❤️ corazón rojo, 😂 lágrimas de risa, 🎉 fiesta, 😮 sorpresa, 😢 llora, 🙏 gracias, 🔥 fuego, 👏 aplausos, ✅ hecho, 💯 cien',
  '😀 sonrisa amplia, 😃 feliz, 😄 ojos risueños, 😁 radiante, 😆 carcajada, 😅 sudor y sonrisa, 🤣 muerto de risa, 🙂 leve sonrisa, 🙃 al revés',
  '😉 guiño, 😊 sonrojado, 😇 aureola, 🥰 enamorado, 😍 ojos de corazón, 🤩 deslumbrado, 😘 beso, 😋 delicioso, 😜 lengua fuera, 🤗 abrazo, 🤭 risita, 🤫 silencio',
  '🤔 pensativo, 🤨 ceja levantada, 😐 neutral, 😑 sin palabras, 😏 pícaro, 🙄 ojos en blanco, 😬 mueca, 😌 aliviado, 😴 dormido, 🤒 enfermo, 🥵 calor, 🥶 frío',
  '🤯 alucinado, 🥳 de fiesta, 😎 gafas de sol, 🤓 empollón, 🧐 monóculo, 😕 confuso, 😟 preocupado, 🙁 triste, 😳 avergonzado, 🥺 suplicante, 😨 asustado',
  '😭 sollozo, 😱 grito, 😞 decepcionado, 😩 agotado, 🥱 bostezo, 😤 resoplido, 😠 enfadado, 😡 furioso, 💀 calavera, 💩 caca, 🤡 payaso, 👻 fantasma, 👽 extraterrestre, 🤖 robot',
  '👋 saludo con la mano, 🤚 mano levantada, 👌 perfecto, 🤌 dedos juntos, ✌️ victoria, 🤞 dedos cruzados, 🤟 te quiero, 🤘 rock, 🤙 llámame, 👈 izquierda, 👉 derecha, 👆 arriba, 👇 abajo',
  '✊ puño, 👊 choque de puños, 🙌 manos arriba, 🫶 manos de corazón, 🤝 apretón de manos, 💪 fuerte, 👀 ojos, 🧠 cerebro, 🫡 saludo militar, 🤷 encogerse de hombros, 🤦 mano en la cara, 💃 baile, 🏃 carrera',
  '🧡 corazón naranja, 💛 corazón amarillo, 💚 corazón verde, 💙 corazón azul, 💜 corazón morado, 🖤 corazón negro, 🤍 corazón blanco, 💔 corazón roto, 💖 corazón brillante, 💋 labios',
  '🐶 perro, 🐱 gato, 🐭 ratón, 🐰 conejo, 🦊 zorro, 🐻 oso, 🐼 panda, 🐸 rana, 🐵 mono, 🙈 no ver nada, 🦄 unicornio, 🐝 abeja, 🦋 mariposa, 🐢 tortuga, 🐟 pez',
  '🌹 rosa, 🌻 girasol, 🌲 árbol, 🍀 trébol, 🌍 Tierra, 🌙 luna, ⭐ estrella, ✨ destellos, ☀️ sol, 🌧️ lluvia, ⚡ rayo, ❄️ nieve, 🌈 arcoíris, 🌊 ola',
  '🍎 manzana, 🍌 plátano, 🍓 fresa, 🍕 pizza, 🍔 hamburguesa, 🍰 tarta, 🎂 tarta de cumpleaños, 🍪 galleta, ☕ café, 🍵 té, 🍺 cerveza, 🥂 salud, 🍷 vino',
  '⚽ fútbol, 🎮 juego, 🎵 música, 🎁 regalo, 🏆 trofeo, 🚀 cohete, 🚗 coche, 🚲 bicicleta, ✈️ avión, 🏠 casa, 💻 ordenador, 📱 teléfono, 📷 cámara, 💡 idea, 📚 libros',
  '📌 chincheta, 🔒 candado, 🔑 llave, ⏰ despertador, ⏳ reloj de arena, 💰 dinero, ❌ no, ❓ pregunta, ❗ importante, ➕ más, 🆗 OK, 🔁 otra vez, 👑 corona, 🎯 en el blanco',
].join(', ');

/** Part of the Spanish catalogue. */
export const spanishReactions: PartOfTwo<typeof englishReactions> = {
  'message.react': 'Reaccionar',
  'reactions.label': 'Reacciones',
  'reactions.one': '{sentence} {count}: {names}',
  'reactions.picker': 'Reaccionar a este mensaje',
  'reactions.search': 'Busca, o escribe cualquier emoji',
  'reactions.typed': 'Reaccionar con {sentence}',
  'reactions.none': 'Aquí no hay ningún emoji con ese nombre. Vale cualquiera que puedas escribir.',
  'reactions.emoji': SPANISH_EMOJI_NAMES,
};

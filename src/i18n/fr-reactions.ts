/**
 * French words of reactions, and the emoji that are offered, each with its name.
 */
import type { englishReactions } from './en-reactions.js';
import type { PartOfTwo } from './phrase.js';

/** In the order of the English ones. */
const FRENCH_EMOJI_NAMES = [
  '👍 pouce levé, 👎 pouce baissé, ❤️ cœur rouge, 😂 larmes de joie, 🎉 fête, 😮 étonné, 😢 en pleurs, 🙏 merci, 🔥 feu, 👏 applaudissements, ✅ fait, 💯 cent',
  '😀 sourire large, 😃 joyeux, 😄 yeux rieurs, 😁 radieux, 😆 éclat de rire, 😅 sueur et sourire, 🤣 mort de rire, 🙂 léger sourire, 🙃 à l’envers',
  '😉 clin d’œil, 😊 joues roses, 😇 auréole, 🥰 amoureux, 😍 yeux en cœur, 🤩 émerveillé, 😘 bisou, 😋 délicieux, 😜 langue tirée, 🤗 câlin, 🤭 gloussement, 🤫 chut',
  '🤔 pensif, 🤨 sourcil levé, 😐 neutre, 😑 sans voix, 😏 air narquois, 🙄 yeux au ciel, 😬 grimace, 😌 soulagé, 😴 endormi, 🤒 malade, 🥵 chaud, 🥶 froid',
  '🤯 époustouflé, 🥳 il fait la fête, 😎 lunettes de soleil, 🤓 intello, 🧐 monocle, 😕 confus, 😟 inquiet, 🙁 triste, 😳 gêné, 🥺 suppliant, 😨 effrayé',
  '😭 sanglots, 😱 cri, 😞 déçu, 😩 épuisé, 🥱 bâillement, 😤 agacé, 😠 en colère, 😡 furieux, 💀 crâne, 💩 crotte, 🤡 clown, 👻 fantôme, 👽 extraterrestre, 🤖 robot',
  '👋 coucou, 🤚 main levée, 👌 parfait, 🤌 doigts pincés, ✌️ victoire, 🤞 doigts croisés, 🤟 je t’aime, 🤘 rock, 🤙 appelle-moi, 👈 à gauche, 👉 à droite, 👆 en haut, 👇 en bas',
  '✊ poing, 👊 poing contre poing, 🙌 mains levées, 🫶 mains en cœur, 🤝 poignée de main, 💪 fort, 👀 yeux, 🧠 cerveau, 🫡 salut, 🤷 haussement d’épaules, 🤦 main sur le visage, 💃 danse, 🏃 course',
  '🧡 cœur orange, 💛 cœur jaune, 💚 cœur vert, 💙 cœur bleu, 💜 cœur violet, 🖤 cœur noir, 🤍 cœur blanc, 💔 cœur brisé, 💖 cœur étincelant, 💋 lèvres',
  '🐶 chien, 🐱 chat, 🐭 souris, 🐰 lapin, 🦊 renard, 🐻 ours, 🐼 panda, 🐸 grenouille, 🐵 singe, 🙈 ne rien voir, 🦄 licorne, 🐝 abeille, 🦋 papillon, 🐢 tortue, 🐟 poisson',
  '🌹 rose, 🌻 tournesol, 🌲 arbre, 🍀 trèfle, 🌍 terre, 🌙 lune, ⭐ étoile, ✨ étincelles, ☀️ soleil, 🌧️ pluie, ⚡ éclair, ❄️ neige, 🌈 arc-en-ciel, 🌊 vague',
  '🍎 pomme, 🍌 banane, 🍓 fraise, 🍕 pizza, 🍔 burger, 🍰 gâteau, 🎂 gâteau d’anniversaire, 🍪 biscuit, ☕ café, 🍵 thé, 🍺 bière, 🥂 à la tienne, 🍷 vin',
  '⚽ football, 🎮 jeu, 🎵 musique, 🎁 cadeau, 🏆 trophée, 🚀 fusée, 🚗 voiture, 🚲 vélo, ✈️ avion, 🏠 maison, 💻 ordinateur, 📱 téléphone, 📷 appareil photo, 💡 idée, 📚 livres',
  '📌 punaise, 🔒 cadenas, 🔑 clé, ⏰ réveil, ⏳ sablier, 💰 argent, ❌ non, ❓ question, ❗ important, ➕ plus, 🆗 OK, 🔁 encore, 👑 couronne, 🎯 dans le mille',
].join(', ');

/** Part of the French catalogue. */
export const frenchReactions: PartOfTwo<typeof englishReactions> = {
  'message.react': 'Réagir',
  'reactions.label': 'Réactions',
  'reactions.one': '{sentence} {count} : {names}',
  'reactions.picker': 'Réagir à ce message',
  'reactions.search': 'Cherchez, ou saisissez un emoji',
  'reactions.typed': 'Réagir avec {sentence}',
  'reactions.none': 'Aucun emoji de ce nom ici. Tout emoji que vous pouvez saisir convient.',
  'reactions.emoji': FRENCH_EMOJI_NAMES,
};

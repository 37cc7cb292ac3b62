/**
 * German words of reactions, and the emoji that are offered, each with its name.
 */
import type { englishReactions } from './en-reactions.js';
import type { PartOfTwo } from './phrase.js';

/** In the order of the English ones. */
const GERMAN_EMOJI_NAMES = [
  '👍 Daumen hoch, 👎 Daumen runter, ❤️ rotes Herz, 😂 Freudentränen, 🎉 Party, 😮 überrascht, 😢 weint, 🙏 danke, 🔥 Feuer, 👏 Applaus, ✅ erledigt, 💯 hundert',
  '😀 grinst, 😃 fröhlich, 😄 lachende Augen, 😁 strahlt, 😆 lacht laut, 😅 Schweiß und Lächeln, 🤣 kugelt sich, 🙂 leichtes Lächeln, 🙃 kopfüber',
  '😉 zwinkert, 😊 errötet, 😇 Heiligenschein, 🥰 verliebt, 😍 Herzaugen, 🤩 begeistert, 😘 Kuss, 😋 lecker, 😜 Zunge raus, 🤗 Umarmung, 🤭 kichert, 🤫 pst',
  '🤔 denkt nach, 🤨 hochgezogene Braue, 😐 neutral, 😑 sprachlos, 😏 süffisant, 🙄 Augen verdrehen, 😬 Grimasse, 😌 erleichtert, 😴 schläft, 🤒 krank, 🥵 heiß, 🥶 kalt',
  '🤯 umgehauen, 🥳 feiert, 😎 Sonnenbrille, 🤓 Nerd, 🧐 Monokel, 😕 verwirrt, 😟 besorgt, 🙁 betrübt, 😳 verlegen, 🥺 bettelt, 😨 ängstlich',
  '😭 schluchzt, 😱 schreit, 😞 enttäuscht, 😩 erschöpft, 🥱 gähnt, 😤 schnaubt, 😠 sauer, 😡 wütend, 💀 Schädel, 💩 Kacke, 🤡 Clown, 👻 Gespenst, 👽 Alien, 🤖 Roboter',
  '👋 winkt, 🤚 erhobene Hand, 👌 perfekt, 🤌 gespitzte Finger, ✌️ Sieg, 🤞 Daumen drücken, 🤟 hab dich lieb, 🤘 Rock, 🤙 ruf mich an, 👈 links, 👉 rechts, 👆 oben, 👇 unten',
  '✊ Faust, 👊 Faustgruß, 🙌 Hände hoch, 🫶 Herzhände, 🤝 Handschlag, 💪 stark, 👀 Augen, 🧠 Gehirn, 🫡 salutiert, 🤷 Schulterzucken, 🤦 Hand vors Gesicht, 💃 tanzt, 🏃 rennt',
  '🧡 oranges Herz, 💛 gelbes Herz, 💚 grünes Herz, 💙 blaues Herz, 💜 lila Herz, 🖤 schwarzes Herz, 🤍 weißes Herz, 💔 gebrochenes Herz, 💖 funkelndes Herz, 💋 Lippen',
  '🐶 Hund, 🐱 Katze, 🐭 Maus, 🐰 Hase, 🦊 Fuchs, 🐻 Bär, 🐼 Panda, 🐸 Frosch, 🐵 Affe, 🙈 nichts sehen, 🦄 Einhorn, 🐝 Biene, 🦋 Schmetterling, 🐢 Schildkröte, 🐟 Fisch',
  '🌹 Rose, 🌻 Sonnenblume, 🌲 Baum, 🍀 Klee, 🌍 Erde, 🌙 Mond, ⭐ Stern, ✨ Funkeln, ☀️ Sonne, 🌧️ Regen, ⚡ Blitz, ❄️ Schnee, 🌈 Regenbogen, 🌊 Welle',
  '🍎 Apfel, 🍌 Banane, 🍓 Erdbeere, 🍕 Pizza, 🍔 Burger, 🍰 Kuchen, 🎂 Geburtstagstorte, 🍪 Keks, ☕ Kaffee, 🍵 Tee, 🍺 Bier, 🥂 Prost, 🍷 Wein',
  '⚽ Fußball, 🎮 Spiel, 🎵 Musik, 🎁 Geschenk, 🏆 Pokal, 🚀 Rakete, 🚗 Auto, 🚲 Fahrrad, ✈️ Flugzeug, 🏠 Haus, 💻 Computer, 📱 Telefon, 📷 Kamera, 💡 Idee, 📚 Bücher',
  '📌 Stecknadel, 🔒 Schloss, 🔑 Schlüssel, ⏰ Wecker, ⏳ Sanduhr, 💰 Geld, ❌ nein, ❓ Frage, ❗ wichtig, ➕ plus, 🆗 OK, 🔁 nochmal, 👑 Krone, 🎯 Volltreffer',
].join(', ');

/** Part of the German catalogue. */
export const germanReactions: PartOfTwo<typeof englishReactions> = {
  'message.react': 'Reagieren',
  'reactions.label': 'Reaktionen',
  'reactions.one': '{sentence} {count}: {names}',
  'reactions.picker': 'Auf diese Nachricht reagieren',
  'reactions.search': 'Suche, oder tippe irgendein Emoji',
  'reactions.typed': 'Mit {sentence} reagieren',
  'reactions.none': 'Kein Emoji dieses Namens hier. Jedes, das du tippen kannst, geht.',
  'reactions.emoji': GERMAN_EMOJI_NAMES,
};

/**
 * English words of reactions, and the emoji that are offered, each with its name.
 */
import type { Phrase } from './phrase.js';

/** By what they are about. */
const EMOJI_NAMES = [
  '👍 thumbs up, 👎 thumbs down, ❤️ red heart, 😂 tears of joy, 🎉 party, 😮 surprised, 😢 crying, 🙏 thank you, 🔥 fire, 👏 applause, ✅ done, 💯 hundred',
  '😀 grinning, 😃 happy, 😄 laughing eyes, 😁 beaming, 😆 laughing hard, 😅 sweat and smile, 🤣 rolling on the floor, 🙂 slight smile, 🙃 upside down',
  '😉 winking, 😊 blushing, 😇 halo, 🥰 in love, 😍 heart eyes, 🤩 starstruck, 😘 kiss, 😋 delicious, 😜 tongue out, 🤗 hug, 🤭 giggle, 🤫 hush',
  '🤔 thinking, 🤨 raised eyebrow, 😐 neutral, 😑 speechless, 😏 smirk, 🙄 rolling eyes, 😬 grimace, 😌 relieved, 😴 sleeping, 🤒 ill, 🥵 hot, 🥶 cold',
  '🤯 mind blown, 🥳 celebrating, 😎 sunglasses, 🤓 nerd, 🧐 monocle, 😕 confused, 😟 worried, 🙁 frowning, 😳 flushed, 🥺 pleading, 😨 afraid',
  '😭 sobbing, 😱 screaming, 😞 disappointed, 😩 weary, 🥱 yawning, 😤 huffing, 😠 angry, 😡 furious, 💀 skull, 💩 poo, 🤡 clown, 👻 ghost, 👽 alien, 🤖 robot',
  '👋 waving, 🤚 raised hand, 👌 perfect, 🤌 pinched fingers, ✌️ victory, 🤞 fingers crossed, 🤟 love you, 🤘 rock on, 🤙 call me, 👈 left, 👉 right, 👆 up, 👇 down',
  '✊ fist, 👊 fist bump, 🙌 raised hands, 🫶 heart hands, 🤝 handshake, 💪 strong, 👀 eyes, 🧠 brain, 🫡 salute, 🤷 shrug, 🤦 facepalm, 💃 dancing, 🏃 running',
  '🧡 orange heart, 💛 yellow heart, 💚 green heart, 💙 blue heart, 💜 purple heart, 🖤 black heart, 🤍 white heart, 💔 broken heart, 💖 sparkling heart, 💋 lips',
  '🐶 dog, 🐱 cat, 🐭 mouse, 🐰 rabbit, 🦊 fox, 🐻 bear, 🐼 panda, 🐸 frog, 🐵 monkey, 🙈 see no evil, 🦄 unicorn, 🐝 bee, 🦋 butterfly, 🐢 turtle, 🐟 fish',
  '🌹 rose, 🌻 sunflower, 🌲 tree, 🍀 clover, 🌍 earth, 🌙 moon, ⭐ star, ✨ sparkles, ☀️ sun, 🌧️ rain, ⚡ lightning, ❄️ snow, 🌈 rainbow, 🌊 wave',
  '🍎 apple, 🍌 banana, 🍓 strawberry, 🍕 pizza, 🍔 burger, 🍰 cake, 🎂 birthday cake, 🍪 biscuit, ☕ coffee, 🍵 tea, 🍺 beer, 🥂 cheers, 🍷 wine',
  '⚽ football, 🎮 game, 🎵 music, 🎁 present, 🏆 trophy, 🚀 rocket, 🚗 car, 🚲 bicycle, ✈️ plane, 🏠 home, 💻 computer, 📱 phone, 📷 camera, 💡 idea, 📚 books',
  '📌 pin, 🔒 lock, 🔑 key, ⏰ alarm, ⏳ hourglass, 💰 money, ❌ no, ❓ question, ❗ important, ➕ plus, 🆗 OK, 🔁 again, 👑 crown, 🎯 bullseye',
].join(', ');

/** Part of the English catalogue. */
export const englishReactions = {
  'message.react': 'React',
  'reactions.label': 'Reactions',
  'reactions.one': '{sentence} {count}: {names}',
  'reactions.picker': 'React to this message',
  'reactions.search': 'Search, or type any emoji',
  'reactions.typed': 'React with {sentence}',
  'reactions.none': 'No emoji of that name here. Any that you can type will do.',
  'reactions.emoji': EMOJI_NAMES,
} as const satisfies Readonly<Record<string, Phrase>>;

/**
 * The emoji of the comparison as they are shown: the Matrix specification's 64 (spec.matrix.org, "SAS method: emoji"; data-definitions/sas-emoji.json),
 * in its order, since a number of the protocol is an index into this table. Their names are in the catalogues under `emoji.names`, in the same order.
 */

/** The 64 pictures, by number. */
export const shownSasEmoji: readonly string[] = (
  '🐶 🐱 🦁 🐎 🦄 🐷 🐘 🐰 🐼 🐓 🐧 🐢 🐟 🐙 🦋 🌷 ' +
  '🌳 🌵 🍄 🌏 🌙 ☁️ 🔥 🍌 🍎 🍓 🌽 🍕 🎂 ❤️ 😀 🤖 ' +
  '🎩 👓 🔧 🎅 👍 ☂️ ⌛ ⏰ 🎁 💡 📕 ✏️ 📎 ✂️ 🔒 🔑 ' +
  '🔨 ☎️ 🏁 🚂 🚲 ✈️ 🚀 🏆 ⚽ 🎸 🎺 🔔 ⚓ 🎧 📁 📌'
).split(' ');

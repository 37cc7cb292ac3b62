/**
 * The 64 emoji of the Matrix specification's short authentication string (spec.matrix.org, "SAS method: emoji"): chosen there to be told apart easily
 * and to have short names in every language. Order and number are part of the protocol.
 */

/** An emoji and its English name, which is the key of its name in the catalogues. */
export interface SasEmoji {
  readonly emoji: string;
  readonly name: string;
}

/** Number → emoji, for the numbers that `sasIndices` gives. */
export const SAS_EMOJI = [
  { emoji: '🐶', name: 'dog' },
  { emoji: '🐱', name: 'cat' },
  { emoji: '🦁', name: 'lion' },
  { emoji: '🐎', name: 'horse' },
  { emoji: '🦄', name: 'unicorn' },
  { emoji: '🐷', name: 'pig' },
  { emoji: '🐘', name: 'elephant' },
  { emoji: '🐰', name: 'rabbit' },
  { emoji: '🐼', name: 'panda' },
  { emoji: '🐓', name: 'rooster' },
  { emoji: '🐧', name: 'penguin' },
  { emoji: '🐢', name: 'turtle' },
  { emoji: '🐟', name: 'fish' },
  { emoji: '🐙', name: 'octopus' },
  { emoji: '🦋', name: 'butterfly' },
  { emoji: '🌷', name: 'flower' },
  { emoji: '🌳', name: 'tree' },
  { emoji: '🌵', name: 'cactus' },
  { emoji: '🍄', name: 'mushroom' },
  { emoji: '🌏', name: 'globe' },
  { emoji: '🌙', name: 'moon' },
  { emoji: '☁️', name: 'cloud' },
  { emoji: '🔥', name: 'fire' },
  { emoji: '🍌', name: 'banana' },
  { emoji: '🍎', name: 'apple' },
  { emoji: '🍓', name: 'strawberry' },
  { emoji: '🌽', name: 'corn' },
  { emoji: '🍕', name: 'pizza' },
  { emoji: '🎂', name: 'cake' },
  { emoji: '❤️', name: 'heart' },
  { emoji: '😀', name: 'smiley' },
  { emoji: '🤖', name: 'robot' },
  { emoji: '🎩', name: 'hat' },
  { emoji: '👓', name: 'glasses' },
  { emoji: '🔧', name: 'spanner' },
  { emoji: '🎅', name: 'santa' },
  { emoji: '👍', name: 'thumbs-up' },
  { emoji: '☂️', name: 'umbrella' },
  { emoji: '⌛', name: 'hourglass' },
  { emoji: '⏰', name: 'clock' },
  { emoji: '🎁', name: 'gift' },
  { emoji: '💡', name: 'light-bulb' },
  { emoji: '📕', name: 'book' },
  { emoji: '✏️', name: 'pencil' },
  { emoji: '📎', name: 'paperclip' },
  { emoji: '✂️', name: 'scissors' },
  { emoji: '🔒', name: 'lock' },
  { emoji: '🔑', name: 'key' },
  { emoji: '🔨', name: 'hammer' },
  { emoji: '☎️', name: 'telephone' },
  { emoji: '🏁', name: 'flag' },
  { emoji: '🚂', name: 'train' },
  { emoji: '🚲', name: 'bicycle' },
  { emoji: '✈️', name: 'aeroplane' },
  { emoji: '🚀', name: 'rocket' },
  { emoji: '🏆', name: 'trophy' },
  { emoji: '⚽', name: 'ball' },
  { emoji: '🎸', name: 'guitar' },
  { emoji: '🎺', name: 'trumpet' },
  { emoji: '🔔', name: 'bell' },
  { emoji: '⚓', name: 'anchor' },
  { emoji: '🎧', name: 'headphones' },
  { emoji: '📁', name: 'folder' },
  { emoji: '📌', name: 'pin' },
] as const satisfies readonly SasEmoji[];

/** The names of all 64. */
export type SasEmojiName = (typeof SAS_EMOJI)[number]['name'];

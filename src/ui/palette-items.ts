/**
 * What the command palette finds: rooms first, then what can be done now.
 */
import type { Intent } from '../app/intents.js';
import type { PaletteDialogView } from '../app/settings-state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { glyph } from './icons.js';
import type { GlyphName } from './icons.js';
import { avatar } from './pieces.js';
import { roomTitle } from './room-title.js';
import { say } from './strings.js';

/** Something that can be chosen. */
export interface PaletteItem {
  readonly id: string;
  /** What is looked through. */
  readonly words: string;
  readonly content: readonly Child[];
  readonly intent: Intent;
}

function action(sign: GlyphName, words: string, intent: Intent): PaletteItem {
  return {
    id: `${intent.type} ${'fpHex' in intent ? intent.fpHex : 'form' in intent ? intent.form : ''}`,
    words,
    content: [glyph(sign), h('span', { class: 'what' }, words)],
    intent,
  };
}

/** Everything that there is. */
export function paletteItems({ rooms, shownHex, isInviting, people, hasPassphrase }: PaletteDialogView): readonly PaletteItem[] {
  const goTo = rooms
    .filter(({ ridHex }) => ridHex !== shownHex)
    .map((room): PaletteItem => {
      const { ridHex, name, partner } = room;
      return {
        id: ridHex,
        words: `${partner?.name ?? ''} ${name}`,
        content: [
          partner === null ? avatar(ridHex, name) : avatar(partner.fpHex, partner.name),
          h('span', { class: 'what' }, ...roomTitle(room)),
        ],
        intent: { type: 'open-room', ridHex },
      };
    });
  return [
    ...goTo,
    ...(isInviting ? [action('invite', say('palette.invite'), { type: 'open-invite' })] : []),
    ...people.map(({ fpHex, name }) => action('check', say('people.verify', { name }), { type: 'open-verify', fpHex })),
    ...(shownHex === null ? [] : [action('home', say('rooms.home'), { type: 'show-home' })]),
    action('people', say('home.new-room'), { type: 'show-home-form', form: 'new-room' }),
    action('invite', say('home.join'), { type: 'show-home-form', form: 'join' }),
    action('settings', say('settings.heading'), { type: 'open-settings' }),
    action('pulse', say('doctor.heading'), { type: 'open-doctor' }),
    action('down', say('storage.open'), { type: 'open-storage' }),
    action('question', say('shortcuts.heading'), { type: 'open-shortcuts' }),
    ...(hasPassphrase ? [action('lock', say('rooms.lock'), { type: 'lock' })] : []),
  ];
}

/** As it is compared: without accents, case and forms of one letter. */
function plainWords(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Those in which every word that is sought stands somewhere, in their order. */
export function findItems(items: readonly PaletteItem[], sought: string): readonly PaletteItem[] {
  const words = plainWords(sought).split(/\s+/u);
  return items.filter((item) => words.every((word) => plainWords(item.words).includes(word)));
}

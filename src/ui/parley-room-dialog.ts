/**
 * `<parley-room-dialog>`: dialog "Compare the whole room" with the groups "Emoji", "Room number" and "Who is comparing with you?", "They match" and
 * "They don't match".
 *
 * Ticks belong to the picture under which they were made, who is in and under which names, and go with it. Asks for `confirm-room-match`,
 * `deny-room-match`, `close-dialog`.
 */
import type { ComparedView, RoomDialogView } from '../app/dialog-state.js';
import { comparisonGroup, digitGroups, emojiList } from './comparison-pieces.js';
import { alarm, ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { glyph } from './icons.js';
import { button, nameOf } from './pieces.js';
import { say } from './strings.js';
import { trustChip } from './trust-chip.js';

/** The same text while the same is compared. */
function pictureKey(view: RoomDialogView | undefined): string {
  return [view?.fingerprint?.number, ...(view?.others ?? []).map(({ fpHex, name }) => `${fpHex} ${name}`)].join('\n');
}

export class ParleyRoomDialog extends ParleyDialog<RoomDialogView> {
  readonly #ticked = new Set<string>();

  protected override update(view: RoomDialogView, previous: RoomDialogView | undefined): void {
    // SECURITY: who was ticked was ticked for another list: parley-room-dialog.test.ts, "forgets every tick when members, or their names, change, and says that they did".
    if (pictureKey(view) !== pictureKey(previous)) this.#ticked.clear();
    super.update(view, previous);
  }

  protected override view(view: RoomDialogView): Child[] {
    const { ridHex, fingerprint, ownName, others, hasChanged } = view;
    const ticked = others.filter(({ fpHex }) => this.#ticked.has(fpHex)).map(({ fpHex, name }) => ({ fpHex, name }));
    const number = fingerprint?.number ?? '';
    const isBusy = this.isNew || fingerprint === null;
    return this.dialog(
      say('compare-room.heading'),
      [
        hasChanged && h('p', { class: 'notice', role: 'alert' }, glyph('warning'), say('compare-room.changed')),
        h('p', {}, say('compare-room.lead')),
        fingerprint !== null && comparisonGroup('emoji-heading', say('verify.emoji'), emojiList(fingerprint.emoji)),
        fingerprint !== null && comparisonGroup('number-heading', say('compare-room.number'), digitGroups(number)),
        h('p', { class: 'small soft' }, say('compare-room.all-of-it')),
        comparisonGroup(
          'who-heading',
          say('compare-room.who'),
          h('p', { class: 'small soft' }, say('compare-room.who-hint', { name: ownName })),
          h('ul', { role: 'list', class: 'who' }, ...others.map((other) => this.#row(other, isBusy))),
        ),
        h('div', { class: 'meaning small soft' }, h('p', {}, say('compare-room.meaning')), h('p', {}, say('compare-room.no-meaning'))),
      ],
      [
        button(
          {
            class: 'primary',
            disabled: isBusy || ticked.length === 0,
            onclick: () => this.request({ type: 'confirm-room-match', ridHex, number, ticked }),
          },
          glyph('check'),
          say('verify.match'),
        ),
        button(
          { class: 'danger', disabled: isBusy, onclick: () => this.request({ type: 'deny-room-match', ridHex }) },
          glyph('close'),
          say('verify.no-match'),
        ),
      ],
    );
  }

  #row({ fpHex, name, trust, isNamesake }: ComparedView, isBusy: boolean): VNode {
    const onchange = (event: Event): void => {
      if ((event.target as HTMLInputElement).checked) this.#ticked.add(fpHex);
      else this.#ticked.delete(fpHex);
      this.refresh();
    };
    return h(
      'li',
      { 'data-id': fpHex },
      h(
        'label',
        {},
        h('input', {
          type: 'checkbox',
          checked: this.#ticked.has(fpHex),
          disabled: isBusy || isNamesake,
          'aria-describedby': `known-${fpHex}`,
          onchange,
        }),
        nameOf(name),
      ),
      ' ',
      h(
        'div',
        { id: `known-${fpHex}`, class: 'known small' },
        trustChip(trust),
        ' ',
        isNamesake && h('p', { class: 'soft' }, say('compare-room.namesake')),
        alarm('verify', trust, name),
      ),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-room-dialog': ParleyRoomDialog;
  }
}

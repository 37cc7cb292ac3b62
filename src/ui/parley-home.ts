/**
 * `<parley-home>`: two ways on, "New room" and "Join with an invite", each with a short form in its place.
 *
 * Which form is open is the app's: asks for `show-home-form`, `create-room`, `join`. The focus follows: into the form when it opens, back to the
 * button when it closes. Consent to a foreign meeting point counts only for the very text it was asked about.
 */
import type { HomeView, MainState } from '../app/state.js';
import { h, setDisabled, setHidden, setText } from './dom.js';
import { ParleyElement } from './element.js';
import { ErrorLine } from './error-line.js';
import { homeSheet } from './home-sheet.js';
import { parleyMark } from './icons.js';
import { NAME_LENGTH_LIMIT } from './parley-first-run.js';
import { say } from './strings.js';

function choiceCard(button: HTMLButtonElement, id: string, hint: string): HTMLLIElement {
  return h('li', { class: 'choice' }, [button, h('p', { class: 'soft', id }, [hint])]);
}

export class ParleyHome extends ParleyElement<MainState> {
  readonly #greeting = h('h1', { tabindex: -1, 'data-start': true });
  readonly #newRoom = h('button', { type: 'button', class: 'primary', 'aria-describedby': 'new-hint' }, [say('home.new-room')]);
  readonly #join = h('button', { type: 'button', 'aria-describedby': 'join-hint' }, [say('home.join')]);
  readonly #choices = h('ul', { class: 'choices', role: 'list' }, [
    choiceCard(this.#newRoom, 'new-hint', say('home.new-room-hint')),
    choiceCard(this.#join, 'join-hint', say('home.join-hint')),
  ]);
  readonly #roomName = h('input', {
    type: 'text',
    id: 'room-name',
    required: true,
    maxlength: NAME_LENGTH_LIMIT,
    dir: 'auto',
    autocomplete: 'off',
    'aria-describedby': 'room-hint error',
  });
  readonly #create = h('button', { type: 'submit', class: 'primary' }, [say('home.create')]);
  readonly #newForm = h('form', { class: 'stack card', hidden: true }, [
    h('div', { class: 'field' }, [
      h('label', { for: 'room-name' }, [say('home.room-name')]),
      this.#roomName,
      h('p', { class: 'hint', id: 'room-hint' }, [say('home.room-name-hint')]),
    ]),
    h('div', { class: 'row' }, [this.#create, h('button', { type: 'button', class: 'quiet back' }, [say('home.back')])]),
  ]);
  readonly #invite = h('textarea', {
    id: 'invite',
    rows: 4,
    required: true,
    spellcheck: 'false',
    autocapitalize: 'off',
    autocomplete: 'off',
    'aria-describedby': 'invite-hint error',
  });
  readonly #serverText = h('p');
  readonly #server = h('div', { class: 'notice', role: 'alert', hidden: true }, [
    h('div', { class: 'stack' }, [h('h2', {}, [say('home.server-heading')]), this.#serverText]),
  ]);
  readonly #joinButton = h('button', { type: 'submit', class: 'primary' }, [say('home.join-button')]);
  readonly #joinForm = h('form', { class: 'stack card', hidden: true }, [
    h('div', { class: 'field' }, [
      h('label', { for: 'invite' }, [say('home.invite')]),
      this.#invite,
      h('p', { class: 'hint', id: 'invite-hint' }, [say('home.invite-hint')]),
    ]),
    this.#server,
    h('div', { class: 'row' }, [this.#joinButton, h('button', { type: 'button', class: 'quiet back' }, [say('home.back')])]),
  ]);
  readonly #busy = h('p', { class: 'soft small', 'aria-live': 'polite' });
  readonly #error = new ErrorLine();
  /** The text whose foreign meeting point is on screen. */
  #askedInvite: string | null = null;

  constructor() {
    super(homeSheet);
    this.root.append(
      h('main', {}, [
        parleyMark(),
        this.#greeting,
        h('p', { class: 'soft lead' }, [say('home.lead')]),
        this.#choices,
        this.#error.node,
        this.#newForm,
        this.#joinForm,
        this.#busy,
      ]),
    );
  }

  protected override listen(signal: AbortSignal): void {
    this.#newRoom.addEventListener('click', () => this.request({ type: 'show-home-form', form: 'new-room' }), { signal });
    this.#join.addEventListener('click', () => this.request({ type: 'show-home-form', form: 'join' }), { signal });
    for (const back of this.root.querySelectorAll('.back')) {
      back.addEventListener('click', () => this.request({ type: 'show-home-form', form: 'none' }), { signal });
    }
    for (const form of [this.#newForm, this.#joinForm]) {
      form.addEventListener('keydown', (event) => event.key === 'Escape' && this.request({ type: 'show-home-form', form: 'none' }), {
        signal,
      });
    }
    this.#newForm.addEventListener(
      'submit',
      (event) => this.#submit(event, this.#roomName, (name) => this.request({ type: 'create-room', name })),
      { signal },
    );
    this.#joinForm.addEventListener('submit', (event) => this.#submit(event, this.#invite, (invite) => this.#requestJoin(invite)), {
      signal,
    });
    // A link or code has no line breaks of its own: Enter joins.
    const joinOnEnter = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      this.#joinForm.requestSubmit();
    };
    this.#invite.addEventListener('keydown', joinOnEnter, { signal });
  }

  protected override update(state: MainState, previous: MainState | undefined): void {
    setText(this.#greeting, say('home.greeting', { name: state.me.name }));
    const { home } = state;
    if (home === previous?.home) return;
    setHidden(this.#choices, home.form !== 'none');
    setHidden(this.#newForm, home.form !== 'new-room');
    setHidden(this.#joinForm, home.form !== 'join');
    for (const button of [this.#create, this.#joinButton]) setDisabled(button, home.isBusy);
    this.#error.show(home.error);
    setText(this.#busy, home.isBusy ? say(home.form === 'join' ? 'home.joining' : 'home.creating') : '');
    if (home.inviteText !== '' && home.inviteText !== previous?.home.inviteText) this.#invite.value = home.inviteText;
    this.#showServer(home);
    if (previous !== undefined && home.form !== previous.home.form) this.#moveFocus(home.form, previous.home.form);
  }

  override focusStart(): void {
    const form = this.state?.home.form ?? 'none';
    if (form === 'none') super.focusStart();
    else this.#moveFocus(form, 'none');
  }

  #showServer(home: HomeView): void {
    setHidden(this.#server, home.foreignServer === null);
    if (home.foreignServer === null) {
      this.#askedInvite = null;
      return;
    }
    setText(this.#serverText, say('home.server', { server: home.foreignServer }));
    this.#askedInvite = home.inviteText;
  }

  #moveFocus(form: HomeView['form'], before: HomeView['form']): void {
    if (form === 'new-room') this.#roomName.focus();
    else if (form === 'join') this.#invite.focus();
    else if (before === 'join') this.#join.focus();
    else this.#newRoom.focus();
  }

  #submit(event: Event, field: HTMLInputElement | HTMLTextAreaElement, request: (text: string) => void): void {
    event.preventDefault();
    const text = field.value.trim();
    if (this.state?.home.isBusy === true) return;
    if (text === '') field.focus();
    else request(text);
  }

  #requestJoin(invite: string): void {
    // SECURITY: an invite edited after the question is another invite, with a server nobody agreed to: parley-home.test.ts, "does not carry consent over to another invite".
    this.request({ type: 'join', invite, isServerAccepted: this.#askedInvite === invite });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-home': ParleyHome;
  }
}

/**
 * A short tone, made of two notes by code: no file, and nothing to fetch.
 */

/** In hertz, one after the other. */
const NOTES = [659.25, 880] as const;
const NOTE_SECONDS = 0.11;
const LOUDNESS = 0.12;

/** A browser that lets the page be heard only later than this, in milliseconds, is too late. */
const TONE_LATE_MS = 1_000;

/** What a tone is made with, once it is first needed: browsers count every one. */
export class NoticeTone {
  readonly #makeContext: () => AudioContext;
  #context: AudioContext | null = null;

  constructor(makeContext = (): AudioContext => new AudioContext()) {
    this.#makeContext = makeContext;
  }

  /** Plays it. A browser that lets no page be heard before somebody has used it plays nothing. */
  play(): void {
    this.#context ??= this.#makeContext();
    const context = this.#context;
    const askedAt = performance.now();
    context.resume().then(
      () => {
        if (performance.now() - askedAt < TONE_LATE_MS) NOTES.forEach((note, index) => sound(context, note, index * NOTE_SECONDS));
      },
      // Closed by the browser: nothing is heard, and there is nothing that anybody could do.
      () => undefined,
    );
  }
}

/** One note, that comes and goes softly. */
function sound(context: AudioContext, note: number, after: number): void {
  const start = context.currentTime + after;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = note;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, start + NOTE_SECONDS * 2);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + NOTE_SECONDS * 2);
}

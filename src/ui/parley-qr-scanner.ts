/**
 * `<parley-qr-scanner>`: what the camera sees, until there is a QR code in it. Asks for `scan-code`, once.
 *
 * The camera is on only while this element is in the page; no picture leaves it.
 */
import { decodeQR } from 'qr/decode.js';
import { dialogTime } from './dialog-element.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { ParleyElement } from './element.js';
import { say } from './strings.js';

/** Between two looks at the picture, in milliseconds. */
export const SCAN_EVERY_MS = 150;
/** Pictures are made so small, in pixels: a code that is held up fills much of it. */
const SCAN_SIZE = 640;

/** Whose code is looked for. */
export interface ScannerState {
  readonly fpHex: string;
}

/** The camera; tests put another in its place. */
export const camera = {
  /** Whether there is one, or may be. */
  isThere: async (): Promise<boolean> => {
    // Not there in a page that the browser does not trust with it.
    const devices = (await (navigator.mediaDevices as MediaDevices | undefined)?.enumerateDevices()) ?? [];
    return devices.some(({ kind }) => kind === 'videoinput');
  },
  open: (): Promise<MediaStream> => navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }),
};

/** The QR code in a picture, as text, or `null`. */
export function codeIn(image: ImageData): string | null {
  try {
    return decodeQR(image);
  } catch {
    // As the library says that there is none: most pictures have none.
    return null;
  }
}

export class ParleyQrScanner extends ParleyElement<ScannerState> {
  readonly #canvas = document.createElement('canvas');
  #problem: 'verify.camera-refused' | 'verify.camera-failed' | null = null;

  #signal: AbortSignal | null = null;

  protected override update(_state: ScannerState, previous: ScannerState | undefined): void {
    this.refresh();
    if (previous === undefined && this.#signal !== null) void this.#run(this.#signal);
  }

  protected override view(): Child[] {
    if (this.#problem !== null) return [h('p', { class: 'error', role: 'alert' }, say(this.#problem))];
    return [
      h('video', { playsinline: true, 'aria-label': say('verify.camera') }),
      h('p', { class: 'small soft' }, say('verify.scan-hint')),
    ];
  }

  protected override listen(signal: AbortSignal): void {
    this.#signal = signal;
  }

  async #run(signal: AbortSignal): Promise<void> {
    try {
      const stream = await camera.open();
      // SECURITY: no camera stays on (parley-qr-scanner.test.ts: "turns the camera off when it leaves the page, also while it was being asked for").
      const stop = (): void => stream.getTracks().forEach((track) => track.stop());
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      const video = this.find<HTMLVideoElement>('video');
      // By the property: the attribute mutes only what is loaded later, and what is not mute may not play unasked.
      video.muted = true;
      video.srcObject = stream;
      await video.play();
      this.#look(video, signal);
    } catch (error) {
      if (signal.aborted) return;
      this.#problem = error instanceof DOMException && error.name === 'NotAllowedError' ? 'verify.camera-refused' : 'verify.camera-failed';
      this.refresh();
    }
  }

  #look(video: HTMLVideoElement, signal: AbortSignal): void {
    const text = this.#codeSeen(video);
    if (text !== null) return this.found(text);
    const cancel = dialogTime.clock.after(SCAN_EVERY_MS, () => this.#look(video, signal));
    signal.addEventListener('abort', cancel, { once: true });
  }

  /** A code was seen. */
  found(text: string): void {
    const { fpHex } = this.state as ScannerState;
    this.request({ type: 'scan-code', fpHex, text });
  }

  #codeSeen(video: HTMLVideoElement): string | null {
    const { videoWidth, videoHeight } = video;
    const scale = Math.min(1, SCAN_SIZE / Math.max(videoWidth, videoHeight, 1));
    const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
    if (width === 0 || height === 0) return null;
    Object.assign(this.#canvas, { width, height });
    const context = this.#canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
    context.drawImage(video, 0, 0, width, height);
    return codeIn(context.getImageData(0, 0, width, height));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-qr-scanner': ParleyQrScanner;
  }
}

import { expect } from '@open-wc/testing';
import { verifyCodeOf } from '../app/verify-code.js';
import { clearElements, collectIntents, describeElement, dialogClock, findOne, showElement } from './element.fixture.js';
import { render } from './dom.js';
import { SCAN_EVERY_MS, camera, codeIn } from './parley-qr-scanner.js';
import { qrPicture } from './qr-picture.js';

const state = { fpHex: 'b0'.repeat(32) };
const code = verifyCodeOf(new Uint8Array(32).fill(7), new Uint8Array(32).fill(9));
const { open } = camera;

describeElement('parley-qr-scanner', { scanning: state });

/** A canvas that shows the code as the page draws it, so large. */
async function drawn(text: string, size: number): Promise<HTMLCanvasElement> {
  const holder = document.createElement('div');
  render(holder, [qrPicture(text, 'code')]);
  const svg = holder.querySelector('svg') as SVGElement;
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  for (const side of ['width', 'height']) svg.setAttribute(side, `${size}`);
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg.outerHTML)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: size + 80, height: size + 60 });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 40, 30);
  return canvas;
}

function imageOf(canvas: HTMLCanvasElement): ImageData {
  return (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(0, 0, canvas.width, canvas.height);
}

/** A camera before which something is held, and what it gave out. */
function hold(canvas: HTMLCanvasElement): MediaStream[] {
  const streams: MediaStream[] = [];
  camera.open = () => {
    const stream = canvas.captureStream();
    streams.push(stream);
    const draw = (): void => {
      // A canvas gives a picture whenever something is drawn.
      (canvas.getContext('2d') as CanvasRenderingContext2D).drawImage(canvas, 0, 0);
      if (!isOff(stream)) requestAnimationFrame(draw);
    };
    draw();
    return Promise.resolve(stream);
  };
  return streams;
}

const isOff = (stream: MediaStream): boolean => stream.getTracks().every(({ readyState }) => readyState === 'ended');

afterEach(() => {
  clearElements();
  camera.open = open;
});

describe('QR codes', () => {
  it('are read as they are drawn, small and large, and only where there is one', async () => {
    for (const size of [150, 300, 600]) expect(codeIn(imageOf(await drawn(code, size))), `${size}`).to.equal(code);
    expect(codeIn(imageOf(await drawn('https://parley.example/#i=AbC-_123', 240)))).to.equal('https://parley.example/#i=AbC-_123');
    const empty = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
    expect(codeIn(imageOf(empty))).to.equal(null);
  });
});

describe('<parley-qr-scanner>', () => {
  it('tells what the camera sees, once', async () => {
    const canvas = await drawn(code, 300);
    hold(canvas);
    const element = await showElement('parley-qr-scanner', state);
    const intents = collectIntents(element);
    const video = findOne<HTMLVideoElement>(element, 'video');
    const frame = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    await video.play();
    await frame;
    await dialogClock.advance(SCAN_EVERY_MS);
    await dialogClock.advance(SCAN_EVERY_MS);
    expect(intents).to.deep.equal([{ type: 'scan-code', fpHex: state.fpHex, text: code }]);
  });

  it('turns the camera off when it leaves the page, also while it was being asked for', async () => {
    const canvas = await drawn('x', 100);
    const streams = hold(canvas);
    const element = await showElement('parley-qr-scanner', state);
    await Promise.resolve();
    expect(streams.map(isOff)).to.deep.equal([false]);
    element.remove();
    await Promise.resolve();
    await Promise.resolve();
    expect(streams.map(isOff)).to.deep.equal([true]);
    const late = Promise.withResolvers<MediaStream>();
    camera.open = () => late.promise;
    const other = await showElement('parley-qr-scanner', state);
    other.remove();
    await Promise.resolve();
    await Promise.resolve();
    const stream = canvas.captureStream();
    late.resolve(stream);
    await late.promise;
    await Promise.resolve();
    expect(isOff(stream)).to.equal(true);
  });

  it('says so when the browser gives no camera', async () => {
    for (const [name, words] of [
      ['NotAllowedError', 'The browser does not let Parley use the camera.'],
      ['NotReadableError', 'The camera cannot be used now.'],
    ] as const) {
      camera.open = () => Promise.reject(new DOMException('', name));
      const element = await showElement('parley-qr-scanner', state);
      await new Promise((resolve) => setTimeout(resolve));
      expect(findOne(element, '[role=alert]').textContent).to.contain(words);
    }
  });
});

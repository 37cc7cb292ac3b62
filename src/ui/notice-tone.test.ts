import { expect } from '@open-wc/testing';
import { NoticeTone } from './notice-tone.js';

describe('the tone', () => {
  it('can be heard, is short, and ends in silence', async () => {
    const context = new OfflineAudioContext(1, 44_100, 44_100);
    // One that renders does not run before it is told to.
    Object.defineProperty(context, 'resume', { value: () => Promise.resolve() });
    new NoticeTone(() => context as unknown as AudioContext).play();
    await Promise.resolve();
    const samples = (await context.startRendering()).getChannelData(0);
    const loudest = (from: number, to: number): number => Math.max(...samples.slice(from * 44_100, to * 44_100).map(Math.abs));
    expect(loudest(0, 0.3)).to.be.within(0.05, 0.3);
    expect(loudest(0.4, 1)).to.be.below(0.001);
  });

  it('makes one context however often it is played, none before, and throws nothing when it may not be heard', async () => {
    let made = 0;
    const tone = new NoticeTone(() => {
      made++;
      return { resume: () => Promise.reject(new DOMException('closed', 'InvalidStateError')) } as unknown as AudioContext;
    });
    expect(made).to.equal(0);
    tone.play();
    tone.play();
    await Promise.resolve();
    expect(made).to.equal(1);
  });
});

import { expect } from '@open-wc/testing';
import { Emitter } from './emitter.js';

describe('lib/emitter', () => {
  it('tells every listener, in the order they were added', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    emitter.listen((value) => heard.push(`first ${value}`));
    emitter.listen((value) => heard.push(`second ${value}`));
    emitter.emit(1);
    emitter.emit(2);
    expect(heard).to.deep.equal(['first 1', 'second 1', 'first 2', 'second 2']);
  });

  it('tells a removed listener nothing more, and removing twice is harmless', () => {
    const emitter = new Emitter<number>();
    const heard: number[] = [];
    const cancel = emitter.listen((value) => heard.push(value));
    emitter.emit(1);
    cancel();
    cancel();
    emitter.emit(2);
    expect(heard).to.deep.equal([1]);
  });

  it('lets a listener add and remove listeners while it is told', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    const cancel = emitter.listen((value) => {
      heard.push(`once ${value}`);
      cancel();
      emitter.listen((later) => heard.push(`added ${later}`));
    });
    emitter.emit(1);
    emitter.emit(2);
    expect(heard).to.deep.equal(['once 1', 'added 2']);
  });

  it('reports the error of a listener that throws and goes on with the others', () => {
    const emitter = new Emitter<number>();
    const heard: number[] = [];
    const reported: unknown[] = [];
    const failure = new Error('from a listener');
    emitter.listen(() => {
      throw failure;
    });
    emitter.listen((value) => heard.push(value));
    const browserReport = globalThis.reportError;
    globalThis.reportError = (error: unknown) => reported.push(error);
    try {
      emitter.emit(1);
    } finally {
      globalThis.reportError = browserReport;
    }
    expect(heard).to.deep.equal([1]);
    expect(reported).to.deep.equal([failure]);
  });
});

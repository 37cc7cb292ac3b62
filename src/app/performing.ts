/**
 * Doing what an intent asks for, and telling what goes wrong.
 */
import type { AppContext, Effects } from './app-parts.js';
import type { Intent } from './intents.js';

/** Does what these effects say of an intent, if anything. Never rejects: what goes wrong is told. */
export async function performIntent(
  { changed, failed }: Pick<AppContext, 'changed' | 'failed'>,
  intent: Intent,
  effects: Effects,
): Promise<void> {
  const effect = effects[intent.type] as ((asked: Intent) => unknown) | undefined;
  try {
    const work = effect?.(intent);
    // What is busy is shown before it is done.
    changed();
    await work;
  } catch (error) {
    failed(error);
  }
  changed();
}

/**
 * The published vectors, which the project does not contain: the test runner serves them when whoever runs it names their directory.
 */

/** Whether there are any in this run. Tests that need them are reported as skipped otherwise. */
export const hasPublishedVectors = (globalThis as { __PARLEY_VECTORS__?: boolean }).__PARLEY_VECTORS__ === true;

/** `it` where the vectors are there, `it.skip` where they are not. */
export const itWithVectors: Mocha.TestFunction | Mocha.PendingTestFunction = hasPublishedVectors ? it : it.skip;

/** One file of them, parsed, or `null` when there are none in this run. */
export async function loadPublishedVectors<File>(name: string): Promise<File | null> {
  if (!hasPublishedVectors) return null;
  const response = await fetch(`/vectors/${name}`);
  if (!response.ok) throw new Error(`vectors ${name}: ${response.status}`);
  return (await response.json()) as File;
}

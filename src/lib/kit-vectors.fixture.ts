/**
 * What another implementation of the documents made (e2e/attacks/vectors/), for tests of ours.
 */

/** The vectors of this name. Rejects when there are none. */
export async function kitVectors<Vectors>(name: string): Promise<Vectors> {
  const response = await fetch(`/e2e/attacks/vectors/${name}.json`);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return (await response.json()) as Vectors;
}

/**
 * Whom to be linked with (DESIGN section 4, "Liveness"): with everybody while few are online; above that, in the ring of all fingerprints, with the four
 * nearest on both sides and with whoever comes first after a half, a quarter, an eighth… of the way round.
 *
 * Those are the ring distances ±1, ±2, ±4 and, since fingerprints are spread evenly, about 8, 16, … n/2, as in Chord (Stoica et al., 2001): they can be
 * told from whoever is linked and whom those are linked with, so nobody has to know of everybody. Any two are then about log₂ n links apart.
 */

/** Up to so many online, oneself among them, everybody links with everybody. */
export const FULL_MESH_LIMIT = 12;

/** On each side. Who knows of twice as many on both sides knows of more than twelve, so a ring does not fall back to a full mesh for want of knowledge. */
const NEAREST = 4;

/** Halvings of the ring: enough for 2¹⁶ people; what is nearer than the nearest adds nobody. */
const HALVINGS = 16;

/** Those of `others` whom `own` wants a link with, all as fingerprints in hexadecimal of one length. */
export function ringNeighbours(own: string, others: Iterable<string>): ReadonlySet<string> {
  const ring = [...new Set([own, ...others])].toSorted();
  if (ring.length <= FULL_MESH_LIMIT) return new Set(ring).difference(new Set([own]));
  const at = ring.indexOf(own);
  const neighbours = new Set<string>();
  for (let distance = 1; distance <= NEAREST; distance++)
    for (const index of [at + distance, at - distance]) neighbours.add(ring.at(index % ring.length) as string);
  const bits = own.length * 4;
  for (let halving = 1; halving <= HALVINGS; halving++) {
    const point = BigInt.asUintN(bits, BigInt(`0x${own}`) + (1n << BigInt(bits - halving)));
    const from = point.toString(16).padStart(own.length, '0');
    const first = ring.find((name) => name >= from) ?? ring[0];
    if (first !== undefined && first !== own) neighbours.add(first);
  }
  return neighbours;
}

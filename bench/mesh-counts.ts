/**
 * What pages/mesh-page.ts counts for some entries in a room of many.
 */

/** Per entry where nothing else is said. */
export interface MeshCounts {
  readonly online: number;
  readonly links: number;
  readonly linksMost: number;
  readonly missing: number;
  readonly hopsMost: number;
  readonly hopsMean: number;
  readonly copiesMost: number;
  readonly copiesMean: number;
  readonly framesPerEntry: number;
  readonly bytesPerEntry: number;
  readonly troubles: readonly string[];
}

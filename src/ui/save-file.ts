/**
 * Handing a file to the person: as a download, which every browser knows, also for pages from files.
 */

/** So long the address of a file stays good: the browser may still be asking where to put it. */
const ADDRESS_KEPT_MS = 60_000;

/** Begins the download of a file under this name. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), ADDRESS_KEPT_MS);
}

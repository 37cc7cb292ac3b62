/**
 * How much the browser says is on disk for this origin, all stores together.
 */

/** Bytes in use and allowed, roughly; `null` where the browser does not say. */
export async function diskUsage(): Promise<{ readonly used: number; readonly limit: number } | null> {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    return usage === undefined || quota === undefined ? null : { used: usage, limit: quota };
  } catch {
    // Refused, or not there: some browsers know no such thing for files.
    return null;
  }
}

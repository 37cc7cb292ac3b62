/**
 * Files that the page hands to the person.
 */

/** Run before the page's own script, keeps what the page hands out as `globalThis.handedOut`: Playwright hears of no downloads of this Firefox. */
export const KEEPS_FILES = `{
  const make = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (file) => {
    globalThis.handedOut = file;
    return make(file);
  };
}`;

/*
 * Runs before the app and in every browser that runs scripts at all, so it is written in the JavaScript of 2009. A browser below the floor could not
 * even parse the app and would show an empty page; here it gets one sentence. src/main.ts starts nothing when data-parley-floor is set.
 *
 * The floor: Chrome 140, Firefox 138, Safari 18.2. Uint8Array.fromBase64 is the newest thing the app calls in Chrome and Safari, and with it come
 * Ed25519 and X25519. Whether the integrity of an import map is enforced cannot be asked; Firefox has had that since 138, as it has
 * Error.captureStackTrace, which the others always had.
 */
(function () {
  var isNewEnough =
    typeof Uint8Array !== 'undefined' &&
    typeof Uint8Array.fromBase64 === 'function' &&
    typeof Error.captureStackTrace === 'function' &&
    HTMLScriptElement.supports('importmap');
  var hasCrypto = typeof crypto !== 'undefined' && !!crypto.subtle;
  if (isNewEnough && hasCrypto) return;
  var sentence = isNewEnough
    ? 'Parley needs a page that your browser considers secure: open the file itself, or an address that begins with https.'
    : 'This browser is too old for Parley. It needs Chrome or Edge 140, Firefox 138, Safari 18.2, or anything newer.';
  var paragraph = document.createElement('p');
  paragraph.setAttribute('role', 'alert');
  paragraph.textContent = sentence;
  document.body.appendChild(paragraph);
  document.documentElement.setAttribute('data-parley-floor', isNewEnough ? 'insecure' : 'too-old');
})();

/*
 * Runs in the head, while the app, which is long, is still being read.
 *
 * The theme: before anything can be painted, so that no frame shows another one than was chosen. What is looked up here is what plain-look.ts keeps; everything else of it
 * src/main.ts applies a moment later. Storage: browsers start what keeps databases and locks when somebody first asks for them, which takes them a tenth of a second. What
 * comes of asking is nobody's concern: the app asks again.
 *
 * In the JavaScript of 2009, as src/floor.js. A browser that refuses any of this goes without: whether it gives storage the app finds out, and tells.
 */
(function () {
  function attempt(what, step) {
    function tell(error) {
      console.info(what, error);
    }
    try {
      var promise = step();
      if (promise) promise.then(null, tell);
    } catch (error) {
      tell(error);
    }
  }
  attempt('Databases are asked for later:', function () {
    return indexedDB.databases();
  });
  attempt('Locks are asked for later:', function () {
    return navigator.locks.query();
  });
  attempt('The theme is shown a moment late:', function () {
    var theme = (localStorage.getItem('parley-look') || '').split(' ')[0];
    if (theme !== 'light' && theme !== 'dark') return;
    var sheet = new CSSStyleSheet();
    sheet.replaceSync('html { color-scheme: ' + theme + '; }');
    document.adoptedStyleSheets = [sheet];
  });
})();

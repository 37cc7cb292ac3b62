/*
 * Runs in the head, while the app, which is long, is still being read.
 *
 * Storage: browsers start what keeps databases and locks when somebody first asks for them, which takes them a tenth of a second. What comes of asking is nobody's
 * concern: the app asks again. The theme: as soon as may be, so that no frame shows another one than was chosen. What is looked up here is what plain-look.ts keeps;
 * everything else of it src/main.ts applies a moment later.
 *
 * SECURITY: in Chromium localStorage is not touched before the browser has answered something else. It gives a document that asks before the browser knows of it an empty
 * localStorage for as long as it lives, in which nothing is kept: one reload in sixty (e2e/early-storage.spec.ts: "a page that is reloaded again and again finds
 * what it has stored").
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
  function showTheme() {
    var theme = (localStorage.getItem('parley-look') || '').split(' ')[0];
    if (theme !== 'light' && theme !== 'dark') return;
    var sheet = new CSSStyleSheet();
    sheet.replaceSync('html { color-scheme: ' + theme + '; }');
    // Beside whatever the app has put there by then.
    document.adoptedStyleSheets.push(sheet);
  }
  attempt('The theme is shown a moment late:', function () {
    // Elsewhere there is nothing to wait for. Chromium paints nothing before the page is read to its end (the link above: nothing is called so), and has answered by then.
    return 'userAgentData' in navigator ? navigator.permissions.query({ name: 'notifications' }).then(showTheme) : showTheme();
  });
})();

/*
 * Runs in the head, before anything can be painted, so that no frame shows another theme than the one that was chosen: browsers paint while the app,
 * which is long, is still being read. What is looked up here is what plain-look.ts keeps; everything else of it src/main.ts applies a moment later.
 *
 * In the JavaScript of 2009, as src/floor.js. A browser that refuses any of this goes without: whether it gives storage the app finds out, and tells.
 */
(function () {
  try {
    var theme = (localStorage.getItem('parley-look') || '').split(' ')[0];
    if (theme !== 'light' && theme !== 'dark') return;
    var sheet = new CSSStyleSheet();
    sheet.replaceSync('html { color-scheme: ' + theme + '; }');
    document.adoptedStyleSheets = [sheet];
  } catch (error) {
    console.info('The theme is shown a moment late:', error);
  }
})();

/**
 * npm run size: what each folder of src/ and its largest files add to the built index.html. A part's share is the gzipped page less the gzipped
 * page without it; shares do not add up, since parts share their vocabulary.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { gzippedSize, sizeGoal } from './build.mjs';

/** Every source file of a built page as it ships, by its path below src/. */
export function filesOfPage(page) {
  const parts = page.split(/^(?=\/\/ ==== )/mu).slice(1);
  return new Map(parts.map((text) => [/^\/\/ ==== (?:src\/)?([^\s:]+)/u.exec(text)[1], text]));
}

/** Files by their folder; those outside any folder under their own name. */
function folderOf(path) {
  return path.includes('/') ? path.split('/')[0] : path;
}

if (argv[1] === import.meta.filename) {
  const page = readFileSync(join(dirname(import.meta.dirname), 'index.html'), 'utf8');
  const files = [...filesOfPage(page)];
  const whole = gzippedSize(page);
  const row = (name, chosen) => {
    const without = chosen.reduce((rest, [, text]) => rest.replace(text, () => ''), page);
    const text = chosen.map(([, part]) => part).join('');
    return { name, files: chosen.length, bytes: text.length, gzipped: gzippedSize(text), share: whole - gzippedSize(without) };
  };
  const folders = [...new Set(files.map(([path]) => folderOf(path)))];
  const chosenIn = (folder) => files.filter(([path]) => folderOf(path) === folder);
  console.table(folders.map((name) => row(name, chosenIn(name))).toSorted((a, b) => b.gzipped - a.gzipped));
  const only = argv[2] ?? '';
  console.table(
    files
      .filter(([path]) => path.startsWith(only))
      .map((file) => row(file[0], [file]))
      .toSorted((a, b) => b.share - a.share)
      .slice(0, only === '' ? 30 : 100),
  );
  console.log(`index.html: ${page.length} characters, ${whole} bytes gzipped; goal ${sizeGoal}`);
}

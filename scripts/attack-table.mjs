/**
 * Holds docs/ATTACKS.md against the tests: each of its rows names a test that there is, and each test of an attack from outside has a row. So the table says
 * neither more nor less than what is tried.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);

/** Files all of whose tests are attacks, besides those in e2e/attacks/. */
const OTHERS = ['e2e/hostile-signalling.spec.ts', 'e2e/only-text.spec.ts', 'e2e/patched-member.spec.ts'];

/** The titles of the tests in a file's text, what is computed in them as `…`. */
export function titlesIn(source) {
  return [...source.matchAll(/\b(?:test|it)\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/gsu)].map(([, , title]) =>
    title.replaceAll(/\$\{[^}]*\}/gu, '…').replaceAll(/\\(.)/gsu, '$1'),
  );
}

/** The rows of the tables in a Markdown text, as lists of cells, without heads and the lines below them. */
function rowsIn(markdown) {
  const lines = markdown.split('\n').map((line) => line.trim());
  const isRow = (line) => line?.startsWith('|') === true;
  return lines
    .filter((line, i) => isRow(line) && !/^[|:\s-]+$/u.test(line) && isRow(lines[i - 1]))
    .map((line) => line.split('|').slice(1, -1));
}

const PLACE = /^`([^`]+)`, "(.+)"$/u;

/** The files that the rows name. */
function filesNamedIn(markdown) {
  return rowsIn(markdown).flatMap((cells) => PLACE.exec(cells.at(-1)?.trim() ?? '')?.[1] ?? []);
}

/**
 * What is wrong with the table.
 * @param {string} markdown
 * @param {ReadonlyMap<string, readonly string[]>} titles the titles of the tests of each file that has to be in the table
 * @param {ReadonlyMap<string, readonly string[]>} others those of files that may be in it
 */
export function faultsOfTable(markdown, titles, others = new Map()) {
  const faults = [];
  const named = new Set();
  for (const cells of rowsIn(markdown)) {
    const [, file, title] = PLACE.exec(cells.at(-1)?.trim() ?? '') ?? [];
    if (cells.some((cell) => cell.trim() === '')) faults.push(`A cell is empty: ${cells.join('|')}`);
    else if (file === undefined) faults.push(`A row names no test: ${cells.join('|')}`);
    else if ((titles.get(file) ?? others.get(file))?.includes(title) !== true) faults.push(`There is no test "${title}" in ${file}.`);
    named.add(`${file} ${title}`);
  }
  for (const [file, ofFile] of titles) {
    for (const title of ofFile) if (!named.has(`${file} ${title}`)) faults.push(`docs/ATTACKS.md has no row for "${title}" in ${file}.`);
  }
  return faults;
}

/** What is wrong with docs/ATTACKS.md. */
export function findAttackFaults() {
  const directory = join(root, 'e2e', 'attacks');
  const files = readdirSync(directory).filter((file) => file.endsWith('.spec.ts'));
  const markdown = readFileSync(join(root, 'docs', 'ATTACKS.md'), 'utf8');
  const titlesOf = (paths) =>
    new Map(paths.filter((path) => existsSync(join(root, path))).map((path) => [path, titlesIn(readFileSync(join(root, path), 'utf8'))]));
  return faultsOfTable(markdown, titlesOf([...files.map((file) => `e2e/attacks/${file}`), ...OTHERS]), titlesOf(filesNamedIn(markdown)));
}

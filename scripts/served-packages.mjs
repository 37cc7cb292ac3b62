/**
 * Packages that ship in the page, for servers that give out modules as tsc emits them: where they are, since a browser does not know packages by name.
 */

/** The address below which each is served, by the name it is imported under; below /npm/ is `node_modules`. */
export const servedPackages = new Map([
  ['qr', '/npm/qr/index.js'],
  ['qr/decode.js', '/npm/qr/decode.js'],
]);

/** A module whose imports of packages name these addresses. */
export function withServedPackages(code) {
  return code.replace(/(?<= from ')[^'.][^']*(?=';$)/gmu, (name) => servedPackages.get(name) ?? name);
}

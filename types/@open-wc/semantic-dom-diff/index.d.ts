/**
 * Stands in for the types of the package of this name, which declare that every `.to.equal(…)` returns a promise (only its DOM snapshots do, and no test
 * here takes any). With them nobody, neither people nor the linter, could tell an assertion from a forgotten `await`.
 */
export {};

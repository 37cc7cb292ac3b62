/**
 * Where measurements go: figures by name, each kept in a file of its own in the directory that run.mjs names, until it puts them into one table.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One measured number. `detail` is what else is worth keeping beside it. */
export interface Figure {
  readonly value: number;
  readonly unit: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Keeps a figure under its name. Throws when not started by run.mjs. */
export function keepFigure(name: string, figure: Figure): void {
  const directory = process.env['PARLEY_FIGURES'];
  if (directory === undefined) throw new Error('Started by "npm run bench", which says where figures go.');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${name}.json`), JSON.stringify(figure));
}

/** The value below which the given share of the numbers lies; the upper one of two. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new RangeError('numbers: none were measured');
  return value;
}

/** The number in the middle. */
export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

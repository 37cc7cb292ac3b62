/**
 * A text as a QR code (ISO/IEC 18004), drawn as one path.
 */
import { encodeQR } from 'qr';
import { h } from './dom.js';
import type { VNode } from './dom.js';

/** Empty modules around it; scanners want four. */
const QUIET = 4;

/** One text, one picture: working one out takes some milliseconds. */
const qrPaths = new Map<string, { readonly path: string; readonly size: number }>();
const QR_PATHS_KEPT = 8;

function qrPathOf(text: string): { readonly path: string; readonly size: number } {
  const known = qrPaths.get(text);
  if (known !== undefined) return known;
  const rows = encodeQR(text, 'raw', { border: QUIET, ecc: 'medium' });
  let path = '';
  for (const [y, row] of rows.entries())
    for (let x = 0; x < row.length; x++) {
      if (row[x] !== true) continue;
      let end = x;
      while (row[end] === true) end++;
      path += `M${x} ${y}h${end - x}v1h${x - end}z`;
      x = end;
    }
  const made = { path, size: rows.length };
  if (qrPaths.size >= QR_PATHS_KEPT) qrPaths.clear();
  qrPaths.set(text, made);
  return made;
}

/** The code of a text, black on white in every theme, since scanners know nothing else; `words` say what it is. */
export function qrPicture(text: string, words: string): VNode {
  const { path, size } = qrPathOf(text);
  return h(
    'svg',
    { class: 'qr', viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': words, 'shape-rendering': 'crispEdges' },
    h('path', { d: path }),
  );
}

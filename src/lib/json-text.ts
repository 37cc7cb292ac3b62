/**
 * The size of a text inside JSON, which is how it travels.
 */
import { utf8Bytes } from './bytes.js';

/** How many bytes a text has as a JSON string in UTF-8, without its quotation marks. */
export function jsonTextBytes(text: string): number {
  return utf8Bytes(JSON.stringify(text)).length - 2;
}

/**
 * A backup file of format 1, frozen: it has to open for as long as Parley reads format 1, so it is never made anew.
 */

/** What was typed. */
export const STORED_BACKUP_V1_PASSPHRASE = 'correct horse battery staple';

/** The file, base64. Made at 1,790,000,000,000 ms. */
export const STORED_BACKUP_V1 =
  'cGFybGV5IGJhY2t1cCAxCgGgxFBsAAAJJ8CcjDE4qm6yiAj65KHnCQcJMuYSxt2cjxcwnN7gsLeIZxjRoqxlxUAp00sa9W5otPuxJ7H7MIeLyULea6DC9S+zdRLkguu4h+rj85Ej4pmx' +
  'wC0ljrhhN1O84Pxw3R35fNbOO7hdUFC0C/DUPUVlc1SnzUpY3FWc/Lg41tZP38UyQe8A8u0EU/ImcT25VCoX7wy4xLXy5rie/wP97WNp5aC6CKqoVMdXUKgvxaqhsaYTBsUtaZto3iND' +
  'zqz6qqH4jgNi8P69uD4W8p9YcQSLWl8JgGU=';

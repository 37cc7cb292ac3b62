import { expect } from '@open-wc/testing';
import { PageCopy } from './page-copy.js';

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-abc+/='">
<!-- 1 POLICY -->
<title>Parley</title>
<script type="application/json" id="parley-config">{"a":"<b>&amp;\\"'"}</script>
</head>
<body>
<noscript>Allow JavaScript &amp; reload.</noscript>
<script>
if (1 < 2 && "a" > 'b') { /* é ✓ &lt; */ }
</script>
<script type="module">
const text = \`<p>\${1}</p>\`;
</script>
</body>
</html>
`;

function parsed(text: string): Document {
  return new DOMParser().parseFromString(text, 'text/html');
}

/** Texts of all scripts in the source, as they stand there. */
function scriptsIn(text: string): string[] {
  return [...text.matchAll(/<script([^>]*)>([^]*?)<\/script>/gu)]
    .filter(([, how]) => !how?.includes('parley-copy'))
    .map(([, , body = '']) => body);
}

async function pageWith(source: PageCopy, bytes: readonly number[]): Promise<string> {
  return (await source.with(new Blob([new Uint8Array(bytes)]))).text();
}

async function carriedBy(page: PageCopy): Promise<number[] | null> {
  return page.copy === null ? null : [...new Uint8Array(await page.copy.arrayBuffer())];
}

describe('page copy', () => {
  it('holds every script byte by byte, and the copy beside them', async () => {
    const source = new PageCopy(parsed(PAGE));
    expect(source.copy).to.equal(null);
    const text = await pageWith(source, [1, 2, 250]);
    expect(scriptsIn(text)).to.deep.equal(scriptsIn(PAGE));
    expect(text).to.match(/^<!doctype html>\n<html lang="en">/u);
    const again = parsed(text);
    expect(again.compatMode).to.equal('CSS1Compat');
    expect(again.querySelector('meta[http-equiv]')?.getAttribute('content')).to.equal("default-src 'none'; script-src 'sha256-abc+/='");
    expect(await carriedBy(new PageCopy(again))).to.deep.equal([1, 2, 250]);
  });

  it('made from a page with a copy holds the new one alone, and is the same but for it', async () => {
    const once = await pageWith(new PageCopy(parsed(PAGE)), [1]);
    const twice = await pageWith(new PageCopy(parsed(once)), [1]);
    expect(twice).to.equal(once);
    const other = await pageWith(new PageCopy(parsed(once)), [9, 9]);
    expect(await carriedBy(new PageCopy(parsed(other)))).to.deep.equal([9, 9]);
    expect(other.match(/id="parley-copy"/gu)?.length).to.equal(1);
  });

  it('brings nothing along that was put into the page', async () => {
    const page = parsed(PAGE);
    const source = page.documentElement;
    source.setAttribute('data-theme', 'dark');
    page.head.append(page.createElement('style'));
    page.body.append(page.createElement('parley-app'), page.createElement('iframe'));
    const text = await pageWith(new PageCopy(page), []);
    expect(text).to.equal(await pageWith(new PageCopy(parsed(PAGE)), []));
  });

  it('joins what is encoded in steps', async () => {
    const bytes = Array.from({ length: 3 * 2 ** 18 + 5 }, (_, i) => i % 251);
    const text = await pageWith(new PageCopy(parsed(PAGE)), bytes);
    expect((await carriedBy(new PageCopy(parsed(text))))?.join() === bytes.join()).to.equal(true);
  });

  it('that cannot be read is an empty file, which is no backup', async () => {
    const spoilt = (await pageWith(new PageCopy(parsed(PAGE)), [1])).replace('"AQ=="', '"A*"');
    expect(await carriedBy(new PageCopy(parsed(spoilt)))).to.deep.equal([]);
  });
});

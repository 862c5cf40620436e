import { expect, test } from 'vitest';
import { queryPage } from '../../../renderer/text/query-page.ts';
import { type PageBlock, readPage } from '../../../renderer/views/explore/query/page-blocks.ts';

function textOf(block: PageBlock): string {
  const lineText = (line: readonly { readonly text: string }[]) => line.map(({ text }) => text).join('');
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return lineText(block.line);
    case 'list':
      return block.items.map(lineText).join('\n');
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(lineText).join('\n')).join('\n');
    case 'code':
      return block.text;
    default:
      return block satisfies never;
  }
}

test('the help in the window has every word of the page, and none of its marks', () => {
  const shown = readPage(queryPage).map(textOf).join('\n');
  // What the marks of Markdown leave when they are taken away by themselves, as the other way to the same words.
  const words = queryPage
    .replace(/^\| ?-.*$/gm, '')
    .replace(/\]\([^)]*\)/g, '')
    .replace(/^#+ |^- /gm, '')
    .replaceAll('\\|', '|')
    .replace(/`|\*\*|\[/g, '')
    .split(/[\s|]+/)
    .filter((word) => word !== '');
  const shownWords = shown
    .replaceAll('[', '')
    .split(/[\s|]+/)
    .filter((word) => word !== '');
  expect(shownWords).toEqual(words);
  expect(shown).not.toMatch(/`|\*\*|\]\(/);
});

test('tables, lists, code and what stands in a line are told apart', () => {
  expect(
    readPage(
      '# Title\n\nOne `a|b` and **two**,\nsee [there](x.md).\n\n| q | f |\n| --- | --- |\n| `a\\|b` | x |\n\n- one\n  more\n- two\n\n```sh\n# no title\n```\n',
    ),
  ).toEqual([
    { kind: 'heading', level: 1, line: [{ kind: 'text', text: 'Title' }] },
    {
      kind: 'paragraph',
      line: [
        { kind: 'text', text: 'One ' },
        { kind: 'code', text: 'a|b' },
        { kind: 'text', text: ' and ' },
        { kind: 'strong', text: 'two' },
        { kind: 'text', text: ', see ' },
        { kind: 'link', text: 'there' },
        { kind: 'text', text: '.' },
      ],
    },
    {
      kind: 'table',
      head: [[{ kind: 'text', text: 'q' }], [{ kind: 'text', text: 'f' }]],
      rows: [[[{ kind: 'code', text: 'a|b' }], [{ kind: 'text', text: 'x' }]]],
    },
    { kind: 'list', items: [[{ kind: 'text', text: 'one more' }], [{ kind: 'text', text: 'two' }]] },
    { kind: 'code', text: '# no title' },
  ]);
});

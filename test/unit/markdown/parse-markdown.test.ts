import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MarkdownBlock, MarkdownRun } from '../../../shared/markdown/markdown-tree.ts';
import { parseMarkdown } from '../../../shared/markdown/parse-markdown.ts';

const text = (value: string): MarkdownRun => ({ kind: 'text', text: value });
const paragraph = (...runs: readonly MarkdownRun[]): MarkdownBlock => ({ kind: 'paragraph', runs });

describe('What a person writes', () => {
  test('is paragraphs, headings, lists, quotes and code', () => {
    const source =
      '# Title\nA line\nand more\n\n- one\n- two\n\n1. first\n2) second\n\n> said\n> twice\n\n```\nx *y*\n```';
    expect(parseMarkdown(source)).toEqual([
      { kind: 'heading', level: 1, runs: [text('Title')] },
      paragraph(text('A line\nand more')),
      { kind: 'list', isOrdered: false, items: [[text('one')], [text('two')]] },
      { kind: 'list', isOrdered: true, items: [[text('first')], [text('second')]] },
      { kind: 'quote', blocks: [paragraph(text('said\ntwice'))] },
      { kind: 'code', text: 'x *y*' },
    ]);
  });

  test('has emphasis, code and citations inside of a line', () => {
    expect(parseMarkdown('a **b *c*** `d*e*` [@log.example/a#12]')).toEqual([
      paragraph(
        text('a '),
        { kind: 'strong', runs: [text('b *c')] },
        text('* '),
        { kind: 'code', text: 'd*e*' },
        text(' '),
        { kind: 'citation', origin: 'log.example/a', seq: 12 },
      ),
    ]);
  });

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[a](javascript:alert(1))',
    '![a](http://example.com/x.png)',
    'http://example.com',
    '*open',
    '**open',
    '`open',
    '* * *',
    '2 * 3 * 4',
    '[@no-number]',
    '[@a b#1]',
    '&lt;b&gt;',
  ])('stays as it was typed where it is no markup: %s', (source) => {
    const [block] = parseMarkdown(source);
    const runs = block?.kind === 'paragraph' ? block.runs : block?.kind === 'list' ? block.items.flat() : [];
    expect(runs.every(({ kind }) => kind === 'text')).toBe(true);
  });

  test('may have a mark as a mark', () => {
    expect(parseMarkdown('\\*not\\* \\`this\\`')).toEqual([paragraph(text('*not* `this`'))]);
  });

  test('loses no character that is no mark, whatever it is', () => {
    const collect = (blocks: readonly MarkdownBlock[]): string =>
      blocks
        .map((block) =>
          'runs' in block
            ? ofRuns(block.runs)
            : 'items' in block
              ? block.items.map(ofRuns).join('')
              : 'blocks' in block
                ? collect(block.blocks)
                : block.text,
        )
        .join('');
    const ofRuns = (runs: readonly MarkdownRun[]): string =>
      runs
        .map((run) =>
          'runs' in run
            ? ofRuns(run.runs)
            : 'text' in run
              ? run.text
              : run.kind === 'citation'
                ? `${run.origin}${run.seq}`
                : '',
        )
        .join('');
    const letters = (value: string) => value.replace(/[^a-z]/g, '');
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'a',
            'b',
            'c',
            ' ',
            '\n',
            '*',
            '**',
            '`',
            '```',
            '> ',
            '- ',
            '1. ',
            '# ',
            '\\',
            '[@x#1]',
            '[',
          ),
          { maxLength: 80 },
        ),
        (pieces) => {
          expect(letters(collect(parseMarkdown(pieces.join(''))))).toBe(letters(pieces.join('')));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is read in linear time, also when it is meant not to be', () => {
    for (const source of [
      '*a '.repeat(50_000),
      '**'.repeat(50_000),
      '`'.repeat(99_999),
      '> '.repeat(20_000),
      '[@'.repeat(50_000),
      '> '.repeat(9) + '* '.repeat(10_000),
    ]) {
      const started = performance.now();
      parseMarkdown(source);
      expect(performance.now() - started).toBeLessThan(2_000);
    }
  });
});

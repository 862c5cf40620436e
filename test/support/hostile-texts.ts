/** Texts that do something to whoever shows, prints, parses or computes them carelessly. Each is well-formed Unicode. */
export const hostileTexts: readonly string[] = [
  // Markup, and ways out of an attribute, a comment, a style or a title.
  '<script>alert(1)</script>',
  '</p></section></main><h1>VERIFIED</h1>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</title><base href="https://evil.example/">',
  '</style><link rel=stylesheet href=https://evil.example/x.css>',
  '--><iframe src=javascript:alert(1)>',
  ']]><meta http-equiv=refresh content="0;url=https://evil.example">',
  '&lt;b&gt; &amp; &#60;i&#62; &copy &NotEqualTilde;',
  '<!doctype html><html><body onload=alert(1)>',
  'javascript:alert(1)',
  '[click](javascript:alert(1)) ![x](https://evil.example/x.png)',
  '<a id="verdict" name="report">x</a>',
  // Formulas of spreadsheets.
  ...[
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '=cmd|"/c calc"!A1',
    '\t=1',
    '\r=1',
    '=HYPERLINK("https://evil.example")',
  ],
  // Operators of PDF, escapes of PostScript.
  ...['(a) Tj ET', ') Tj ET q 0 0 m', '\\)', 'endstream endobj', '%PDF-1.4', '<</JS (x)>>', '%%EOF'],
  // Shells, queries, paths.
  ...['$(reboot)', '`id`', "'; DROP TABLE x; --", '../../etc/passwd', 'a\u0000b', '%s%n', '{{7*7}}', '${x}'],
  // Characters that turn, hide or pile up on their neighbours.
  'user\u202Egnp.exe',
  '\u2066\u2067\u2068x\u2069',
  '\u200Ea\u200Fb\u061C',
  'a\u200Bb\u200Cc\u200Dd\uFEFF',
  'soft\u00ADhyphen',
  '\u{E0041}\u{E0042}\u{E007F}',
  `z${'\u0301'.repeat(300)}`,
  '\u2028line\u2029paragraph',
  '\u0007\u001B[31mred\u001B[0m',
  '\u115F\u3164\uFFA0',
  '\uFFF9a\uFFFAb\uFFFB',
  '\uFFFE\uFFFF\u{1FFFF}',
  'שלום "x" עולם',
  'مرحبا ١٢٣ بالعالم',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  // Look alike, fold alike.
  ...['раypal', 'İıſK', 'ﬁ', 'Å Å', '１２３'],
  // Blanks, ends of lines, lengths.
  ...[
    '',
    ' ',
    '  x  ',
    '\u00A0',
    'a\nb',
    'a\r\nb',
    'x'.repeat(20_000),
    'ab '.repeat(5_000),
    '\\',
    '"',
    '\\u202e',
  ],
  // Words that readers of JSON and of JavaScript know otherwise.
  ...['__proto__', 'constructor', 'toString', 'null', 'NaN', '-0', '1e999', 'undefined'],
  // Markdown that never ends.
  ...[
    '*'.repeat(2_000),
    '['.repeat(2_000),
    '> '.repeat(500),
    '```',
    '# '.repeat(100),
    '[@a#1][@b#',
    '**a*b**c*',
  ],
];

/** Red, green and blue from 0 to 1, in the sRGB that the file declares. */
export type Colour = readonly [number, number, number];

/** One for each thing that is said, dark enough on white for small print (at least 4.5 to 1). */
export const colours = {
  ink: [0.1, 0.12, 0.15],
  quiet: [0.36, 0.39, 0.44],
  link: [0.09, 0.29, 0.52],
  rule: [0.8, 0.82, 0.85],
  panel: [0.957, 0.962, 0.97],
  mark: [0.92, 0.93, 0.945],
  bar: [0.3, 0.43, 0.6],
  good: [0.08, 0.4, 0.22],
  open: [0.56, 0.36, 0],
  bad: [0.64, 0.11, 0.14],
} as const satisfies Readonly<Record<string, Colour>>;

/** As content streams have numbers: no exponent, and no more decimals than a printer can place. */
export function toNumber(value: number): string {
  const text = value.toFixed(2);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

export function toColour(colour: Colour): string {
  return colour.map(toNumber).join(' ');
}

export function fillRectangle(x: number, y: number, width: number, height: number, colour: Colour): string {
  return `${toColour(colour)} rg ${[x, y, width, height].map(toNumber).join(' ')} re f`;
}

export function strokeRectangle(x: number, y: number, width: number, height: number, colour: Colour): string {
  return `${toColour(colour)} RG 0.4 w ${[x, y, width, height].map(toNumber).join(' ')} re S`;
}

/** A rule from left to right. */
export function strokeRule(x: number, y: number, width: number, weight: number, colour: Colour): string {
  const [from, height, to] = [x, y, x + width].map(toNumber);
  return `${toColour(colour)} RG ${toNumber(weight)} w ${from} ${height} m ${to} ${height} l S`;
}

/** A check, a cross or a question mark in a circle: what the headline says in words. */
export function verdictSign(
  state: 'verified' | 'not-verifiable' | 'failed',
  x: number,
  y: number,
  colour: Colour,
): string {
  const strokes = {
    verified: [[-3.4, 0.2, -1, 2.8, 3.4, -2.6]],
    failed: [
      [-2.7, -2.7, 2.7, 2.7],
      [-2.7, 2.7, 2.7, -2.7],
    ],
    'not-verifiable': [
      [0, -3.6, 0, 0.9],
      [0, 3, 0, 3.1],
    ],
  }[state];
  const lines = strokes.map((points) => {
    const [startX = 0, startY = 0, ...rest] = points;
    const to = rest.flatMap((point, index) =>
      index % 2 === 0 ? [`${toNumber(x + point)}`] : [`${toNumber(y + point)} l`],
    );
    return `${toNumber(x + startX)} ${toNumber(y + startY)} m ${to.join(' ')} S`;
  });
  return `q ${toColour(colour)} rg ${circle(x, y, 7.5)} f ${toColour(white)} RG 1.6 w 1 J 1 j ${lines.join(' ')} Q`;
}

const white: Colour = [1, 1, 1];

/** Four curves, as PDF has no circle. */
function circle(x: number, y: number, radius: number): string {
  const [left, top, right, bottom] = [x - radius, y - radius, x + radius, y + radius];
  const bend = 0.5523 * radius;
  const curve = (...numbers: readonly number[]) => `${numbers.map(toNumber).join(' ')} c`;
  return [
    `${toNumber(left)} ${toNumber(y)} m`,
    curve(left, y - bend, x - bend, top, x, top),
    curve(x + bend, top, right, y - bend, right, y),
    curve(right, y + bend, x + bend, bottom, x, bottom),
    curve(x - bend, bottom, left, y + bend, left, y),
  ].join(' ');
}

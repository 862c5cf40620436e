export interface SampleSizeQuestion {
  readonly populationSize: number;
  /** As 0.95. */
  readonly confidence: number;
  /** The highest share of deviating lines that would still be accepted, as 0.05. */
  readonly tolerableRate: number;
  /** Deviating lines that may be found without the conclusion being lost. */
  readonly acceptedDeviations: number;
}

/**
 * The fewest lines after which, if no more than the accepted number of them deviate, the share in the population is below
 * the tolerable one with the stated confidence. Exact (hypergeometric: drawn without putting back). The whole population
 * when no smaller sample is enough.
 */
export function sampleSize(question: SampleSizeQuestion): number {
  const { populationSize, confidence, tolerableRate } = question;
  // The smallest number of deviating lines that would not be tolerable.
  const deviating = Math.ceil(populationSize * tolerableRate);
  const risk = 1 - confidence;
  let low = 0;
  let high = populationSize;
  // The risk falls with every line that is drawn, so the border can be halved in on.
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (chanceOfAtMost(question.acceptedDeviations, middle, deviating, populationSize) <= risk) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The chance to find at most `found` of `deviating` among `size` when `drawn` are drawn without putting back. */
function chanceOfAtMost(found: number, drawn: number, deviating: number, size: number): number {
  const fitting = size - deviating;
  let chance = 0;
  for (let each = 0; each <= Math.min(found, drawn, deviating); each++) {
    if (drawn - each > fitting) continue;
    const logChance = logChoose(deviating, each) + logChoose(fitting, drawn - each) - logChoose(size, drawn);
    chance += Math.exp(logChance);
  }
  return chance;
}

function logChoose(from: number, count: number): number {
  return logFactorial(from) - logFactorial(count) - logFactorial(from - count);
}

const smallFactorials = Array.from({ length: 64 }, () => 0);
for (let number = 2; number < smallFactorials.length; number++) {
  smallFactorials[number] = (smallFactorials[number - 1] ?? 0) + Math.log(number);
}

/** ln n!; above 63 by Stirling's series, whose error is then below 1e-15 of the value. */
function logFactorial(number: number): number {
  const small = smallFactorials[number];
  if (small !== undefined) return small;
  const inverse = 1 / number;
  const series = inverse / 12 - inverse ** 3 / 360 + inverse ** 5 / 1260;
  return number * Math.log(number) - number + 0.5 * Math.log(2 * Math.PI * number) + series;
}

import type { Descriptor } from '../bundle/descriptor.ts';

/** Long enough for any title that a person would type, short enough for a list. In code points. */
const nameLength = 120;

/**
 * A name for the case that an import makes: the title that the packer gave, else the origin, else the file's name.
 * The title is hostile text: control and direction-changing characters would let it pose as something else in a list
 * of cases, and a name made of nothing visible could not be chosen at all.
 */
export function caseNameFor(descriptor: Descriptor | null, fileName: string): string {
  const candidates = [descriptor?.title, descriptor?.origin, fileName.replace(/(\.evb)?\.zip$/i, '')];
  for (const candidate of candidates) {
    const name = visibleText(candidate ?? '');
    if (name !== '') return name;
  }
  return 'Unnamed case';
}

/**
 * Cc control, Cf format (bidirectional marks, zero width), Cs half pairs, Co private, Zl and Zp line ends; and So, the
 * symbols: the name stands in the strip beside the verdict, where a tick must be one that this program drew.
 */
const unwanted = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{So}]|\u221A|\uFE0F/gu;

function visibleText(text: string): string {
  const oneLine = text.replace(unwanted, ' ').replace(/\s+/g, ' ').trim();
  const points = [...oneLine];
  return points.length <= nameLength ? oneLine : `${points.slice(0, nameLength - 1).join('')}…`;
}

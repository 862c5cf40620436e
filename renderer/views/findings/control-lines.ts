import type { ControlLink } from '../../../shared/casework/finding.ts';

/** Controls as a person types them, one a line. */
export function controlLines(controls: readonly ControlLink[]): string {
  return controls.map(({ framework, control }) => `${framework}: ${control}`).join('\n');
}

/** Null when a line has no framework or no control. */
export function parseControlLines(text: string): readonly ControlLink[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const controls = lines.map((line) => {
    const at = line.indexOf(':');
    return { framework: line.slice(0, Math.max(0, at)).trim(), control: line.slice(at + 1).trim() };
  });
  const isWhole = controls.every(({ framework, control }) => framework !== '' && control !== '');
  return isWhole ? controls : null;
}

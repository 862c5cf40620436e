const longestShown = 60;

/**
 * Text from evidence as it may stand in a message: in quotes, in ASCII and short. Control, invisible or very many
 * characters would otherwise mislead whoever reads the message, or the terminal that prints it.
 */
export function quote(text: string): string {
  const shown = JSON.stringify(text.length > longestShown ? `${text.slice(0, longestShown)}...` : text);
  return shown.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Encrypted cases that this window has shown. The browser keeps addresses, and what we store beside the database, in its profile
 * as they are: of these cases they must name nothing.
 */
const privateCases = new Set<string>();

export function notePrivateCase(caseId: string): void {
  privateCases.add(caseId);
}

export function isPrivateCase(caseId: string | null): boolean {
  return caseId !== null && privateCases.has(caseId);
}

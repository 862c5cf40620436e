import { FormatError } from '../bytes/errors.ts';
import { filesBeside } from './files-beside.ts';
import { packPaths } from './pack-layout.ts';
import type { HandedReport } from './verify-report.ts';

/** `report.json`, and by name what lies beside it. */
export interface RecordFiles {
  readonly bytes: Uint8Array;
  readonly beside: ReadonlyMap<string, Uint8Array>;
}

/** Throws FormatError for what has no record in it. */
export function recordFilesOf(handed: HandedReport): RecordFiles {
  switch (handed.kind) {
    case 'record':
      return handed;
    case 'pack': {
      const bytes = handed.files.get(packPaths.report);
      if (bytes === undefined)
        throw new FormatError('member-missing', `The pack has no ${packPaths.report}.`);
      return { bytes, beside: filesBeside(handed.files) };
    }
    case 'pdf':
      throw new FormatError('json', 'A PDF has no record in it. Ask for its report.json, or for the pack.');
    default:
      return handed satisfies never;
  }
}

import { FormatError } from '../../../shared/bytes/errors.ts';
import { StoreError } from '../../data/store-error.ts';

/** Throws StoreError for whatever is no whole case: what is wrong with it, and where. Everything else stays as it is thrown. */
export function refuseUnreadable(thrown: unknown): never {
  if (!(thrown instanceof FormatError)) throw thrown;
  const { member, line } = thrown.place;
  const where = member === undefined ? '' : ` (${member}${line === undefined ? '' : `, line ${line}`})`;
  throw new StoreError('case-file-refused', `${thrown.message}${where}`);
}

/** A stored file that is not what arrived is no fault of a case file: it is one of this copy. */
export function refuseAltered(thrown: unknown): never {
  if (!(thrown instanceof FormatError)) throw thrown;
  throw new StoreError(
    'copy-altered',
    `${thrown.message} The case is not signed. Import the delivered file again.`,
  );
}

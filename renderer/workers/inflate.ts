import { FormatError } from '../../shared/bytes/errors.ts';
import { pumpThrough } from './pump-through.ts';

/**
 * The platform's raw inflate. Throws FormatError `member-inflate` when the data is damaged, ends early, or goes on
 * after its end; an error of the input itself passes through as it is.
 */
export async function* inflateRaw(
  compressed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const input = { failure: null as { readonly thrown: unknown } | null };
  try {
    yield* pumpThrough(new DecompressionStream('deflate-raw'), compressed, input);
  } catch (thrown) {
    if (input.failure !== null) throw input.failure.thrown;
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    throw new FormatError('member-inflate', `The deflate data is damaged: ${detail}`, {}, thrown);
  }
}

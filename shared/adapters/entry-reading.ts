/** How the bytes of a line could be read. Four words that never stand for each other. */
export type EntryReading = 'entry' | 'withheld' | 'ambiguous' | 'reject';

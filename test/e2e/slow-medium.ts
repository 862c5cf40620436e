import type { Page } from '@playwright/test';

/** The case worker reads a file that is brought to it in pieces of this size. */
export const pieceBytes = 8 * 1024 * 1024;

type MediumOrder =
  | {
      /** From now on nothing of this file is read, but what tells how it is laid out. */
      readonly kind: 'hold-file';
      readonly fileName: string;
      /** What the clock of the worker shows that reading each piece took; null leaves it the clock that it has. */
      readonly pieceMillis: number | null;
    }
  | { readonly kind: 'pass-pieces'; readonly pieces: number }
  | { readonly kind: 'release-file' };

/** Speaks with a worker that begins with `heldMedium`, in a window that was prepared with `catchWorkers`. */
export async function tellMedium(page: Page, order: MediumOrder): Promise<void> {
  await page.evaluate((told) => window.caseWorkerOfWindow?.postMessage(told), order);
}

/**
 * A medium that gives a file as slowly as a test says, so that an import stands at a place that the test knows. Runs in the worker before
 * its own code, as its own text: it may use nothing from this file.
 */
export function heldMedium(): void {
  let held: string | null = null;
  let pieceMillis: number | null = null;
  let clock = 0;
  let mayPass = 0;
  const waiting: (() => void)[] = [];
  const letPass = () => {
    while (waiting.length > 0 && (held === null || mayPass > 0)) {
      mayPass -= 1;
      clock += pieceMillis ?? 0;
      waiting.shift()?.();
    }
  };
  self.addEventListener('message', (event) => {
    const order: MediumOrder = event.data;
    switch (order.kind) {
      case 'hold-file':
        held = order.fileName;
        ({ pieceMillis } = order);
        clock = performance.now();
        break;
      case 'pass-pieces':
        mayPass += order.pieces;
        break;
      case 'release-file':
        held = null;
        break;
      default:
        return;
    }
    event.stopImmediatePropagation();
    letPass();
  });
  const now = performance.now.bind(performance);
  performance.now = () => {
    if (pieceMillis === null) return now();
    // Each look moves it a little, so that a report is never too soon after the one before.
    clock += 100;
    return clock;
  };
  const pieces = new WeakSet<Blob>();
  const slice = Blob.prototype.slice;
  Blob.prototype.slice = function (this: Blob, ...args: Parameters<typeof slice>) {
    const piece = slice.apply(this, args);
    if (this instanceof File && this.name === held) pieces.add(piece);
    return piece;
  };
  const stream = Blob.prototype.stream;
  Blob.prototype.stream = function (this: Blob) {
    const opened = stream.call(this);
    if (!pieces.has(this)) return opened;
    const turn = new Promise<void>((resolve) => waiting.push(resolve));
    letPass();
    const getReader = opened.getReader.bind(opened) as (options?: object) => ReadableStreamBYOBReader;
    const openReader = (options?: object) => {
      const reader = getReader(options);
      const read = reader.read.bind(reader);
      return Object.assign(reader, { read: (view: Uint8Array<ArrayBuffer>) => turn.then(() => read(view)) });
    };
    return Object.assign(opened, { getReader: openReader });
  };
}

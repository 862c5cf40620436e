/** How a worker and its window speak of what the program around the window does, over a port of their own. */
export interface HostQuestion<Operation> {
  readonly id: number;
  readonly operation: Operation;
}

export type HostReply<Answer> =
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly error: string };

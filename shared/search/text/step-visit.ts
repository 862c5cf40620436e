/** Steps that are still to be looked at for one character, and those that follow it. Each is there once. */
export class StepVisit {
  /** How many were looked at, or will be. */
  looked = 0;
  private round = 0;
  private readonly pushedIn: Uint32Array;
  private readonly takenIn: Uint32Array;
  private readonly pending: Int32Array;
  private readonly next: Int32Array;
  private pendingCount = 0;
  private nextCount = 0;

  constructor(steps: number) {
    this.pushedIn = new Uint32Array(steps);
    this.takenIn = new Uint32Array(steps);
    this.pending = new Int32Array(steps);
    this.next = new Int32Array(steps);
  }

  begin(): void {
    this.round += 1;
    this.looked = 0;
    this.pendingCount = 0;
    this.nextCount = 0;
  }

  push(step: number): void {
    if (this.pushedIn[step] === this.round) return;
    this.pushedIn[step] = this.round;
    this.pending[this.pendingCount] = step;
    this.pendingCount += 1;
    this.looked += 1;
  }

  /** -1 when none is left. */
  pop(): number {
    if (this.pendingCount === 0) return -1;
    this.pendingCount -= 1;
    return this.pending[this.pendingCount] ?? -1;
  }

  take(step: number): void {
    if (this.takenIn[step] === this.round) return;
    this.takenIn[step] = this.round;
    this.next[this.nextCount] = step;
    this.nextCount += 1;
  }

  /** Ascending, until the next visit. */
  taken(): Int32Array {
    return this.next.subarray(0, this.nextCount).sort();
  }
}

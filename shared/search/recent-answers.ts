/** The answers that were used last, by what was asked. */
export class RecentAnswers<Answer> {
  /** The one that was used last is the last to go: a Map keeps the order of insertion. */
  readonly #answers = new Map<string, Answer>();
  readonly #most: number;
  readonly #room: AnswerRoom<Answer>;
  #weight = 0;

  /** Keeps so many, and the one that was kept last however much it weighs. */
  constructor(
    most: number,
    room: AnswerRoom<Answer> = { most: Number.POSITIVE_INFINITY, weightOf: () => 0 },
  ) {
    this.#most = most;
    this.#room = room;
  }

  get(key: string): Answer | null {
    const answer = this.#answers.get(key);
    if (answer === undefined) return null;
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    return answer;
  }

  keep(key: string, answer: Answer): void {
    this.#drop(key);
    this.#answers.set(key, answer);
    this.#weight += this.#room.weightOf(answer);
    for (const oldest of this.#answers.keys()) {
      const isTooMuch = this.#answers.size > this.#most || this.#weight > this.#room.most;
      if (!isTooMuch || oldest === key) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const answer = this.#answers.get(key);
    if (answer === undefined) return;
    this.#answers.delete(key);
    this.#weight -= this.#room.weightOf(answer);
  }
}

/** What answers may weigh together; the weight of each stays the same. */
interface AnswerRoom<Answer> {
  readonly most: number;
  weightOf(answer: Answer): number;
}

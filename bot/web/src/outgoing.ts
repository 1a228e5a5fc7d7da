// What is on its way to the gateway: said and not confirmed, or confirmed and asked again, because
// no answer came. What failed waits until it is tried again.

import { Outbox, type Unsent } from "./outbox";
import type { Item, Trouble } from "./protocol";
import type { Kept } from "./storage";

export class Outgoing {
  readonly #outbox: Outbox;
  readonly #troubles = new Map<string, Trouble>();
  #repeated: Unsent[] = [];

  constructor(kept: Kept) {
    this.#outbox = new Outbox(kept);
  }

  /** What the gateway has not confirmed, failed or not. */
  get unsent(): Unsent[] {
    return this.#outbox.all;
  }

  /** What is to be sent now, oldest first. */
  get waiting(): Unsent[] {
    return [...this.#repeated, ...this.unsent].filter(({ id }) => !this.#troubles.has(id));
  }

  trouble(id: string): Trouble | null {
    return this.#troubles.get(id) ?? null;
  }

  add(text: string): void {
    this.#outbox.add(text, new Date());
  }

  /** Try again; `confirmed` if the gateway knows the message already. */
  again(id: string, confirmed: Unsent | null): void {
    this.#troubles.delete(id);
    if (confirmed) this.#repeated.push(confirmed);
  }

  fail(id: string, trouble: Trouble): void {
    this.#troubles.set(id, trouble);
    this.#repeated = this.#repeated.filter((each) => each.id !== id);
  }

  /** All that failed for this reason is to be sent after all. */
  forgive(code: string): void {
    for (const [id, trouble] of this.#troubles)
      if (trouble.code === code) this.#troubles.delete(id);
  }

  /** These lines are in the transcript; an apology that is there needs no retry beside it. */
  arrived(items: readonly Item[]): void {
    this.#outbox.remove(items.map(({ id }) => id));
    const answered = new Set(items.map(({ reply_to }) => reply_to));
    this.#repeated = this.#repeated.filter(({ id }) => !answered.has(id));
    for (const id of this.#troubles.keys()) if (answered.has(id)) this.#troubles.delete(id);
  }

  /** Nothing is to be done about it any more. */
  done(id: string): void {
    this.#outbox.remove([id]);
    this.#troubles.delete(id);
    this.#repeated = this.#repeated.filter((each) => each.id !== id);
  }

  clear(): void {
    this.#outbox.remove(this.unsent.map(({ id }) => id));
    this.#troubles.clear();
    this.#repeated = [];
  }
}

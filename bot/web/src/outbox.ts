// What the user said and the gateway has not confirmed. It outlives a reload and a dead network;
// the id stays, so that nothing is asked twice.

import { randomId } from "./random-id";
import type { Kept } from "./storage";

export interface Unsent {
  id: string;
  text: string;
  at: string;
}

const NAME = "outbox";

export class Outbox {
  readonly #kept: Kept;

  constructor(kept: Kept) {
    this.#kept = kept;
  }

  /** Oldest first. */
  get all(): Unsent[] {
    return this.#kept.read<Unsent[]>(NAME) ?? [];
  }

  add(text: string, now: Date): Unsent {
    const unsent = { id: randomId(), text, at: now.toISOString() };
    this.#kept.write(NAME, [...this.all, unsent]);
    return unsent;
  }

  /** Other tabs write here too: only these are taken out. */
  remove(ids: Iterable<string>): void {
    const gone = new Set(ids);
    const all = this.all;
    const left = all.filter(({ id }) => !gone.has(id));
    if (left.length === all.length) return;
    if (left.length) this.#kept.write(NAME, left);
    else this.#kept.remove(NAME);
  }
}

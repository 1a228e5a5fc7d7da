// The lines of the conversation that this page knows: without gaps, in order, each once.

import type { Feedback, Item } from "./protocol";

export class Transcript<Line extends Item> {
  #items: Line[] = [];
  /** Whether there are older lines that this page does not have. */
  more = false;

  get items(): readonly Line[] {
    return this.#items;
  }

  get first(): number {
    return this.#items[0]?.seq ?? 0;
  }

  get last(): number {
    return this.#items.at(-1)?.seq ?? 0;
  }

  /** Whether lines between those that are here and `items` are missing. */
  leavesGap(items: readonly Line[]): boolean {
    const first = items[0]?.seq;
    return first !== undefined && this.last > 0 && first > this.last + 1;
  }

  add(items: readonly Line[]): void {
    const bySeq = new Map([...this.#items, ...items].map((item) => [item.seq, item]));
    this.#items = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  }

  rate(id: string, feedback: Feedback | null): void {
    this.#items = this.#items.map((item) => (item.id === id ? { ...item, feedback } : item));
  }

  clear(): void {
    this.#items = [];
    this.more = false;
  }
}

// What is being written to a customer, kept for each ticket until the gateway has it. What is sent
// again unchanged has the same id; what was changed is another message.

import { randomId } from "../random-id";
import { Kept } from "../storage";
import type { Cited } from "./protocol";

/** A clause that the words were taken from, with its name for people. */
export interface Citation extends Cited {
  reference: string;
}

interface Written {
  id: string;
  text: string;
  citations: Citation[];
  /** The gateway may have it: a change makes it another message. */
  tried: boolean;
}

const DRAFT = "draft ";

export class Draft {
  readonly #kept = new Kept(location.origin, () => sessionStorage);
  readonly #name: string;
  #written: Written;

  constructor(ticket: string) {
    this.#name = DRAFT + ticket;
    this.#written = this.#kept.read<Written>(this.#name) ?? empty();
  }

  get id(): string {
    return this.#written.id;
  }

  get text(): string {
    return this.#written.text;
  }

  get citations(): readonly Citation[] {
    return this.#written.citations;
  }

  write(text: string): void {
    this.#change({ text });
  }

  cite(citation: Citation): void {
    const others = this.#written.citations.filter((each) => !same(each, citation));
    this.#change({ citations: [...others, citation] });
  }

  uncite(citation: Citation): void {
    this.#change({ citations: this.#written.citations.filter((each) => !same(each, citation)) });
  }

  /** It is on its way. */
  trying(): void {
    this.#write({ ...this.#written, tried: true });
  }

  /** The gateway has it. */
  done(): void {
    this.#written = empty();
    this.#kept.remove(this.#name);
  }

  #change(change: Partial<Written>): void {
    const id = this.#written.tried ? randomId() : this.id;
    this.#write({ ...this.#written, ...change, id, tried: false });
  }

  #write(written: Written): void {
    this.#written = written;
    if (this.text || this.citations.length) this.#kept.write(this.#name, written);
    else this.#kept.remove(this.#name);
  }
}

const empty = (): Written => ({ id: randomId(), text: "", citations: [], tried: false });

const same = (a: Cited, b: Cited): boolean => a.document === b.document && a.clause === b.clause;

// The chat of one ticket: its lines without gaps, and what is being written.

import { Transcript } from "../transcript";
import { deskApi } from "./desk-api";
import { Draft } from "./draft";
import type { DeskItem, Ticket } from "./protocol";

export class Chat {
  readonly number: string;
  readonly transcript = new Transcript<DeskItem>();
  readonly draft: Draft;
  /** As it was when it was read; the queue knows better as long as it is open. */
  ticket: Ticket | null = null;
  /** Whether lines of the past are arriving, which nobody wants to hear read out. */
  catchingUp = true;

  constructor(number: string) {
    this.number = number;
    this.draft = new Draft(number);
  }

  /** Read everything that is not here. Throws if the gateway did not give it. */
  async read(): Promise<void> {
    const { ticket, items, more } = await deskApi.ticket(this.number);
    if (this.transcript.leavesGap(items)) this.transcript.clear();
    if (!this.transcript.last) this.transcript.more = more;
    this.ticket = ticket;
    this.#add(items);
    this.catchingUp = false;
  }

  /** A line came. If others before it did not, they are read. */
  async arrived(item: DeskItem): Promise<void> {
    const whole = item.from !== "bot" || item.evidence !== undefined;
    if (whole && !this.transcript.leavesGap([item])) this.#add([item]);
    else await this.catchUp();
  }

  /** Throws if the gateway was not reached. */
  async catchUp(): Promise<void> {
    for (let more = true; more; ) {
      const page = await deskApi.items(this.number, { after: this.transcript.last });
      this.#add(page.items);
      more = page.more;
    }
  }

  /** `arriving` is called before older lines are put in. Throws if the gateway was not reached. */
  async older(arriving: () => void): Promise<void> {
    const page = await deskApi.items(this.number, { before: this.transcript.first });
    arriving();
    this.transcript.add(page.items);
    this.transcript.more = page.more;
  }

  #add(items: DeskItem[]): void {
    this.transcript.add(items);
    if (items.some(({ id }) => id === this.draft.id)) this.draft.done();
  }
}

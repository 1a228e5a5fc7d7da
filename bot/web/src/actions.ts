// What the views can have done.

import type { Citation } from "./card";
import type { Feedback, Item } from "./protocol";

/** What a card can have done. */
export interface CardActions {
  openClause(citation: Citation): void;
  /** The address of a page of the gateway. */
  address(path: string): string;
}

export interface Actions extends CardActions {
  say(text: string): void;
  retry(id: string): void;
  /** Give up a message that was not sent. */
  drop(id: string): void;
  quote(text: string): void;
  copy(text: string): void;
  rate(item: Item, feedback: Feedback, words?: string): void;
  /** Show or hide what is asked about a bad answer. */
  askWhy(id: string | null): void;
  openMenu(id: string | null): void;
  older(): void;
}

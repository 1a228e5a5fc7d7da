// What the desk and the gateway say to each other, beyond what the widget knows.

import type { Item } from "../protocol";

export interface Owner {
  name: string;
  shown: string;
}

export type Outcome = "solved" | "referred" | "unsolved" | "wrong_bot";

export interface Ticket {
  number: string;
  channel: "chat" | "phone";
  reason: string;
  state: "waiting" | "owned" | "closed";
  owner: Owner | null;
  /** Who had it and has gone; the bot is silent until another takes it. */
  left_by: Owner | null;
  opened_at: string;
  taken_at: string | null;
  closed_at: string | null;
  /** Until somebody took it; while it waits, until it was sent. */
  waiting_seconds: number;
  summary: Summary;
  labels: string[];
  outcome: Outcome | null;
  note: string | null;
  last: { text: string; from: string; at: string } | null;
}

export interface Summary {
  question: string | null;
  facts: string[];
  cities: string[];
}

/** A line with what the bot went by. */
export interface DeskItem extends Item {
  evidence?: unknown;
}

export interface Cited {
  document: string;
  clause: string;
}

/** A clause that was searched for. */
export interface Found extends Cited {
  title: string;
  number: string | null;
  status: string;
  status_words: string;
  /** The answering sentence. */
  quote: string;
  text: string;
  responsible: string[];
  /** The citation as text. */
  reference: string;
}

export interface Canned {
  id: string;
  title: string;
  text: string;
  document: string | null;
  clause: string | null;
  /** The citation as text. */
  reference: string | null;
  flag: "expired" | "changed" | "gone" | null;
}

/** Figures that nothing supports. */
export interface Unsupported {
  words: string;
}

export interface Closing {
  outcome: Outcome;
  labels: string[];
  note: string;
}

export interface OnCall {
  user: DeskItem;
  items: DeskItem[];
  error: { code: string } | null;
}

export type FromDesk =
  | { type: "queue"; tickets: Ticket[] }
  | { type: "item"; ticket: string; item: DeskItem }
  | { type: "pong" };

// What the widget and the gateway say to each other (docs: /openapi.json and bot/gateway).

export type Reason = "outdated" | "amount" | "clause" | "off_topic" | "other";

export interface Feedback {
  value: "useful" | "useless";
  reason: Reason | null;
}

/** Who we are to the gateway, and how many characters a message may have. */
export interface Session {
  token: string;
  limits: { text: number };
}

/** A line of the transcript; `seq` grows by one within a conversation. */
export interface Item {
  seq: number;
  id: string;
  from: "user" | "bot" | "agent" | "note";
  text: string;
  card: unknown;
  at: string;
  reply_to: string | null;
  feedback: Feedback | null;
  /** The name of the person who said it; of nobody else's lines. */
  author?: string | null;
}

/** Why a message got no answer, in words that can be shown. */
export interface Trouble {
  code: string;
  text: string;
  /** Seconds after which it may be sent again. */
  retry_after: number | null;
}

export type FromServer =
  | { type: "welcome"; items: Item[]; more: boolean }
  | { type: "accepted"; id: string; item: Item }
  | { type: "typing"; on: boolean }
  | { type: "item"; item: Item }
  | ({ type: "refused"; id: string } & Trouble)
  | { type: "pong" };

export type ToServer =
  | { type: "hello"; token: string; after: number }
  | { type: "say"; id: string; text: string }
  | { type: "ping" };

/** The gateway closes a socket with this code if it does not know, or no longer, who is there. */
export const BAD_TOKEN = 4401;

/** A clause in full, for the sheet. */
export interface Clause {
  document: string;
  clause: string;
  title: string;
  number: string | null;
  status: string;
  status_words: string;
  text: string;
  heading: string;
  responsible: string[];
  url: string;
}

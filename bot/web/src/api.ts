// The gateway over HTTP.

import { Refused, request } from "./http";
import type { Clause, Feedback, Item, Session } from "./protocol";

const PAGE = 20;

export interface Page {
  /** Oldest first. */
  items: Item[];
  more: boolean;
}

/** Methods throw `Refused`, or a TypeError or DOMException if the gateway was not reached. */
export class Api {
  readonly #server: string;

  constructor(server: string) {
    this.#server = server;
  }

  newSession(): Promise<Session> {
    return this.#json("POST", "sessions", null, {});
  }

  /** Returns when it is answered; the answer is in the history. */
  async say(token: string, id: string, text: string): Promise<void> {
    const reply = await this.#json<{ error: unknown }>("POST", "messages", token, { id, text });
    if (reply.error) throw new Refused(200, reply);
  }

  /** The lines just before or just after a number; of neither, the latest. */
  lines(token: string, where: { before?: number; after?: number } = {}): Promise<Page> {
    const bounds = Object.entries(where).map(([name, seq]) => `&${name}=${seq}`);
    return this.#json("GET", `messages?limit=${PAGE}${bounds.join("")}`, token);
  }

  async rate(token: string, id: string, feedback: Feedback, words: string | null): Promise<void> {
    await this.#send("POST", "feedback", token, { id, ...feedback, words });
  }

  async reset(token: string): Promise<void> {
    await this.#send("POST", "reset", token, {});
  }

  clause(document: string, path: string): Promise<Clause> {
    return this.#json("GET", `clauses/${[document, path].map(encodeURIComponent).join("/")}`, null);
  }

  async #json<Data>(method: string, path: string, token: string | null, body?: object) {
    const response = await this.#send(method, path, token, body);
    return (await response.json()) as Data;
  }

  #send(method: string, path: string, token: string | null, body?: object) {
    const headers: HeadersInit = token ? { Authorization: `Bearer ${token}` } : {};
    const options: RequestInit = { method, headers, credentials: "omit" };
    return request(`${this.#server}/api/v1/${path}`, options, body);
  }
}

// The gateway over HTTP.

import type { Clause, Feedback, Item, Session, Trouble } from "./protocol";

const PATIENCE = 60_000; // ms; the gateway itself gives up earlier and says so
const PAGE = 20;

export interface Page {
  /** Oldest first. */
  items: Item[];
  more: boolean;
}

/** The gateway answered, but not with what was asked for. */
export class Refused extends Error {
  readonly status: number;
  readonly trouble: Trouble;

  constructor(status: number, trouble: Trouble) {
    super(`HTTP ${status} ${trouble.code}`);
    this.status = status;
    this.trouble = trouble;
  }
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
    const reply = await this.#json<Told>("POST", "messages", token, { id, text });
    if (reply.error) throw new Refused(200, troubleOf(reply));
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

  async #send(method: string, path: string, token: string | null, body?: object) {
    const headers: Record<string, string> = {};
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body) headers["Content-Type"] = "application/json";
    const response = await fetch(`${this.#server}/api/v1/${path}`, {
      method,
      headers,
      body: body ? JSON.stringify(body) : null,
      credentials: "omit",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.ok) return response;
    const told: unknown = await response.json().catch(() => null);
    throw new Refused(response.status, troubleOf(told));
  }
}

interface Told {
  error?: { code?: string; retry_after?: number | null } | null;
  messages?: { text?: string }[];
}

function troubleOf(told: unknown): Trouble {
  const { error, messages } = (told ?? {}) as Told;
  const text = (messages ?? []).map((said) => said.text ?? "").join("\n");
  return { code: error?.code ?? "", text, retry_after: error?.retry_after ?? null };
}

// The desk's part of the gateway over HTTP: with the cookie of who signed in.

import { request } from "../http";
import type { Clause } from "../protocol";
import type {
  Canned,
  Cited,
  Closing,
  DeskItem,
  Found,
  OnCall,
  Ticket,
  Unsupported,
} from "./protocol";

export interface Page {
  /** Oldest first. */
  items: DeskItem[];
  /** Whether there are more in that direction. */
  more: boolean;
}

/** A ticket with its latest lines. */
export interface Opened extends Page {
  ticket: Ticket;
}

export interface Said {
  id: string;
  text: string;
  citations: readonly Cited[];
}

const BASE = "/api/v1";

/** Every function throws `Refused`, or a TypeError or DOMException if the gateway was not reached. */
export const deskApi = {
  openTickets: async (): Promise<Ticket[]> =>
    (await get<{ tickets: Ticket[] }>("desk/tickets?state=open")).tickets,

  ticket: (number: string): Promise<Opened> => get(`desk/tickets/${number}`),

  /** The lines just after or just before a number. */
  items: (number: string, where: { after: number } | { before: number }): Promise<Page> => {
    const [[side, seq]] = Object.entries(where) as [[string, number]];
    return get(`desk/tickets/${number}/items?${side}=${seq}`);
  },

  take: (number: string, force: boolean) => post(`desk/tickets/${number}/take`, { force }),

  /** `despite`: the warning of figures that nothing supports. */
  say: (number: string, { id, text, citations }: Said, despite: boolean) =>
    post(`desk/tickets/${number}/say`, {
      id,
      text,
      citations: citations.map(keyOf),
      despite_warning: despite,
    }),

  handBack: (number: string, to: "bot" | "queue") =>
    post(`desk/tickets/${number}/hand-back`, { to }),

  close: (number: string, closing: Closing) => post(`desk/tickets/${number}/close`, { ...closing }),

  check: async (ticket: string, text: string, citations: readonly Cited[]) => {
    const body = { ticket, text, citations: citations.map(keyOf) };
    const response = await post("desk/check", body);
    return ((await response.json()) as { unsupported: Unsupported[] }).unsupported;
  },

  newCall: async (id: string): Promise<Ticket> =>
    (await post("desk/calls", { id })).json() as Promise<Ticket>,

  ask: async (number: string, id: string, text: string, asOf: string | null): Promise<OnCall> => {
    const body = { id, text, ...(asOf ? { as_of: asOf } : {}) };
    return (await post(`desk/calls/${number}/say`, body)).json() as Promise<OnCall>;
  },

  restart: (number: string) => post(`desk/calls/${number}/restart`, {}),

  search: async (words: string, city: string): Promise<Found[]> => {
    const query = new URLSearchParams({ q: words, ...(city ? { city } : {}) });
    return (await get<{ clauses: Found[] }>(`desk/search?${query}`)).clauses;
  },

  replies: async (): Promise<Canned[]> =>
    (await get<{ replies: Canned[] }>("desk/replies")).replies,

  clause: (document: string, path: string): Promise<Clause> =>
    get(`clauses/${[document, path].map(encodeURIComponent).join("/")}`),
};

const keyOf = ({ document, clause }: Cited): Cited => ({ document, clause });

async function get<Data>(path: string): Promise<Data> {
  const response = await request(`${BASE}/${path}`, { credentials: "same-origin" });
  return (await response.json()) as Data;
}

function post(path: string, body: object): Promise<Response> {
  const csrf = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
  const headers = { "X-CSRF-Token": csrf };
  return request(`${BASE}/${path}`, { method: "POST", headers, credentials: "same-origin" }, body);
}

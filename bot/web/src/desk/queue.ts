// Who comes first: of those who wait the one who waits longest, of mine the one who spoke last.

import type { Ticket } from "./protocol";

export interface Queue {
  waiting: Ticket[];
  mine: Ticket[];
  others: Ticket[];
}

/** The open chats as `me` sees them; calls are on the phone, not here. */
export function queue(tickets: readonly Ticket[], me: string): Queue {
  const chats = tickets.filter(({ channel, state }) => channel === "chat" && state !== "closed");
  const owned = chats.filter(({ state }) => state === "owned");
  return {
    waiting: sorted(chats, ({ opened_at }) => Date.parse(opened_at)).filter(
      ({ state }) => state === "waiting",
    ),
    mine: sorted(
      owned.filter(({ owner }) => owner?.name === me),
      (ticket) => (awaitsUs(ticket) ? 0 : 1) * 1e15 - lastAt(ticket),
    ),
    others: sorted(
      owned.filter(({ owner }) => owner?.name !== me),
      (ticket) => -lastAt(ticket),
    ),
  };
}

/** Whether the customer has said the last word. */
export const awaitsUs = ({ last }: Ticket): boolean => last?.from === "user";

const lastAt = ({ last, opened_at }: Ticket): number => Date.parse(last?.at ?? opened_at);

const sorted = (tickets: Ticket[], key: (ticket: Ticket) => number): Ticket[] =>
  [...tickets].sort((a, b) => key(a) - key(b));

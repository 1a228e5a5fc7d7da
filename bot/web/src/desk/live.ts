// The open tickets as they are now, over a socket that comes back by itself.

import { BAD_TOKEN } from "../protocol";
import { Socket } from "../socket";
import type { DeskItem, FromDesk, Ticket } from "./protocol";

export interface LiveEvents {
  /** The queue came: on connecting, so after every gap, and with every change. */
  queue(connected: boolean): void;
  item?(ticket: string, item: DeskItem): void;
  lost(signedOut: boolean): void;
}

export class Live {
  tickets: readonly Ticket[] = [];
  /** Whether the gateway is there; null before the first try. */
  online: boolean | null = null;
  /** When `tickets` came, in ms of `performance.now()`. */
  received = 0;

  readonly #socket: Socket<FromDesk, never>;

  constructor(events: LiveEvents) {
    this.#socket = new Socket(location.origin, "desk/live", "queue", {
      frame: (frame) => {
        if (frame.type === "item") events.item?.(frame.ticket, frame.item);
        if (frame.type !== "queue") return;
        const connected = this.online !== true;
        this.online = true;
        this.tickets = frame.tickets;
        this.received = performance.now();
        events.queue(connected);
      },
      lost: (code) => {
        this.online = false;
        events.lost(code === BAD_TOKEN);
      },
    });
  }

  /** Seconds that a ticket has waited by now, by the gateway's clock. */
  waited({ waiting_seconds }: Ticket): number {
    return waiting_seconds + (performance.now() - this.received) / 1000;
  }

  open(): void {
    this.#socket.open();
    window.addEventListener("online", this.#restart);
  }

  close(): void {
    window.removeEventListener("online", this.#restart);
    this.#socket.close();
  }

  readonly #restart = (): void => this.#socket.restart();
}

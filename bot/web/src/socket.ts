// The gateway over a WebSocket that comes back by itself.

import type { FromServer, ToServer } from "./protocol";

const FIRST_PAUSE = 500; // ms before the first new try; doubled with each that fails
const LONGEST_PAUSE = 15_000;
const HEARTBEAT = 25_000; // ms between pings; a socket that stays silent as long is given up
const HANDSHAKE = 5_000; // ms for the welcome

export interface SocketEvents {
  /** The socket is open: what to say first. */
  hello(): ToServer;
  frame(frame: FromServer): void;
  /** It is lost, or could not be had: `failures` tries in a row without a welcome. */
  lost(closeCode: number, failures: number): void;
}

export class Socket {
  readonly #url: string;
  readonly #events: SocketEvents;
  #socket: WebSocket | null = null;
  #timer = 0;
  #failures = 0;
  #welcomed = false;
  #wanted = false;

  constructor(server: string, events: SocketEvents) {
    this.#url = `${server.replace(/^http/, "ws")}/api/v1/chat`;
    this.#events = events;
  }

  /** Whether frames can be sent now. */
  get ready(): boolean {
    return this.#welcomed;
  }

  open(): void {
    this.#wanted = true;
    if (!this.#socket) this.#connect();
  }

  close(): void {
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  /** Start over now: after the network came back, or the token changed. */
  restart(): void {
    this.#failures = 0;
    if (this.#socket) this.#lose(1000);
    else {
      clearTimeout(this.#timer);
      if (this.#wanted) this.#connect();
    }
  }

  send(frame: ToServer): boolean {
    if (!this.#welcomed || this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #connect(): void {
    let socket: WebSocket;
    try {
      socket = new WebSocket(this.#url);
    } catch {
      this.#failed(1006); // forbidden by the page's content security policy
      return;
    }
    this.#socket = socket;
    this.#expect(HANDSHAKE);
    socket.onopen = () => socket.send(JSON.stringify(this.#events.hello()));
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(String(data)) as FromServer);
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) this.#lose(code);
    };
  }

  #receive(frame: FromServer): void {
    if (frame.type === "welcome") {
      this.#welcomed = true;
      this.#failures = 0;
    }
    this.#beat();
    if (frame.type !== "pong") this.#events.frame(frame);
  }

  #beat(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.send({ type: "ping" });
      this.#expect(HEARTBEAT);
    }, HEARTBEAT);
  }

  /** Whatever comes next must come within `patience` ms. */
  #expect(patience: number): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#lose(1006), patience);
  }

  #lose(code: number): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#welcomed = false;
    socket?.close();
    this.#failed(code);
  }

  #failed(code: number): void {
    clearTimeout(this.#timer);
    this.#failures += 1;
    if (this.#wanted) {
      const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (this.#failures - 1));
      this.#timer = window.setTimeout(() => this.#connect(), pause * (0.75 + Math.random() / 2));
    }
    this.#events.lost(code, this.#failures);
  }
}

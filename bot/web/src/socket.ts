// The gateway over a WebSocket that comes back by itself.

const FIRST_PAUSE = 500; // ms before the first new try; doubled with each that fails
const LONGEST_PAUSE = 15_000;
const HEARTBEAT = 25_000; // ms between pings; a socket that stays silent as long is given up
const HANDSHAKE = 5_000; // ms for the welcome

type Ping = { type: "ping" };

interface Frame {
  type: string;
}

export interface SocketEvents<From, To> {
  /** The socket is open: what to say first, if anything. */
  hello?(): To;
  frame(frame: From): void;
  /** It is lost, or could not be had: `failures` tries in a row without a welcome. */
  lost(closeCode: number, failures: number): void;
}

/** Frames of `From` come in, frames of `To` and pings go out. */
export class Socket<From extends Frame, To extends Frame> {
  readonly #url: string;
  readonly #welcome: From["type"];
  readonly #events: SocketEvents<From, To>;
  #socket: WebSocket | null = null;
  #timer = 0;
  #failures = 0;
  #welcomed = false;
  #wanted = false;

  /** The gateway takes the socket, then sends a frame of the type `welcome`. */
  constructor(server: string, path: string, welcome: From["type"], events: SocketEvents<From, To>) {
    this.#url = `${server.replace(/^http/, "ws")}/api/v1/${path}`;
    this.#welcome = welcome;
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

  send(frame: To | Ping): boolean {
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
    const { hello } = this.#events;
    if (hello) socket.onopen = () => socket.send(JSON.stringify(hello()));
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(String(data)) as From);
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) this.#lose(code);
    };
  }

  #receive(frame: From): void {
    if (frame.type === this.#welcome) {
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

// One conversation with the gateway: what is known of it, and what can be done. The log shows the
// transcript, then what is unsent. Over the socket while there is one, else over HTTP.

import { Api } from "./api";
import { Refused } from "./http";
import { Identity } from "./identity";
import type { Unsent } from "./outbox";
import { Outgoing } from "./outgoing";
import type { Item, Trouble } from "./protocol";
import { BAD_TOKEN, type Clause, type Feedback, type FromServer, type ToServer } from "./protocol";
import { Socket } from "./socket";
import { Kept } from "./storage";
import { Transcript } from "./transcript";
import { words } from "./words";

/** After so many sockets in a row that could not be had, HTTP is used until one can. */
const WITHOUT_SOCKET = 2;
const USUAL_LIMIT = 1000;
const OFFLINE: Trouble = { code: "offline", text: words.trouble.offline, retry_after: null };

export interface ConversationEvents {
  changed(): void;
  /** Something to tell the user once. */
  notice(text: string): void;
}

export class Conversation {
  readonly transcript = new Transcript<Item>();
  readonly outgoing: Outgoing;
  readonly kept: Kept;
  /** Whether the gateway was reached at the last try; null before the first. */
  online: boolean | null = null;
  /** Whether lines of the past are arriving, which nobody wants to hear read out. */
  catchingUp = true;

  readonly #events: ConversationEvents;
  readonly #api: Api;
  readonly #identity: Identity;
  readonly #socket: Socket<FromServer, ToServer>;
  readonly #server: string;
  readonly #said = new Set<string>(); // over the socket that is open
  #token = "";
  #siblings: BroadcastChannel | null = null;
  #socketless = false;
  #posting = false;
  #typing = false;

  constructor(server: string, events: ConversationEvents) {
    this.#server = server;
    this.#events = events;
    this.kept = new Kept(server);
    this.#api = new Api(server);
    this.#identity = new Identity(this.#api, this.kept);
    this.outgoing = new Outgoing(this.kept);
    this.#socket = new Socket(server, "chat", "welcome", {
      hello: () => ({ type: "hello", token: this.#token, after: this.transcript.last }),
      frame: (frame) => this.#take(frame),
      lost: (code, failures) => this.#lost(code, failures),
    });
  }

  /** How many characters one message may have. */
  get limit(): number {
    return this.#identity.known()?.limits.text ?? USUAL_LIMIT;
  }

  get typing(): boolean {
    return this.#typing || this.#posting;
  }

  open(): void {
    if (this.#siblings) return;
    window.addEventListener("online", this.#restart);
    document.addEventListener("visibilitychange", this.#woken);
    this.#siblings = new BroadcastChannel(`policy-chat ${this.#server}`);
    this.#siblings.onmessage = () => this.#startOver();
    void this.#connect();
  }

  close(): void {
    window.removeEventListener("online", this.#restart);
    document.removeEventListener("visibilitychange", this.#woken);
    this.#siblings?.close();
    this.#siblings = null;
    this.#socket.close();
  }

  // --- what the user does

  say(text: string): void {
    this.outgoing.add(text);
    this.#events.changed();
    this.#deliver();
  }

  retry(id: string): void {
    this.#said.delete(id);
    this.outgoing.again(id, this.transcript.items.find((item) => item.id === id) ?? null);
    this.#events.changed();
    if (!this.#socket.ready) this.#restart();
    this.#deliver();
  }

  /** `arriving` is called before older lines are put in. Throws if the gateway was not reached. */
  async older(arriving: () => void): Promise<void> {
    if (this.catchingUp || !this.transcript.more) return;
    this.catchingUp = true;
    try {
      const before = this.transcript.first;
      const page = await this.#api.lines(await this.#identity.token(), { before });
      arriving();
      this.#add(page.items);
      this.transcript.more = page.more;
      this.#events.changed();
      await new Promise(requestAnimationFrame);
    } finally {
      this.catchingUp = false;
    }
    this.#events.changed();
  }

  /** Throws if the gateway was not reached; the rating is then what it was. */
  async rate(id: string, feedback: Feedback, comment: string | null = null): Promise<void> {
    const before = this.transcript.items.find((item) => item.id === id)?.feedback ?? null;
    this.transcript.rate(id, feedback);
    this.#events.changed();
    try {
      await this.#api.rate(await this.#identity.token(), id, feedback, comment);
    } catch (error) {
      this.transcript.rate(id, before);
      this.#events.changed();
      throw error;
    }
  }

  /** Throws if the gateway was not reached. */
  async reset(): Promise<void> {
    await this.#api.reset(await this.#identity.token());
    this.#siblings?.postMessage("reset");
    this.#startOver();
  }

  clause(document: string, path: string): Promise<Clause> {
    return this.#api.clause(document, path);
  }

  // --- the connection

  readonly #restart = (): void => {
    void this.#connect().then(() => this.#socket.restart());
  };

  /** A phone that was asleep has lost its socket and does not know. */
  readonly #woken = (): void => {
    if (document.visibilityState === "visible" && !this.#socket.ready) this.#restart();
  };

  async #connect(): Promise<void> {
    try {
      this.#token = await this.#identity.token();
    } catch {
      this.#failWaiting();
    }
    this.#socket.open();
  }

  #lost(code: number, failures: number): void {
    this.#said.clear();
    this.#typing = false;
    if (code === BAD_TOKEN) this.#renew();
    else if (failures >= WITHOUT_SOCKET) {
      this.#socketless = true;
      void this.#post();
    }
    this.#events.changed();
  }

  /** The gateway does not know us any more: a new session, told kindly. */
  #renew(): void {
    this.#identity.forget(this.#token);
    this.transcript.clear();
    this.#events.notice(words.trouble.session);
    this.#restart();
  }

  #startOver(): void {
    this.outgoing.clear();
    this.#typing = false;
    this.transcript.clear();
    this.#socket.restart();
    this.#events.changed();
  }

  #take(frame: FromServer): void {
    if (frame.type === "welcome") this.#welcome(frame.items, frame.more);
    else if (frame.type === "accepted" || frame.type === "item") this.#add([frame.item]);
    else if (frame.type === "typing") this.#typing = frame.on;
    else if (frame.type === "refused") this.#fail(frame.id, frame);
    this.#events.changed();
  }

  #welcome(items: Item[], more: boolean): void {
    this.#socketless = false;
    this.#reached();
    if (this.transcript.leavesGap(items)) this.transcript.clear();
    if (this.transcript.last === 0) this.transcript.more = more;
    this.#add(items);
    this.#deliver();
  }

  #reached(): void {
    this.online = true;
    this.outgoing.forgive(OFFLINE.code);
    requestAnimationFrame(() => {
      this.catchingUp = false;
      this.#events.changed();
    });
  }

  #add(items: Item[]): void {
    this.transcript.add(items);
    this.outgoing.arrived(items);
  }

  // --- delivery

  #deliver(): void {
    for (const { id, text } of this.outgoing.waiting) {
      if (this.#said.has(id)) continue;
      if (!this.#socket.send({ type: "say", id, text })) break;
      this.#said.add(id);
    }
    if (this.#socketless) void this.#post();
  }

  /** Say what waits, one after the other, and fetch what is new. */
  async #post(): Promise<void> {
    if (this.#posting) return;
    try {
      const token = await this.#identity.token();
      if (!this.transcript.last) await this.#catchUp();
      for (let next = this.outgoing.waiting[0]; next; next = this.outgoing.waiting[0]) {
        this.#posting = true;
        this.#events.changed();
        await this.#postOne(token, next);
      }
      this.#reached();
    } catch (error) {
      if (error instanceof Refused && error.status === 401) this.#renew();
      else this.#failWaiting();
    } finally {
      this.#posting = false;
    }
    this.#events.changed();
  }

  async #postOne(token: string, { id, text }: Unsent): Promise<void> {
    try {
      await this.#api.say(token, id, text);
      await this.#catchUp();
      this.outgoing.done(id);
    } catch (error) {
      if (!(error instanceof Refused) || error.status === 401) throw error;
      this.#fail(id, error.trouble);
      await this.#catchUp();
    }
  }

  async #catchUp(): Promise<void> {
    const token = await this.#identity.token();
    for (let more = true; more; ) {
      const after = this.transcript.last;
      const page = await this.#api.lines(token, after ? { after } : {});
      if (!after) this.transcript.more = page.more;
      this.#add(page.items);
      more = after > 0 && page.more;
    }
    this.#events.changed();
  }

  #fail(id: string, trouble: Trouble): void {
    this.outgoing.fail(id, trouble);
    this.#said.delete(id);
    if (trouble.retry_after) {
      const again = (): void => {
        if (this.outgoing.trouble(id) === trouble) this.retry(id);
      };
      setTimeout(again, trouble.retry_after * 1000);
    }
  }

  #failWaiting(): void {
    this.online = false;
    for (const { id } of this.outgoing.waiting) this.#fail(id, OFFLINE);
    this.#events.changed();
  }
}

// <desk-chats>: the queue left, the chat that is open right.

import { html, nothing } from "lit";
import { composes } from "../enter";
import { Refused } from "../http";
import { Reading } from "../reading";
import { downIcon } from "../view/icons";
import { words as common } from "../words";
import { Chat } from "./chat";
import { deskApi } from "./desk-api";
import { Live } from "./live";
import type { Closing, DeskItem, Ticket } from "./protocol";
import { queue } from "./queue";
import { emptyField, Screen, writes } from "./screen";
import { type ChatActions, chatHead, handBackChoice } from "./view/chat";
import { closingForm } from "./view/closing";
import { showWaiting } from "./view/places";
import { queueView } from "./view/queue";
import { Search } from "./view/search";
import { transcriptView } from "./view/transcript";
import { words } from "./words";
import { Writing } from "./writing";

export class DeskChats extends Screen implements ChatActions {
  readonly #live = new Live({
    queue: (connected) => this.#queued(connected),
    item: (ticket, item) => void this.#arrived(ticket, item),
    lost: (signedOut) => {
      if (signedOut) this.signedOut();
      this.requestUpdate();
    },
  });
  readonly #reading = new Reading(this);
  readonly #writing = new Writing(this, this.failed, () => void this.#catchUp());
  readonly #search = new Search(this, words.search_hint, (found) => {
    this.#writing.insert(found);
    this.focusNext = "#text";
  });
  #chat: Chat | null = null;
  #asks: "hand-back" | "close" | null = null;
  #trouble = "";
  #clock = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.#key);
    window.addEventListener("hashchange", this.#followHash);
    this.#clock = window.setInterval(() => this.requestUpdate(), 1000);
    this.#live.open();
    this.#followHash();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#key);
    window.removeEventListener("hashchange", this.#followHash);
    clearInterval(this.#clock);
    this.#live.close();
  }

  // --- what the views ask for

  readonly choose = (number: string): void => {
    if (location.hash === `#${number}`) this.#focusChat();
    else location.hash = number;
  };

  readonly leave = (): void => {
    const number = this.#chat?.number;
    location.hash = "";
    this.focusNext = `[data-number="${number}"]`;
  };

  readonly take = async (force: boolean): Promise<void> => {
    const chat = this.#chat;
    if (!chat) return;
    try {
      await deskApi.take(chat.number, force);
      await chat.read();
      this.focusNext = "#text";
    } catch (error) {
      this.failed(error); // if it is somebody else's by now, it says whose
      await chat.read().catch(() => undefined);
    }
    this.requestUpdate();
  };

  readonly askHandBack = (): void => this.#ask("hand-back");
  readonly askClose = (): void => this.#ask("close");

  readonly handBack = async (to: "bot" | "queue"): Promise<void> => {
    await this.#finish(() => deskApi.handBack(this.#chat?.number ?? "", to));
  };

  // --- showing

  override render() {
    const ticket = this.#ticket;
    return this.frame(
      html`<div class="chats" data-open=${ticket ? "yes" : nothing}>
          <div class="side">
            ${queueView(this.#live, this.member, ticket?.number ?? null, this.choose)}
            <button type="button" class="link" @click=${this.help}>${words.keys} <kbd aria-hidden="true">?</kbd></button>
          </div>
          <section class="chat" aria-label=${words.transcript}>
            <p class="banner" role="status">${this.#live.online === false ? words.offline : nothing}</p>
            ${ticket ? this.#open(ticket) : this.#nothingOpen()}
          </section>
        </div>
        ${this.#search.render()}
        ${this.#asks === "hand-back" ? handBackChoice(this, () => this.#asked("hand-back")) : nothing}
        ${this.#asks === "close" ? closingForm(words.end_chat, this.#trouble, this.#close, () => this.#asked("close")) : nothing}`,
      "chats",
    );
  }

  #open(ticket: Ticket) {
    const mine = this.#mine(ticket);
    const forces = ["supervisor", "admin"].includes(this.rank);
    return html`${chatHead(ticket, { me: this.member, mine, forces }, this)}
      <div class="middle">
        <div class="log" role="log" tabindex="0" aria-label=${words.transcript}
          aria-live=${this.#chat?.catchingUp ? "off" : "polite"} @scroll=${this.#reading.scrolled}>
          ${
            this.#chat?.transcript.more
              ? html`<button type="button" class="older link" @click=${this.#older}>${words.older}</button>`
              : nothing
          }
          ${transcriptView(this.#chat?.transcript.items ?? [], this)}
        </div>
        ${
          this.#reading.unseen
            ? html`<button type="button" class="pill" @click=${() => this.#reading.follow()}>${downIcon}${common.newer}</button>`
            : nothing
        }
      </div>
      ${mine || this.#chat?.draft.text ? this.#writing.render() : nothing}`;
  }

  #nothingOpen() {
    return html`<div class="empty"><p>${words.pick}</p><p class="quiet">${words.pick_hint}</p></div>`;
  }

  /** The open chat's ticket as it is now: if it is not in the queue, it is closed. */
  get #ticket(): Ticket | null {
    const chat = this.#chat;
    const inQueue = this.#live.tickets.find(({ number }) => number === chat?.number);
    return inQueue ?? chat?.ticket ?? null;
  }

  #mine({ state, owner }: Ticket): boolean {
    return state === "owned" && owner?.name === this.member;
  }

  // --- what comes from the gateway

  #queued(connected: boolean): void {
    showWaiting(queue(this.#live.tickets, this.member).waiting.length);
    const number = this.#chat?.number;
    const gone = number && !this.#live.tickets.some((ticket) => ticket.number === number);
    if (connected || gone) void this.#read();
    if (connected) this.#writing.reconnected();
    this.requestUpdate();
  }

  async #arrived(number: string, item: DeskItem): Promise<void> {
    const chat = this.#chat;
    if (chat?.number !== number) return;
    await chat.arrived(item).catch(() => undefined); // it is read again after a reconnection
    this.#changed();
  }

  async #catchUp(): Promise<void> {
    this.#reading.follow();
    await this.#chat?.catchUp().catch(() => undefined);
    this.#changed();
  }

  readonly #older = async (): Promise<void> => {
    await this.#chat?.older(() => this.#reading.keepPlace()).catch(this.failed);
    this.requestUpdate();
  };

  async #read(): Promise<void> {
    const chat = this.#chat;
    if (!chat) return;
    try {
      await chat.read();
    } catch (error) {
      if (error instanceof Refused) this.failed(error); // else the socket is lost too, and says so
    }
    this.#changed();
  }

  #changed(): void {
    this.#reading.changed(this.#chat?.transcript.items.at(-1)?.id ?? "");
    this.requestUpdate();
  }

  // --- doing

  readonly #followHash = (): void => {
    const number = decodeURIComponent(location.hash.slice(1));
    if (number === (this.#chat?.number ?? "")) return;
    this.#chat = /^T[\w-]+$/.test(number) ? new Chat(number) : null;
    if (this.#chat) {
      this.#writing.to(this.#chat);
      this.#reading.follow();
      void this.#read().then(() => this.#focusChat());
    }
    this.requestUpdate();
  };

  async #focusChat(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("#text, .chat-head .action, .log")?.focus();
  }

  #ask(what: "hand-back" | "close"): void {
    const ticket = this.#ticket;
    if (!ticket || !this.#mine(ticket)) return;
    this.#asks = what;
    this.#trouble = "";
    this.requestUpdate();
  }

  /** It was answered or put away; by then, something else may be asked. */
  #asked(what: "hand-back" | "close"): void {
    if (this.#asks === what) this.#asks = null;
    this.requestUpdate();
  }

  readonly #close = async (closing: Closing): Promise<void> => {
    await this.#finish(() => deskApi.close(this.#chat?.number ?? "", closing));
  };

  /** The chat is out of my hands after that. */
  async #finish(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
      this.#asks = null;
      this.#chat = null;
      location.hash = "";
      this.focusNext = ".ticket";
    } catch (error) {
      this.#trouble = words.failed;
      this.failed(error);
    }
    this.requestUpdate();
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (composes(event) || this.renderRoot.querySelector("dialog[open], .sheet")) return;
    if (this.#pressed(event)) event.preventDefault();
  };

  /** Whether the key was one of ours. */
  #pressed(event: KeyboardEvent): boolean {
    const ticket = this.#ticket;
    const letter = event.code.replace(/^Key/, "");
    if (event.altKey && letter === "T" && ticket?.state === "waiting") void this.take(false);
    else if (event.altKey && letter === "B") this.askHandBack();
    else if (event.ctrlKey && event.key === "Enter") this.askClose();
    else if (event.ctrlKey && event.key === "k" && ticket && this.#mine(ticket))
      this.#search.show(ticket.summary.cities[0]);
    else if (event.key === "/" && !writes(event)) this.#writing.focus();
    else if (/^[?？]$/.test(event.key) && (!writes(event) || emptyField(event))) this.help();
    else return false;
    return true;
  }
}

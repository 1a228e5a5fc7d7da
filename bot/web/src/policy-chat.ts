// <policy-chat>: a button that opens the conversation, or with the attribute `page` a whole page.

import { html, LitElement, nothing, type PropertyValues } from "lit";
import type { Actions } from "./actions";
import { type Citation, readCard } from "./card";
import { Composer } from "./composer";
import { Conversation } from "./conversation";
import type { Feedback, Item } from "./protocol";
import { Reading } from "./reading";
import { styles } from "./styles";
import { chips } from "./view/chips";
import { clauseSheet, type OpenClause } from "./view/clause-sheet";
import { type HeaderActions, header } from "./view/header";
import { chatIcon, downIcon } from "./view/icons";
import { log } from "./view/log";
import { menubar } from "./view/menubar";
import { pressing } from "./view/message-menu";
import { words } from "./words";

const CARE = "care";
const NOTICE = 6000; // ms that a notice stays

export class PolicyChat extends LitElement implements Actions, HeaderActions {
  /** The gateway that the script came from. */
  static server = location.origin;
  static override styles = styles;
  static override properties = {
    page: { type: Boolean, reflect: true },
    care: { type: Boolean, reflect: true },
  };
  declare page: boolean;
  declare care: boolean;

  readonly #conversation = new Conversation(PolicyChat.server, {
    changed: () => this.#changed(),
    notice: (text) => this.#tell(text),
  });
  readonly #composer = new Composer(this, PolicyChat.server);
  readonly #reading = new Reading(this);
  // A long press is a context menu too on some phones: what is open stays so.
  readonly #pressing = pressing((id) => id !== this.#menuOf && this.openMenu(id));
  readonly #handheld = !matchMedia("(pointer: fine)").matches; // focus would pop up its keyboard
  #open = false;
  #menuOf: string | null = null;
  #whyOf: string | null = null;
  #popup: number | null = null;
  #clause: OpenClause | null = null;
  #asksReset = false;
  #notice = "";
  #noticeTimer = 0;
  #focusNext: string | null = null;
  #opener: Element | null = null;

  constructor() {
    super();
    this.page = false;
    this.care = this.#conversation.kept.read<boolean>(CARE) ?? false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.page || this.#open) this.#show();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#conversation.close();
  }

  get limit(): number {
    return this.#conversation.limit;
  }

  // --- what the views ask for

  readonly say = (text: string): void => {
    this.#reading.follow();
    this.#conversation.say(text);
  };

  readonly retry = (id: string): void => {
    this.#conversation.retry(id);
  };

  readonly drop = (id: string): void => {
    this.#conversation.outgoing.done(id);
    this.requestUpdate();
  };

  readonly quote = (text: string): void => {
    this.#composer.quote(text);
    this.#focusNext = "#text";
  };

  readonly copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      this.#tell(words.copied);
    } catch {
      this.#tell(words.copy_failed);
    }
  };

  readonly rate = (item: Item, feedback: Feedback, comment = ""): void => {
    this.#conversation
      .rate(item.id, feedback, comment || null)
      .catch(() => this.#tell(words.failed));
  };

  readonly askWhy = (id: string | null): void => {
    this.#whyOf = id;
    if (id) this.#focusNext = ".why input";
    this.requestUpdate();
  };

  readonly openMenu = (id: string | null): void => {
    this.#focusNext = id ? ".menu button" : `[data-id="${this.#menuOf}"] .tools`;
    this.#menuOf = id === this.#menuOf ? null : id;
    this.requestUpdate();
  };

  readonly openClause = async (citation: Citation): Promise<void> => {
    this.#opener = this.shadowRoot?.activeElement ?? null;
    const opened: OpenClause = { citation, clause: null, failed: false };
    this.#clause = opened;
    this.#focusNext = ".sheet .icon";
    this.requestUpdate();
    try {
      opened.clause = await this.#conversation.clause(citation.document, citation.clause);
    } catch {
      opened.failed = true;
    }
    this.requestUpdate();
    await this.updateComplete;
    this.shadowRoot?.querySelector(".sheet mark")?.scrollIntoView({ block: "center" });
  };

  readonly older = (): void => {
    this.#conversation
      .older(() => this.#reading.keepPlace())
      .catch(() => {
        this.#tell(words.history_failed);
      });
  };

  readonly address = (path: string): string => new URL(path, PolicyChat.server).href;

  readonly close = (): void => {
    this.#open = false;
    this.#reading.leave();
    this.#focusNext = ".launcher";
    this.requestUpdate();
  };

  readonly toggleCare = (): void => {
    this.care = !this.care;
    this.#conversation.kept.write(CARE, this.care);
    void this.updateComplete.then(this.#composer.fit);
  };

  readonly askReset = (ask: boolean): void => {
    this.#asksReset = ask;
    this.#focusNext = ask ? ".confirm .action" : null;
    this.requestUpdate();
  };

  readonly reset = async (): Promise<void> => {
    this.askReset(false);
    try {
      await this.#conversation.reset();
    } catch {
      this.#tell(words.failed);
    }
    this.#composer.focus();
  };

  // --- showing

  override render() {
    if (!this.#open) return this.#launcher();
    const covered = this.#clause !== null;
    return html`<div class="panel" role="region" aria-label=${words.title} @keydown=${this.#key}
      @pointerdown=${this.#pressedOutside}>
      <div class="front" ?inert=${covered}>
        ${header(this.#headerState(), this)}
        ${this.#log()}
        ${menubar(this.#popup, this.#togglePopup, this)}
        ${this.#composer.render()}
      </div>
      <p class="toast" role="status">${this.#notice}</p>
      ${this.#clause ? clauseSheet(this.#clause, this.address, this.#closeClause) : nothing}
    </div>`;
  }

  protected override updated(_: PropertyValues): void {
    if (!this.#focusNext) return;
    this.shadowRoot?.querySelector<HTMLElement>(this.#focusNext)?.focus();
    this.#focusNext = null;
  }

  #launcher() {
    const { unseen } = this.#reading;
    return html`<button type="button" class="launcher" @click=${() => this.#show()}
      aria-label=${unseen ? words.open_unseen : words.open}>
      ${chatIcon}${unseen ? html`<i></i>` : nothing}</button>`;
  }

  #headerState() {
    const { typing, online } = this.#conversation;
    return { page: this.page, care: this.care, asksReset: this.#asksReset, typing, online };
  }

  #log() {
    const { down, move, stop, click, contextmenu } = this.#pressing;
    const state = { menuOf: this.#menuOf, whyOf: this.#whyOf };
    return html`<div class="middle">
      <div class="log" role="log" tabindex="0" aria-label=${words.log}
        aria-live=${this.#conversation.catchingUp ? "off" : "polite"}
        @scroll=${this.#reading.scrolled} @pointerdown=${down} @pointermove=${move}
        @pointerup=${stop} @pointercancel=${stop} @click=${click} @contextmenu=${contextmenu}>
        ${log(this.#conversation, state, this)}
        ${chips(this.#offered(), this)}
      </div>
      ${
        this.#reading.unseen
          ? html`<button type="button" class="pill" @click=${() => this.#reading.follow()}>
              ${downIcon}${words.newer}</button>`
          : nothing
      }
    </div>`;
  }

  /** What can be tapped now. */
  #offered(): string[] {
    const { transcript, outgoing, typing } = this.#conversation;
    if (typing || outgoing.unsent.length) return [];
    const { items } = transcript;
    if (items.every(({ from }) => from === "note")) return words.samples;
    const last = items.at(-1);
    return last?.from === "bot" ? (readCard(last.card)?.quick_replies ?? []) : [];
  }

  #show(): void {
    this.#open = true;
    this.#conversation.open();
    this.#reading.follow();
    if (!this.#handheld) this.#focusNext = "#text";
    this.requestUpdate();
  }

  #changed(): void {
    const { transcript, outgoing } = this.#conversation;
    this.#reading.changed(outgoing.unsent.at(-1)?.id ?? transcript.items.at(-1)?.id ?? "");
    this.requestUpdate();
  }

  #tell(notice: string): void {
    this.#notice = notice;
    clearTimeout(this.#noticeTimer);
    this.#noticeTimer = window.setTimeout(() => this.#tell(""), NOTICE);
    this.requestUpdate();
  }

  readonly #togglePopup = (index: number | null): void => {
    this.#popup = index;
    this.#focusNext = index === null ? null : ".popup > * > *";
    this.requestUpdate();
  };

  /** A press anywhere else closes what had popped up. */
  readonly #pressedOutside = (event: Event): void => {
    const inside = (selector: string): boolean =>
      event.composedPath().some((node) => node instanceof Element && node.matches(selector));
    if (!inside(".menubar")) this.#popup = null;
    if (!inside(".menu, .tools")) this.#menuOf = null;
    this.requestUpdate();
  };

  readonly #closeClause = async (): Promise<void> => {
    this.#clause = null;
    this.requestUpdate();
    await this.updateComplete;
    (this.#opener as HTMLElement | null)?.focus();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    if (this.#asksReset) this.askReset(false);
    else if (this.#whyOf) this.askWhy(null);
    else if (!this.page) this.close();
  };
}

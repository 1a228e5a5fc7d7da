// Writing to a customer: figures are checked before they are sent, canned replies and clauses come
// with their citation, and nothing that was written is lost.

import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import { composes, sends } from "../enter";
import { Refused } from "../http";
import { fill } from "../words";
import type { Chat } from "./chat";
import { deskApi } from "./desk-api";
import type { Canned, Found, Unsupported } from "./protocol";
import { cannedList, fitting, sought } from "./view/canned";
import { words } from "./words";

interface Host extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** Why what is written is not sent. */
type Halt =
  | { why: "unsupported"; figures: Unsupported[] }
  | { why: "unchecked" | "offline" | "refused" | "not_mine" };

export class Writing {
  readonly #host: Host;
  readonly #failed: (error: unknown) => void;
  readonly #sent: () => void;
  #chat: Chat | null = null;
  #halt: Halt | null = null;
  #busy = false;
  #replies: Canned[] | null = null;
  #chosen = 0;

  /** `sent`: the gateway has what was written. */
  constructor(host: Host, failed: (error: unknown) => void, sent: () => void) {
    this.#host = host;
    this.#failed = failed;
    this.#sent = sent;
  }

  /** Write to this customer from now on. */
  to(chat: Chat): void {
    this.#chat = chat;
    this.#halt = null;
    this.#busy = false;
    this.#host.requestUpdate();
  }

  /** The gateway is there again: what could not be sent goes now. */
  reconnected(): void {
    if (this.#halt?.why === "offline") void this.send();
  }

  insert({ quote, reference, document, clause }: Found): void {
    const draft = this.#chat?.draft;
    if (!draft) return;
    const before = draft.text && !draft.text.endsWith("\n") ? `${draft.text}\n` : draft.text;
    draft.write(`${before}“${quote}”（${reference}）`);
    draft.cite({ document, clause, reference });
    this.#halt = null;
    this.#host.requestUpdate();
  }

  focus(): void {
    this.#input?.focus();
  }

  render(): TemplateResult | typeof nothing {
    const draft = this.#chat?.draft;
    if (!draft) return nothing;
    const replies = this.#offered();
    return html`<form class="composer" autocomplete="off" @submit=${this.#submit}>
      ${replies ? cannedList(replies, this.#chosen, this.#take) : nothing}
      ${draft.citations.length ? this.#citations() : nothing}
      <div class="halt" role="alert">${this.#halt ? this.#why(this.#halt) : nothing}</div>
      <div class="field">
        <textarea id="text" rows="2" aria-label=${words.composer} placeholder=${words.composer_placeholder}
          aria-controls=${replies ? "canned" : nothing} aria-autocomplete="list"
          aria-activedescendant=${replies?.length ? `canned-${this.#chosen}` : nothing}
          .value=${draft.text} ?readonly=${this.#busy} aria-busy=${this.#busy}
          @input=${this.#typed} @keydown=${this.#key}></textarea>
        <button type="submit" class="action" ?disabled=${this.#busy}>${words.send}</button>
      </div>
    </form>`;
  }

  /** `anyway`: even if nothing supports its figures. */
  async send(anyway = false): Promise<void> {
    const chat = this.#chat;
    const text = chat?.draft.text.trim();
    if (!chat || !text || this.#busy) return;
    this.#busy = true;
    this.#halt = null;
    this.#host.requestUpdate();
    const halt =
      (anyway ? null : await this.#check(chat, text)) ?? (await this.#say(chat, text, anyway));
    if (chat !== this.#chat) return; // another chat is open by now; its draft is its own
    this.#busy = false;
    this.#halt = halt;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (halt?.why === "unsupported") this.#warning?.focus();
    else this.focus();
  }

  async #check({ number, draft }: Chat, text: string): Promise<Halt | null> {
    try {
      const figures = await deskApi.check(number, text, draft.citations);
      return figures.length ? { why: "unsupported", figures } : null;
    } catch (error) {
      return this.#trouble(error, "unchecked");
    }
  }

  async #say({ number, draft }: Chat, text: string, anyway: boolean): Promise<Halt | null> {
    draft.trying();
    try {
      await deskApi.say(number, { id: draft.id, text, citations: draft.citations }, anyway);
      draft.done();
      this.#sent();
      return null;
    } catch (error) {
      return this.#trouble(error, "refused");
    }
  }

  #trouble(error: unknown, why: "unchecked" | "refused"): Halt {
    if (!(error instanceof Refused)) return { why: "offline" };
    if (error.status === 401) this.#failed(error);
    return { why: [403, 404, 409].includes(error.status) ? "not_mine" : why };
  }

  // --- showing

  #citations(): TemplateResult {
    const draft = this.#chat?.draft;
    return html`<ul class="citations" aria-label=${words.cites}>${draft?.citations.map(
      (each) => html`<li>${each.reference}
        <button type="button" class="icon" aria-label=${fill(words.uncite, { clause: each.clause })}
          @click=${() => {
            draft.uncite(each);
            this.#host.requestUpdate();
          }}>×</button></li>`,
    )}</ul>`;
  }

  #why(halt: Halt): TemplateResult {
    if (halt.why === "offline") return html`<p>${words.not_sent_offline}</p>`;
    if (halt.why === "refused") return html`<p>${words.not_sent}</p>`;
    if (halt.why === "not_mine") return html`<p>${words.not_mine}</p>`;
    return html`<p>${
      halt.why === "unsupported"
        ? html`${words.unsupported}${halt.figures.map((figure) => html`<mark>${figure.words}</mark>`)}`
        : words.unchecked
    }</p>
    <span class="buttons">
      <button type="button" @click=${this.#amend}>${words.amend}</button>
      <button type="button" class="anyway" @click=${() => this.send(true)}>${words.send_anyway}</button>
    </span>`;
  }

  get #input(): HTMLTextAreaElement | null {
    return this.#host.renderRoot.querySelector("#text");
  }

  get #warning(): HTMLElement | null {
    return this.#host.renderRoot.querySelector(".halt button");
  }

  // --- doing

  readonly #amend = (): void => {
    this.#halt = null;
    this.#host.requestUpdate();
    this.focus();
  };

  readonly #typed = (event: Event): void => {
    const text = (event.target as HTMLTextAreaElement).value;
    this.#chat?.draft.write(text);
    this.#halt = null;
    this.#chosen = 0;
    if (sought(text) !== null && !this.#replies) void this.#fetch();
    this.#host.requestUpdate();
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    void this.send();
  };

  readonly #key = (event: KeyboardEvent): void => {
    const replies = this.#offered();
    if (replies && !composes(event)) this.#choose(event, replies);
    if (event.defaultPrevented || event.ctrlKey || !sends(event)) return;
    event.preventDefault();
    void this.send();
  };

  // --- canned replies

  /** The replies that fit, while they are sought. */
  #offered(): Canned[] | null {
    const said = sought(this.#chat?.draft.text ?? "");
    return said === null || !this.#replies ? null : fitting(this.#replies, said);
  }

  async #fetch(): Promise<void> {
    try {
      this.#replies = await deskApi.replies();
    } catch (error) {
      this.#failed(error);
    }
    this.#host.requestUpdate();
  }

  #choose(event: KeyboardEvent, replies: Canned[]): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = replies[this.#chosen];
    if (step && replies.length)
      this.#chosen = (this.#chosen + step + replies.length) % replies.length;
    else if ((event.key === "Enter" || event.key === "Tab") && chosen) this.#take(chosen);
    else if (event.key === "Escape") this.#chat?.draft.write("");
    else return;
    event.preventDefault();
    this.#host.requestUpdate();
  }

  readonly #take = ({ text, document, clause, reference }: Canned): void => {
    const draft = this.#chat?.draft;
    draft?.write(text);
    if (document && clause) draft?.cite({ document, clause, reference: reference ?? clause });
    this.#replies = null; // their documents may have changed when they are sought again
    this.#host.requestUpdate();
    this.focus();
  };
}

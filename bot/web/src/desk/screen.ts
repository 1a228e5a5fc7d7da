// What both screens of the desk have: the clause word by word, a notice, the table of keys, and
// what is said when somebody is signed out.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { CardActions } from "../actions";
import type { Citation } from "../card";
import { Refused } from "../http";
import { clauseSheet, type OpenClause } from "../view/clause-sheet";
import { deskApi } from "./desk-api";
import { styles } from "./styles";
import { keysHelp } from "./view/keys";
import { words } from "./words";

const NOTICE = 6000; // ms that a notice stays

export abstract class Screen extends LitElement implements CardActions {
  static override styles = styles;
  static override properties = {
    member: { type: String },
    rank: { type: String },
  };
  /** The sign-in name of who sits here. */
  declare member: string;
  declare rank: string;

  /** Where the focus goes as soon as it is there, unless its owner puts it elsewhere first. */
  protected focusNext: string | null = null;
  protected helps = false;
  #clause: OpenClause | null = null;
  #opener: HTMLElement | null = null;
  #signedOut = false;
  #notice = "";
  #noticeTimer = 0;

  constructor() {
    super();
    this.member = "";
    this.rank = "";
    for (const act of ["pointerdown", "keydown"])
      this.addEventListener(act, () => this.#stayHere(), { capture: true });
  }

  #stayHere(): void {
    this.focusNext = null;
  }

  readonly address = (path: string): string => path;

  readonly openClause = async (citation: Citation): Promise<void> => {
    this.#opener = this.shadowRoot?.activeElement as HTMLElement | null;
    const opened: OpenClause = { citation, clause: null, failed: false };
    this.#clause = opened;
    this.focusNext = ".sheet .icon";
    this.requestUpdate();
    try {
      const clause = await deskApi.clause(citation.document, citation.clause);
      const { title, number, status, url } = clause;
      opened.clause = clause;
      if (!citation.title) opened.citation = { ...citation, title, number, status, url };
    } catch {
      opened.failed = true;
    }
    this.requestUpdate();
    await this.updateComplete;
    this.shadowRoot?.querySelector(".sheet mark")?.scrollIntoView({ block: "center" });
  };

  protected readonly closeClause = async (): Promise<void> => {
    this.#clause = null;
    this.requestUpdate();
    await this.updateComplete;
    this.#opener?.focus();
  };

  protected get reading(): boolean {
    return this.#clause !== null;
  }

  /** Say once, for a while. */
  protected tell(notice: string): void {
    this.#notice = notice;
    clearTimeout(this.#noticeTimer);
    if (notice) this.#noticeTimer = window.setTimeout(() => this.tell(""), NOTICE);
    this.requestUpdate();
  }

  /** Say why the gateway did not do it. */
  protected readonly failed = (error: unknown): void => {
    const refused = error instanceof Refused ? error : null;
    if (refused?.status === 401) this.signedOut();
    else this.tell(refused?.trouble.text || (refused ? words.failed : words.offline_act));
  };

  protected signedOut(): void {
    this.#signedOut = true;
    this.requestUpdate();
  }

  /** The screen within what both have; `covered`: something lies over it. */
  protected frame(content: TemplateResult, help: "phone" | "chats"): TemplateResult {
    return html`<div class="screen" ?inert=${this.reading}>
        ${this.#signedOut ? this.#signIn() : nothing}
        ${content}
      </div>
      <p class="toast" role="status">${this.#notice}</p>
      ${this.helps ? keysHelp(help, this.#helped) : nothing}
      ${this.#clause ? clauseSheet(this.#clause, this.address, this.closeClause) : nothing}`;
  }

  protected override updated(_: PropertyValues): void {
    const next = this.focusNext && this.shadowRoot?.querySelector<HTMLElement>(this.focusNext);
    if (!next) return;
    next.focus();
    this.focusNext = null;
  }

  protected readonly help = (): void => {
    this.helps = true;
    this.requestUpdate();
  };

  readonly #helped = (): void => {
    this.helps = false;
    this.requestUpdate();
  };

  #signIn(): TemplateResult {
    const next = encodeURIComponent(location.pathname + location.hash);
    return html`<p class="banner" role="alert">${words.signed_out}
      <a href="/desk/login?next=${next}">${words.sign_in}</a></p>`;
  }
}

/** Whether the keys that are pressed write something. */
export function writes(event: Event): boolean {
  const target = event.composedPath()[0];
  return (
    target instanceof Element &&
    target.matches("textarea, select, input:not([type=radio], [type=checkbox])")
  );
}

/** Whether the keys write, but nothing is written yet. */
export function emptyField(event: Event): boolean {
  const target = event.composedPath()[0];
  return (
    (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && !target.value
  );
}

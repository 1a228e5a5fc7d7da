// <desk-phone>: an agent with a caller on the line. Left what is known and asked, right the answer.

import { html, nothing } from "lit";
import { composes } from "../enter";
import { fill } from "../words";
import { Call, type Turn } from "./call";
import { choiceSaid, choicesWith } from "./choices";
import { deskApi } from "./desk-api";
import { changed, toggled } from "./facts";
import { Live } from "./live";
import type { Closing, Ticket } from "./protocol";
import { queue } from "./queue";
import { emptyField, Screen, writes } from "./screen";
import { type AnswerActions, answerView } from "./view/answer";
import { askForm, history, usualQuestions } from "./view/asking";
import { callBar, endedCall } from "./view/call-bar";
import { closingForm } from "./view/closing";
import { bare } from "./view/evidence";
import { type FactsActions, factsView, keys } from "./view/facts";
import { showWaiting } from "./view/places";
import { Search } from "./view/search";
import { words } from "./words";

const INPUT = "#asked";
const NARROW = matchMedia("(max-width: 860px)");

export class DeskPhone extends Screen implements AnswerActions, FactsActions {
  static override properties = {
    ...Screen.properties,
    cities: { type: Array },
    province: { type: String },
  };
  /** Of the collection, those with the most to find first. */
  declare cities: string[];
  /** If it has documents of its own. */
  declare province: string;

  // An open feed is what makes the customers hear that somebody is there.
  readonly #live = new Live({
    queue: () => showWaiting(queue(this.#live.tickets, this.member).waiting.length),
    lost: (signedOut) => signedOut && this.signedOut(),
  });
  readonly #call = new Call(() => this.#update(), this.failed);
  readonly #search = new Search(this, words.search_hint_read, (found) =>
    this.openClause({ ...bare(found.document, found.clause), ...found, url: "" }),
  );
  #shown: string | null = null; // the question whose answer is shown; null for the last
  #came = 0; // how many lines there were
  #ending = false;
  #endTrouble = "";
  #ended: string | null = null; // the number of the ticket
  #unfinished: Ticket[] = [];
  #clock = 0;

  constructor() {
    super();
    this.cities = [];
    this.province = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#call.choices = choicesWith(this.cities, this.province);
    this.#live.open();
    document.addEventListener("keydown", this.#key);
    this.#clock = window.setInterval(() => this.#call.since && this.requestUpdate(), 1000);
    this.focusNext = INPUT;
    void this.#resume();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#key);
    clearInterval(this.#clock);
    this.#live.close();
  }

  // --- what the views ask for

  readonly ask = (said: string): void => {
    this.#shown = null;
    this.#ended = null;
    this.#call.ask(said);
  };

  readonly answer = (field: string, said: string): void => {
    const choice = choiceSaid(this.#call.choices[field] ?? [], said);
    if (choice) this.#call.facts = changed(this.#call.facts, field, choice.say);
    this.#shown = null;
    this.#call.answer(said);
    this.focusNext = INPUT;
  };

  readonly retry = (turn: Turn): void => {
    this.#shown = null;
    this.#call.retry(turn);
  };

  readonly toggle = (field: string, value: string): void => {
    this.#call.facts = toggled(this.#call.facts, field, value);
    this.requestUpdate();
  };

  readonly set = (field: string, value: string): void => {
    this.#call.facts = changed(this.#call.facts, field, value);
    this.requestUpdate();
  };

  readonly notCollected = (place: string): void => this.tell(fill(words.not_collected, { place }));

  readonly entered = (): void => this.#focus(INPUT);

  readonly clear = (): void => {
    this.#call.facts = {};
    this.focusNext = INPUT;
    this.requestUpdate();
  };

  readonly show = (id: string): void => {
    this.#shown = id;
    this.requestUpdate();
  };

  readonly copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text).then(
      () => this.tell(words.copied),
      () => this.tell(words.copy_failed),
    );
  };

  readonly askEnd = (): void => {
    this.#ending = true;
    this.#endTrouble = "";
    this.requestUpdate();
  };

  readonly next = (): void => {
    this.#ended = null;
    this.focusNext = INPUT;
    this.requestUpdate();
  };

  // --- showing

  override render() {
    const call = this.#call;
    const turns = call.turns;
    const turn = turns.find(({ id }) => id === this.#shown) ?? turns.at(-1) ?? null;
    return this.frame(
      html`<div class="phone">
          <div class="asking">
            ${factsView(call.choices, call.facts, this)}
            ${askForm(this.ask, this.#browse)}
            ${usualQuestions(this.ask)}
            ${history(turns, turn, call.choices, this.show)}
          </div>
          <section class="answer" tabindex="0" aria-label=${words.answer} @keydown=${this.#clauseByDigit}>
            ${this.#ended ? endedCall(this.#ended, this.copy, this.next) : this.#answer(turn)}
          </section>
          ${callBar(call, this.askEnd, this.help)}
        </div>
        ${this.#search.render()}
        ${this.#ending ? closingForm(call.ticket ? words.end : words.record, this.#endTrouble, this.#end, this.#notEnding) : nothing}`,
      "phone",
    );
  }

  #answer(turn: Turn | null) {
    if (!turn)
      return html`<div class="empty"><p>${words.ready}</p><p class="quiet">${words.ready_hint}</p>
        ${this.#unfinished.length ? this.#unfinishedCalls() : nothing}</div>`;
    const last = turn.id === this.#call.turns.at(-1)?.id;
    return html`<h2 class="heading">${turn.text}</h2>
      <div role="status" class="progress">${this.#progress(turn)}</div>
      <div aria-live="polite">${turn.answers.map((item, index) =>
        answerView(item, last && index === turn.answers.length - 1, this),
      )}</div>
      ${
        turn.trouble
          ? html`<button type="button" class="action" @click=${() => this.retry(turn)}>${words.retry}</button>`
          : nothing
      }`;
  }

  #progress({ answers, trouble }: Turn) {
    if (trouble) return html`<p class="trouble">${trouble}</p>`;
    return answers.length ? nothing : html`<p class="looking">${words.looking}</p>`;
  }

  #unfinishedCalls() {
    return html`<section class="unfinished"><h2>${words.unfinished}</h2><ul>${this.#unfinished.map(
      ({ number, summary }) => html`<li><button type="button" class="chip"
        @click=${() => this.#adopt(number)}>${words.resume} ${number}</button>
        <span class="quiet">${summary.question ?? ""}</span></li>`,
    )}</ul></section>`;
  }

  // --- doing

  async #resume(): Promise<void> {
    try {
      await this.#call.resume();
      if (this.#call.ticket) return;
      const open = await deskApi.openTickets();
      this.#unfinished = open.filter(
        ({ channel, owner }) => channel === "phone" && owner?.name === this.member,
      );
    } catch (error) {
      this.failed(error);
    }
    this.requestUpdate();
  }

  async #adopt(number: string): Promise<void> {
    this.#unfinished = [];
    this.focusNext = INPUT;
    await this.#call.adopt(number).catch(this.failed);
    this.requestUpdate();
  }

  #update(): void {
    const { turns } = this.#call;
    const came = turns.reduce((sum, { answers }) => sum + 1 + answers.length, 0);
    if (came !== this.#came) void this.#showNewest();
    this.#came = came;
    this.requestUpdate();
  }

  /** The last question is in sight; on a narrow screen the answer, which stands below. */
  async #showNewest(): Promise<void> {
    await this.updateComplete;
    const log = this.renderRoot.querySelector(".history [role=log]");
    log?.scrollTo(0, log.scrollHeight);
    const answer = this.renderRoot.querySelector(".answer");
    if (NARROW.matches && this.#call.turns.length) answer?.scrollIntoView({ block: "start" });
    else answer?.scrollTo(0, 0);
  }

  readonly #end = async (closing: Closing): Promise<void> => {
    try {
      this.#ended = await this.#call.end(closing);
      this.#ending = false;
      this.focusNext = ".ended .action";
    } catch (error) {
      this.#endTrouble = words.failed;
      this.failed(error);
    }
    this.requestUpdate();
  };

  readonly #notEnding = (): void => {
    this.#ending = false;
    this.requestUpdate();
  };

  /** To the answer before or after; past the last one to what comes next. */
  readonly #browse = (step: number): void => {
    const ids = this.#call.turns.map(({ id }) => id);
    const here = this.#shown ? ids.indexOf(this.#shown) : ids.length - 1;
    this.#shown = ids[Math.max(0, here + step)] ?? null;
    this.requestUpdate();
  };

  readonly #clauseByDigit = (event: KeyboardEvent): void => {
    if (writes(event) || event.altKey || event.ctrlKey) return;
    const clauses = this.renderRoot.querySelectorAll<HTMLElement>(".grounds .clause");
    clauses?.[Number(event.key) - 1]?.click();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (composes(event) || this.renderRoot.querySelector("dialog[open], .sheet")) return;
    if (!this.#pressed(event)) return;
    event.preventDefault();
  };

  /** Whether the key was one of ours. */
  #pressed(event: KeyboardEvent): boolean {
    const digit = /^Digit(\d)$/.exec(event.code)?.[1];
    if (event.altKey && digit) this.#chip((Number(digit) + 9) % 10);
    else if (event.altKey && event.key === "ArrowDown") this.#focus(".answer");
    else if (event.ctrlKey && event.key === "k") this.#search.show(this.#call.facts.city);
    else if (event.ctrlKey && event.key === "Enter") this.askEnd();
    else if (event.key === "/" && !writes(event)) this.#focus(INPUT);
    else if (isQuestionMark(event) && (!writes(event) || emptyField(event))) this.help();
    else return false;
    return true;
  }

  #chip(index: number): void {
    const { field, value } = keys(this.#call.choices)[index] ?? {};
    if (field && value) this.toggle(field, value);
    else if (field) this.#focus(`[data-field="${field}"]`);
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

const isQuestionMark = ({ key }: KeyboardEvent): boolean => key === "?" || key === "？";

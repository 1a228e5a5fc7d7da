// What the text says: the sentence as it is written, with where it stands.

import { html, type TemplateResult } from "lit";
import type { CardActions } from "../../actions";
import { type Card, type Citation, distinct } from "../../card";
import { badge, source } from "../source";

export function clausesCard(card: Card, actions: CardActions): TemplateResult {
  return html`<div class="card">${distinct(card.citations).map((each) => clause(each, actions))}</div>`;
}

function clause(citation: Citation, { openClause }: CardActions): TemplateResult {
  return html`<button type="button" class="clause" @click=${() => openClause(citation)}>
    <span class="head"><b>${citation.clause}</b> ${badge(citation.status)}</span>
    <span class="quote">${citation.quote}</span>
    <span class="of">《${citation.title}》${citation.number ?? ""}</span>
  </button>`;
}

/** The clauses behind an answer that is told in its text. */
export function sourcesCard(card: Card, actions: CardActions): TemplateResult {
  return html`<div class="card">${distinct(card.citations).map((each) => source(each, actions))}</div>`;
}

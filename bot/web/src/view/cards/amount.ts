// How much: each figure large, with its kind, its steps folded, and its clause.

import { html, nothing, type TemplateResult } from "lit";
import type { CardActions } from "../../actions";
import { type Card, distinct, type Figure } from "../../card";
import { words } from "../../words";
import { amount, conditions, kind } from "../figure";
import { source } from "../source";

export function amountCard(card: Card, actions: CardActions): TemplateResult {
  if (!card.figures.length)
    return html`<div class="card">${distinct(card.citations).map((c) => source(c, actions))}</div>`;
  return html`<div class="card">${card.figures.map((figure) => block(figure, actions))}</div>`;
}

function block(figure: Figure, actions: CardActions): TemplateResult {
  return html`<section class="amount">
    <div class="reading" aria-hidden="true">
      <p class="name">${figure.name}</p>
      <p class="large">${amount(figure)} ${kind(figure)}</p>
      ${conditions(figure)}
    </div>
    ${figure.steps.length ? steps(figure.steps) : nothing}
    ${figure.citation ? source(figure.citation, actions) : nothing}
  </section>`;
}

export function steps(lines: string[], open = false): TemplateResult {
  return html`<details class="steps" ?open=${open}>
    <summary>${words.steps}</summary>
    <ol>${lines.map((line) => html`<li>${line}</li>`)}</ol>
  </details>`;
}

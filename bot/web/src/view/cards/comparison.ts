// Side by side: a column for each place, tier, or case.

import { html, nothing, type TemplateResult } from "lit";
import type { CardActions } from "../../actions";
import type { Card, Figure } from "../../card";
import { words } from "../../words";
import { amount, conditions, kind } from "../figure";
import { badge } from "../source";

export function comparisonCard(card: Card, actions: CardActions): TemplateResult {
  const columns = new Map<string, Figure[]>();
  for (const figure of card.figures) {
    const title = figure.group ?? "";
    columns.set(title, [...(columns.get(title) ?? []), figure]);
  }
  return html`<div class="card">
    <div class="columns" role="group" tabindex="0" aria-label=${words.columns}>
      ${[...columns].map(([title, figures]) => column(title, figures, actions))}
    </div>
  </div>`;
}

function column(title: string, figures: Figure[], actions: CardActions): TemplateResult {
  return html`<section class="column">
    <h2>${title} ${badge(figures[0]?.citation?.status ?? "")}</h2>
    <ul>${figures.map((figure) => cell(figure, actions))}</ul>
  </section>`;
}

function cell(figure: Figure, { openClause }: CardActions): TemplateResult {
  const { citation } = figure;
  const content = html`<span class="name">${figure.name}</span>
    <span class="worth">${amount(figure)} ${figure.yuan === null ? nothing : kind(figure)}</span>
    ${conditions(figure)}
    ${citation ? html`<span class="path">${citation.clause}</span>` : nothing}`;
  return html`<li>${
    citation
      ? html`<button type="button" @click=${() => openClause(citation)}>${content}</button>`
      : content
  }</li>`;
}

// What a firm can have: certain, depending, not for it; each row opens its clause.

import { html, nothing, type TemplateResult } from "lit";
import type { CardActions } from "../../actions";
import type { Card, Figure, Total } from "../../card";
import { inWords } from "../../money";
import { fill, words } from "../../words";
import { amount, conditions, kind } from "../figure";

type Group = keyof typeof words.groups;

const GROUPS: Group[] = ["certain", "depends", "not_for_you"];
const SHOWN = 4; // rows of a group before the fold

export function checklistCard(card: Card, actions: CardActions): TemplateResult {
  // Services come with no sum; the text lists them clause by clause.
  const paying = card.figures.filter(({ status }) => status !== "non_cash");
  return html`<div class="card checklist">
    ${totals(card.totals)}
    ${GROUPS.map((name) =>
      group(
        name,
        paying.filter((figure) => figure.group === name),
        actions,
      ),
    )}
  </div>`;
}

function group(name: Group, figures: Figure[], actions: CardActions) {
  if (!figures.length) return nothing;
  const most = name === "not_for_you" ? 0 : SHOWN;
  const shown = figures.length <= most + 1 ? figures.length : most; // no fold for one row
  const rest = figures.slice(shown);
  return html`<section class="group ${name}">
    <h2><span class="mark" aria-hidden="true"></span>${words.groups[name]}
      <span class="count">${figures.length}</span></h2>
    <ul>${figures.slice(0, shown).map((figure) => row(figure, actions))}</ul>
    ${
      rest.length
        ? html`<details><summary>${fill(words.more, { count: rest.length })}</summary>
            <ul>${rest.map((figure) => row(figure, actions))}</ul></details>`
        : nothing
    }
  </section>`;
}

function row(figure: Figure, { openClause }: CardActions): TemplateResult {
  const { citation } = figure;
  const content = html`<span class="name">${figure.name}</span>
    <span class="worth">${amount(figure)} ${figure.yuan === null ? nothing : kind(figure)}</span>
    ${conditions(figure)}`;
  return html`<li>${
    citation
      ? html`<button type="button" @click=${() => openClause(citation)}>${content}</button>`
      : content
  }</li>`;
}

export function totals(each: Total[]) {
  return each.map(({ city, certain, at_most }) => {
    const parts = [
      has(certain) && [words.total_certain, certain],
      has(at_most) && [has(certain) ? words.total_at_most : words.at_most.trim(), at_most],
    ].filter((part) => part !== false);
    if (!parts.length) return nothing;
    return html`<p class="total" aria-hidden="true">${city}${words.total}
      ${parts.map(([label, yuan]) => html`<span>${label} <b>${inWords(yuan as string)}</b></span>`)}</p>`;
  });
}

const has = (yuan: string): boolean => yuan !== "" && !/^0(\.0+)?$/.test(yuan);

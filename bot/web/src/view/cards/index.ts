// The card of a reply by its kind. An unknown kind has none: the text says everything.

import { html, nothing, type TemplateResult } from "lit";
import type { CardActions } from "../../actions";
import type { Card } from "../../card";
import { words } from "../../words";
import { personIcon, sheetIcon } from "../icons";
import { amountCard } from "./amount";
import { checklistCard, totals } from "./checklist";
import { clausesCard, sourcesCard } from "./clauses";
import { comparisonCard } from "./comparison";

type View = (card: Card, actions: CardActions) => TemplateResult;

const KINDS: Record<string, View> = {
  amount: amountCard,
  clauses: clausesCard,
  matches: checklistCard,
  comparison: comparisonCard,
  validity: sourcesCard,
  contact: sourcesCard,
  refusal: sourcesCard,
  ask: sourcesCard,
  handoff: handoffCard,
  agent: sourcesCard,
};

export function cardView(card: Card, actions: CardActions): TemplateResult | typeof nothing {
  if (card.sheet) return sheetCard(card, card.sheet, actions);
  return Object.hasOwn(KINDS, card.kind) ? (KINDS[card.kind] as View)(card, actions) : nothing;
}

/** A calculation sheet that was made for the firm, whatever the reply is about. */
function sheetCard(card: Card, path: string, { address }: CardActions): TemplateResult {
  return html`<div class="card">
    ${totals(card.totals)}
    <a class="sheet-link" href=${address(path)} target="_blank">
      ${sheetIcon}<span><b>${words.sheet}</b><span class="quiet">${words.sheet_hint}</span></span></a>
  </div>`;
}

function handoffCard(card: Card, actions: CardActions): TemplateResult {
  return html`<div class="handoff" aria-hidden="true">${personIcon}${words.handoff}</div>
    ${card.citations.length ? sourcesCard(card, actions) : nothing}`;
}

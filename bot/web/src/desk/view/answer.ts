// An answer as one needs it with a caller on the line: what to read out, the figure large with its
// kind and steps, what the text does not say, whom to refer to, the clauses.

import { html, nothing, type TemplateResult } from "lit";
import type { CardActions } from "../../actions";
import { type Card, type Citation, distinct, type Figure, readCard } from "../../card";
import { lines } from "../../lines";
import { cardView } from "../../view/cards";
import { steps } from "../../view/cards/amount";
import { amount, conditions, kind } from "../../view/figure";
import { badge } from "../../view/source";
import { type Evidence, readEvidence } from "../evidence";
import type { DeskItem } from "../protocol";
import { words } from "../words";
import { evidenceView } from "./evidence";

export interface AnswerActions extends CardActions {
  /** Answer what the assistant asks. */
  answer(field: string, said: string): void;
}

/** `current`: nothing was asked since, so what it asks can still be answered. */
export function answerView(item: DeskItem, current: boolean, actions: AnswerActions) {
  const card = readCard(item.card);
  const evidence = readEvidence(item.evidence);
  const citations = distinct(card?.citations ?? []);
  return html`<article class="reply" data-kind=${card?.kind ?? nothing}>
    ${evidence?.spoken ? spoken(evidence.spoken) : nothing}
    ${card ? main(card, actions) : nothing}
    ${rest(item, card, evidence)}
    ${card?.ask && current ? choices(card.ask, actions) : nothing}
    ${evidence ? asides(evidence) : nothing}
    ${citations.length ? clauses(citations, actions) : nothing}
    ${evidenceView(evidence, citations, actions)}
  </article>`;
}

/** What the voice says: the sentence that was made for it. */
const spoken = (said: string): TemplateResult =>
  html`<section class="spoken"><h3>${words.read_out}</h3><p>${said}</p></section>`;

function main(card: Card, actions: AnswerActions): TemplateResult | typeof nothing {
  if (card.kind === "amount" && card.figures.length)
    return html`<div class="figures">${card.figures.map(figure)}</div>`;
  const ownView = card.sheet || ["matches", "comparison"].includes(card.kind);
  return ownView ? cardView(card, actions) : nothing;
}

function figure(each: Figure): TemplateResult {
  return html`<section class="figure">
    <h3>${each.name}</h3>
    <p class="large">${amount(each)} ${kind(each)} ${badge(each.citation?.status ?? "")}</p>
    ${conditions(each)}
    ${each.steps.length ? steps(each.steps, true) : nothing}
  </section>`;
}

function choices({ field, choices }: NonNullable<Card["ask"]>, { answer }: AnswerActions) {
  if (!choices.length) return nothing;
  return html`<div class="choices" role="group" aria-label=${words.choose}>
    ${choices.map(
      (said) =>
        html`<button type="button" class="chip" @click=${() => answer(field, said)}>${said}</button>`,
    )}
  </div>`;
}

/** The lines of the text that are not to be seen elsewhere. */
function rest({ text }: DeskItem, card: Card | null, evidence: Evidence | null) {
  const listed = evidence?.not_stated.length ? words.not_stated : null;
  const shown = lines(text, card).filter(
    (line) =>
      !line.told && line.text !== evidence?.spoken && !(listed && line.text.startsWith(listed)),
  );
  if (!shown.length) return nothing;
  return html`<div class="text">${shown.map((line) => html`<p>${line.text}</p>`)}</div>`;
}

/** What the text does not say, and who may know. */
function asides({ not_stated, refer_to }: Evidence) {
  if (!not_stated.length && !refer_to.length) return nothing;
  return html`<div class="asides">
    ${listed(
      words.not_stated,
      "not-stated",
      not_stated.map((each) => html`${each}`),
    )}
    ${listed(words.refer_to, "refer-to", refer_to.map(referral))}
  </div>`;
}

function listed(name: string, kind: string, entries: TemplateResult[]) {
  if (!entries.length) return nothing;
  return html`<section class="listed ${kind}"><h3>${name}</h3>
    <ul>${entries.map((entry) => html`<li>${entry}</li>`)}</ul></section>`;
}

const referral = ({ unit, city, for: what }: Evidence["refer_to"][number]): TemplateResult =>
  html`<b>${unit}</b> <span class="quiet">${[city, what].filter(Boolean).join(" · ")}</span>`;

function clauses(citations: Citation[], { openClause }: CardActions): TemplateResult {
  return html`<section class="listed grounds"><h3>${words.clauses}</h3>
    <ol>${citations.map(
      (
        each,
        index,
      ) => html`<li><button type="button" class="clause" @click=${() => openClause(each)}>
        <kbd aria-hidden="true">${index + 1}</kbd>
        <span><span class="head"><b>${each.clause}</b> ${badge(each.status)}</span>
        <span class="quote">${each.quote}</span>
        <span class="of">《${each.title}》${each.number ?? ""}</span></span>
      </button></li>`,
    )}</ol></section>`;
}
